import type { Refusal } from '../outcome.js';
import { deadlines } from '../rules/dues.js';
import type { Law } from '../rules/rulebook.js';
import { addDays, type Instant } from '../time.js';
import { onLadder } from './climb.js';
import { decided, type Decision, type View } from './decision.js';
import type { HoldReason } from './hold.js';
import { servedOn } from './ladder.js';
import { ownChoice, type DebtPolicy } from './policy.js';
import { questionOf, rungOf, type CaseFacts } from './question.js';
import { holdsInForce, type DebtCase } from './replay.js';
import { warrantDisconnection } from './warrant.js';

/** Holds for which somebody who is off already gets supply back. */
const RECONNECTS: readonly HoldReason[] = ['plan', 'lifeSupport'];

type Bare = Pick<View, 'state' | 'position' | 'now'>;

/** It was paid, it should never have been done, or nobody may be kept off for it: whatever the law of the place. */
const whySupply = ({ state, position, now }: Bare): string | null => {
  // Nobody is kept off for the debt of somebody who does not live there any more.
  if (state.ended !== null) return state.ended.why;
  if (position.overdue.minor === 0 || Object.keys(state.acts).length === 0) return 'paid';
  const held = holdsInForce(state, now).find(({ reason }) => RECONNECTS.includes(reason));
  return held?.reason ?? state.wrong;
};

/** A notice that counted as served, and on which the order stood, came back since. */
const whyFallen = ({ state, facts, law, now }: View): string | null => {
  const asked = questionOf(state, facts, law, now);
  const fallen = state.deliveries.find(
    ({ notice, returnedAt }) =>
      returnedAt !== null &&
      state.offUnder !== null &&
      returnedAt > state.offUnder &&
      servedOn(asked, notice) === null,
  );
  return fallen === undefined ? null : `returned: ${fallen.notice}`;
};

/** Deadlines that run from the payment are ours; others are the customer's. */
const OURS: readonly string[] = ['paid', 'confirmed'];

const whenOff = (view: View): Decision | null => {
  const { state } = view;
  if (state.offSince === null) return null;
  const why = whySupply(view) ?? whyFallen(view);
  if (why === null) return null;
  const asked = questionOf(state, view.facts, view.law, view.now);
  const by = deadlines(asked).deadlines.filter(({ rule }) =>
    OURS.includes(asked.law.rules.deadlines?.[rule]?.value.since ?? ''),
  );
  return decided(
    { kind: 'reconnect', why, by, wrong: state.wrong },
    by.flatMap(({ because }) => because),
    by.flatMap(({ trace }) => trace),
  );
};

/** Without a law nobody can say by when, so it is at once. */
const whenOffWithoutLaw = (bare: Bare): Decision | null => {
  const why = bare.state.offSince === null ? null : whySupply(bare);
  return why === null ? null : decided({ kind: 'reconnect', why, by: [], wrong: bare.state.wrong });
};

const paidRefusal: Refusal = {
  code: 'case.nothingOwed',
  message: 'It has been paid.',
  because: [],
};

const whenEnded = ({ state, position }: Pick<View, 'state' | 'position'>): Decision | null => {
  const why = state.ended?.why ?? (position.overdue.minor === 0 ? 'paid' : null);
  if (why === null) return null;
  if (state.order !== null)
    return decided({
      kind: 'recall',
      order: state.order.id,
      why: [
        why === 'paid'
          ? paidRefusal
          : { code: 'case.moved', message: 'The customer moved out.', because: [] },
      ],
    });
  return decided({ kind: 'close', why });
};

/** A work order that is out stands or falls with its warrant, asked again. */
const whenOrdered = (view: View): Decision | null => {
  const { state, facts, law, policy, now } = view;
  const { order } = state;
  if (order === null) return null;
  const found = warrantDisconnection(state, facts, law, policy, { act: order.act, on: order.on, now });
  return found.ok
    ? decided({ kind: 'wait', for: 'workOrder', until: null }, found.value.because, found.value.trace)
    : decided(
        { kind: 'recall', order: order.id, why: found.refusals },
        found.refusals.flatMap(({ because }) => because),
      );
};

const whenHeld = ({ state, now }: View): Decision | null => {
  const holds = holdsInForce(state, now);
  return holds.length === 0 ? null : decided({ kind: 'hold', holds });
};

const beforeLadder = ({ state, position, policy, today }: View): Decision | null => {
  const minimum = policy.minimum[state.currency];
  if (minimum === undefined || position.overdue.minor < minimum)
    return decided({ kind: 'wait', for: 'minimum', until: null }, [ownChoice('minimum')]);
  const { oldest } = position;
  const graceEnds = oldest === null ? today : addDays(oldest.due, policy.graceDays);
  return oldest !== null && today <= graceEnds
    ? decided({ kind: 'wait', for: 'grace', until: addDays(graceEnds, 1) }, [ownChoice('graceDays')])
    : null;
};

/** Where no rulebook says what the law of the place is: money and supply still count, and nothing else goes on. */
export const decideWithoutLaw = (state: DebtCase, missing: string, now: Instant): Decision => {
  const bare = { state, now, ...rungOf(state, now) };
  return whenOffWithoutLaw(bare) ?? whenEnded(bare) ?? decided({ kind: 'undetermined', missing: [missing] });
};

/** Of a case that another one has replaced: supply comes back, and nothing else goes on. */
export const onlySupply = (decision: Decision): Decision =>
  decision.kind === 'reconnect' || decision.kind === 'recall'
    ? decision
    : decided({ kind: 'close', why: 'paid' });

/**
 * What comes next in a case at this moment, and why. Money first, then what is out with the network, then holds, then
 * the ladder of the law; the law is that in force today.
 */
export const decideNextStep = (
  state: DebtCase,
  facts: CaseFacts,
  law: Law,
  policy: DebtPolicy,
  now: Instant,
): Decision => {
  const view: View = { state, facts, law, policy, now, ...rungOf(state, now) };
  return (
    whenOff(view) ??
    whenEnded(view) ??
    whenOrdered(view) ??
    whenHeld(view) ??
    beforeLadder(view) ??
    onLadder(view)
  );
};
