import type { CaseTask, CaseTaskReason } from '../../domain/debt/task.js';
import type { PartyKind } from '../../domain/directory.js';
import type { DebtCaseId, PartyId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';

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
  /** Who holds the account at that moment, for the day they are erased. */
  readonly about: readonly PartyId[];
  /** SHA-256 of a file. */
  readonly scan: string | null;
  /** What the first run answered. */
  readonly answer: unknown;
}

export interface OpenCase {
  readonly id: DebtCaseId;
  readonly ref: string;
}

export interface AskedTask extends CaseTask {
  readonly case: DebtCaseId;
}
/** What was asked in a case for these reasons; `order`: only where it was about that one. */
export interface MootTasks {
  readonly case: DebtCaseId;
  readonly reasons: readonly CaseTaskReason[];
  readonly order?: string;
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
   * People are to do something in cases: once for each reason, again only where the details have changed or it had become
   * moot. Returns those of which there is anything new to tell.
   */
  ask(rows: readonly AskedTask[], at: Instant): Promise<readonly Pick<AskedTask, 'case' | 'reason'>[]>;
  /** Of these there is nothing left to do. Returns what was open until now. */
  settle(rows: readonly MootTasks[], at: Instant): Promise<readonly Pick<AskedTask, 'case' | 'reason'>[]>;
}
