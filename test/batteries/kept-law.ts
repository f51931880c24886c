import type { PortalId } from '../../server/domain/ids.js';
import type { Reads } from '../../server/workflows/ports/reads.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { AT } from './ledger-rows.js';

/** What the ledger owes to whoever reads a decision later: the law that it was made by, unchanged. */
export const keepsTheLaw = ({
  newPortal,
  atWork,
  reads,
}: {
  readonly newPortal: () => PortalId;
  readonly atWork: (portal?: PortalId) => Promise<PortalStore>;
  readonly reads: (portal: PortalId) => Reads;
}): void => {
  it('refuses a rulebook that changed under its version', async () => {
    const row = { id: 'baseline', version: '1', body: {}, at: '2026-11-23T09:00:00.000Z' as never };
    const portal = await atWork();
    expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'a' }))).toBe('kept');
    expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'a' }))).toBe('kept');
    expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'b' }))).toBe('conflict');
  });

  it('keeps each version of a calendar, and gives the law back in the order it was written in', async () => {
    const own = newPortal();
    const portal = await atWork(own);
    const body = (days: number) => ({ year: 2026, longest: 1, b: 2, days });
    const year = (sha256: string, days: number) => ({ id: 'es/2026', sha256, body: body(days) });
    await portal.transact(async tx => {
      await tx.office.keepCalendars([year('a', 1), year('b', 2)], AT);
      await tx.office.keepCalendars([year('a', 3)], AT);
      await tx.office.keepRulebook({ id: 'x', version: '1', sha256: 'r', body: { z: 1, aa: 2 }, at: AT });
    });
    const kept = await reads(own).keptLaw({ rulebooks: ['x@1', 'x@2'], calendars: ['es/2026@a'] });
    expect(JSON.stringify(kept)).toBe(
      JSON.stringify({ rulebooks: [{ z: 1, aa: 2 }], calendars: [{ sha256: 'a', body: body(1) }] }),
    );
    expect(await reads(newPortal()).keptLaw({ rulebooks: ['x@1'], calendars: ['es/2026@a'] })).toEqual({
      rulebooks: [],
      calendars: [],
    });
  });
};
