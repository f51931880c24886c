import type { Outcome } from '../../ui-extensions/client/outcome.js';
import type { Schema, Server } from '../../ui-extensions/client/server.js';

export interface Asked {
  readonly path: string;
  readonly body: object | null;
  readonly key: string | null;
}
export interface FakeServer extends Server {
  readonly asked: readonly Asked[];
  /**
   * What is said to the next requests, in order, the last for ever after; what is not an outcome is an answer's body and
   * parsed by the contract, as a real one is. A promise keeps the card waiting until it is settled.
   */
  answers(path: string, ...said: readonly Said[]): void;
}
export type Said = unknown;

const isOutcome = (said: unknown): said is Outcome<unknown> =>
  typeof said === 'object' &&
  said !== null &&
  ['ready', 'refused', 'failed'].includes(String((said as { readonly kind?: unknown }).kind)) &&
  ('value' in said || 'refusal' in said || 'reason' in said);

/** A server that says what a test gives it, each answer through the card's own contract. */
export const makeFakeServer = (): FakeServer => {
  const said = new Map<string, Said[]>();
  const asked: Asked[] = [];
  const take = async <A>(path: string, schema: Schema<A>): Promise<Outcome<A>> => {
    const waiting = said.get(path);
    const next = await (waiting !== undefined && waiting.length > 1 ? waiting.shift() : waiting?.[0]);
    if (next === undefined) throw new Error(`The test gave no answer for ${path}.`);
    return isOutcome(next) ? (next as Outcome<A>) : { kind: 'ready', value: schema.parse(next) };
  };
  return {
    asked,
    answers: (path, ...given) => {
      said.set(path, [...given]);
    },
    read: (path, schema) => {
      asked.push({ path, body: null, key: null });
      return take(path, schema);
    },
    act: (path, body, schema, key) => {
      asked.push({ path, body, key });
      return take(path, schema);
    },
  };
};

/** As our server's absence looks to a card. */
export const OFFLINE: Outcome<never> = {
  kind: 'failed',
  reason: 'offline',
  code: null,
  message: null,
  refusal: null,
  reference: null,
  retryAfterSeconds: null,
  nothingDone: false,
};
