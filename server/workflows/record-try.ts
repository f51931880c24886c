import {
  afterTries,
  mayTry,
  type AfterTry,
  type ReachQuestion,
  type ReachTry,
} from '../domain/customer/reach.js';
import type { DecisionId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { NoticeAtWork } from './ports/notices.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'policy' | 'log'>;

export interface TryRecorded {
  readonly attempt: number;
  readonly after: AfterTry;
}

/**
 * Writes down, under the name of whoever did it, that a customer whom no message reached was told by word of mouth, or
 * could not be: once for each press. It is proof that they know, and service only where the law of the place says so,
 * which the next look at the notice finds out. The ticket follows.
 */
export const recordTry =
  (deps: Needs) =>
  async (command: {
    readonly ticket: string;
    readonly act: ReachTry['act'];
    readonly way: ReachTry['way'];
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  }): Promise<Outcome<TryRecorded>> => {
    const { store, ids, log } = deps;
    const { ticket, act, way, by, request } = command;
    const id = ids.ofKey(request.at, `try/${store.portal}/${by}/${request.key}`) as DecisionId;
    const outcome = await store.transact(async (tx): Promise<Outcome<TryRecorded>> => {
      const noticeId = await tx.customers.noticeOfTicket(ticket);
      const [notice] = noticeId === null ? [] : await tx.notices.atWork([noticeId]);
      if (notice === undefined) return refuse(NOT_OURS);
      const before = await tx.customers.tries(notice.id);
      const question = { ...notice, policy: await deps.policy(tx) };
      // The answer to the first press was lost: it is given again, and nothing else is done.
      if (before.some(each => each.id === id)) return accept(recorded(before, question));
      const may = mayTry(before);
      if (!may.ok) return may;
      const made = { id, act, way, by, at: deps.clock.now() };
      await writeDown(tx, notice, made);
      return accept(recorded([...before, made], question));
    });
    if (outcome.ok) log.info('a person tried to tell', { decision: id, act, way });
    return outcome;
  };

const recorded = (tries: readonly ReachTry[], question: ReachQuestion): TryRecorded => {
  const after = afterTries(tries, question);
  if (after === null) throw new Error('After a try there is always something next.');
  return { attempt: tries.length, after };
};

const writeDown = async (tx: Tx, notice: NoticeAtWork, { id, act, way, by, at }: ReachTry): Promise<void> => {
  await tx.customers.decide({
    ...{ id, at, by, act, notice: notice.id, delivery: null, reason: null },
    party: notice.addressee.party,
    details: { way, state: notice.state },
  });
  if (act === 'reached') {
    await tx.customers.told(notice.id);
    await tx.jobs.enqueue([
      {
        name: 'escalateUnserved',
        key: `escalate/${notice.id}`,
        lane: notice.lane,
        dueAt: at,
        data: { notices: [notice.id] },
      },
    ]);
    await tx.outbox.put([{ kind: 'outage', subject: notice.outage, dueAt: at }]);
  }
  const tickets = await tx.customers.ticketsOf(notice.id);
  await tx.outbox.put(tickets.map(subject => ({ kind: 'ticket', subject, dueAt: at })));
};

const NOT_OURS = {
  code: 'ticket.notOurs',
  message: 'Nothing is to be told to anybody by this ticket.',
  lawful: 'Note in the ticket itself what was done.',
  because: [],
};
