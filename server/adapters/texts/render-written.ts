import type { EmailText, LetterText, PaymentSlip } from '../../workflows/ports.js';
import type { CompiledVariant } from './catalog.js';
import type { CompiledWords } from './catalog-words.js';
import type { EmailParts } from './email-html.js';
import type { Brand } from './brand.js';
import type { Message } from './message.js';
import type { SaidBlock, Scope } from './scope.js';

/** A longer subject is cut in the list of most mail programs. */
const SUBJECT_LENGTH = 70;

const subjectOf = (ladder: readonly Message[], scope: Scope): string => {
  let subject = '';
  for (const message of ladder) {
    subject = scope.say(message);
    if (subject.length <= SUBJECT_LENGTH) return subject;
  }
  return subject;
};

const senderLines = ({ name, sender, phones, site }: Brand, language: string): readonly string[] => [
  name[language] ?? '',
  [sender.line1, sender.line2 ?? '', sender.city, sender.postcode].filter(part => part !== '').join(', '),
  phones.customer,
  site,
];

const rowText = ({ label, value }: { readonly label: string; readonly value: string }): string =>
  value.includes('\n')
    ? `${label}:\n${value
        .split('\n')
        .map(line => `  ${line}`)
        .join('\n')}`
    : `${label}: ${value}`;

const blockText = (block: SaidBlock): string =>
  typeof block === 'string' ? block : block.map(rowText).join('\n');

const plainText = (parts: EmailParts): string =>
  [
    parts.sender[0] ?? '',
    parts.heading,
    parts.salutation,
    ...parts.blocks.map(blockText),
    parts.closing,
    `--\n${parts.why}`,
    parts.sender.join('\n'),
  ].join('\n\n') + '\n';

export const renderEmail = (
  variant: CompiledVariant,
  words: CompiledWords,
  scope: Scope,
  setting: {
    readonly brand: Brand;
    readonly language: string;
    readonly html: (parts: EmailParts) => string;
    readonly slip: PaymentSlip | null;
  },
): EmailText => {
  const parts: EmailParts = {
    language: setting.language,
    subject: subjectOf(variant.subject, scope),
    heading: scope.say(variant.heading),
    salutation: scope.say(words.salutation),
    blocks: [
      ...scope.blocks(variant.body),
      ...(setting.slip === null ? [] : [setting.slip.heading, setting.slip.rows]),
      ...scope.blocks(words.ending),
    ],
    closing: scope.say(words.closing).trim(),
    why: scope.say(words.why),
    sender: senderLines(setting.brand, setting.language),
  };
  return { channel: 'email', subject: parts.subject, text: plainText(parts), html: setting.html(parts) };
};

export const renderLetter = (
  variant: CompiledVariant,
  words: CompiledWords,
  scope: Scope,
  language: string,
  slip: PaymentSlip | null,
): LetterText => ({
  channel: 'letter',
  language,
  subject: scope.say(variant.heading),
  dateLine: scope.say(words.dateLine),
  referenceLine: scope.say(words.referenceLine),
  salutation: scope.say(words.salutation),
  body: [...scope.blocks(variant.body), ...scope.blocks(words.ending), scope.say(words.why)],
  closing: scope.say(words.closing).trim(),
  ...(slip === null ? {} : { slip }),
});
