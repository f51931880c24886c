import type { Channel } from '../../domain/contact-point.js';
import type { Precision, RequiredElement } from '../../domain/outage/required-content.js';
import type { CompiledBlock, CompiledVariant, CompiledWords } from './catalog.js';
import type { ElementsFile } from './files.js';
import { alwaysSpeaks, type Message } from './message.js';

/** What a message tells in any case; through a shared sentence also what that sentence tells in any case. */
const provedBy = (message: Message, words: CompiledWords): ReadonlySet<string> =>
  new Set(
    [...message.always].flatMap(name => {
      const sentence = words.sentences.get(name);
      if (sentence === undefined) return [name];
      return [...(alwaysSpeaks(sentence.nodes) ? [name] : []), ...sentence.always];
    }),
  );

const provedByBlock = (block: CompiledBlock, words: CompiledWords): readonly string[] =>
  'nodes' in block ? [...provedBy(block, words)] : block.flatMap(({ value }) => [...provedBy(value, words)]);

/** What each wording proves that may be sent; of a ladder any one may be, so each has to do by itself. */
const wordings = (
  channel: Channel,
  variant: CompiledVariant,
  words: CompiledWords,
): readonly ReadonlySet<string>[] => {
  if (channel === 'sms') return variant.sms.map(message => provedBy(message, words));
  const body = [...variant.body, ...words.ending].flatMap(block => provedByBlock(block, words));
  return [new Set([...body, ...provedBy(variant.heading, words), ...provedBy(words.why, words)])];
};

const subjectLines = (channel: Channel, variant: CompiledVariant): readonly Message[] =>
  channel === 'sms' ? variant.sms : channel === 'email' ? variant.subject : [variant.heading];

/** The minute of a day tells the day too. */
const EXACT_ENOUGH: Readonly<Record<Precision, readonly (Precision | undefined)[]>> = {
  date: ['date', 'minute'],
  minute: ['minute'],
  money: ['money'],
};

/** In the subject and heading of what is long; a text message is read as a whole. */
const standsOut = (
  sets: readonly (readonly string[])[],
  channel: Channel,
  variant: CompiledVariant,
  words: CompiledWords,
): boolean =>
  channel === 'sms' ||
  [...(channel === 'email' ? variant.subject : []), variant.heading].some(message => {
    const proved = provedBy(message, words);
    return sets.some(set => set.every(name => proved.has(name)));
  });

/** An element nobody has described cannot be proved, so it is missing. */
export const containsElement = (
  { element, precision, prominent }: Omit<RequiredElement, 'because'>,
  elements: ElementsFile,
  channel: Channel,
  variant: CompiledVariant,
  words: CompiledWords,
): boolean => {
  const known = elements[element];
  if (known === undefined) return false;
  if (precision !== undefined && !EXACT_ENOUGH[precision].includes(known.precision)) return false;
  if (known.line === 'subject') return subjectLines(channel, variant).every(line => alwaysSpeaks(line.nodes));
  if (prominent === true && !standsOut(known.anyOf, channel, variant, words)) return false;
  if (known.byItself.includes(channel)) return true;
  return wordings(channel, variant, words).every(proved =>
    known.anyOf.some(set => set.every(name => proved.has(name))),
  );
};
