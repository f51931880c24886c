import type { Addressee } from '../account.js';
import { minus, nothing, plus, type Money } from '../money.js';
import type { Citation } from '../outcome.js';
import type { Instant } from '../time.js';
import { holdersOf } from './case-facts.js';
import type { Part } from './hold.js';
import type { DebtNoticeFacts } from './notice.js';
import { debtFacts, debtNotice, wayFor, type DebtNotice, type DebtPlanInput } from './plan-debt-notice.js';
import { rungOf } from './question.js';
import { entriesSince } from './statement.js';

/** News of a case that no law asks for before an act. */
export type News =
  | { readonly kind: 'plan_confirmed'; readonly parts: readonly Part[] }
  | { readonly kind: 'payment_received'; readonly received: Money }
  /** `by` null: neither the law nor the utility has set a time. */
  | { readonly kind: 'reconnection'; readonly received: Money; readonly by: Instant | null };

const saidBy = (news: News, overdue: Money): Partial<DebtNoticeFacts> => {
  switch (news.kind) {
    case 'plan_confirmed':
      return {
        plan: {
          parts: news.parts.map(({ on, minor }) => ({ on, amount: { minor, currency: overdue.currency } })),
          until: news.parts.at(-1)?.on ?? ('' as never),
        },
      };
    case 'payment_received':
      return { received: news.received };
    case 'reconnection':
      return { received: news.received, reconnectBy: news.by };
  }
};
