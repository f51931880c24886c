import type { Citation, Confidence } from '../outcome.js';
import { dayOfWeek, type CivilDate, type Instant, type Zone } from '../time.js';
import type { NamedBar } from './bars.js';
import { known, type Counting, type Known, type TraceLine } from './counting.js';
import { applies, holds, supposing, type Facts, type Given } from './facts.js';
import { calendarFor, type DayStatus } from './holidays.js';
import { momentText, type Moment } from './period.js';
import { servedMoment } from './serving.js';
import type { Law, LegalChannel, NoticeRules, Rule, ServiceRule, Wait } from './rulebook.js';

/** A question to the law: an act, its moment where there is one, and what is known of the case. */
export interface LawQuestion {
  readonly law: Law;
  /** Of the premises. */
  readonly zone: Zone;
  readonly facts: Facts;
  /** `interruption`, `disconnection`, or a notice of the rulebook, `final.sent`. */
  readonly act: string;
  readonly at: Moment | null;
  /** What has not happened yet cannot happen before. */
  readonly now: Instant | null;
}

const ORDINARY_WEEKEND: readonly number[] = [6, 7];

/** The days of the place, as its rulebook wants them counted. */
const dayAtOf = ({ law, facts }: LawQuestion, zoneOnly: Counting): Counting['dayAt'] => {
  const { rule, years } = law.calendar;
  const calendar = calendarFor(years, law.jurisdiction);
  const condition = rule?.value.holidaysWorkWhen;
  const holidaysWork: Known<boolean> =
    condition === undefined ? known(false) : holds(condition, facts, zoneOnly);
  return (day: CivilDate, weekend = rule?.value.weekend): DayStatus => {
    if (!holidaysWork.known) return { is: 'unknown', why: holidaysWork.missing.join(', ') };
    if (!holidaysWork.value || rule === null) return calendar.dayAt(day, weekend);
    const { because } = rule;
    return (weekend ?? ORDINARY_WEEKEND).includes(dayOfWeek(day))
      ? { is: 'off', kind: 'weekend', name: 'weekend', because }
      : { is: 'working', name: 'holidays are working days', because };
  };
};

const NO_CALENDAR: Counting['dayAt'] = () => ({ is: 'unknown', why: 'the calendar' });

export const countingOf = (question: LawQuestion): Counting => ({
  zone: question.zone,
  dayAt: dayAtOf(question, { zone: question.zone, dayAt: NO_CALENDAR }),
});

/** As `countingOf`, for what must be waited: the days on which the clock of the case stands still are left out. */
export const waitingOf = (question: LawQuestion): Counting => {
  const { standstills = [] } = question.facts;
  const counting = countingOf(question);
  if (standstills.length === 0) return counting;
  return {
    ...counting,
    standsStill: day => standstills.find(({ from, to }) => from <= day && day <= to)?.why ?? null,
  };
};

/** What conditions may ask about: the facts, and the moment of the act itself. */
export const factsOf = ({ facts, act, at }: LawQuestion): Facts => supposing(facts, act, at);

/** `final.sent` → the notice `final`, its sending. */
export const splitEvent = (event: string): { readonly name: string; readonly sent: boolean } =>
  event.endsWith('.sent') ? { name: event.slice(0, -5), sent: true } : { name: event, sent: false };

export const noticesOf = ({ law }: LawQuestion): readonly (readonly [string, NoticeRules])[] =>
  Object.entries(law.rules.notices ?? {}).sort(
    ([a, x], [b, y]) => (x.given?.value.order ?? 1) - (y.given?.value.order ?? 1) || (a < b ? -1 : 1),
  );

export const isNotice = ({ law }: LawQuestion, event: string): boolean =>
  law.rules.notices?.[splitEvent(event).name] !== undefined;

/** The notices that must have been given before the act asked about. */
export const neededNotices = (question: LawQuestion): readonly (readonly [string, NoticeRules])[] => {
  const all = noticesOf(question);
  const { name } = splitEvent(question.act);
  const position = all.findIndex(([key]) => key === name);
  return (position < 0 ? all : all.slice(0, position)).filter(([, { given }]) => {
    const acts = given?.value.for;
    return acts === undefined || acts.includes(question.act);
  });
};

