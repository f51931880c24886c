import { major } from '../money.js';
import { dayOf, type Facts, type Given } from '../rules/facts.js';
import { countingOf, noticesOf, type LawQuestion } from '../rules/law-question.js';
import type { Moment } from '../rules/period.js';
import type { FactValue, Law } from '../rules/rulebook.js';
import { momentOrder } from '../rules/waiting.js';
import { civilDateIn, type CivilDate, type Instant, type Zone } from '../time.js';
import type { HoldReason } from './hold.js';
import { applicableNotices, ruleOf, servedOn } from './ladder.js';
import { holdsInForce, standstillsOf, type DebtCase, type Delivery } from './replay.js';
import { positionOn, type Position } from './statement.js';

/** What is known of the household and the place, beside the case itself. */
export interface CaseFacts {
  /** What rulebooks ask about: `customerClass`, `lifeSupport`, `hasElectronicContact`, … */
  readonly values: Readonly<Record<string, FactValue>>;
  /** `medicalCertificate`, `referredToSocialServices`, … */
  readonly events: Facts['events'];
  readonly noServiceDays: Facts['noServiceDays'];
  /** Somebody there depends on supply, or is on the register; null: not known, and then taken for yes. */
  readonly vulnerable: boolean | null;
  /** As of when billing last spoke; null: it never did. */
  readonly balanceAsOf: Instant | null;
}

/** A dispute is known to the case: no hold, no dispute. */
const SAID_BY_HOLDS: Readonly<Record<string, HoldReason>> = {
  genuinelyDisputed: 'dispute',
  complaintOpen: 'complaint',
  complaintPending: 'complaint',
  paymentPlanKept: 'plan',
  extensionGranted: 'promise',
};

const valuesOf = (
  state: DebtCase,
  { values }: CaseFacts,
  { overdue }: Position,
  now: Instant,
): Facts['values'] => {
  const held = holdsInForce(state, now).map(({ reason }) => reason);
  const arrears = major(overdue);
  const monthly = values['monthlyNormativeCharge'];
  return {
    ...values,
    ...Object.fromEntries(
      Object.entries(SAID_BY_HOLDS).map(([fact, reason]) => [
        fact,
        held.includes(reason) || values[fact] === true,
      ]),
    ),
    arrears,
    debt: arrears,
    ...(typeof monthly === 'number' && monthly > 0
      ? { debtInMonthlyNormativeCharges: arrears / monthly }
      : {}),
  };
};

/** The names that rulebooks give to the day a bill was issued, the last day to pay it, and the day a notice shows. */
const ISSUED = ['billMailed', 'billIssued', 'invoiceIssued', 'demandMade'];
const DUE = ['paymentDue', 'payBy'];
const SHOWN = ['dateShown', 'dateInNotice'];

const named = (names: readonly string[], moment: Moment | null): Facts['events'] =>
  moment === null ? {} : Object.fromEntries(names.map(name => [name, moment]));
const moments = (instants: Readonly<Record<string, Instant>>): Facts['events'] =>
  Object.fromEntries(Object.entries(instants).map(([name, at]) => [name, { at }]));

/** The last day that a notice of this round told as the first on which supply may end. */
export const dateTold = ({ deliveries }: DebtCase): CivilDate | null =>
  deliveries.reduce<CivilDate | null>(
    (last, { dateShown }) => (dateShown !== null && (last === null || dateShown > last) ? dateShown : last),
    null,
  );

const eventsOf = (state: DebtCase, facts: CaseFacts, { oldest }: Position): Facts['events'] => {
  const told = dateTold(state);
  const last = state.deliveries.at(-1);
  return {
    ...named(ISSUED, oldest === null ? null : { on: oldest.issued }),
    ...named(DUE, oldest === null ? null : { on: oldest.due }),
    ...named(SHOWN, told === null ? null : { on: told }),
    // Our notices bear the day they leave.
    ...moments(last === undefined ? {} : { dateOfNotice: last.sentAt }),
    ...moments(state.marks),
    ...moments(state.acts),
    ...(state.offSince === null ? {} : { disconnected: { at: state.offSince } }),
    ...(state.ended?.why === 'paid' ? named(['paid', 'confirmed'], { at: state.ended.at }) : {}),
    ...facts.events,
  };
};

/**
 * A copy on a channel by which this law serves nothing is a courtesy and counts for nothing, as long as the notice went
 * by another that it knows.
 */
const isCourtesy = (law: Law, all: readonly Delivery[], { notice, channel }: Delivery): boolean =>
  ruleOf(law, notice, channel) === undefined &&
  all.some(each => each.notice === notice && ruleOf(law, notice, each.channel) !== undefined);

/** Whether a notice serves for a time only. */
const growsOld = ({ rules }: Law, notice: string): boolean =>
  Object.values(rules.waits ?? {}).some(
    ({ value }) => value.atMost !== undefined && (value.from === notice || value.from === `${notice}.sent`),
  );

/** Of a notice that grows old and was given again in the same form, only the last day's counts. */
const isReplaced = (law: Law, all: readonly Delivery[], each: Delivery, zone: Zone): boolean => {
  if (!growsOld(law, each.notice)) return false;
  const groups = law.rules.notices?.[each.notice]?.form?.value.groups;
  const formOf = ({ channel }: Delivery): number =>
    groups === undefined ? 0 : groups.findIndex(({ oneOf }) => oneOf.includes(channel));
  return all.some(
    other =>
      other.notice === each.notice &&
      other.returnedAt === null &&
      formOf(other) === formOf(each) &&
      civilDateIn(zone, other.sentAt) > civilDateIn(zone, each.sentAt),
  );
};

