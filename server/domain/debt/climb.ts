import type { Citation } from '../outcome.js';
import type { TraceLine } from '../rules/counting.js';
import type { Earliest } from '../rules/earliest.js';
import { dayOf } from '../rules/facts.js';
import { groupsOf } from '../rules/forms.js';
import { countingOf, neededNotices, type LawQuestion } from '../rules/law-question.js';
import { nextStep, type NextStep } from '../rules/next-step.js';
import { startOf, type Moment } from '../rules/period.js';
import { addDays } from '../time.js';
import { dateToShow, laterDay, ownPause, tooSoon } from './dates.js';
import { decided, resting, type Decision, type Step, type View } from './decision.js';
import { actsOf, applicableNotices, formsOwed, nextAttemptOn } from './ladder.js';
import { ownChoice } from './policy.js';
import { dateTold, questionOf, type Asked } from './question.js';
import { approvalsNeeded, fromReason, validApprovals, warrantDisconnection } from './warrant.js';

const givenBy = (asked: LawQuestion, notice: string): readonly Citation[] => {
  const given = asked.law.rules.notices?.[notice]?.given;
  return given === undefined ? [] : [given.because];
};

/** What is given, and by what; undetermined where no law says how it is served. */
const give = (
  view: View,
  asked: Asked,
  notice: string,
  acts: readonly string[],
  because: readonly Citation[],
  trace: readonly TraceLine[] = [],
): Decision => {
  const { missing } = groupsOf(asked, notice);
  if (missing.length > 0) return decided({ kind: 'undetermined', missing }, because);
  const forms = formsOwed(view.state, asked, notice);
  if (forms.some(oneOf => oneOf.length === 0))
    return decided({ kind: 'undetermined', missing: [`how the notice "${notice}" is served`] }, because);
  const step: Step = {
    kind: 'give',
    notice,
    to: asked.law.rules.notices?.[notice]?.given?.value.to ?? 'customer',
    forms,
    again: view.state.deliveries.some(delivery => delivery.notice === notice),
    claimed: view.position.overdue,
    dateShown: dateToShow(view, asked, notice, acts),
  };
  return decided(step, because, trace);
};

const giving = (
  view: View,
  asked: Asked,
  { notice, earliest: found }: Extract<NextStep, { readonly kind: 'give' }>,
  acts: readonly string[],
): Decision => {
  const begins: Moment | null = found.first;
  if (found.reasons.length > 0 || begins === null)
    return resting({ kind: 'barred', act: notice, obstacles: found.reasons.map(fromReason) }, found);
  const lawful = startOf(found.at ?? begins, countingOf(asked));
  const pause = ownPause(view, asked, notice);
  const until = laterDay(
    lawful > view.now ? dayOf({ at: lawful }, asked.zone) : null,
    pause,
    tooSoon(view, asked, notice),
  );
  const because = [
    ...givenBy(asked, notice),
    ...found.because,
    ...(pause === null ? [] : [ownChoice('daysBetweenSteps')]),
  ];
  return until !== null && (until > view.today || lawful > view.now)
    ? decided({ kind: 'wait', for: notice, until }, because, found.trace)
    : give(view, asked, notice, acts, because, found.trace);
};

/** A form that came back, or does not count, is given again; where attempts count, not before the next one does. */
const givingAgain = (view: View, asked: Asked, notice: string, acts: readonly string[]): Decision => {
  const because = givenBy(asked, notice);
  const until = nextAttemptOn(view.state, asked, notice);
  return until !== null && until > view.today
    ? decided({ kind: 'wait', for: notice, until }, because)
    : give(view, asked, notice, acts, because);
};

/** What an approval would not help against, and the next day would not change. */
const LASTING = /^(threshold|policy|law)\./;

/** All notices are served: the day of the act, approval, and the warrant. */
const acting = (view: View, asked: Asked, found: Earliest): Decision => {
  const { state, facts, law, policy, now, today } = view;
  const { act } = asked;
  if (found.on === null)
    return resting({ kind: 'barred', act, obstacles: found.reasons.map(fromReason) }, found);
  const first = laterDay(found.on, dateTold(state), ownPause(view, asked, null)) ?? found.on;
  if (first > addDays(today, policy.approvalDaysAhead))
    return resting({ kind: 'wait', for: act, until: first }, found);
  const needed = approvalsNeeded(facts);
  const standing = warrantDisconnection(state, facts, law, policy, { act, on: first, now });
  const lasting = standing.ok ? [] : standing.refusals.filter(({ code }) => LASTING.test(code));
  if (lasting.length > 0) return resting({ kind: 'barred', act, obstacles: lasting }, found);
  const given = validApprovals(state, policy, now).map(({ by }) => by);
  if (given.length < needed) return resting({ kind: 'askForApproval', act, first, needed, given }, found);
  if (first > today) return resting({ kind: 'wait', for: act, until: first }, found);
  const warrant = warrantDisconnection(state, facts, law, policy, { act, on: today, now });
  return warrant.ok
    ? decided({ kind: 'askToDisconnect', warrant: warrant.value }, warrant.value.because, warrant.value.trace)
    : resting({ kind: 'barred', act, obstacles: warrant.refusals }, found);
};

/** The first notice up to the next step that was given, and lacks a form that nothing under way can serve. */
const incomplete = (view: View, asked: Asked, step: NextStep): string | null => {
  const sequence = applicableNotices(asked);
  const end = 'notice' in step ? sequence.indexOf(step.notice) : sequence.length;
  return (
    sequence
      .slice(0, step.kind === 'await' ? end + 1 : end)
      .find(
        notice =>
          asked.facts.notices[notice] !== undefined && formsOwed(view.state, asked, notice).length > 0,
      ) ?? null
  );
};

/** What is too old must be given again, and what came after it with it. */
const tooOld = (asked: Asked, step: NextStep, spent: readonly string[]): readonly string[] => {
  if (!('earliest' in step)) return [];
  const old = step.earliest.reasons.find(
    ({ code, about }) => code === 'notice.expired' && !spent.includes(about),
  );
  if (old === undefined) return [];
  const sequence = neededNotices(asked).map(([notice]) => notice);
  return sequence.slice(Math.max(0, sequence.indexOf(old.about)));
};

/** The next step by the law: a notice, the act, or what must be waited for. */
export const onLadder = (view: View): Decision => {
  const { state, facts, law, now } = view;
  const ask = (spent: readonly string[]): Asked => questionOf(state, facts, law, now, spent);
  const acts = actsOf(ask([]));
  if (!acts.known) return decided({ kind: 'undetermined', missing: acts.missing });
  const act = acts.value.find(each => state.acts[each] === undefined);
  if (act === undefined) return decided({ kind: 'wait', for: 'payment', until: null });
  let spent: readonly string[] = [];
  for (;;) {
    const asked = { ...ask(spent), act };
    const step = nextStep(asked);
    if (step.kind === 'undetermined') return decided({ kind: 'undetermined', missing: step.missing });
    const again = incomplete(view, asked, step);
    if (again !== null) return givingAgain(view, asked, again, acts.value);
    if (step.kind === 'await')
      return decided(
        { kind: 'wait', for: `${step.what} of ${step.notice}`, until: null },
        givenBy(asked, step.notice),
      );
    const old = tooOld(asked, step, spent);
    if (old.length > 0) spent = [...spent, ...old];
    else
      return step.kind === 'give'
        ? giving(view, asked, step, acts.value)
        : acting(view, asked, step.earliest);
  }
};
