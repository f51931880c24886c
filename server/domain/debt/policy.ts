import type { Citation } from '../outcome.js';
import type { FactValue } from '../rules/rulebook.js';
import type { CaseFacts } from './question.js';

/** The utility's own choices in debt cases. They only ever make it wait longer than the law does. */
export interface DebtPolicy {
  /** After the last day to pay, before anything is said. */
  readonly graceDays: number;
  /** Between the service of a notice and the next step, whatever the law says. */
  readonly daysBetweenSteps: number;
  /** What the day that a notice shows lies behind the first lawful one: the post takes its time. */
  readonly daysForThePost: number;
  /** Less than this is not worth a case; minor units by currency. A currency that is not here has no ladder. */
  readonly minimum: Readonly<Record<string, number>>;
  /** Of switching off and on again, as a notice tells it; minor units by currency. One that is not here has none. */
  readonly reconnectionFee: Readonly<Record<string, number>>;
  /** Nobody is disconnected on a balance older than this. */
  readonly balanceFreshHours: number;
  /** A person is asked so many days before the first lawful day. */
  readonly approvalDaysAhead: number;
  /** What was approved so many days ago must be approved again. */
  readonly approvalHoldsDays: number;
  /** Weekdays (1 is Monday) and days on which nobody answers or reconnects; null: it is not said, and some laws ask. */
  readonly noServiceDays: CaseFacts['noServiceDays'];
  /** Facts that rulebooks ask of a place and that hold for all of a jurisdiction, by its key: `DE`, `DE-BE`. */
  readonly facts: Readonly<Record<string, Readonly<Record<string, FactValue>>>>;
}

/** The source of a decision that rests on the utility's own choice. */
export const ownChoice = (field: keyof DebtPolicy): Citation => ({
  rule: `debt.${field}`,
  rulebook: 'policy',
  source: "The utility's own policy (config/policy.yaml)",
  confidence: 'verified',
});
