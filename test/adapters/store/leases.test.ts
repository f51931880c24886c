import type { Store } from '../../../server/adapters/store/store.js';
import type { PortalId } from '../../../server/domain/ids.js';
import { addSeconds, type Instant } from '../../../server/domain/time.js';
import { joinAlone, LedgerInUse } from '../../../server/workflows/join-alone.js';
import type { Lane, NewJob } from '../../../server/workflows/ports/jobs.js';
import type { AttemptEnd } from '../../../server/workflows/ports/notices.js';
import { LEASE_SECONDS } from '../../../server/workflows/ports/workers.js';
import type { PortalStore } from '../../../server/workflows/ports/store.js';
import { announce, AT, deliveryId } from '../../batteries/ledger-rows.js';
import { describeEngines, describePostgres, type Ledger } from '../../engines/engines.js';

const EVERY: readonly Lane[] = ['emergency', 'normal', 'bulk'];
const later = (seconds: number): Instant => addSeconds(AT, seconds);
const DEAD = later(LEASE_SECONDS + 1);

const job = (key: string): NewJob => ({
  name: 'mirrorToCrm',
  key,
  lane: 'bulk',
  dueAt: AT,
  data: { kind: 'ticket' },
});
const attempt = (house: number, n = 1) => ({ delivery: deliveryId(house), n, carrier: 'mail', at: AT });
const result = (house: number, n: number, state: 'accepted' | 'failed'): AttemptEnd => ({
  delivery: deliveryId(house),
  n,
  result: state === 'accepted' ? 'accepted' : 'rejected',
  at: AT,
  carrier: 'mail',
  reference: null,
  reason: null,
  state,
  sendAt: null,
});
const stateOf = async (portal: PortalStore, house: number): Promise<string | undefined> =>
  (await portal.transact(tx => tx.outbox.activities([deliveryId(house)])))[0]?.state;

describeEngines('leases', ({ makeLedger }) => {
  let ledger: Ledger;
  let store: Store;
  beforeAll(async () => {
    ledger = await makeLedger();
    store = await ledger.open();
  });
  afterAll(() => ledger.drop());

  it('gives back at the orderly end what is claimed: what was handed over is unknown, the rest goes again', async () => {
    const portal = store.forPortal('1' as PortalId);
    await portal.workers.renew(AT);
    await announce(portal, 2);
    await portal.transact(async tx => {
      await tx.jobs.enqueue([job('one')]);
      await tx.outbox.put([{ kind: 'activity', subject: deliveryId(0), dueAt: AT }]);
    });
    await portal.transact(tx => tx.deliveries.claim([deliveryId(0), deliveryId(1)], AT));
    await portal.transact(tx => tx.deliveries.startAttempts([attempt(0)]));
    await portal.transact(tx => tx.jobs.claim(AT, EVERY));
    await portal.transact(tx => tx.outbox.claim('activity', AT, 10));
    await portal.workers.leave(AT);
    expect(await stateOf(portal, 0)).toBe('unknown');
    expect(await stateOf(portal, 1)).toBe('planned');
    expect(await portal.workers.live(AT)).toEqual([]);
    await portal.workers.renew(AT);
    expect(await portal.transact(tx => tx.jobs.claim(AT, EVERY))).toMatchObject({ attempts: 2 });
    expect(await portal.transact(tx => tx.outbox.claimUncertain('activity', AT, 10))).toHaveLength(1);
  });

  it('ends no job that it does not have', async () => {
    const portal = store.forPortal('2' as PortalId);
    await portal.workers.renew(AT);
    await portal.transact(tx => tx.jobs.enqueue([job('one')]));
    const claimed = await portal.transact(tx => tx.jobs.claim(AT, EVERY));
    await portal.workers.leave(AT);
    await portal.workers.renew(AT);
    await portal.transact(tx => tx.jobs.finish(claimed?.id ?? ''));
    expect(await portal.transact(tx => tx.jobs.claim(AT, EVERY))).not.toBeNull();
  });
});

