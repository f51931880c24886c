import type { RefusalView } from '../contract/common.js';

export interface Ready<A> {
  readonly kind: 'ready';
  readonly value: A;
}

/** An expected "no": nothing was done, and the refusal says why and what would be lawful. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusal: RefusalView;
  /** Further reasons that were given at once. */
  readonly also: readonly RefusalView[];
  /** Finds the request in the server's log. */
  readonly reference: string;
}

/**
 * Why there is no answer: `offline` our server was not reached; `slow` it did not answer in time; `busy` it, HubSpot or
 * the store asks to wait; `denied` this account or this user may not; `unexpected` anything else, a bug among it.
 */
export type FailureReason = 'offline' | 'slow' | 'busy' | 'denied' | 'unexpected';

export interface Failed {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** The server's own code for it, when it said one: `role.missing`, `portal.unknown`, `notFound`, … */
  readonly code: string | null;
  /** The server's sentence for people, when it said one. */
  readonly message: string | null;
  /** Where that is a refusal to do it now, or by this person: what it was, with its details. */
  readonly refusal: RefusalView | null;
  readonly reference: string | null;
  readonly retryAfterSeconds: number | null;
  /** Whether it is certain that nothing was done; after a lost answer to an act nobody knows. */
  readonly nothingDone: boolean;
}

export type Outcome<A> = Ready<A> | Refused | Failed;
