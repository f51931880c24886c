import { earliest } from '../rules/earliest.js';
import { dayOf } from '../rules/facts.js';
import { firstFree } from '../rules/first-free.js';
import { barsOf, countingOf, neededNotices, waitingOf, type LawQuestion } from '../rules/law-question.js';
import { firstDayAfter } from '../rules/period.js';
import { endsOf } from '../rules/waiting.js';
import { addDays, daysBetween, type CivilDate } from '../time.js';
import type { View } from './decision.js';
import { applicableNotices, servedOn } from './ladder.js';
import { dateTold, type Asked } from './question.js';

/** Our own days after the service of the step before; null: there was none, or they have passed. */
export const ownPause = (
  { policy, today }: View,
  asked: LawQuestion,
  notice: string | null,
): CivilDate | null => {
  const before = neededNotices({ ...asked, act: notice ?? asked.act }).map(([name]) => name);
  const served = before.flatMap(name => servedOn(asked, name) ?? []);
  const lasts = served.flatMap(moment => {
    const first = firstDayAfter(
      [{ count: policy.daysBetweenSteps, unit: 'days' }],
      'toTheDay',
      dayOf(moment, asked.zone),
      waitingOf(asked),
    );
    return first.known ? [first.value.end] : [];
  });
  const last = lasts.sort().at(-1);
  return last === undefined || last <= today ? null : last;
};

export const laterDay = (...days: readonly (CivilDate | null)[]): CivilDate | null =>
  days.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);

/** The first day on which every act could be done; null: it cannot be said. */
const projected = (asked: Asked, acts: readonly string[]): CivilDate | null =>
  acts.reduce<CivilDate | null>((last, act) => laterDay(last, earliest({ ...asked, act }).on), null);

/**
 * What a notice may tell as the first day: lawful, not before what was told already, and with room for the post and for
 * our own days of every step to come, so that it need not be told anew.
 */
export const dateToShow = (
  { state, policy, today }: View,
  asked: Asked,
  notice: string,
  acts: readonly string[],
): CivilDate | null => {
  const first = projected(asked, acts);
  const act = acts.at(-1);
  if (first === null || act === undefined) return null;
  const sequence = applicableNotices(asked);
  const steps = sequence.length - Math.max(0, sequence.indexOf(notice));
  const own = addDays(today, steps * (policy.daysBetweenSteps + policy.daysForThePost));
  const day = laterDay(addDays(first, policy.daysForThePost), dateTold(state), own) ?? own;
  const free = firstFree(
    barsOf(asked),
    act,
    { on: day },
    {
      facts: asked.facts,
      counting: countingOf(asked),
      factsOn: null,
    },
  );
  return free.known ? dayOf(free.value.moment, asked.zone) : null;
};

/** A notice that is soon too old is not given before the act is near; null: it may be given now. */
export const tooSoon = ({ today }: View, asked: Asked, notice: string): CivilDate | null => {
  const limits = Object.values(asked.law.rules.waits ?? {}).filter(
    ({ value }) => value.from === notice && value.to === asked.act && value.atMost !== undefined,
  );
  const act = earliest(asked).on;
  if (limits.length === 0 || act === null) return null;
  const ends = limits.flatMap(({ value }) => {
    const end = endsOf(value.atMost ?? [], { at: asked.now }, countingOf(asked));
    return end.known ? [dayOf(end.value.end, asked.zone)] : [];
  });
  const end = ends.sort()[0];
  return end === undefined || act <= end ? null : addDays(today, daysBetween(end, act));
};