describePostgres('leases of several processes', ({ makeLedger }) => {
  let ledger: Ledger;
  let stores: readonly [Store, Store];
  beforeAll(async () => {
    ledger = await makeLedger();
    stores = [await ledger.open(), await ledger.open()];
  });
  afterAll(() => ledger.drop());

  let portals = 0;
  const twoProcesses = (): readonly [PortalStore, PortalStore] => {
    const portal = String((portals += 1)) as PortalId;
    return [stores[0].forPortal(portal), stores[1].forPortal(portal)];
  };

  it('lets nobody claim without one', async () => {
    const [a] = twoProcesses();
    await a.transact(tx => tx.jobs.enqueue([job('one')]));
    await expect(a.transact(tx => tx.jobs.claim(AT, EVERY))).rejects.toMatchObject({ code: 'store.noLease' });
    await a.workers.renew(AT);
    expect(await a.transact(tx => tx.jobs.claim(AT, EVERY))).not.toBeNull();
  });

  it('has one leader: the longest at work, and the next one when it has gone', async () => {
    const [a, b] = twoProcesses();
    expect(await a.workers.renew(AT)).toMatchObject({ leader: true, others: [] });
    expect(await b.workers.renew(later(1))).toMatchObject({
      leader: false,
      others: [{ leaseUntil: later(15) }],
    });
    expect(await a.workers.renew(later(10))).toMatchObject({ leader: true, lapsed: false });
    expect(await b.workers.live(later(10))).toHaveLength(2);
    expect(await b.workers.renew(later(12))).toMatchObject({ leader: false });
    expect(await b.workers.renew(later(26))).toMatchObject({ leader: true, others: [] });
  });

  it('never has two leaders when many join in the same moment', async () => {
    const portal = 'many' as PortalId;
    const all = await Promise.all(Array.from({ length: 6 }, () => ledger.open({ poolSize: 1 })));
    const renewals = await Promise.all(all.map(store => store.forPortal(portal).workers.renew(AT)));
    expect(renewals.filter(({ leader }) => leader)).toHaveLength(1);
    await Promise.all(all.map(store => store.close()));
  });

  it('takes over what a dead process had, and nothing of one alive', async () => {
    const [a, b] = twoProcesses();
    await a.workers.renew(AT);
    await b.workers.renew(AT);
    await announce(a, 3);
    await a.transact(tx => tx.jobs.enqueue([job('one')]));
    await a.transact(tx => tx.deliveries.claim([deliveryId(0), deliveryId(1)], AT));
    await a.transact(tx => tx.deliveries.startAttempts([attempt(0)]));
    await a.transact(tx => tx.jobs.claim(AT, EVERY));
    await b.transact(tx => tx.deliveries.claim([deliveryId(2)], AT));
    await b.workers.renew(later(10));
    const nothing = { jobs: 0, again: 0, unknown: 0, uncertain: 0 };
    expect(await b.workers.takeOver(later(10), AT)).toEqual(nothing);
    expect(await b.workers.takeOver(DEAD, AT)).toEqual({ jobs: 1, again: 1, unknown: 1, uncertain: 0 });
    expect(await b.workers.takeOver(DEAD, AT)).toEqual(nothing);
    expect(await stateOf(b, 2)).toBe('sending');
  });

  it('keeps a process that slept past its lease from sending what was taken over', async () => {
    const [a, b] = twoProcesses();
    await a.workers.renew(AT);
    await announce(a, 1);
    await a.transact(tx => tx.deliveries.claim([deliveryId(0)], AT));
    expect(a.workers.holds(later(LEASE_SECONDS - 1))).toBe(true);
    await b.workers.renew(DEAD);
    await b.workers.takeOver(DEAD, AT);
    expect(a.workers.holds(DEAD)).toBe(false);
    expect(await a.transact(tx => tx.deliveries.startAttempts([attempt(0)]))).toEqual([]);
    await b.transact(tx => tx.deliveries.claim([deliveryId(0)], AT));
    expect(await a.transact(tx => tx.deliveries.startAttempts([attempt(0)]))).toEqual([]);
    expect(await b.transact(tx => tx.deliveries.startAttempts([attempt(0)]))).toEqual([deliveryId(0)]);
  });

  it('lets a late result say what it knows, and never overwrite a newer attempt', async () => {
    const [a, b] = twoProcesses();
    await a.workers.renew(AT);
    await announce(a, 2);
    await a.transact(tx => tx.deliveries.claim([deliveryId(0), deliveryId(1)], AT));
    await a.transact(tx => tx.deliveries.startAttempts([attempt(0), attempt(1)]));
    await b.workers.renew(DEAD);
    await b.workers.takeOver(DEAD, AT);
    // Nobody has tried house 1 again: the late word is the best there is.
    await a.transact(tx => tx.deliveries.endAttempts([result(1, 1, 'accepted')]));
    expect(await stateOf(b, 1)).toBe('accepted');
    await b.transact(tx =>
      tx.deliveries.endAttempts([
        { ...result(0, 1, 'failed'), result: 'unknown', state: 'planned', sendAt: AT },
      ]),
    );
    await b.transact(tx => tx.deliveries.claim([deliveryId(0)], AT));
    await b.transact(tx => tx.deliveries.startAttempts([attempt(0, 2)]));
    await a.transact(tx => tx.deliveries.endAttempts([result(0, 1, 'failed')]));
    expect(await stateOf(b, 0)).toBe('sending');
    await b.transact(tx => tx.deliveries.endAttempts([result(0, 2, 'accepted')]));
    expect(await stateOf(b, 0)).toBe('accepted');
  });

  it('begins anew after its lease ran out, and what it had claimed goes again', async () => {
    const [a] = twoProcesses();
    await a.workers.renew(AT);
    await announce(a, 1);
    await a.transact(tx => tx.deliveries.claim([deliveryId(0)], AT));
    expect(await a.workers.renew(DEAD)).toMatchObject({ leader: true, lapsed: true, others: [] });
    expect(await a.transact(tx => tx.deliveries.startAttempts([attempt(0)]))).toEqual([]);
    expect(await a.workers.takeOver(DEAD, AT)).toMatchObject({ again: 1 });
  });

  it('waits with a takeover for a claim under way, so that no claim is left behind', async () => {
    const [a, b] = twoProcesses();
    await a.workers.renew(AT);
    await b.workers.renew(DEAD);
    await a.transact(tx => tx.jobs.enqueue([job('one')]));
    await a.transact(async tx => {
      await tx.jobs.claim(AT, EVERY);
      // The other finds the lease held, though run out, and leaves it alone.
      expect(await b.workers.takeOver(DEAD, AT)).toMatchObject({ jobs: 0 });
    });
    expect(await b.workers.takeOver(DEAD, AT)).toMatchObject({ jobs: 1 });
  });

  describe('a process that must be alone', () => {
    const alone = (store: PortalStore, start: Instant, meanwhile: (now: Instant) => Promise<unknown>) => {
      let now = start;
      return joinAlone({
        store,
        clock: { now: () => AT, sleepUntil: () => Promise.resolve() },
        realNow: () => now,
        sleepUntil: async at => {
          now = at;
          await meanwhile(now);
        },
      })();
    };

    it('waits for the lease of a dead one and takes its work over', async () => {
      const [a, b] = twoProcesses();
      await a.workers.renew(AT);
      await a.transact(tx => tx.jobs.enqueue([job('one')]));
      await a.transact(tx => tx.jobs.claim(AT, EVERY));
      await alone(b, later(3), () => Promise.resolve());
      expect(await b.transact(tx => tx.jobs.claim(AT, EVERY))).toMatchObject({ attempts: 2 });
    });

    it('refuses beside a living one, and leaves no lease behind', async () => {
      const [a, b] = twoProcesses();
      await a.workers.renew(AT);
      await expect(alone(b, later(3), now => a.workers.renew(now))).rejects.toThrow(LedgerInUse);
      expect(await a.workers.live(later(10))).toHaveLength(1);
    });
  });
});
