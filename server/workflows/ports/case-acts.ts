import type { HoldEnd, HoldReason } from '../../domain/debt/hold.js';
import type { CaseEvent } from '../../domain/debt/event.js';
import type { PartyKind } from '../../domain/directory.js';
import type { DebtCaseId } from '../../domain/ids.js';
import type { Citation, Outcome } from '../../domain/outcome.js';
import type { Instant } from '../../domain/time.js';
import type { CaseLook } from './look-at-cases.js';
import type { Tx } from './store.js';

export type CaseActName =
  'hold' | 'release' | 'promise' | 'plan' | 'approve' | 'proof' | 'carriedOut' | 'reconnected';

/** What a person did in a case. Its id comes from the request: the same press is the same act. */
export interface CaseActRow {
  readonly id: string;
  readonly case: DebtCaseId;
  readonly at: Instant;
  readonly by: string;
  readonly act: CaseActName;
  /** As typed; erased with the customer. */
  readonly note: string | null;
  /** SHA-256 of a file. */
  readonly scan: string | null;
  /** What the first run answered. */
  readonly answer: unknown;
}

export interface OpenCase {
  readonly id: DebtCaseId;
  readonly ref: string;
}

export interface CaseActs {
  /** A case by its id or by its reference, the newest of that; null: there is none. */
  find(named: string): Promise<DebtCaseId | null>;
  /** Open cases of the accounts this customer holds, or of one of them by its billing number. */
  openOf(kind: PartyKind, crmId: string, account: string | null): Promise<readonly OpenCase[]>;
  /** The answer of an act that was done before; null: it was not. */
  done(id: string): Promise<{ readonly answer: unknown } | null>;
  add(row: CaseActRow): Promise<void>;
  /**
   * A person is to do something in a case: once for each reason, again only where the details have changed. Returns whether
   * there is anything new to tell.
   */
  ask(
    id: DebtCaseId,
    reason: string,
    details: Readonly<Record<string, unknown>>,
    at: Instant,
  ): Promise<boolean>;
}

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
