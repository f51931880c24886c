import type { Channel } from '../../domain/contact-point.js';
import type { Precision, RequiredElement } from '../../domain/outage/required-content.js';
import type { CompiledVariant } from './catalog.js';
import type { CompiledBlock, CompiledWords } from './catalog-words.js';
import type { ElementsFile } from './files.js';
import { alwaysIn, alwaysSpeaks, type Given, type Message } from './message.js';

/** What a message tells in any case; through a shared sentence also what that sentence tells in any case. */
const provedBy = (message: Message, { words, given }: Proving): ReadonlySet<string> =>
  new Set(
    [...(given.size === 0 ? message.always : alwaysIn(message.nodes, given))].flatMap(name => {
      const sentence = words.sentences.get(name);
      if (sentence === undefined) return [name];
      return [...(alwaysSpeaks(sentence.nodes, given) ? [name] : []), ...alwaysIn(sentence.nodes, given)];
    }),
  );

interface Proving {
  readonly words: CompiledWords;
  readonly given: Given;
}

const provedByBlock = (block: CompiledBlock, proving: Proving): readonly string[] =>
  'nodes' in block
    ? [...provedBy(block, proving)]
    : block.flatMap(({ value }) => [...provedBy(value, proving)]);

/** What each wording proves that may be sent; of a ladder any one may be, so each has to do by itself. */
const wordings = (
  channel: Channel,
  variant: CompiledVariant,
  proving: Proving,
): readonly ReadonlySet<string>[] => {
  if (channel === 'sms') return variant.sms.map(message => provedBy(message, proving));
  const { words } = proving;
  const body = [...variant.body, ...words.ending].flatMap(block => provedByBlock(block, proving));
  return [new Set([...body, ...provedBy(variant.heading, proving), ...provedBy(words.why, proving)])];
};

const subjectLines = (channel: Channel, variant: CompiledVariant): readonly Message[] =>
  channel === 'sms' ? variant.sms : channel === 'email' ? variant.subject : [variant.heading];

/** The minute of a day tells the day too. */
const EXACT_ENOUGH: Readonly<Record<Precision, readonly (Precision | undefined)[]>> = {
  date: ['date', 'minute'],
  minute: ['minute'],
  money: ['money'],
};

/** In the subject, the heading or the strong rows of what is long; a text message is read as a whole. */
const standsOut = (
  sets: readonly (readonly string[])[],
  channel: Channel,
  variant: CompiledVariant,
  proving: Proving,
): boolean => {
  if (channel === 'sms') return true;
  const strong = variant.body.flatMap(block =>
    'nodes' in block ? [] : block.flatMap(row => (row.strong ? [row.value] : [])),
  );
  return [...(channel === 'email' ? variant.subject : []), variant.heading, ...strong].some(message => {
    const proved = provedBy(message, proving);
    return sets.some(set => set.every(name => proved.has(name)));
  });
};

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
  const proving: Proving = { words, given: new Set(known.given) };
  if (precision !== undefined && !EXACT_ENOUGH[precision].includes(known.precision)) return false;
  if (known.line === 'subject') return subjectLines(channel, variant).every(line => alwaysSpeaks(line.nodes));
  if (prominent === true && !standsOut(known.anyOf, channel, variant, proving)) return false;
  if (known.byItself.includes(channel)) return true;
  return wordings(channel, variant, proving).every(proved =>
    known.anyOf.some(set => set.every(name => proved.has(name))),
  );
};
