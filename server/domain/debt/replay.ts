import { isOver, type Money } from '../money.js';
import type { Standstill } from '../rules/facts.js';
import type { LegalChannel, Proof } from '../rules/rulebook.js';
import { addDays, civilDateIn, type CivilDate, type Instant, type Zone } from '../time.js';
import { inOrder, type CaseEvent, type ClosedFor } from './event.js';
import { isInForce, standstillOf, type HeldBy } from './hold.js';
import { positionAt, receivedSince, withoutReversed, type Entry } from './statement.js';

/** A notice on one channel and what became of it. */
export interface Delivery {
  readonly id: string;
  readonly notice: string;
  readonly channel: LegalChannel;
  readonly sentAt: Instant;
  readonly claimed: Money;
  readonly dateShown: CivilDate | null;
  readonly delivered: { readonly at: Instant; readonly proof: Proof } | null;
  readonly attemptedAt: readonly Instant[];
  readonly returnedAt: Instant | null;
}

export interface WorkOrder {
  readonly id: string;
  readonly act: string;
  readonly on: CivilDate;
  readonly at: Instant;
}

/** It was held, its order had been taken back or was of another day, or nobody had ever approved it. */
export type WrongAct = 'held' | 'recalled' | 'otherDay' | 'notApproved';

/** What a case is: its events, replayed. Times are those of the events; the zone is that of the premises. */
export interface DebtCase {
  readonly zone: Zone;
  readonly currency: string;
  readonly openedAt: Instant | null;
  /** Bills and payments; a payment that was taken back counts as never made. */
  readonly entries: readonly Entry[];
  /** The notices of this round. What is paid, or reconnected, ends a round: its notices are spent. */
  readonly deliveries: readonly Delivery[];
  readonly approvals: readonly { readonly by: string; readonly at: Instant }[];
  /** Out with the network, neither recalled nor carried out. */
  readonly order: WorkOrder | null;
  /** What was carried out in this round, by act. */
  readonly acts: Readonly<Record<string, Instant>>;
  /** Supply is off, or less, since then. */
  readonly offSince: Instant | null;
  /** When the order was given under which it ended; without one, when it ended. */
  readonly offUnder: Instant | null;
  /** Why what was done to supply was not ours to do; null while it is on, or ended under a warrant. */
  readonly wrong: WrongAct | null;
  /** An order for this was taken back, and none was given since. */
  readonly recalled: string | null;
  /** How often supply was ended. */
  readonly cuts: number;
  readonly holds: readonly HeldBy[];
  /** Days that no wait counts, beside those of holds: a payment was believed in that did not stand. */
  readonly unpaidAgain: readonly Standstill[];
  /** Events a rulebook may count anew from: `partialPayment`, `planBroken`, `promiseBroken`, `paymentReversed`. */
  readonly marks: Readonly<Record<string, Instant>>;
  /** Why nothing more is to be claimed; null while something is. */
  readonly ended: { readonly why: ClosedFor; readonly at: Instant } | null;
  readonly closedAt: Instant | null;
}

/** Acts that leave somebody with less supply, or none. */
const CUTS: readonly string[] = ['powerReduction', 'restriction', 'disconnection', 'suspension'];

const EMPTY_ROUND = { deliveries: [], approvals: [], acts: {}, marks: {} } as const;

