import type { HoldEffect, HoldEnd, HoldReason } from '../domain/debt/hold.js';
import { holdsInForce } from '../domain/debt/replay.js';
import type { PartyKind } from '../domain/directory.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { civilDateIn, type CivilDate, type Instant, type Zone } from '../domain/time.js';
import type { CaseCommand, CaseIdentity, HoldChanged } from './ports/act-in-case.js';
import type { CaseLook, LookAtCases } from './ports/look-at-cases.js';
import type { Deps } from './ports/work.js';

type Held = Promise<Outcome<HoldChanged & CaseIdentity>>;
interface Needs extends Pick<Deps, 'store'> {
  readonly look: LookAtCases;
  readonly placeHold: (
    command: CaseCommand & {
      readonly reason: HoldReason;
      readonly until: HoldEnd;
      readonly effect: HoldEffect;
      readonly note: string;
    },
  ) => Held;
  readonly releaseHold: (command: CaseCommand & { readonly hold: string; readonly note: string }) => Held;
}

/** For a customer rather than one case: in each of their open cases, or those of one billing number. */
export interface CustomerCommand {
  readonly kind: PartyKind;
  readonly crmId: string;
  readonly account: string | null;
  readonly by: string;
  readonly request: CaseCommand['request'];
}
export interface CustomerHeld {
  /** References of the cases in which something was done. */
  readonly cases: readonly string[];
  /** Of those in which it had been so before. */
  readonly before: readonly string[];
}

const NO_CASE = {
  code: 'case.none',
  message: 'This customer has no open debt case, so there is nothing to hold.',
  lawful: 'Nothing needs to be done: without a case nobody is told or disconnected for a debt.',
  because: [],
};

/** One after the other; the first refusal ends it, and what was done before it stands. */
const inEach = async (
  { store, look }: Needs,
  { kind, crmId, account, by, request }: CustomerCommand,
  act: (look: CaseLook, command: CaseCommand) => Promise<Outcome<'done' | 'before'>>,
): Promise<Outcome<CustomerHeld>> => {
  const looks = await store.transact(async tx => {
    const open = await tx.caseActs.openOf(kind, crmId, account);
    return look(
      tx,
      open.map(({ id }) => id),
    );
  });
  if (looks.length === 0) return refuse(NO_CASE);
  const cases: string[] = [];
  const before: string[] = [];
  for (const seen of looks) {
    const { id, ref } = seen.row;
    const done = await act(seen, { named: id, by, request: { ...request, key: `${request.key}/${id}` } });
    if (!done.ok) return done;
    (done.value === 'done' ? cases : before).push(ref);
  }
  return accept({ cases, before });
};

const asDone = async (held: Held): Promise<Outcome<'done' | 'before'>> => {
  const outcome = await held;
  return outcome.ok ? accept('done') : outcome;
};

const heldFor = ({ state, now }: CaseLook, reason: HoldReason) =>
  holdsInForce(state, now).filter(hold => hold.reason === reason);

/** Until which day, in the zone of each place; an event where no moment is given. */
const endIn = (zone: Zone, until: Instant | CivilDate | null): HoldEnd =>
  until === null
    ? { event: 'release' }
    : { day: until.includes('T') ? civilDateIn(zone, until as Instant) : (until as CivilDate) };

/** Holds a customer's cases for a reason; one that is held for it already stays as it is. */
export const holdCustomer =
  (deps: Needs) =>
  (
    command: CustomerCommand & {
      readonly reason: HoldReason;
      readonly until: Instant | CivilDate | null;
      readonly note: string;
    },
  ): Promise<Outcome<CustomerHeld>> =>
    inEach(deps, command, async (seen, each) => {
      const { reason, note } = command;
      if (heldFor(seen, reason).length > 0) return accept('before');
      const until = endIn(seen.state.zone, command.until);
      return asDone(deps.placeHold({ ...each, reason, until, effect: 'stopsClock', note }));
    });

/** Ends every hold of a reason in a customer's cases. */
export const releaseCustomer =
  (deps: Needs) =>
  (
    command: CustomerCommand & { readonly reason: HoldReason; readonly note: string },
  ): Promise<Outcome<CustomerHeld>> =>
    inEach(deps, command, async (seen, each) => {
      const holds = heldFor(seen, command.reason);
      for (const { id } of holds) {
        const key = `${each.request.key}/${id}`;
        const ended = await deps.releaseHold({
          ...each,
          request: { ...each.request, key },
          hold: id,
          note: command.note,
        });
        if (!ended.ok) return ended;
      }
      return accept(holds.length > 0 ? 'done' : 'before');
    });
