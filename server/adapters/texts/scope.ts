import type { LetterText } from '../../workflows/ports.js';
import type { CompiledBlock, CompiledWords } from './catalog-words.js';
import type { Message, Values } from './message.js';
import type { Case } from './placeholder.js';
import { valuesOf } from './placeholders.js';

/** Says compiled messages about one case; each fact is worded once, and only if some message asks for it. */
export interface Scope {
  say(message: Message): string;
  /** Paragraphs and tables; what has nothing to say is left out. */
  blocks(blocks: readonly CompiledBlock[]): readonly SaidBlock[];
}
export type SaidBlock = LetterText['body'][number];

export const makeScope = (c: Case, words: CompiledWords): Scope => {
  const values: Values = {};
  const valueOf = valuesOf(c);
  const asked = new Set<string>();

  const learn = (name: string): void => {
    if (asked.has(name)) return;
    asked.add(name);
    const sentence = words.sentences.get(name);
    const value = sentence === undefined ? valueOf(name) : say(sentence);
    // A fact that is not there stays undefined: only a message that really tells it fails.
    if (value !== null) values[name] = value;
  };
  const say = (message: Message): string => {
    for (const name of message.names) learn(name);
    try {
      return message.format(values);
    } catch (error) {
      throw new Error(`texts.factMissing: a ${c.facts.kind} notice lacks a fact for "${message.source}"`, {
        cause: error,
      });
    }
  };
  const block = (compiled: CompiledBlock): readonly SaidBlock[] => {
    if ('nodes' in compiled) {
      const paragraph = say(compiled).trim();
      return paragraph === '' ? [] : [paragraph];
    }
    const rows = compiled
      .map(({ label, value, strong }) => ({
        label: say(label),
        value: say(value).trim(),
        ...(strong ? { strong } : {}),
      }))
      .filter(({ value }) => value !== '');
    return rows.length === 0 ? [] : [rows];
  };
  return { say, blocks: blocks => blocks.flatMap(block) };
};
