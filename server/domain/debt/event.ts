import type { Money } from '../money.js';
import type { LegalChannel, Proof } from '../rules/rulebook.js';
import type { CivilDate, Instant } from '../time.js';
import type { Hold } from './hold.js';
import type { Entry } from './statement.js';

interface Happened {
  /** A natural key: the same event twice is one. */
  readonly id: string;
  /** When it happened, not when we heard of it. */
  readonly at: Instant;
}

/** What happened in a case, beside the money. A case is nothing but these. */
export type CaseEvent =
  | Entry
  | (Happened &
      (
        | { readonly type: 'opened' }
        | {
            readonly type: 'sent';
            /** As the rulebook calls it. */
            readonly notice: string;
            readonly delivery: string;
            readonly channel: LegalChannel;
            /** The sum it names, and the day it names as the first on which supply may end. */
            readonly claimed: Money;
            readonly dateShown: CivilDate | null;
          }
        | { readonly type: 'delivered'; readonly delivery: string; readonly proof: Proof }
        /** Somebody tried to hand it over and met nobody. */
        | { readonly type: 'attempted'; readonly delivery: string }
        /** It came back, bounced or failed: what counted as served does no more. */
        | { readonly type: 'returned'; readonly delivery: string }
        | { readonly type: 'held'; readonly hold: Omit<Hold, 'from'> }
        | { readonly type: 'released'; readonly hold: string; readonly by: string }
        /** A plan or a promise was not kept, which ends its hold. */
        | { readonly type: 'broken'; readonly hold: string }
        | { readonly type: 'approved'; readonly by: string }
        | {
            readonly type: 'ordered';
            readonly order: string;
            readonly act: string;
            /** The civil day of the warrant. */
            readonly on: CivilDate;
          }
        | { readonly type: 'recalled'; readonly order: string }
        /** The network did it: `disconnection`, `restriction`, or a step before them. */
        | { readonly type: 'acted'; readonly act: string }
        | { readonly type: 'reconnected' }
        /** The customer moved out: there is nobody left to disconnect. */
        | { readonly type: 'supplyEnded' }
        | { readonly type: 'closed'; readonly why: ClosedFor }
      ));

export type ClosedFor = 'paid' | 'moved';

/** Of what happens in one moment, in which order it counts. */
const RANK: Readonly<Record<CaseEvent['type'], number>> = {
  billed: 0,
  credited: 1,
  paid: 2,
  reversed: 3,
  opened: 4,
  released: 5,
  broken: 6,
  held: 7,
  sent: 8,
  attempted: 9,
  delivered: 10,
  returned: 11,
  approved: 12,
  ordered: 13,
  recalled: 14,
  acted: 15,
  reconnected: 16,
  supplyEnded: 17,
  closed: 18,
};

const order = (a: CaseEvent, b: CaseEvent): number =>
  a.at !== b.at ? (a.at < b.at ? -1 : 1) : RANK[a.type] - RANK[b.type] || (a.id < b.id ? -1 : 1);

/** The same list for the same set of events, in whatever order and however often they arrive. */
export const inOrder = (events: readonly CaseEvent[]): readonly CaseEvent[] => {
  const seen = new Set<string>();
  return [...events].sort(order).filter(({ type, id }) => {
    const key = `${type} ${id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
