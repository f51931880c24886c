import type { RecordKind } from '../domain/directory.js';
import type { ServicePointId } from '../domain/ids.js';
import { addHours, addMinutes, type Instant } from '../domain/time.js';
import type { DirectoryReader } from './ports/directory-reader.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'crm' | 'log'> & { readonly reader: DirectoryReader };

const KINDS: readonly RecordKind[] = ['contact', 'company', 'servicePoint'];
const EVERY_HOURS = 1;
/** The search is moments behind a write; after a disturbance at HubSpot it may be minutes. */
const OVERLAP_MINUTES = 15;
/** One call of associations, for each kind of party. */
const POINTS_AT_ONCE = 1000;

/**
 * What changed since the last sweep, whatever webhooks were lost: its ids become hints, for the search itself is behind.
 * A change of an association alone moves no record's date, so who belongs to which service point is read anew for all
 * of them: two calls for a thousand.
 */
export const sweepDirectory =
  (deps: Needs) =>
  async (_: { readonly none?: never }): Promise<void> => {
    const { store, clock, log } = deps;
    const startedAt = clock.now();
    const { sweptTo } = await store.transact(tx => tx.upkeep.state());
    // Before the first full reading there is nothing to bring up to date.
    const found = sweptTo === null ? null : await hintChanges(deps, addMinutes(sweptTo, -OVERLAP_MINUTES));
    const roles = sweptTo === null ? 0 : await readRoles(deps);
    await store.transact(async tx => {
      if (sweptTo !== null) await tx.upkeep.setSwept(startedAt);
      await tx.jobs.enqueue([
        { name: 'refreshDirectory', key: 'refreshDirectory', lane: 'bulk', dueAt: clock.now(), data: {} },
        {
          name: 'sweepDirectory',
          key: 'sweepDirectory',
          lane: 'bulk',
          dueAt: addHours(startedAt, EVERY_HOURS),
          data: {},
        },
      ]);
    });
    log.info('directory swept', { ...found, roles });
  };

const hintChanges = async ({ store, crm, clock }: Needs, since: Instant) => {
  const found: Record<string, number> = {};
  for (const kind of KINDS) {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof crm.changedIds>> = await crm.changedIds(kind, since, after);
      const hints = page.items.map(crmId => ({ type: kind, crmId, erase: false }));
      await store.transact(tx => tx.upkeep.hint(hints, clock.now()));
      found[kind] = (found[kind] ?? 0) + hints.length;
      after = page.next;
    } while (after !== null);
  }
  return found;
};

const readRoles = async ({ store, reader }: Needs): Promise<number> => {
  const next = (after: ServicePointId | null) =>
    store.transact(tx => tx.upkeep.servicePointPage(after, POINTS_AT_ONCE));
  let differing = 0;
  for (let points = await next(null); points.length > 0; points = await next(points.at(-1)?.id ?? null))
    differing += await reader.roles(points);
  return differing;
};
