import type { Store } from '../../server/adapters/store/store.js';
import type { AccountId, PortalId } from '../../server/domain/ids.js';
import { addSeconds, instant } from '../../server/domain/time.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import type { Engine, Ledger } from '../engines/engines.js';
import { keepsBilling } from './kept-billing.js';
import { keepsDebts } from './kept-debts.js';
import { keepsDebtFeeds } from './kept-debt-feeds.js';
import { keepsOrders } from './kept-orders.js';
import { keepsTheLaw } from './kept-law.js';
import {
  announce,
  AT,
  deliveryId,
  FEEDER,
  noticeId,
  noticeOf,
  outageId,
  saveCampaign,
  saveHouses,
} from './ledger-rows.js';

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

    keepsTheLaw({ newPortal, atWork, reads: portal => store.reads(portal) });
    keepsBilling(() => atWork());
    keepsDebts({ newPortal, atWork, reads: portal => store.reads(portal) });
    keepsDebtFeeds({ atWork });
    keepsOrders({ atWork });

    it('keeps every character of a text, and drops the one that no text of a database can hold', async () => {
      const portal = await atWork();
      await announce(portal, 1);
      const strange = `tab\t "quoted" \\u0000 back\\slash ' ; -- $1 ﷽ 🙂\0\uD800`;
      await portal.transact(async tx => {
        await tx.outages.addApproval(outageId, 1, {
          kind: 'late',
          by: strange,
          reason: strange,
          at: AT,
          fingerprint: 'f',
        });
        await tx.outbox.put([{ kind: 'activity', subject: `x${strange}`, dueAt: AT }]);
        await tx.office.audit({ at: AT, by: 'ida', act: 'launch', subject: strange, details: { strange } });
      });
      const clean = strange.replace('\0', '').replace('\uD800', '\uFFFD');
      const outage = await portal.transact(tx => tx.outages.find(outageId));
      expect(outage?.revisions[0]?.approvals[0]).toMatchObject({ by: clean, reason: clean });
      const [row] = await portal.transact(tx => tx.outbox.claim('activity', AT, 1));
      expect(row?.subject).toBe(`x${clean}`);
      const [account] = await portal.transact(tx => tx.directory.affected([FEEDER], outageId, 1, null, 1));
      expect(account?.addressees[0]?.name).toBe('Ülkü Śmith-0 雪 🙂');
    });

    it('keeps moments to the millisecond, at either end of any clock change', async () => {
      const portal = await atWork();
      const moments = [
        '2026-03-29T00:59:59.999Z',
        '2026-10-25T01:00:00.001Z',
        '2026-11-23T09:00:00.120Z',
      ].map(instant);
      await portal.transact(tx =>
        tx.jobs.enqueue(
          moments.map(at => ({ name: 'resolveUnknown', key: at, lane: 'normal', dueAt: at, data: {} })),
        ),
      );
      for (const at of [...moments].sort()) {
        expect(await portal.transact(tx => tx.jobs.nextDue())).toBe(at);
        expect(await portal.transact(tx => tx.jobs.claim(addSeconds(at, -0.001), ['normal']))).toBeNull();
        expect(await portal.transact(tx => tx.jobs.claim(at, ['normal']))).not.toBeNull();
      }
    });

    it('takes ten thousand rows in one statement, the more urgent first, each key once', async () => {
      const portal = await atWork();
      const rows = Array.from({ length: 10_000 }, (_, i) => ({
        kind: 'activity' as const,
        subject: `s${String(i).padStart(5, '0')}`,
        dueAt: addSeconds(AT, -i),
      }));
      await portal.transact(tx => tx.outbox.put([...rows, ...rows.slice(0, 10)]));
      const claimed = await portal.transact(tx => tx.outbox.claim('activity', AT, 10_000));
      expect(claimed).toHaveLength(10_000);
      expect(new Set(claimed.map(row => row.version))).toEqual(new Set([1]));
      expect(await portal.transact(tx => tx.outbox.due(AT))).toEqual([]);
    });

    it('releases life support first, then what was due first, and each delivery once', async () => {
      const portal = await atWork();
      await portal.transact(async tx => {
        await saveHouses(tx, 0, 4);
        await saveCampaign(tx);
        await tx.notices.plan(
          [
            noticeOf(0, { priority: 2, sendAt: addSeconds(AT, -60) }),
            noticeOf(1, { priority: 0 }),
            noticeOf(2, { priority: 2, sendAt: addSeconds(AT, -120) }),
            noticeOf(3, { priority: 0, sendAt: addSeconds(AT, 1) }),
          ],
          AT,
        );
      });
      const released = await portal.transact(tx => tx.deliveries.release(AT, 2));
      expect(released.map(row => row.id)).toEqual([deliveryId(1), deliveryId(2)]);
      const rest = await portal.transact(tx => tx.deliveries.release(AT, 10));
      expect(rest.map(row => row.id)).toEqual([deliveryId(0)]);
      expect(await portal.transact(tx => tx.jobs.nextDue())).toBe(addSeconds(AT, 1));
    });

    it('plans the same notice once, with its deliveries', async () => {
      const portal = await atWork();
      await announce(portal, 3);
      const again = await portal.transact(tx => tx.notices.plan([noticeOf(0), noticeOf(2)], AT));
      expect(again).toEqual([]);
      const [notice] = await portal.transact(tx => tx.notices.atWork([noticeId(0)]));
      expect(notice).toMatchObject({
        serveBy: '2026-11-25T08:00:00.000Z',
        asked: false,
        outdated: false,
        lane: 'normal',
      });
      expect(notice?.deliveries).toHaveLength(1);
      expect(notice?.deliveries[0]).toMatchObject({ acceptedAt: null, reason: null, state: 'planned' });
    });

    it('moves a row of the outbox through its states, and loses no change on the way', async () => {
      const portal = await atWork();
      const row = { kind: 'outage', subject: 'o', dueAt: AT } as const;
      const end = { kind: 'outage', subject: 'o', crmId: '77' } as const;
      await portal.transact(tx => tx.outbox.put([row]));
      const [first] = await portal.transact(tx => tx.outbox.claim('outage', AT, 10));
      expect(first).toMatchObject({ version: 1, crmId: null, attempts: 1 });
      await portal.transact(tx => tx.outbox.put([{ ...row, dueAt: addSeconds(AT, 5) }]));
      expect(await portal.transact(tx => tx.outbox.claim('outage', addSeconds(AT, 9), 10))).toEqual([]);
      await portal.transact(tx => tx.outbox.done([{ ...end, version: 1 }]));
      // Changed while it was written: again, with the id it has now.
      const [second] = await portal.transact(tx => tx.outbox.claim('outage', addSeconds(AT, 5), 10));
      expect(second).toMatchObject({ version: 2, crmId: '77' });
      await portal.transact(tx => tx.outbox.again([{ ...row, error: 'cutOff', uncertain: true }]));
      const [third] = await portal.transact(tx => tx.outbox.claimUncertain('outage', AT, 10));
      expect(third).toMatchObject({ version: 2, attempts: 1 });
      await portal.transact(tx => tx.outbox.done([{ ...end, version: 2 }]));
      expect(await portal.transact(tx => tx.outbox.due(addSeconds(AT, 999)))).toEqual([]);
      await portal.transact(tx => tx.outbox.put([row]));
      expect(await portal.transact(tx => tx.outbox.due(AT))).toEqual(['outage']);
    });

    it('stores a receipt once and finds its delivery by our id or by the carrier’s reference', async () => {
      const portal = await atWork();
      await announce(portal, 2);
      await portal.transact(tx => tx.deliveries.claim([deliveryId(0), deliveryId(1)], AT));
      await portal.transact(tx =>
        tx.deliveries.startAttempts([{ delivery: deliveryId(0), n: 1, carrier: 'mail', at: AT }]),
      );
      const heard = { carrier: 'mail', outcome: 'delivered', reason: null, raw: 'ok', at: AT } as const;
      const byId = { ...heard, delivery: deliveryId(0), reference: null };
      // Before our own record of the hand-over: what it says stands, and the reference is learnt all the same.
      await portal.transact(tx =>
        tx.deliveries.saveReceipts([{ delivery: deliveryId(0), receipt: byId, state: 'delivered', at: AT }]),
      );
      await portal.transact(tx =>
        tx.deliveries.endAttempts([
          {
            delivery: deliveryId(0),
            n: 1,
            result: 'accepted',
            at: AT,
            carrier: 'mail',
            reference: 'M-1',
            reason: null,
            state: 'accepted',
            sendAt: null,
          },
        ]),
      );
      await portal.transact(tx =>
        tx.deliveries.saveReceipts([{ delivery: deliveryId(0), receipt: byId, state: 'delivered', at: AT }]),
      );
      const targets = await portal.transact(tx =>
        tx.deliveries.targets([
          { ...heard, delivery: null, reference: 'nothing of ours' },
          { ...heard, delivery: null, reference: 'M-1' },
          byId,
        ]),
      );
      expect(targets.map(target => target?.state ?? null)).toEqual([null, 'delivered', 'delivered']);
      const [proof] = await store.reads(portal.portal).proofs(noticeId(0));
      expect(proof?.receipts).toHaveLength(1);
      expect(proof?.attempts).toMatchObject([{ n: 1, result: 'accepted' }]);
    });

    it('pages through accounts and notices without leaving one out or naming one twice', async () => {
      const portal = await atWork();
      await announce(portal, 7);
      const accounts: string[] = [];
      for (;;) {
        const after = (accounts.at(-1) ?? null) as AccountId | null;
        const page = await portal.transact(tx => tx.directory.affected([FEEDER], outageId, 1, after, 3));
        accounts.push(...page.map(account => account.id));
        if (page.length < 3) break;
      }
      expect([accounts.length, new Set(accounts).size]).toEqual([7, 7]);
      const { notices } = store.reads(portal.portal);
      const filter = {
        outage: outageId,
        revision: null,
        state: null,
        channel: null,
        contact: null,
        limit: 4,
      };
      const first = await notices({ ...filter, after: null });
      const rest = await notices({ ...filter, after: first.at(-1)?.id ?? null });
      expect(new Set([...first, ...rest].map(notice => notice.id)).size).toBe(7);
      expect(await notices({ ...filter, after: null, contact: 'C-3' })).toMatchObject([{ id: noticeId(3) }]);
      expect(await notices({ ...filter, after: null, contact: 'C-99' })).toEqual([]);
    });

    it('keeps the key of a job short, however often it goes again', async () => {
      const portal = await atWork();
      const job = { name: 'resolveUnknown', key: 'k', lane: 'normal', dueAt: AT, data: {} } as const;
      await portal.transact(tx => tx.jobs.enqueue([job]));
      // An index holds some 2,700 bytes: a key that grew with each attempt would stop the whole queue one night.
      for (let n = 0; n < 90; n += 1)
        await portal.transact(async tx => {
          const claimed = await tx.jobs.claim(AT, ['normal']);
          await tx.jobs.again(claimed?.id ?? '', AT, 'Fault');
        });
      expect(await portal.transact(tx => tx.jobs.claim(AT, ['normal']))).toMatchObject({ attempts: 91 });
    });
  });
};
