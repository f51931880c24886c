import type { Message } from './say.js';

/** Of several the first that can be said of the refusal: whose every `{name}` is among its details. */
export type Saying = Message | readonly [Message, ...Message[]];

/** One code in a language other than the server's own; holes are filled from the refusal's details. */
export interface Said {
  readonly message: Saying;
  readonly lawful: Saying;
}

/** What one surface can be answered, in Russian: the server words everything in English. */
export interface RefusalWords {
  /** By code; one that ends in `.*` is for the rest of its family. */
  readonly said: Readonly<Record<string, Said>>;
  /** By the detail and its value: names of what only has a code. */
  readonly names?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names that are made up of more than one word, or of what else the surface knows. */
  readonly nameOf?: (detail: string, value: string) => string | undefined;
}
