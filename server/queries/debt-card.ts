import type { DebtCard } from '../../ui-extensions/contract/debt.js';
import type { DebtCaseId } from '../domain/ids.js';
import type { Refusal } from '../domain/outcome.js';
import { SPOKEN, spokenFor, type SpokenLanguage } from '../domain/customer/spoken-times.js';
import type { Decision } from '../domain/debt/decision.js';
import { withRemedy } from '../domain/debt/remedy.js';
import { rungOf } from '../domain/debt/question.js';
import { missingWords } from '../domain/rules/missing-words.js';
import { holdsInForce } from '../domain/debt/replay.js';
import { payByTold, toSayOfCase } from '../domain/debt/say-of-case.js';
import { reconnectBy } from '../domain/debt/network-order.js';
import { sayOfDebt } from '../domain/debt/say-debt.js';
import { standingOf } from '../domain/debt/standing.js';
import { overdueBills, withoutReversed } from '../domain/debt/statement.js';
import { ladderOf, type Ladder } from '../domain/debt/steps.js';
import { holdersOf } from '../domain/debt/case-facts.js';
import { approvalsNeeded, validApprovals } from '../domain/debt/warrant.js';
import { whyNot, type Permission } from '../domain/office/roles.js';
import type { Person } from '../domain/office/person.js';
import { addHours, type Instant } from '../domain/time.js';
import type { Clock } from '../workflows/ports.js';
import type { CaseLook } from '../workflows/ports/look-at-cases.js';
import type { Reads } from '../workflows/ports/reads.js';
import type { Viewer } from './customer-now.js';
import { debtSummaryOf } from './debt-summary.js';
import { historyOfCase } from './debt-history.js';

export interface DebtViewNeeds {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly admins: readonly Person[];
  /** A case as it stands now, with nothing locked; null: there is none. */
  readonly lookAt: (id: DebtCaseId) => Promise<CaseLook | null>;
}

const MOST_EVENTS = 100;
const WATCH_SECONDS = 60;

/** A delivery that has left its house. */
const leftAt = ({
  channel,
  acceptedAt,
  postedAt,
  deliveredAt,
}: CaseLook['deliveries'][number]): Instant | null =>
  channel === 'letter' ? (postedAt ?? deliveredAt) : (acceptedAt ?? deliveredAt);

export const ladderOfLook = ({ state, facts, law, decision, deliveries, now }: CaseLook): Ladder | null =>
  law === null
    ? null
    : ladderOf({
        state,
        facts,
        law,
        decision,
        now,
        underWay: new Set(
          deliveries
            .filter(
              each =>
                leftAt(each) === null && ['planned', 'sending', 'unknown', 'accepted'].includes(each.state),
            )
            .map(({ step }) => step),
        ),
      });

/** The sentence about a case, in each language. */
export const sayOfLook = (
  look: CaseLook,
  ladder: Ladder | null,
  language: string | null,
): DebtCard['say'] => {
  const { state, decision, deliveries, place, now } = look;
  const facts = toSayOfCase(
    {
      account: place.account.number,
      state,
      decision,
      ladder,
      payBy: payByTold(deliveries.map(each => ({ facts: each.facts, leftAt: leftAt(each) }))),
    },
    rungOf(state, now),
    now,
  );
  const textIn = (spoken: SpokenLanguage): string => sayOfDebt(facts, spoken, now);
  return {
    language: spokenFor(language),
    texts: Object.fromEntries(SPOKEN.map(each => [each, textIn(each)])) as DebtCard['say']['texts'],
  };
};

const missing = (fact: string): Refusal =>
  withRemedy({
    code: 'fact.missing',
    message: `It cannot be said without: ${fact}.`,
    because: [],
    details: { missing: [missingWords(fact)] },
  });

/** Why a case does not go on by itself, with what would remove it. */
const whyOf = (decision: Decision): readonly Refusal[] => {
  switch (decision.kind) {
    case 'barred':
      return decision.obstacles.map(withRemedy);
    case 'recall':
      return decision.why.map(withRemedy);
    case 'undetermined':
      return decision.missing.map(missing);
    case 'wait':
    case 'give':
    case 'hold':
    case 'askForApproval':
    case 'askToDisconnect':
    case 'reconnect':
    case 'close':
      return [];
  }
};

const refusalView = ({ because, ...refusal }: Refusal): DebtCard['why'][number] => ({
  ...refusal,
  because: [...because],
});

