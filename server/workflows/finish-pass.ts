import { isShrunk, type RecordKind } from '../domain/directory.js';
import { addHours, civilDateIn } from '../domain/time.js';
import type { FinishPass, Report, Upkeep } from './ports/upkeep.js';
import type { Deps } from './ports/work.js';

const KINDS: readonly RecordKind[] = ['contact', 'company', 'servicePoint'];
const AT_ONCE = 1000;
/** HubSpot repeats an event for a day. */
const EVENTS_HOURS = 72;

/**
 * After the last page of a full pass, and only then: what it did not find is gone from the CRM and ends here. If it
 * found fewer than half of what there was, nothing ends and a person must look.
 */
export const finishPass =
  ({ store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>): FinishPass =>
  async pass => {
    const at = clock.now();
    const { counts, report } = await store.transact(async tx => {
      const rows: { kind: RecordKind; known: number; seen: number }[] = [];
      for (const kind of KINDS) rows.push({ kind, ...(await tx.upkeep.countSeen(kind, pass)) });
      return { counts: rows, report: (await tx.upkeep.state()).report };
    });
    if (counts.some(isShrunk)) {
      log.error('directory shrunk', { counts });
      await store.transact(tx => tx.upkeep.setReconciled(at, true, report));
      return { shrunk: true, report };
    }
    const ended: Record<string, number> = {};
    for (const kind of KINDS)
      for (;;) {
        const rows = await store.transact(async tx => {
          const ids = await tx.upkeep.unseen(kind, pass, AT_ONCE);
          return { found: ids.length, ended: await end(tx.upkeep, kind, ids, at) };
        });
        ended[kind] = (ended[kind] ?? 0) + rows.ended;
        if (rows.found === 0 || rows.ended === 0) break;
      }
    const whole: Report = Object.fromEntries(
      [...KINDS, 'role' as const].map(kind => [kind, { ...report[kind], ended: ended[kind] ?? 0 }]),
    );
    await store.transact(async tx => {
      await tx.upkeep.setReconciled(at, false, whole);
      await tx.upkeep.pruneEvents(addHours(at, -EVENTS_HOURS));
    });
    log.info('directory reconciled', { pass, differences: whole });
    return { shrunk: false, report: whole };
  };

const end = (
  upkeep: Upkeep,
  kind: RecordKind,
  crmIds: readonly string[],
  at: Parameters<Upkeep['endParties']>[2],
): Promise<number> => {
  if (crmIds.length === 0) return Promise.resolve(0);
  return kind === 'servicePoint'
    ? upkeep.endServicePoints(crmIds, at, at, zone => civilDateIn(zone, at))
    : upkeep.endParties(kind, crmIds, at, at);
};