/** What came back counts for nothing, except where the law counts failed attempts. */
const givenOf = (law: Law, all: readonly Delivery[], zone: Zone): Facts['notices'] => {
  const given: Record<string, Given[]> = {};
  for (const each of all) {
    if (isCourtesy(law, all, each) || isReplaced(law, all, each, zone)) continue;
    const counted = ruleOf(law, each.notice, each.channel)?.afterFailedAttempts !== undefined;
    if (each.returnedAt !== null && !counted) continue;
    const failures = all
      .filter(({ notice, channel }) => notice === each.notice && channel === each.channel)
      .flatMap(({ attemptedAt, returnedAt }) => [
        ...attemptedAt,
        ...(returnedAt === null ? [] : [returnedAt]),
      ]);
    (given[each.notice] ??= []).push({
      channel: each.channel,
      sent: { at: each.sentAt },
      served: null,
      delivered: each.delivered === null || each.returnedAt !== null ? null : { at: each.delivered.at },
      proof: each.returnedAt === null ? (each.delivered?.proof ?? null) : null,
      failedAttempts: failures.sort().map(at => ({ at })),
    });
  }
  return given;
};

/** A notice that left before the one below it had been served is as if it had not left: no rung is skipped. */
const inTurn = (question: LawQuestion): LawQuestion => {
  let notices = question.facts.notices;
  const sequence = noticesOf(question);
  for (const [notice, { given }] of sequence) {
    const below = sequence.filter(
      ([name, rules]) =>
        notices[name] !== undefined && (rules.given?.value.order ?? 1) < (given?.value.order ?? 1),
    );
    const own = notices[notice];
    if (own === undefined) continue;
    const asked = { ...question, facts: { ...question.facts, notices } };
    const kept = own.filter(({ sent }) =>
      below.every(([name]) => {
        const served = servedOn(asked, name);
        return (
          served !== null &&
          sent !== null &&
          ('at' in served
            ? momentOrder(sent, served, countingOf(asked)) >= 0
            : dayOf(sent, question.zone) >= served.on)
        );
      }),
    );
    const { [notice]: _, ...others } = notices;
    notices = kept.length === 0 ? others : { ...others, [notice]: kept };
  }
  return { ...question, facts: { ...question.facts, notices } };
};

export type Asked = LawQuestion & { readonly now: Instant };

export interface Rung {
  readonly position: Position;
  readonly today: CivilDate;
}
export const rungOf = (state: DebtCase, now: Instant): Rung => {
  const today = civilDateIn(state.zone, now);
  return { today, position: positionOn(state.entries, state.currency, today) };
};

/** After these the customer hears of it again before anything is done: the last notice is given anew. */
const TELL_AGAIN = ['planBroken', 'promiseBroken', 'paymentReversed'];
const TO_CUSTOMER: readonly string[] = ['customer', 'occupants'];

/** The notices to the customer on the top rung of this case. */
const topNotices = (question: LawQuestion): readonly string[] => {
  const orders = applicableNotices(question).flatMap(notice => {
    const given = question.law.rules.notices?.[notice]?.given?.value;
    return given === undefined || !TO_CUSTOMER.includes(given.to) ? [] : [{ notice, order: given.order }];
  });
  const top = Math.max(...orders.map(({ order }) => order));
  return orders.filter(({ order }) => order === top).map(({ notice }) => notice);
};

/** Without the last notice, where it told what a broken promise or a payment taken back has changed since. */
const toBeToldAgain = ({ marks }: DebtCase, question: LawQuestion): LawQuestion => {
  const changed = TELL_AGAIN.flatMap(mark => marks[mark] ?? [])
    .sort()
    .at(-1);
  if (changed === undefined) return question;
  const last = topNotices(question);
  const notices = Object.entries(question.facts.notices).flatMap(([notice, given]) => {
    const kept = last.includes(notice)
      ? given.filter(({ sent }) => sent !== null && 'at' in sent && sent.at > changed)
      : given;
    return kept.length === 0 ? [] : [[notice, kept] as const];
  });
  return { ...question, facts: { ...question.facts, notices: Object.fromEntries(notices) } };
};

/** The case put to the law engine; notices named in `spent` are left out. */
export const questionOf = (
  state: DebtCase,
  facts: CaseFacts,
  law: Law,
  now: Instant,
  spent: readonly string[] = [],
): Asked => {
  const { today, position } = rungOf(state, now);
  const deliveries = state.deliveries.filter(
    ({ notice, sentAt }) => !spent.includes(notice) && sentAt <= now,
  );
  const question: LawQuestion = {
    law,
    zone: state.zone,
    facts: {
      notices: givenOf(law, deliveries, state.zone),
      events: eventsOf(state, facts, position),
      values: valuesOf(state, facts, position, now),
      noServiceDays: facts.noServiceDays,
      standstills: standstillsOf(state, today),
    },
    act: 'disconnection',
    at: null,
    now,
  };
  return { ...inTurn(toBeToldAgain(state, question)), now };
};
