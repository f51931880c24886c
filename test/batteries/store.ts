import type { Store } from '../../server/adapters/store/store.js';
import type { PortalId } from '../../server/domain/ids.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import type { Engine, Ledger } from '../engines/engines.js';
import { AT } from './ledger-rows.js';

/** What every engine owes the workflows. */
export const storeBattery = ({ makeLedger }: Engine): void => {
  let ledger: Ledger;
  let store: Store;
  beforeAll(async () => {
    ledger = await makeLedger();
    store = await ledger.open();
  });
  afterAll(() => ledger.drop());

  /** One ledger for all: each test has a portal of its own, and what it keeps apart is tested with it. */
  let portals = 0;
  const newPortal = (): PortalId => String((portals += 1)) as PortalId;
  /** At work, so that it may claim. */
  const atWork = async (portal = newPortal()): Promise<PortalStore> => {
    const own = store.forPortal(portal);
    await own.workers.renew(AT);
    return own;
  };

  describe('a store', () => {
    it('refuses a transaction, or a read, inside a transaction instead of waiting for ever', async () => {
      const own = newPortal();
      const portal = await atWork(own);
      await expect(portal.transact(() => portal.transact(() => Promise.resolve(1)))).rejects.toThrow(
        /inside a transaction/,
      );
      await expect(portal.transact(() => store.reads(own).feeders())).rejects.toThrow(/inside a transaction/);
      expect(await portal.transact(() => Promise.resolve(1))).toBe(1);
    });

    it('keeps portals apart', async () => {
      const own = newPortal();
      const job = {
        name: 'mirrorToCrm',
        key: 'mirror/ticket',
        lane: 'bulk',
        dueAt: '2026-11-23T09:00:00.000Z',
        data: { kind: 'ticket' },
      } as never;
      const portal = await atWork(own);
      await portal.transact(tx => tx.jobs.enqueue([job]));
      const other = await atWork();
      expect(
        await other.transact(tx => tx.jobs.claim('2026-11-24T09:00:00.000Z' as never, ['bulk'])),
      ).toBeNull();
      expect(
        await store
          .forPortal(own)
          .transact(tx => tx.jobs.claim('2026-11-24T09:00:00.000Z' as never, ['bulk'])),
      ).toMatchObject({ name: 'mirrorToCrm', data: { kind: 'ticket' } });
    });

    it('takes the more urgent lane first, and a job that comes in again while it runs is done again', async () => {
      const portal = await atWork();
      const at = '2026-11-23T09:00:00.000Z' as never;
      const job = (key: string, lane: 'emergency' | 'normal' | 'bulk') => ({
        name: 'mirrorToCrm' as const,
        key,
        lane,
        dueAt: at,
        data: { kind: 'ticket' as const },
      });
      await portal.transact(tx =>
        tx.jobs.enqueue([job('b', 'bulk'), job('n', 'normal'), job('e', 'emergency'), job('n2', 'normal')]),
      );
      await portal.transact(tx => tx.jobs.enqueue([job('e', 'emergency')]));
      const lanes: string[] = [];
      const first = await portal.transact(tx => tx.jobs.claim(at, ['emergency', 'normal', 'bulk']));
      lanes.push(first?.lane ?? '');
      await portal.transact(tx => tx.jobs.enqueue([job('e', 'emergency')]));
      for (;;) {
        const next = await portal.transact(tx => tx.jobs.claim(at, ['emergency', 'normal', 'bulk']));
        if (next === null) break;
        lanes.push(next.lane);
      }
      expect(lanes).toEqual(['emergency', 'emergency', 'normal', 'normal', 'bulk']);
    });

    it('refuses a rulebook that changed under its version', async () => {
      const row = { id: 'baseline', version: '1', body: {}, at: '2026-11-23T09:00:00.000Z' as never };
      const portal = await atWork();
      expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'a' }))).toBe('kept');
      expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'a' }))).toBe('kept');
      expect(await portal.transact(tx => tx.office.keepRulebook({ ...row, sha256: 'b' }))).toBe('conflict');
    });
  });
};
