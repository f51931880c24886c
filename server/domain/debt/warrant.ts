import { moneyText } from '../money.js';
import { accept, refuse, type Citation, type Outcome, type Refusal } from '../outcome.js';
import { assessAct } from '../rules/assess-act.js';
import { dayText, type TraceLine } from '../rules/counting.js';
import { earliest } from '../rules/earliest.js';
import type { Reason } from '../rules/finding.js';
import type { LawQuestion } from '../rules/law-question.js';
import { missingWords } from '../rules/missing-words.js';
import type { Law } from '../rules/rulebook.js';
import {
  addDays,
  addHours,
  civilDateIn,
  exactWithOffset,
  latest,
  startOfDay,
  type CivilDate,
  type Instant,
} from '../time.js';
import type { HeldBy } from './hold.js';
import { actsOf, applicableNotices } from './ladder.js';
import { ownChoice, type DebtPolicy } from './policy.js';
import { dateTold, questionOf, rungOf, type CaseFacts } from './question.js';
import { holdsInForce, type DebtCase } from './replay.js';

/** Our finding that one act is lawful on one civil day of the premises; on the next day it must be found again. */
export interface Warrant {
  readonly act: string;
  readonly on: CivilDate;
  /** Not before this moment, and not after the day. */
  readonly from: Instant;
  readonly until: Instant;
  readonly because: readonly Citation[];
  readonly trace: readonly TraceLine[];
  readonly rulebooks: readonly string[];
}

export const approvalsNeeded = ({ vulnerable }: CaseFacts): 1 | 2 => (vulnerable === false ? 1 : 2);

const obstacle = (
  code: string,
  message: string,
  details: Refusal['details'] = {},
  because: readonly Citation[] = [],
): Refusal => ({
  code,
  message,
  because,
  ...(Object.keys(details).length === 0 ? {} : { details }),
});

const endWords = ({ until }: HeldBy): string =>
  'day' in until ? `until ${dayText(until.day)}, inclusive` : `until ${until.event}`;

const heldObstacles = (holds: readonly HeldBy[]): readonly Refusal[] =>
  holds.map(hold =>
    obstacle(`hold.${hold.reason}`, `The case is held (${hold.reason}) by ${hold.by}, ${endWords(hold)}.`, {
      hold: hold.reason,
      by: hold.by,
      ...('day' in hold.until ? { until: hold.until.day } : hold.until),
    }),
  );

/** What the utility's own policy, and its own records, have against it. */
const ownObstacles = (
  state: DebtCase,
  facts: CaseFacts,
  policy: DebtPolicy,
  { on, now }: { readonly on: CivilDate; readonly now: Instant },
): readonly Refusal[] => {
  const { position } = rungOf(state, now);
  const found: Refusal[] = [];
  const minimum = policy.minimum[state.currency];
  if (state.ended !== null || position.overdue.minor === 0)
    found.push(obstacle('case.nothingOwed', 'Nothing is overdue, so there is nothing to disconnect for.'));
  else if (minimum === undefined || position.overdue.minor < minimum)
    found.push(
      obstacle(
        'policy.minimum',
        `${moneyText(position.overdue)} is less than the utility disconnects for${minimum === undefined ? ': it has set no sum in this currency' : ''}.`,
        {
          overdue: position.overdue,
          ...(minimum === undefined ? {} : { minimum: { minor: minimum, currency: state.currency } }),
        },
        [ownChoice('minimum')],
      ),
    );
  const { oldest } = position;
  if (oldest !== null && on <= addDays(oldest.due, policy.graceDays))
    found.push(
      obstacle(
        'policy.grace',
        `The days of grace after ${dayText(oldest.due)} last until ${dayText(addDays(oldest.due, policy.graceDays))}.`,
        { due: oldest.due, until: addDays(oldest.due, policy.graceDays) },
        [ownChoice('graceDays')],
      ),
    );
  if (facts.balanceAsOf === null)
    found.push(obstacle('balance.unknown', 'Billing has not said what the account owes.'));
  else if (addHours(facts.balanceAsOf, policy.balanceFreshHours) < now)
    found.push(
      obstacle(
        'balance.stale',
        `The balance is of ${exactWithOffset(facts.balanceAsOf, state.zone)}; a payment since may not be known.`,
        { asOf: facts.balanceAsOf },
        [ownChoice('balanceFreshHours')],
      ),
    );
  const told = dateTold(state);
  if (told !== null && on < told)
    found.push(
      obstacle('date.beforeTold', `The customer was told ${dayText(told)} as the first day.`, { told }),
    );
  return [...found, ...approvalObstacles(validApprovals(state, policy, now), facts)];
};

