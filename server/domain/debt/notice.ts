import type { PostalAddress } from '../contact-point.js';
import type { Money } from '../money.js';
import type { AddresseeRole, CustomerClass } from '../account.js';
import type { CivilDate, Instant } from '../time.js';

/**
 * What a notice of a debt says, whatever the law of the place calls it. The first three are the rungs; the others are news
 * that no law asks for before an act.
 */
export const DEBT_NOTICE_KINDS = [
  'initial_notice',
  'final_notice',
  'disconnection_letter',
  'plan_offer',
  'plan_confirmed',
  'payment_received',
  'reconnection',
] as const;
export type DebtNoticeKind = (typeof DEBT_NOTICE_KINDS)[number];

/** A bill as a notice lists it. */
export interface BillFacts {
  /** Of the billing system. */
  readonly id: string;
  readonly issued: CivilDate;
  readonly due: CivilDate;
  /** What of it is still to be paid. */
  readonly unpaid: Money;
}

/** A plan as it was agreed; each part is to be paid on its day at the latest. */
export interface PlanFacts {
  readonly parts: readonly { readonly on: CivilDate; readonly amount: Money }[];
  readonly until: CivilDate;
}

/** Everything a text of a debt may say, as `OutageNoticeFacts` of an outage. Interest and fees are those that billing billed. */
export interface DebtNoticeFacts {
  readonly kind: DebtNoticeKind;
  /** Short public reference of the case; the customer quotes it. */
  readonly ref: string;
  readonly addresseeName: string;
  readonly role: AddresseeRole;
  readonly customerClass: CustomerClass;
  /** The billing number: the remittance reference of a payment. */
  readonly accountNumber: string;
  readonly premises: readonly PostalAddress[];
  readonly lifeSupport: boolean;
  /** Overdue at the moment it was planned; the sum to be paid. */
  readonly owed: Money;
  readonly bills: readonly BillFacts[];
  /** The last day to pay before the next step; null: the text names none. */
  readonly payBy: CivilDate | null;
  /** The first day on which supply may end; null where the law lets none be named. */
  readonly earliestCut: CivilDate | null;
  /** What the law calls the act: `disconnection`, `restriction`, `powerReduction`, `suspension`. */
  readonly act: string;
  /** It was given before, and came back, grew too old, or a plan was broken since. */
  readonly again: boolean;
  /** Null: the utility has set none in this currency, or the law forbids one. */
  readonly reconnectionFee: Money | null;
  /** Of `plan_confirmed`, and of `plan_offer` what is offered. */
  readonly plan: PlanFacts | null;
  /** Of `payment_received` and `reconnection`: what came in; `owed` is what is left. */
  readonly received: Money | null;
  /** Of `reconnection`: by when the law, or else the utility's promise, has supply back. */
  readonly reconnectBy: Instant | null;
}

const KINDS: ReadonlySet<string> = new Set(DEBT_NOTICE_KINDS);
export const isOfDebt = (facts: { readonly kind: string }): facts is DebtNoticeFacts => KINDS.has(facts.kind);
