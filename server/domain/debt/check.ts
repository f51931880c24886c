import { accept, refuse, type Outcome, type Refusal, type Refusals } from '../outcome.js';
import { earliest } from '../rules/earliest.js';
import { isSamePerson } from '../office/person.js';
import type { CivilDate } from '../time.js';
import { laterDay, ownPause } from './dates.js';
import type { Decision, View } from './decision.js';
import { actsOf } from './ladder.js';
import { dateTold, questionOf } from './question.js';
import { withRemedy } from './remedy.js';
import { approvalsNeeded, validApprovals, warrantDisconnection, type Warrant } from './warrant.js';

/** What stands for and against the next act on the first day on which it could be done. */
export interface Finding {
  readonly act: string;
  /** Null: no day can be said; the obstacles are those of today. */
  readonly on: CivilDate | null;
  readonly warrant: Outcome<Warrant>;
  readonly needed: 1 | 2;
  readonly given: readonly string[];
}

const withRemedies = ([first, ...rest]: Refusals): Refusals => [withRemedy(first), ...rest.map(withRemedy)];

/** The warrant of the first possible day, or every obstacle at once with what would remove it. */
export const checkCase = (view: View): Finding => {
  const { state, facts, law, policy, now, today } = view;
  const asked = questionOf(state, facts, law, now);
  const acts = actsOf(asked);
  const names = acts.known ? acts.value : [asked.act];
  const act = names.find(each => state.acts[each] === undefined) ?? names.at(-1) ?? asked.act;
  const { on: lawful } = earliest({ ...asked, act });
  const on = lawful === null ? null : laterDay(lawful, today, dateTold(state), ownPause(view, asked, null));
  const warrant = warrantDisconnection(state, facts, law, policy, { act, on: on ?? today, now });
  return {
    act,
    on,
    warrant: warrant.ok ? warrant : { ok: false, refusals: withRemedies(warrant.refusals) },
    needed: approvalsNeeded(facts),
    given: validApprovals(state, policy, now).map(({ by }) => by),
  };
};

const refusal = (
  code: string,
  message: string,
  lawful: string,
  details: Refusal['details'] = {},
): Refusal => ({ code, message, lawful, because: [], details });

/** Who approves what and for which day; `given` with this one. */
export interface Approval {
  readonly act: string;
  readonly on: CivilDate;
  readonly needed: number;
  readonly given: readonly string[];
}

/** May this person approve the act now? Refused with every obstacle where anything but an approval is in the way. */
export const judgeApproval = (decision: Decision, found: Finding, by: string): Outcome<Approval> => {
  if (found.given.some(each => isSamePerson(each, by)))
    return refuse(
      refusal('approval.same', 'You have approved this already.', 'A second person must, if one is needed.'),
    );
  if (decision.kind === 'askForApproval') {
    const { act, first, needed, given } = decision;
    return accept({ act, on: first, needed, given: [...given, by] });
  }
  const others = found.warrant.ok
    ? []
    : found.warrant.refusals.filter(({ code }) => !code.startsWith('approval.'));
  const [first, ...rest] = others;
  if (first !== undefined) return refuse(first, ...rest);
  return refuse(
    found.given.length >= found.needed
      ? refusal('approval.enough', 'It has been approved.', 'Nothing more is needed.')
      : refusal(
          'approval.tooEarly',
          'It is too early to approve: the case may change until then.',
          `Approve it shortly before ${found.on ?? 'the first day'}; a ticket asks for it.`,
          { on: found.on },
        ),
  );
};
