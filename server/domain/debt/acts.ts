import { minus, moneyText, type Money } from '../money.js';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import { dayText } from '../rules/counting.js';
import type { LegalChannel, Proof, Law } from '../rules/rulebook.js';
import { civilDateIn, type CivilDate, type Instant } from '../time.js';
import type { HeldBy, HoldEnd, Part } from './hold.js';
import { waysOf } from './kinds.js';
import { ruleOf } from './ladder.js';
import { rungOf } from './question.js';
import { holdsInForce, type DebtCase, type Delivery } from './replay.js';

const no = (code: string, message: string, lawful: string, details?: Refusal['details']): Outcome<never> =>
  refuse({ code, message, lawful, because: [], ...(details === undefined ? {} : { details }) });

/** Of a case that is not, or not in this portal. */
export const NO_CASE: Refusal = {
  code: 'case.unknown',
  message: 'There is no such debt case.',
  lawful: 'Open the list of cases and take it from there.',
  because: [],
};

const CLOSED = (): Outcome<never> =>
  no('case.closed', 'This case is closed.', 'A new debt opens a new one; nothing is left to be done here.');

const pastDay = (day: CivilDate): Outcome<never> =>
  no('hold.past', `${dayText(day)} is over at the premises.`, 'Name today or a later day.');

/** May a person hold this case so long? An event ends when somebody says so. */
export const judgeHold = (state: DebtCase, until: HoldEnd, now: Instant): Outcome<HoldEnd> => {
  if (state.closedAt !== null) return CLOSED();
  return 'day' in until && until.day < rungOf(state, now).today ? pastDay(until.day) : accept(until);
};

/** The hold to be released; one that is over already is not released again. */
export const judgeRelease = (state: DebtCase, id: string, now: Instant): Outcome<HeldBy> => {
  const hold = holdsInForce(state, now).find(each => each.id === id);
  return hold === undefined
    ? no('hold.unknown', 'No such hold is in force in this case.', 'Read the card again: it may have ended.')
    : accept(hold);
};

const promised = (parts: readonly Part[]): number => parts.reduce((sum, { minor }) => sum + minor, 0);

/** What is said to be paid by whom is one promise or plan at a time: two would not say which one was kept. */
const inTheWay = (state: DebtCase, now: Instant): HeldBy | undefined =>
  holdsInForce(state, now).find(({ reason }) => reason === 'promise' || reason === 'plan');

const judgeParts = (state: DebtCase, parts: readonly Part[], now: Instant): Outcome<readonly Part[]> => {
  const { today, position } = rungOf(state, now);
  if (state.closedAt !== null) return CLOSED();
  if (position.overdue.minor === 0)
    return no('case.nothingOwed', 'Nothing is overdue.', 'Nothing needs to be promised.');
  const past = parts.find(({ on }) => on < today);
  if (past !== undefined) return pastDay(past.on);
  const other = inTheWay(state, now);
  return other === undefined
    ? accept(parts)
    : no(
        `hold.${other.reason}`,
        `There is a ${other.reason} in force already.`,
        'Release it first, with a note of what has changed.',
        { hold: other.reason },
      );
};

/** May this much be promised by that day? Not more than is overdue, for that would be no promise but a mistake. */
export const judgePromise = (state: DebtCase, part: Part, now: Instant): Outcome<readonly Part[]> => {
  const found = judgeParts(state, [part], now);
  const { overdue } = rungOf(state, now).position;
  return found.ok && part.minor > overdue.minor
    ? no(
        'promise.tooMuch',
        `Only ${moneyText(overdue)} is overdue.`,
        `Promise ${moneyText(overdue)} or less.`,
        { overdue },
      )
    : found;
};

export interface PlanAgreed {
  readonly parts: readonly Part[];
  readonly until: { readonly day: CivilDate };
}

