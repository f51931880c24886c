import type { Instant } from '../time.js';
import { assessAct } from './assess-act.js';
import type { Reason } from './finding.js';
import { earliest, type Earliest } from './earliest.js';
import { applies } from './facts.js';
import { allFormsProven, allFormsServed } from './forms.js';
import {
  countingOf,
  factsOf,
  deliveriesOf,
  neededNotices,
  waitsThatApply,
  type LawQuestion,
} from './law-question.js';
import type { Moment } from './period.js';
import { limitOf } from './waiting.js';
import type { NoticeRules } from './rulebook.js';

export type NextStep =
  /** Give this notice, not before `earliest`; `expires`: after that the one before is too old. */
  | {
      readonly kind: 'give';
      readonly notice: string;
      readonly to: string;
      readonly earliest: Earliest;
      readonly expires: Moment | null;
    }
  /** It was given; nothing goes on before it counts as served, or its service is proved. */
  | { readonly kind: 'await'; readonly notice: string; readonly what: 'service' | 'proof' }
  /** All notices are given: the act itself. */
  | { readonly kind: 'act'; readonly earliest: Earliest; readonly obstacles: readonly Reason[] }
  | { readonly kind: 'undetermined'; readonly missing: readonly string[] };

type State = 'done' | 'open' | 'unserved' | 'unproven';

const stateOf = (question: LawQuestion, notice: string, rules: NoticeRules): State | readonly string[] => {
  const given = question.facts.notices[notice] ?? [];
  if (given.length === 0) return 'open';
  const deliveries = deliveriesOf(question, notice);
  if (!deliveries.known) return deliveries.missing;
  if (rules.given?.value.proof === true && !allFormsProven(question, notice, rules)) return 'unproven';
  return allFormsServed(question, notice, deliveries.value) ? 'done' : 'unserved';
};

/** Until when the former notice still carries this one. */
const expiryOf = (question: LawQuestion, notice: string): Moment | null => {
  const { waits } = waitsThatApply(
    question,
    wait => wait.atMost !== undefined && (wait.to === notice || wait.to === `${notice}.sent`),
  );
  const limits = waits.flatMap(([, rule]) => {
    const limit = limitOf(question, rule);
    return limit.known && limit.value !== null ? [limit.value.end] : [];
  });
  return limits[0] ?? null;
};

/** What comes next in a sequence of notices; a rung is never skipped. */
export const nextStep = (question: LawQuestion & { readonly now: Instant }): NextStep => {
  const counting = countingOf(question);
  // Which notices are needed may depend on when the act is to be: without a day, on the first that could be lawful.
  const supposed = { ...question, at: question.at ?? earliest(question).at };
  for (const [notice, rules] of neededNotices(question)) {
    const applicable = applies(rules.given?.value ?? {}, factsOf(supposed), counting);
    if (!applicable.known) return { kind: 'undetermined', missing: applicable.missing };
    if (!applicable.value) continue;
    const state = stateOf(question, notice, rules);
    if (typeof state !== 'string') return { kind: 'undetermined', missing: state };
    if (state === 'unserved') return { kind: 'await', notice, what: 'service' };
    if (state === 'unproven') return { kind: 'await', notice, what: 'proof' };
    if (state === 'open') {
      const first = earliest({ ...question, act: notice, at: null });
      if (first.missing.length > 0) return { kind: 'undetermined', missing: first.missing };
      return {
        kind: 'give',
        notice,
        to: rules.given?.value.to ?? 'customer',
        earliest: first,
        expires: expiryOf(question, notice),
      };
    }
  }
  const first = earliest(question);
  if (first.missing.length > 0) return { kind: 'undetermined', missing: first.missing };
  const judged = assessAct({ ...question, at: first.at });
  return { kind: 'act', earliest: first, obstacles: judged.reasons };
};
