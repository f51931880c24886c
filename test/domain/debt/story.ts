import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideNextStep } from '../../../server/domain/debt/decide.js';
import type { Decision } from '../../../server/domain/debt/decision.js';
import type { CaseFacts } from '../../../server/domain/debt/question.js';
import type { DebtPolicy } from '../../../server/domain/debt/policy.js';
import { replay, type DebtCase } from '../../../server/domain/debt/replay.js';
import type { Law, LegalChannel } from '../../../server/domain/rules/rulebook.js';
import {
  addDays,
  addMinutes,
  atMinuteOfDay,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../../server/domain/time.js';

/** What the people and the network of a story do with a decision. */
export interface Habits {
  /** What becomes of a notice handed over; `days` later. */
  readonly post: (notice: string, channel: LegalChannel, n: number) => 'arrives' | 'comesBack' | 'silence';
  readonly daysInThePost: number;
  readonly approves: readonly string[];
  /** The crew goes on the day. */
  readonly crewGoes: (on: CivilDate) => boolean;
  /** Sent besides, out of courtesy. */
  readonly copies: readonly LegalChannel[];
}
export const HABITS: Habits = {
  post: () => 'arrives',
  daysInThePost: 2,
  approves: ['anna', 'boris'],
  crewGoes: () => true,
  copies: [],
};

export const POLICY: DebtPolicy = {
  graceDays: 7,
  daysBetweenSteps: 7,
  daysForThePost: 5,
  minimum: { EUR: 3000, GBP: 3000, AUD: 5000, USD: 3000, UAH: 50000, KZT: 500000, RUB: 50000 },
  reconnectionFee: { EUR: 5800 },
  balanceFreshHours: 48,
  approvalDaysAhead: 1,
  approvalHoldsDays: 5,
  noServiceDays: null,
  facts: {},
};

const PREFERRED: readonly LegalChannel[] = [
  'email',
  'certifiedEmail',
  'registeredLetter',
  'letter',
  'sms',
  'handDelivery',
  'phoneCall',
  'inPerson',
  'web',
];
const ELECTRONIC: readonly LegalChannel[] = ['email', 'sms', 'certifiedEmail', 'phoneCall', 'portal'];

export interface World {
  readonly law: (on: CivilDate) => Law;
  readonly zone: Zone;
  readonly currency: string;
  readonly facts: (on: CivilDate) => Omit<CaseFacts, 'balanceAsOf'>;
  readonly policy: DebtPolicy;
  readonly habits: Habits;
  /** Bills, payments, holds, moves: what comes from outside. */
  readonly outside: readonly CaseEvent[];
}

export interface Day {
  readonly on: CivilDate;
  readonly now: Instant;
  readonly state: DebtCase;
  readonly facts: CaseFacts;
  readonly law: Law;
  readonly decision: Decision;
  /** All that had happened by then. */
  readonly events: readonly CaseEvent[];
}

type Give = Extract<Decision, { readonly kind: 'give' }>;

const given = ({ state, now, on }: Day, { notice, forms, claimed, dateShown }: Give, habits: Habits) => {
  const n = state.deliveries.filter(each => each.notice === notice).length;
  const channels = forms.flatMap(
    oneOf => PREFERRED.find(channel => oneOf.includes(channel)) ?? oneOf[0] ?? [],
  );
  return [...channels, ...habits.copies].flatMap((channel, index): readonly CaseEvent[] => {
    const delivery = `${notice}/${channel}/${on}/${n + index}`;
    const sent = {
      type: 'sent',
      id: delivery,
      at: now,
      notice,
      delivery,
      channel,
      claimed,
      dateShown,
    } as const;
    const days = ELECTRONIC.includes(channel) ? 0 : habits.daysInThePost;
    const later = addMinutes(atMinuteOfDay(state.zone, addDays(on, days), 600), 5);
    const outcome = habits.post(notice, channel, n);
    if (outcome === 'silence') return [sent];
    return outcome === 'arrives'
      ? [sent, { type: 'delivered', id: delivery, at: later, delivery, proof: 'delivered' }]
      : [sent, { type: 'returned', id: delivery, at: later, delivery }];
  });
};

/** What the office, the post and the network make of a decision. */
export const carriedOut = (day: Day, habits: Habits): readonly CaseEvent[] => {
  const { decision, now, on, state } = day;
  switch (decision.kind) {
    case 'give':
      return given(day, decision, habits);
    case 'askForApproval':
      return habits.approves
        .slice(0, decision.needed)
        .map(by => ({ type: 'approved', id: `${by} ${on}`, at: now, by }));
    case 'askToDisconnect': {
      const { act } = decision.warrant;
      const order = `${act} ${on}`;
      const ordered = { type: 'ordered', id: order, at: now, order, act, on } as const;
      return habits.crewGoes(on)
        ? [ordered, { type: 'acted', id: order, at: addMinutes(now, 1), act }]
        : [ordered];
    }
    case 'recall':
      return [{ type: 'recalled', id: decision.order, at: now, order: decision.order }];
    case 'reconnect':
      return [{ type: 'reconnected', id: `on ${on}`, at: addMinutes(now, 1) }];
    case 'close':
      return state.closedAt === null
        ? [{ type: 'closed', id: `closed ${on}`, at: now, why: decision.why }]
        : [];
    case 'wait':
    case 'hold':
    case 'barred':
    case 'undetermined':
      return [];
  }
};

/** Plays a case day by day, each at 10:00 of the premises, and goes on within a day while there is something to do. */
export const play = (world: World, from: CivilDate, to: CivilDate): readonly Day[] => {
  const days: Day[] = [];
  let events: readonly CaseEvent[] = world.outside;
  for (let on = from; on <= to; on = addDays(on, 1)) {
    for (let turn = 0; turn < 4; turn += 1) {
      const now = addMinutes(atMinuteOfDay(world.zone, on, 600), turn * 2);
      const known = events.filter(({ at }) => at <= now);
      const state = replay(known, world.zone, world.currency);
      if (state.closedAt !== null) break;
      const law = world.law(on);
      const facts = { ...world.facts(on), balanceAsOf: now };
      const decision = decideNextStep(state, facts, law, world.policy, now);
      const day = { on, now, state, facts, law, decision, events: known };
      days.push(day);
      const more = carriedOut(day, world.habits);
      if (more.length === 0) break;
      events = [...events, ...more];
    }
  }
  return days;
};