/** What later events say of a delivery or a hold counts from wherever in the list it stands. */
const outcomesOf = (events: readonly CaseEvent[]) => {
  const of = (delivery: string) =>
    events.filter(event => 'delivery' in event && event.type !== 'sent' && event.delivery === delivery);
  return {
    delivery: (event: Extract<CaseEvent, { readonly type: 'sent' }>): Delivery => {
      const later = of(event.delivery);
      const delivered = later.find(each => each.type === 'delivered');
      return {
        id: event.delivery,
        notice: event.notice,
        channel: event.channel,
        sentAt: event.at,
        claimed: event.claimed,
        dateShown: event.dateShown,
        delivered: delivered === undefined ? null : { at: delivered.at, proof: delivered.proof },
        attemptedAt: later.flatMap(each => (each.type === 'attempted' ? [each.at] : [])),
        returnedAt: later.find(each => each.type === 'returned')?.at ?? null,
      };
    },
    hold: (event: Extract<CaseEvent, { readonly type: 'held' }>): HeldBy => {
      const end = events.find(
        each => (each.type === 'released' || each.type === 'broken') && each.hold === event.hold.id,
      );
      return { ...event.hold, from: event.at, endedAt: end?.at ?? null };
    },
  };
};

/**
 * What a crew did is a fact; whether it was ours to do is seen from what had happened by then. Not from the money: a payment
 * counts from the beginning of its day, whenever it came.
 */
const whyWrong = (state: DebtCase, act: string, at: Instant, approved: boolean): WrongAct | null => {
  const { order, recalled, zone } = state;
  if (holdsInForce(state, at).length > 0) return 'held';
  if (order?.act === act) return order.on === civilDateIn(zone, at) ? null : 'otherDay';
  if (recalled === act) return 'recalled';
  // A person's word, where no network is set up that an order could go to.
  return approved ? null : 'notApproved';
};

const afterAct = (state: DebtCase, act: string, at: Instant, approved: boolean): DebtCase => {
  const own = state.order?.act === act ? state.order : null;
  const after = {
    ...state,
    order: own === null ? state.order : null,
    approvals: [],
    acts: { ...state.acts, [act]: at },
  };
  if (!CUTS.includes(act)) return after;
  return {
    ...after,
    offSince: state.offSince ?? at,
    offUnder: state.offUnder ?? own?.at ?? at,
    wrong: state.wrong ?? whyWrong(state, act, at, approved),
    cuts: state.cuts + (state.offSince === null ? 1 : 0),
  };
};

const BROKEN: Readonly<Record<string, string>> = { plan: 'planBroken', promise: 'promiseBroken' };

/** A claim somebody paid, although newer bills have fallen due since: they have a ladder of their own. */
const isSpent = (state: DebtCase): boolean =>
  state.deliveries.some(
    ({ claimed, sentAt }) => !isOver(claimed, receivedSince(state.entries, state.currency, sentAt)),
  );

const afterMoney = (state: DebtCase, at: Instant): DebtCase => {
  if (state.openedAt === null || state.ended !== null) return state;
  const { overdue } = positionAt(state.entries, state.currency, at, state.zone);
  if (overdue.minor === 0) return { ...state, ...EMPTY_ROUND, ended: { why: 'paid', at } };
  if (isSpent(state)) return { ...state, ...EMPTY_ROUND };
  // What was approved was another sum.
  return { ...state, approvals: [], marks: { ...state.marks, partialPayment: at } };
};

/** The days from the payment to the day before it turned out not to stand. */
const believed = (
  entries: readonly Entry[],
  { payment, at }: Extract<Entry, { readonly type: 'reversed' }>,
  zone: Zone,
): readonly Standstill[] => {
  const paid = entries.find(entry => entry.type === 'paid' && entry.id === payment);
  if (paid === undefined) return [];
  const from = civilDateIn(zone, paid.at);
  const to = addDays(civilDateIn(zone, at), -1);
  return from <= to ? [{ from, to, why: 'a payment that was taken back' }] : [];
};

