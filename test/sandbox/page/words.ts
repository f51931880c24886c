import { campaignWords } from './campaign-words.js';
import { frameWords } from './frame-words.js';
import { stateWords } from './state-words.js';

/** English and Russian of what the page itself says; what the server says is shown as the server says it. */
export const words = { ...frameWords, ...campaignWords, ...stateWords } satisfies Readonly<
  Record<string, readonly [string, string]>
>;
export type WordKey = keyof typeof words;
