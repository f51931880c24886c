import type { LegalChannel, Proof } from '../rules/rulebook.js';
import { dayOf } from '../rules/facts.js';
import { earliest as firstOf } from '../rules/earliest.js';
import { allFormsProven } from '../rules/forms.js';
import { laterDay } from './dates.js';
import type { Decision } from './decision.js';
import { kindOf } from './kinds.js';
import { actsOf, applicableNotices, formsOwed, servedOn } from './ladder.js';
import type { DebtNoticeKind } from './notice.js';
import { dateTold, questionOf, type Asked, type CaseFacts } from './question.js';
import type { DebtCase, Delivery } from './replay.js';
import type { Law } from '../rules/rulebook.js';
import type { CivilDate, Instant } from '../time.js';

/** What a notice counts for in law; `underWay`: planned and not gone yet. */
export type StepState = 'proven' | 'byRule' | 'waiting' | 'returned' | 'underWay' | 'notYet';

export interface GivenOnce {
  readonly delivery: string;
  readonly channel: LegalChannel;
  readonly sentAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly proof: Proof | null;
  readonly returnedAt: Instant | null;
}
export interface LadderStep {
  /** As the rulebook calls it. */
  readonly notice: string;
  readonly kind: DebtNoticeKind;
  /** `customer`, `occupants`, `thirdParty`, or an office that the law wants told. */
  readonly to: string;
  readonly state: StepState;
  readonly given: readonly GivenOnce[];
  /** The civil day from which the next wait counts; null: it is not served. */
  readonly countsFrom: CivilDate | null;
  /** The first day on which it may be given; null: it was given, or what stands before it has to be served first. */
  readonly notBefore: CivilDate | null;
}
export interface ActStep {
  readonly act: string;
  readonly doneAt: Instant | null;
  /** By the notices as they stand now; null: no day can be said. */
  readonly notBefore: CivilDate | null;
}

/** A case's own ladder: every notice that the law needs of it, and every act, in their order. */
export interface Ladder {
  readonly steps: readonly LadderStep[];
  readonly acts: readonly ActStep[];
  /** The first day on which supply could end, and which the customer was not told a later one than; null: not known. */
  readonly earliestCut: CivilDate | null;
}

/** What the ladder is read from. */
export interface Climbing {
  readonly state: DebtCase;
  readonly facts: CaseFacts;
  readonly law: Law;
  readonly decision: Decision;
  /** Notices planned and not gone yet, as the law calls them. */
  readonly underWay: ReadonlySet<string>;
  readonly now: Instant;
}

const stateOf = (
  asked: Asked,
  { state, underWay }: Climbing,
  notice: string,
  own: readonly Delivery[],
): StepState => {
  if (servedOn(asked, notice) !== null && formsOwed(state, asked, notice).length === 0)
    return allFormsProven(asked, notice, asked.law.rules.notices?.[notice] ?? {}) ? 'proven' : 'byRule';
  if (underWay.has(notice)) return 'underWay';
  if (own.length === 0) return 'notYet';
  return own.some(({ returnedAt }) => returnedAt === null) && formsOwed(state, asked, notice).length === 0
    ? 'waiting'
    : own.some(({ returnedAt }) => returnedAt !== null)
      ? 'returned'
      : 'waiting';
};

const notBeforeOf = ({ decision }: Climbing, notice: string): CivilDate | null =>
  decision.kind === 'wait' && decision.for === notice ? decision.until : null;

const stepOf = (climbing: Climbing, asked: Asked, notice: string): LadderStep => {
  const { state, law } = climbing;
  const own = state.deliveries.filter(delivery => delivery.notice === notice);
  const found = stateOf(asked, climbing, notice, own);
  const served = found === 'proven' || found === 'byRule' ? servedOn(asked, notice) : null;
  return {
    notice,
    kind: kindOf(law, notice),
    to: law.rules.notices?.[notice]?.given?.value.to ?? 'customer',
    state: found,
    given: own.map(({ id, channel, sentAt, delivered, returnedAt }) => ({
      delivery: id,
      channel,
      sentAt,
      deliveredAt: delivered?.at ?? null,
      proof: delivered?.proof ?? null,
      returnedAt,
    })),
    countsFrom: served === null ? null : dayOf(served, asked.zone),
    notBefore: notBeforeOf(climbing, notice),
  };
};

export const ladderOf = (climbing: Climbing): Ladder => {
  const { state, facts, law, now } = climbing;
  const asked = questionOf(state, facts, law, now);
  const acts = actsOf(asked);
  const names = acts.known ? acts.value : [];
  const rows = names.map((act): ActStep => {
    const { on } = firstOf({ ...asked, act });
    return {
      act,
      doneAt: state.acts[act] ?? null,
      notBefore: on === null ? null : laterDay(on, dateTold(state)),
    };
  });
  const last = rows.at(-1);
  return {
    steps: applicableNotices(asked).map(notice => stepOf(climbing, asked, notice)),
    acts: rows,
    earliestCut: last === undefined || last.doneAt !== null ? null : last.notBefore,
  };
};