export const mayOf = async (
  { reads, admins }: Pick<DebtViewNeeds, 'reads' | 'admins'>,
  { person, language }: Viewer,
): Promise<DebtCard['may']> => {
  const held = { grants: await reads.roles(), named: admins };
  const why = (permission: Permission): string | null => whyNot(held, person, permission, language);
  return { serve: why('debt.serve'), approve: why('debt.approve'), advance: why('debt.advance') };
};

const holdsOf = ({ state, now }: CaseLook): DebtCard['caseHolds'] => {
  const inForce = new Set(holdsInForce(state, now).map(({ id }) => id));
  return state.holds.map(({ id, reason, by, from, until, effect, endedAt }) => ({
    id,
    reason,
    by,
    from,
    until,
    effect,
    endedAt,
    inForce: inForce.has(id),
  }));
};

/** By this look, and not the last one that was kept. */
const standingNow = ({ state, decision, law, now }: CaseLook) => {
  const { rung, next, about, until, holds, obstacles, unproven, returned, firstDay } = standingOf(
    state,
    rungOf(state, now),
    decision,
    law,
  );
  return {
    rung,
    next,
    about,
    until,
    holds: [...holds],
    obstacles: [...obstacles],
    unproven,
    returned,
    firstDay,
  };
};

const moneyOf = ({ state, facts, policy, now }: CaseLook) => {
  const { position, today } = rungOf(state, now);
  const fee = policy.reconnectionFee[state.currency];
  return {
    overdue: position.overdue,
    owed: position.owed,
    bills: overdueBills(withoutReversed(state.entries), state.currency, today).map(({ bill, unpaid }) => ({
      id: bill.id,
      issued: bill.issued,
      due: bill.due,
      amount: bill.amount,
      unpaid,
    })),
    stale: facts.balanceAsOf === null || addHours(facts.balanceAsOf, policy.balanceFreshHours) < now,
    fee: fee === undefined ? null : { minor: fee, currency: state.currency },
  };
};

/** What of a case depends on the law of its place. */
const lawOf = (look: CaseLook, ladder: Ladder | null) => {
  const { decision, deliveries, law } = look;
  return {
    steps: (ladder?.steps ?? []).map(step => ({ ...step, given: [...step.given] })),
    acts: [...(ladder?.acts ?? [])],
    payBy: payByTold(deliveries.map(each => ({ facts: each.facts, leftAt: leftAt(each) }))),
    earliestCut: ladder?.earliestCut ?? null,
    planOffered: (ladder?.steps ?? []).some(({ kind, given }) => kind === 'plan_offer' && given.length > 0),
    why: whyOf(decision).map(refusalView),
    because: [...decision.because],
    trace: decision.trace.map(({ step, result }) => ({ step, result })),
    rules: [...(law?.rulebooks ?? [])],
    reconnectBy: reconnectBy(decision),
  };
};

/** Where a case stands, why it stands, what comes next and when; decided on the spot. Null: there is no such case. */
export const debtCard =
  (needs: DebtViewNeeds) =>
  async (by: 'case' | 'record', named: string, viewer: Viewer): Promise<DebtCard | null> => {
    const { reads, lookAt } = needs;
    const id = await reads.caseNamed(by, named);
    const look = id === null ? null : await lookAt(id);
    if (look === null) return null;
    const { row, place, state, facts, policy, now, law } = look;
    const [events, actors, listed, may] = await Promise.all([
      reads.caseEvents([row.id]),
      reads.caseActors(row.id),
      reads.casesOfAccounts([row.account], row.closedAt ?? now),
      mayOf(needs, viewer),
    ]);
    const own = listed.find(each => each.id === row.id);
    if (own === undefined) return null;
    const ladder = ladderOfLook(look);
    const history = historyOfCase([...(events.get(row.id) ?? []), ...look.fresh], state, law, actors);
    return {
      ...debtSummaryOf(own),
      serverNow: now,
      nextPollSeconds: state.order === null ? null : WATCH_SECONDS,
      ...moneyOf(look),
      ...standingNow(look),
      ...lawOf(look, ladder),
      jurisdiction: place.servicePoint.jurisdiction,
      openedAt: row.openedAt,
      caseHolds: holdsOf(look),
      approvals: { needed: approvalsNeeded(facts), given: [...validApprovals(state, policy, now)] },
      order: state.order,
      offSince: state.offSince,
      history: history.slice(0, MOST_EVENTS),
      historyTotal: history.length,
      toChooseFrom: listed.filter(({ closedAt }) => closedAt === null).map(debtSummaryOf),
      say: sayOfLook(look, ladder, holdersOf(place)[0]?.language ?? null),
      may,
    };
  };
