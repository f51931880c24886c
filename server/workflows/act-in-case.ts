import { holdersOf } from '../domain/debt/case-facts.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { NO_CASE } from '../domain/debt/acts.js';
import type { ActDone, ActInCase, CaseCommand, CaseIdentity } from './ports/act-in-case.js';
import type { CaseActName } from './ports/case-acts.js';
import type { CaseLook, LookAtCases } from './ports/look-at-cases.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'ids' | 'log'> & { readonly look: LookAtCases };

/** See `ActInCase`. */
export const actInCase = ({ store, ids, log, look }: Needs): ActInCase => {
  return async <T extends object>(
    act: CaseActName,
    command: CaseCommand,
    decide: (look: CaseLook, id: string, tx: Tx) => Outcome<ActDone<T>> | Promise<Outcome<ActDone<T>>>,
  ): Promise<Outcome<T & CaseIdentity>> => {
    const { named, by, request } = command;
    const id = ids.ofKey(request.at, `debt/${act}/${store.portal}/${by}/${request.key}`);
    const outcome = await store.transact(async (tx): Promise<Outcome<T & CaseIdentity>> => {
      const found = await tx.caseActs.find(named);
      const [seen] = found === null ? [] : await look(tx, [found]);
      if (seen === undefined) return refuse(NO_CASE);
      // Asked once the case is locked: the same press twice at once is one act, and the second waits for its answer.
      const before = await tx.caseActs.done(id);
      // Written by the first run of the same request, so it is the answer of the same act.
      if (before !== null) return accept(before.answer as T & CaseIdentity);
      const decided = await decide(seen, id, tx);
      if (!decided.ok) return decided;
      const answer = { ...decided.value.value, case: seen.row.id, ref: seen.row.ref };
      await writeDown(tx, seen, { act, id, by, answer }, decided.value);
      return accept(answer);
    });
    if (outcome.ok) log.info('debt act', { act, case: outcome.value.case });
    return outcome;
  };
};

const writeDown = async (
  tx: Tx,
  { row, place, fresh, now }: CaseLook,
  { act, id, by, answer }: { act: CaseActName; id: string; by: string; answer: unknown },
  { events, because = [], note = null, scan = null, details }: ActDone<object>,
): Promise<void> => {
  const written = [
    { id: row.id, events: fresh, because: [] },
    { id: row.id, events, because },
  ];
  await tx.debtCases.append(written, now);
  const about = holdersOf(place).map(({ party }) => party);
  await tx.caseActs.add({ id, case: row.id, at: now, by, act, note, about, scan, answer });
  await tx.office.audit({ at: now, by, act: `debt.${act}`, subject: `debt/${row.id}`, details });
  // A closed case too: what the network did after all must be undone.
  await tx.debtCases.wakeAgain([row.id], now);
};
