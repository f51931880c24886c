import type { Money } from '../money.js';
import type { Citation, Refusal } from '../outcome.js';
import type { TraceLine } from '../rules/counting.js';
import type { DueBy } from '../rules/dues.js';
import type { Earliest } from '../rules/earliest.js';
import type { Law, LegalChannel } from '../rules/rulebook.js';
import type { CivilDate, Instant } from '../time.js';
import type { ClosedFor } from './event.js';
import type { HeldBy } from './hold.js';
import type { DebtPolicy } from './policy.js';
import type { CaseFacts, Rung } from './question.js';
import type { DebtCase, WrongAct } from './replay.js';
import type { Warrant } from './warrant.js';

export type Step =
  /** `until` null: for something to happen, not for a day. */
  | { readonly kind: 'wait'; readonly for: string; readonly until: CivilDate | null }
  | {
      readonly kind: 'give';
      readonly notice: string;
      readonly to: string;
      /** One channel of each: those the law asks for and that do not stand yet. Empty: the law asks for no form. */
      readonly forms: readonly (readonly LegalChannel[])[];
      /** It was given before, and came back or grew too old. */
      readonly again: boolean;
      readonly claimed: Money;
      /** The first day on which supply may end, for the text; null where the law lets none be named. */
      readonly dateShown: CivilDate | null;
    }
  | { readonly kind: 'hold'; readonly holds: readonly HeldBy[] }
  | {
      readonly kind: 'askForApproval';
      readonly act: string;
      readonly first: CivilDate;
      readonly needed: 1 | 2;
      readonly given: readonly string[];
    }
  | { readonly kind: 'askToDisconnect'; readonly warrant: Warrant }
  /** The work order must come back. */
  | { readonly kind: 'recall'; readonly order: string; readonly why: readonly Refusal[] }
  /** `wrong`: supply should never have ended, so nothing is waited for. */
  | {
      readonly kind: 'reconnect';
      readonly why: string;
      readonly by: readonly DueBy[];
      readonly wrong: WrongAct | null;
    }
  | { readonly kind: 'close'; readonly why: ClosedFor }
  /** The notices are given and the time has come, and something still forbids it. */
  | { readonly kind: 'barred'; readonly act: string; readonly obstacles: readonly Refusal[] }
  | { readonly kind: 'undetermined'; readonly missing: readonly string[] };

/** What comes next in a case, with the rules it rests on and the arithmetic of its dates. */
export type Decision = Step & { readonly because: readonly Citation[]; readonly trace: readonly TraceLine[] };

export interface View extends Rung {
  readonly state: DebtCase;
  readonly facts: CaseFacts;
  readonly law: Law;
  readonly policy: DebtPolicy;
  readonly now: Instant;
}

export const decided = (
  step: Step,
  because: readonly Citation[] = [],
  trace: readonly TraceLine[] = [],
): Decision => ({ ...step, because, trace });
export const resting = (step: Step, { because, trace }: Pick<Earliest, 'because' | 'trace'>): Decision =>
  decided(step, because, trace);