export const waitsOf = ({ law }: LawQuestion): readonly (readonly [string, Rule<Wait>])[] =>
  Object.entries(law.rules.waits ?? {});

/**
 * An act of which the law at hand says nothing, though it speaks of others: the supply may end there by "restriction"
 * and never by "disconnection". Then nothing forbids it, and nothing allows it either.
 */
export const unknownAct = (question: LawQuestion): readonly string[] => {
  const { waits = {}, bars = {}, notices = {} } = question.law.rules;
  const { name } = splitEvent(question.act);
  const spoken = [
    ...Object.values(waits).flatMap(({ value }) => [splitEvent(value.from).name, splitEvent(value.to).name]),
    ...Object.values(bars).flatMap(({ value }) => value.bans),
  ];
  const known = [
    ...spoken,
    ...Object.keys(notices),
    ...Object.values(notices).flatMap(({ given }) => given?.value.for ?? []),
  ];
  return spoken.length === 0 || known.includes(name) ? [] : [`a rule about ${name}`];
};

export const barsOf = ({ law }: LawQuestion): readonly NamedBar[] => Object.entries(law.rules.bars ?? {});

/** How a channel serves this notice: the notice's own rule before that of the scenario. */
export const serviceRule = (
  { law }: LawQuestion,
  notice: NoticeRules | undefined,
  channel: LegalChannel | null,
): Rule<ServiceRule> | undefined =>
  channel === null ? undefined : (notice?.servedWhen?.[channel] ?? law.rules.servedWhen?.[channel]);

/** One delivery of a notice and when it counts as served; null: it does not. */
export interface Delivered {
  readonly given: Given;
  readonly moment: Moment | null;
  readonly trace: readonly TraceLine[];
}

export const deliveriesOf = (question: LawQuestion, notice: string): Known<readonly Delivered[]> => {
  const rules = question.law.rules.notices?.[notice];
  const deliveries: Delivered[] = [];
  for (const given of question.facts.notices[notice] ?? []) {
    const rule = serviceRule(question, rules, given.channel);
    const served = servedMoment(rule?.value, given, countingOf(question));
    if (!served.known) return served;
    deliveries.push({
      given,
      moment: served.value?.moment ?? null,
      trace:
        served.value === null || rule === undefined || given.served !== null
          ? []
          : withCitation(
              [
                ...served.value.trace,
                {
                  step: `${notice} by ${given.channel ?? ''}, ${rule.value.event}: served`,
                  result: momentText(served.value.moment, countingOf(question)),
                  because: null,
                },
              ],
              rule.because,
            ),
    });
  }
  return known(deliveries);
};

export const withCitation = (lines: readonly TraceLine[], because: Citation | null): readonly TraceLine[] =>
  lines.map(line => (line.because === null ? { ...line, because } : line));

/** The waits that apply in this case, and the facts without which it cannot be said. */
export const waitsThatApply = (
  question: LawQuestion,
  suits: (wait: Wait) => boolean,
): { readonly waits: readonly (readonly [string, Rule<Wait>])[]; readonly missing: readonly string[] } => {
  const counting = countingOf(question);
  const missing: string[] = [];
  const waits = waitsOf(question).filter(([, { value }]) => {
    if (!suits(value)) return false;
    const applicable = applies(value, factsOf(question), counting);
    if (!applicable.known) missing.push(...applicable.missing);
    return applicable.known && applicable.value;
  });
  return { waits, missing };
};

const RANK: Readonly<Record<Confidence, number>> = { verified: 0, secondary: 1, unverified: 2 };
/** An answer is as sure as the least sure of the rules it rests on. */
export const weakest = (because: readonly Citation[]): Confidence =>
  because.reduce<Confidence>(
    (worst, { confidence }) => (RANK[confidence] > RANK[worst] ? confidence : worst),
    'verified',
  );

/** Each rule once, in the order of the arithmetic. */
export const citedIn = (trace: readonly TraceLine[], more: readonly Citation[] = []): readonly Citation[] => [
  ...new Map(
    [...trace.flatMap(({ because }) => (because === null ? [] : [because])), ...more].map(citation => [
      `${citation.rulebook} ${citation.rule}`,
      citation,
    ]),
  ).values(),
];
