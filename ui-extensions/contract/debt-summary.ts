import * as z from 'zod/mini';
import { instant, postalAddress } from './common.js';
import { holdReason } from './hold-reason.js';

/** A civil day at the premises: `2026-11-25`. */
const day = z.string();
/** In the minor unit of an ISO 4217 currency. */
export const moneyView = z.object({ minor: z.number(), currency: z.string() });
export type MoneyView = z.infer<typeof moneyView>;

export const rung = z.enum([
  'grace',
  'initial_notice',
  'final_notice',
  'disconnection_letter',
  'approval',
  'workOrder',
  'disconnected',
  'closed',
]);
export type Rung = z.infer<typeof rung>;
export const nextKind = z.enum([
  'wait',
  'give',
  'hold',
  'askForApproval',
  'askToDisconnect',
  'recall',
  'reconnect',
  'close',
  'barred',
  'undetermined',
]);

/** A case as lists and the cards of customers show it, by its last look. */
export const debtSummary = z.object({
  case: z.string(),
  ref: z.string(),
  account: z.string(),
  address: postalAddress,
  zone: z.string(),
  holder: z.string(),
  /** The holder in HubSpot; null: it knows none. */
  holderRecord: z.nullable(z.object({ kind: z.enum(['contact', 'company']), crmId: z.string() })),
  lifeSupport: z.boolean(),
  /** Null: nobody has looked at it yet. */
  rung: z.nullable(rung),
  overdue: moneyView,
  /** When billing last spoke of the account. */
  asOf: instant,
  next: z.nullable(nextKind),
  /** What is waited for, given or forbidden, as the law or the house calls it. */
  about: z.nullable(z.string()),
  until: z.nullable(day),
  holds: z.array(holdReason),
  /** Codes, or the names of facts that nobody has said. */
  obstacles: z.array(z.string()),
  unproven: z.number(),
  returned: z.number(),
  /** The first day on which supply may end, as the customer was told. */
  firstDay: z.nullable(day),
  closedAt: z.nullable(instant),
});
export type DebtSummary = z.infer<typeof debtSummary>;