const makeStep = (all: readonly CaseEvent[], zone: Zone) => {
  const outcomes = outcomesOf(all);
  const stands = new Set(withoutReversed(entriesOf(all)).map(({ type, id }) => `${type} ${id}`));
  return (state: DebtCase, event: CaseEvent): DebtCase => {
    const { at } = event;
    switch (event.type) {
      case 'billed':
        return { ...state, entries: [...state.entries, event] };
      case 'paid':
      case 'credited': {
        if (!stands.has(`${event.type} ${event.id}`)) return state;
        return afterMoney({ ...state, entries: [...state.entries, event] }, at);
      }
      case 'reversed': {
        const days = believed(entriesOf(all), event, zone);
        if (days.length === 0 && !all.some(each => each.type === 'paid' && each.id === event.payment))
          return state;
        return {
          ...state,
          approvals: [],
          unpaidAgain: [...state.unpaidAgain, ...days],
          marks: { ...state.marks, paymentReversed: at },
        };
      }
      case 'opened':
        return { ...state, openedAt: state.openedAt ?? at };
      case 'held':
        return { ...state, approvals: [], holds: [...state.holds, outcomes.hold(event)] };
      case 'released':
        return { ...state, approvals: [] };
      case 'broken': {
        const mark = BROKEN[state.holds.find(({ id }) => id === event.hold)?.reason ?? ''];
        const marks = mark === undefined ? state.marks : { ...state.marks, [mark]: at };
        return { ...state, approvals: [], marks };
      }
      case 'sent':
        return state.ended === null
          ? { ...state, approvals: [], deliveries: [...state.deliveries, outcomes.delivery(event)] }
          : state;
      case 'attempted':
      case 'delivered':
        return state;
      case 'returned':
        return { ...state, approvals: [] };
      case 'approved':
        return {
          ...state,
          approvals: [...state.approvals.filter(({ by }) => by !== event.by), { by: event.by, at }],
        };
      case 'ordered':
        return { ...state, order: { id: event.order, act: event.act, on: event.on, at }, recalled: null };
      case 'recalled':
        return state.order?.id === event.order ? { ...state, order: null, recalled: state.order.act } : state;
      case 'acted':
        return afterAct(
          state,
          event.act,
          at,
          all.some(each => each.type === 'approved' && each.at <= at),
        );
      case 'reconnected':
        return { ...state, ...EMPTY_ROUND, offSince: null, offUnder: null, wrong: null };
      case 'supplyEnded':
        return { ...state, ...EMPTY_ROUND, ended: { why: 'moved', at } };
      case 'closed':
        return closed(state, event);
    }
  };
};

/** A case is closed for payment only if it was paid: what is taken back later opens it again. */
const closed = (state: DebtCase, { why, at }: Extract<CaseEvent, { readonly type: 'closed' }>): DebtCase => {
  const { overdue } = positionAt(state.entries, state.currency, at, state.zone);
  if (state.ended === null && why === 'paid' && overdue.minor > 0) return state;
  return { ...state, ended: state.ended ?? { why, at }, closedAt: at };
};

const ENTRIES: ReadonlySet<string> = new Set(['billed', 'paid', 'credited', 'reversed']);
export const entriesOf = (events: readonly CaseEvent[]): readonly Entry[] =>
  events.filter((event): event is Entry => ENTRIES.has(event.type));

/** The case that a set of events is. The same for any order of arrival, and however often one of them arrives. */
export const replay = (events: readonly CaseEvent[], zone: Zone, currency: string): DebtCase => {
  const all = inOrder(events);
  return all.reduce<DebtCase>(makeStep(all, zone), {
    zone,
    currency,
    openedAt: null,
    entries: [],
    ...EMPTY_ROUND,
    order: null,
    offSince: null,
    offUnder: null,
    wrong: null,
    recalled: null,
    cuts: 0,
    holds: [],
    unpaidAgain: [],
    ended: null,
    closedAt: null,
  });
};

export const holdsInForce = ({ holds, zone }: DebtCase, at: Instant): readonly HeldBy[] =>
  holds.filter(hold => isInForce(hold, at, zone));

/** Every day before `today`, and `today` itself, that no wait may count. */
export const standstillsOf = (
  { holds, unpaidAgain, zone }: DebtCase,
  today: CivilDate,
): readonly Standstill[] => [...unpaidAgain, ...holds.flatMap(hold => standstillOf(hold, today, zone) ?? [])];