/** May it be paid in these parts? Each on a day of its own, and all of them together what is overdue or more. */
export const judgePlan = (state: DebtCase, given: readonly Part[], now: Instant): Outcome<PlanAgreed> => {
  const parts = [...given].sort((a, b) => (a.on < b.on ? -1 : 1));
  const last = parts.at(-1);
  if (last === undefined) return no('plan.empty', 'A plan needs a part.', 'Add one.');
  const found = judgeParts(state, parts, now);
  if (!found.ok) return found;
  if (new Set(parts.map(({ on }) => on)).size < parts.length)
    return no('plan.sameDay', 'Two parts are due on one day.', 'Add them up, or move one of them.');
  const { overdue } = rungOf(state, now).position;
  const total: Money = { minor: promised(parts), currency: overdue.currency };
  return total.minor < overdue.minor
    ? no(
        'plan.short',
        `The parts are ${moneyText(total)} of ${moneyText(overdue)} overdue.`,
        `Add ${moneyText(minus(overdue, total))}.`,
        { total, overdue, lacking: minus(overdue, total) },
      )
    : accept({ parts, until: { day: last.on } });
};

export interface GivenByHand {
  /** As the rulebook calls the notice. */
  readonly step: string;
  readonly form: LegalChannel;
  readonly sentAt: Instant;
  readonly served: { readonly at: Instant; readonly proof: Proof } | null;
}

/** `delivery` null: it was not sent by us. */
export interface ProofFound {
  readonly delivery: Delivery | null;
}

/** Ours, whose proof came back on paper: sent on that day in that form, and nothing is known of it since. */
const unproved = (state: DebtCase, { step, form, sentAt }: GivenByHand): Delivery | null =>
  state.deliveries.find(
    ({ notice, channel, sentAt: left, delivered, returnedAt }) =>
      notice === step &&
      channel === form &&
      delivered === null &&
      returnedAt === null &&
      civilDateIn(state.zone, left) === civilDateIn(state.zone, sentAt),
  ) ?? null;

/** Is this a proof of a notice the law of the place knows, in a form it knows, of moments that have been? */
export const judgeProof = (
  state: DebtCase,
  law: Law,
  given: GivenByHand,
  now: Instant,
): Outcome<ProofFound> => {
  const { step, form, sentAt, served } = given;
  if (state.closedAt !== null) return CLOSED();
  const names = Object.keys(law.rules.notices ?? {});
  if (!names.includes(step))
    return no(
      'proof.unknownNotice',
      `The law here knows no notice "${step}".`,
      `One of: ${names.join(', ')}.`,
      { known: names },
    );
  if (!waysOf(law, step).includes(form) && ruleOf(law, step, form) === undefined)
    return no(
      'proof.unknownForm',
      `By the law here "${step}" is not served by ${form}.`,
      'Give it in a form the law names, and enter that.',
      { notice: step, form },
    );
  const moments = [sentAt, ...(served === null ? [] : [served.at])];
  if (moments.some(at => at > now) || (served !== null && served.at < sentAt))
    return no('proof.moments', 'It was not served before it was sent, nor after now.', 'Correct the times.');
  return accept({ delivery: unproved(state, given) });
};

/** Can the network have done this at that moment? It is told after it was done, whatever our own records say of it. */
export const judgeCarriedOut = (
  state: DebtCase,
  act: string,
  at: Instant,
  now: Instant,
): Outcome<{ readonly act: string }> => {
  if (at > now || (state.openedAt !== null && at < state.openedAt))
    return no('act.moment', 'It was done neither before this case nor after now.', 'Correct the time.');
  return state.acts[act] === undefined
    ? accept({ act })
    : no('act.already', `${act} has been entered already.`, 'Nothing more needs to be entered.');
};

export const judgeReconnected = (
  state: DebtCase,
  at: Instant,
  now: Instant,
): Outcome<{ readonly at: Instant }> => {
  if (state.offSince === null)
    return no('case.notOff', 'By our records supply is on.', 'Enter first what was carried out.');
  return at > now || at < state.offSince
    ? no('act.moment', 'It was back neither before it ended nor after now.', 'Correct the time.')
    : accept({ at });
};