/** An approval is of the case as it stood, and of these days. */
export const validApprovals = (
  { approvals, zone }: DebtCase,
  { approvalHoldsDays }: DebtPolicy,
  now: Instant,
): DebtCase['approvals'] =>
  approvals.filter(({ at }) => civilDateIn(zone, now) <= addDays(civilDateIn(zone, at), approvalHoldsDays));

const approvalObstacles = (approvals: DebtCase['approvals'], facts: CaseFacts): readonly Refusal[] => {
  if (approvals.length === 0)
    return [obstacle('approval.missing', 'Nobody has approved it since the case last changed.')];
  return approvals.length < approvalsNeeded(facts)
    ? [
        obstacle(
          'approval.second',
          facts.vulnerable === null
            ? 'It is not known whether somebody there depends on supply: a second person must approve.'
            : 'Somebody there depends on supply: a second person must approve.',
        ),
      ]
    : [];
};

export const fromReason = ({ code, about, message, because, details }: Reason): Refusal =>
  obstacle(code, message, { about, ...details }, because === null ? [] : [because]);

/** What the ladder itself has against it: an act it does not lead to, one that was skipped, or no notice at all. */
const ladderObstacles = (
  state: DebtCase,
  question: LawQuestion,
  acts: readonly string[],
): readonly Refusal[] => {
  const { act, law } = question;
  if (!acts.includes(act))
    return [
      obstacle(
        'act.unknown',
        `The law of ${law.jurisdiction} leads to ${acts.join(', then ')}, not to ${act}.`,
        { jurisdiction: law.jurisdiction, acts, act },
      ),
    ];
  const skipped = acts.slice(0, acts.indexOf(act)).filter(each => state.acts[each] === undefined);
  return [
    ...(applicableNotices(question).length === 0
      ? [
          obstacle(
            'law.noNotice',
            `The rulebooks of ${law.jurisdiction} ask for no notice before ${act}: that is a gap in them, not a leave.`,
            { jurisdiction: law.jurisdiction, act },
          ),
        ]
      : []),
    ...skipped.map(each =>
      obstacle('act.missing', `${each} comes before ${act} and has not been carried out.`, {
        before: each,
        act,
      }),
    ),
  ];
};

/** The first lawful moment of that day, or the first moment of it where there is none. */
const momentOn = (question: LawQuestion & { readonly now: Instant }, on: CivilDate): Instant => {
  const from = latest(question.now, startOfDay(question.zone, on));
  const first = earliest({ ...question, now: from });
  return first.on === on && first.at !== null && 'at' in first.at ? first.at.at : from;
};

/**
 * May this act be done on that civil day of the premises? Every obstacle at once, each with its source. Nothing and
 * nobody can override one: what is in the way must be removed, by giving the notice, waiting, or releasing the hold.
 * The law is that in force on the day.
 */
export const warrantDisconnection = (
  state: DebtCase,
  facts: CaseFacts,
  law: Law,
  policy: DebtPolicy,
  { act, on, now }: { readonly act: string; readonly on: CivilDate; readonly now: Instant },
): Outcome<Warrant> => {
  const question = { ...questionOf(state, facts, law, now), act };
  const from = momentOn(question, on);
  const judged = assessAct({ ...question, at: { at: from } });
  const acts = actsOf(question);
  const [first, ...rest] = [
    ...(on < civilDateIn(state.zone, now) ? [obstacle('date.past', `${dayText(on)} is over.`, { on })] : []),
    ...ownObstacles(state, facts, policy, { on, now }),
    ...heldObstacles(holdsInForce(state, from)),
    ...(acts.known ? ladderObstacles(state, question, acts.value) : []),
    ...judged.reasons.map(fromReason),
    ...[...new Set([...judged.missing, ...(acts.known ? [] : acts.missing)])].map(missing =>
      obstacle(
        'fact.missing',
        `It cannot be said without: ${missing}.`,
        { missing: [missingWords(missing)] },
        judged.because,
      ),
    ),
  ];
  if (first !== undefined) return refuse(first, ...rest);
  return accept({
    act,
    on,
    from,
    until: startOfDay(state.zone, addDays(on, 1)),
    because: judged.because,
    trace: judged.trace,
    rulebooks: judged.rulebooks,
  });
};
