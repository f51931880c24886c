import type { CaseEvent } from '../../domain/debt/event.js';
import type { HoldEnd, HoldReason } from '../../domain/debt/hold.js';
import type { Citation, Outcome } from '../../domain/outcome.js';
import type { Instant } from '../../domain/time.js';
import type { CaseActName } from './case-acts.js';
import type { CaseLook } from './look-at-cases.js';
import type { Tx } from './store.js';

/** Who does what, and when it was first asked. */
export interface CaseCommand {
  /** Id or reference of the case. */
  readonly named: string;
  readonly by: string;
  readonly request: { readonly key: string; readonly at: Instant };
}

/** What an act comes to. */
export interface ActDone<T> {
  readonly events: readonly CaseEvent[];
  readonly because?: readonly Citation[];
  readonly note?: string | null;
  readonly scan?: string | null;
  /** For the audit: ids and codes, nothing personal. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly value: T;
}
export interface CaseIdentity {
  readonly case: string;
  readonly ref: string;
}

/**
 * Does one thing in one case: looks at it, lets `decide` say what comes of it, writes events, words and audit down and has
 * the case looked at again, in one transaction. Done before under the same request: the same answer.
 */
export type ActInCase = <T extends object>(
  act: CaseActName,
  command: CaseCommand,
  decide: (look: CaseLook, id: string, tx: Tx) => Outcome<ActDone<T>> | Promise<Outcome<ActDone<T>>>,
) => Promise<Outcome<T & CaseIdentity>>;

/** Of an act that begins or ends a hold; `until` null: it has been released. */
export interface HoldChanged {
  readonly hold: string;
  readonly reason: HoldReason;
  readonly until: HoldEnd | null;
}
