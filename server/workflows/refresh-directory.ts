import type { RecordKind } from '../domain/directory.js';
import { addHours, addMinutes, type Instant } from '../domain/time.js';
import type { EraseParty } from './ports/erasure.js';
import type { DirectoryReader } from './ports/directory-reader.js';
import type { TakenHint } from './ports/upkeep.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'crm' | 'log'> & {
  readonly reader: DirectoryReader;
  readonly eraseParty: EraseParty;
};

const AT_ONCE = 500;

/** Follows the hints: reads the records they name, a hundred a call, whatever was said of them and in whatever order. */
export const refreshDirectory =
  (deps: Needs) =>
  async (_: { readonly none?: never }): Promise<void> => {
    const { store, clock, reader, log } = deps;
    const taken = await store.transact(tx => tx.upkeep.takeHints(clock.now(), AT_ONCE));
    if (taken.length === 0) return;
    const kinds = await kindsOf(deps, taken);
    const ids = (kind: RecordKind): readonly string[] =>
      taken.filter(hint => kinds.get(hint.type) === kind).map(hint => hint.crmId);
    const report = await reader.named({
      contact: ids('contact'),
      company: ids('company'),
      servicePoint: ids('servicePoint'),
    });
    log.info('directory refreshed', { hints: taken.length, differences: report });
    const delayed = await eraseAll(
      deps,
      taken.filter(hint => hint.erase && kinds.get(hint.type) === 'contact'),
    );
    const later = new Set(delayed.map(({ hint }) => hint));
    await store.transact(async tx => {
      await tx.upkeep.dropHints(taken.filter(hint => !later.has(hint)));
      for (const { hint, dueAt } of delayed) await tx.upkeep.delayHints([hint], dueAt);
      const dues = [...delayed.map(({ dueAt }) => dueAt), ...(taken.length === AT_ONCE ? [clock.now()] : [])];
      const [first] = [...dues].sort();
      if (first !== undefined)
        await tx.jobs.enqueue([
          { name: 'refreshDirectory', key: 'refreshDirectory', lane: 'bulk', dueAt: first, data: {} },
        ]);
    });
  };

/** A custom object goes by the portal's own number; of those only ours concerns us. */
const kindsOf = async (
  { crm }: Needs,
  hints: readonly TakenHint[],
): Promise<ReadonlyMap<string, RecordKind | null>> => {
  const types = new Set(hints.map(hint => hint.type));
  const ours = [...types].some(type => type.startsWith('2-')) ? await crm.typeId('servicePoint') : null;
  return new Map(
    [...types].map(type => [
      type,
      type === 'contact' || type === 'company' || type === 'servicePoint'
        ? type
        : type === ours
          ? 'servicePoint'
          : null,
    ]),
  );
};

interface Delayed {
  readonly hint: TakenHint;
  readonly dueAt: Instant;
}

/** One that cannot be yet is tried again: in minutes while something is being sent, else in an hour, for as long as it takes. */
const eraseAll = async (
  { eraseParty, clock, log }: Needs,
  hints: readonly TakenHint[],
): Promise<readonly Delayed[]> => {
  const delayed: Delayed[] = [];
  for (const hint of hints) {
    const outcome = await eraseParty({ kind: 'contact', crmId: hint.crmId, by: 'hubspot' });
    if (outcome.ok) continue;
    const [{ code }] = outcome.refusals;
    log.warn('erasure waits', { contact: hint.crmId, code });
    const now = clock.now();
    delayed.push({ hint, dueAt: code === 'erasure.handing' ? addMinutes(now, 5) : addHours(now, 1) });
  }
  return delayed;
};
