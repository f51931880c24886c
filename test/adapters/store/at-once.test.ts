import type { Store } from '../../../server/adapters/store/store.js';
import type { DeliveryId, PortalId } from '../../../server/domain/ids.js';
import { addSeconds, type Instant } from '../../../server/domain/time.js';
import type { NewJob } from '../../../server/workflows/ports/jobs.js';
import type { PortalStore } from '../../../server/workflows/ports/store.js';
import {
  announce,
  AT,
  deliveryId,
  FEEDER,
  idOf,
  mailOf,
  noticeId,
  noticeOf,
  outageId,
  saveCampaign,
  saveHouses,
} from '../../batteries/ledger-rows.js';
import { describePostgres, type Ledger } from '../../engines/engines.js';
import { onServer } from '../../engines/postgres-server.js';

const SOON: Instant = addSeconds(AT, 60);
const houses = (count: number): readonly number[] => Array.from({ length: count }, (_, house) => house);
const mixed = <T>(rows: readonly T[]): readonly T[] =>
  rows
    .map((row, i) => ({ row, at: (i * 7919) % rows.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);

/** A place where one transaction says that it has got so far, and another waits for it. */
const gate = () => {
  let open: () => void = () => undefined;
  const passed = new Promise<void>(resolve => (open = resolve));
  return {
    open: () => {
      open();
    },
    passed,
  };
};
/** Long enough for a statement that is not held up to come back; one that waits for a lock does not. */
const aWhile = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 150));

describePostgres('several processes at once', ({ makeLedger }) => {
  let ledger: Ledger;
  let stores: readonly [Store, Store];
  beforeAll(async () => {
    ledger = await makeLedger();
    stores = [await ledger.open(), await ledger.open()];
  });
  afterAll(() => ledger.drop());

  let portals = 0;
  const two = async (): Promise<readonly [PortalStore, PortalStore]> => {
    const portal = String((portals += 1)) as PortalId;
    const pair = [stores[0].forPortal(portal), stores[1].forPortal(portal)] as const;
    for (const store of pair) await store.workers.renew(AT);
    return pair;
  };
  const deadlocks = async (): Promise<number> =>
    onServer(ledger.url ?? '', async client => {
      await client.query('select pg_stat_force_next_flush()');
      const { rows } = await client.query<{ deadlocks: string }>(
        'select deadlocks from pg_stat_database where datname = current_database()',
      );
      return Number(rows[0]?.deadlocks);
    });

  it('release, claim and look at each thing once', async () => {
    const [a, b] = await two();
    await announce(a, 300);
    await a.transact(tx =>
      tx.notices.checkAt(
        houses(300).map(house => noticeId(house)),
        AT,
      ),
    );
    const released: DeliveryId[] = [];
    const taken: string[] = [];
    const work = async (store: PortalStore): Promise<void> => {
      for (;;) {
        const due = await store.transact(tx => tx.deliveries.release(AT, 20));
        const notices = await store.transact(tx => tx.notices.takeDue(AT, 20));
        released.push(...due.map(row => row.id));
        taken.push(...notices.map(row => row.id));
        expect(due.length).toBeLessThanOrEqual(20);
        if (due.length + notices.length === 0) return;
      }
    };
    await Promise.all([work(a), work(b), work(a), work(b)]);
    expect([released.length, new Set(released).size]).toEqual([300, 300]);
    expect([taken.length, new Set(taken).size]).toEqual([300, 300]);
    const claims = await Promise.all(
      [a, b, a, b].map(store => store.transact(tx => tx.deliveries.claim(mixed(released), AT))),
    );
    expect(claims.flat()).toHaveLength(300);
  });

  it('take each job once, the most urgent first', async () => {
    const [a, b] = await two();
    const jobs = houses(60).map((n): NewJob => ({
      name: 'mirrorToCrm',
      key: `job ${n}`,
      lane: n % 3 === 0 ? 'emergency' : 'bulk',
      dueAt: AT,
      data: { kind: 'ticket' },
    }));
    await Promise.all([
      a.transact(tx => tx.jobs.enqueue(jobs)),
      b.transact(tx => tx.jobs.enqueue(mixed(jobs))),
    ]);
    const ids: string[] = [];
    const work = async (store: PortalStore): Promise<void> => {
      for (;;) {
        const job = await store.transact(tx => tx.jobs.claim(AT, ['emergency', 'bulk']));
        if (job === null) return;
        ids.push(job.id);
        await store.transact(tx => tx.jobs.finish(job.id));
      }
    };
    await Promise.all([work(a), work(b), work(a), work(b)]);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
  });

  it('lock in one order, so that none is ended as a deadlock', async () => {
    const [a, b] = await two();
    await announce(a, 200);
    const before = await deadlocks();
    const all = houses(200);
    const put = (store: PortalStore, rows: readonly number[]) =>
      store.transact(tx =>
        tx.outbox.put(rows.map(house => ({ kind: 'activity', subject: deliveryId(house), dueAt: AT }))),
      );
    const look = (store: PortalStore, rows: readonly number[]) =>
      store.transact(tx =>
        tx.notices.checkAt(
          rows.map(house => noticeId(house)),
          AT,
        ),
      );
    const hear = (store: PortalStore, rows: readonly number[]) =>
      store.transact(async tx => {
        await tx.deliveries.targets(
          rows.map(house => ({
            carrier: 'mail',
            delivery: deliveryId(house),
            reference: null,
            outcome: 'delivered',
            reason: null,
            raw: 'ok',
            at: AT,
          })),
        );
        await tx.directory.markProblem(
          rows.map(house => ({ id: mailOf(house), problem: 'email.mailboxUnknown' })),
          AT,
        );
      });
    const back = [...all].reverse();
    for (let round = 0; round < 5; round += 1)
      await Promise.all([
        put(a, all),
        put(b, back),
        look(a, mixed(all)),
        look(b, back),
        hear(a, back),
        hear(b, mixed(all)),
        a.transact(tx => saveHouses(tx, 0, 200)),
        b.transact(tx => tx.notices.supersede(outageId, 1, AT)),
      ]);
    expect((await deadlocks()) - before).toBe(0);
  });

  it('decide of a notice from the deliveries as they are after the wait', async () => {
    const [a, b] = await two();
    await announce(a, 1);
    const locked = gate();
    const fallBack = {
      ...noticeOf(0).deliveries[0],
      id: idOf<DeliveryId>('second'),
      key: 'second',
      notice: noticeId(0),
    } as never;
    const first = a.transact(async tx => {
      await tx.notices.atWork([noticeId(0)]);
      locked.open();
      await aWhile();
      await tx.notices.addDeliveries([fallBack], AT);
    });
    await locked.passed;
    const second = b.transact(tx => tx.notices.atWork([noticeId(0)]));
    await first;
    expect((await second)[0]?.deliveries).toHaveLength(2);
  });

  it('tell nobody old words once the new ones are launched, and everybody new ones who may have had the old', async () => {
    const [a, b] = await two();
    await announce(a, 2);
    const claimed = gate();
    const sending = a.transact(async tx => {
      const rows = await tx.deliveries.claim([deliveryId(0)], AT);
      claimed.open();
      await aWhile();
      return rows.length;
    });
    await claimed.passed;
    const launched = gate();
    const launch = b.transact(async tx => {
      await tx.outages.find(outageId, 'lock');
      const superseded = await tx.notices.supersede(outageId, 2, AT);
      await saveCampaign(tx, 2);
      launched.open();
      await aWhile();
      return superseded;
    });
    await launched.passed;
    const late = a.transact(tx => tx.deliveries.claim([deliveryId(1)], AT));
    expect(await sending).toBe(1);
    expect(await launch).toBe(1);
    expect(await late).toEqual([]);
    const [told] = await b.transact(tx => tx.directory.affected([FEEDER], outageId, 2, null, 1));
    expect(await a.transact(tx => tx.deliveries.claim([deliveryId(1)], AT))).toEqual([]);
    const everybody = await b.transact(tx => tx.directory.affected([FEEDER], outageId, 2, null, 10));
    expect(everybody.flatMap(account => account.told)).toHaveLength(1);
    expect(told).toBeDefined();
  });

  it('find out about a row of unknown fate in one process only, and write it again only after that', async () => {
    const [a, b] = await two();
    const entry = { kind: 'activity', subject: 'one', dueAt: AT } as const;
    await a.transact(tx => tx.outbox.put([entry]));
    const [claimed] = await a.transact(tx => tx.outbox.claim('activity', AT, 10));
    const again = { kind: 'activity', subject: 'one', dueAt: AT, error: 'cutOff' } as const;
    await a.transact(tx => tx.outbox.again([{ ...again, uncertain: true }]));
    const looked = await Promise.all(
      [a, b].map(store => store.transact(tx => tx.outbox.claimUncertain('activity', AT, 10))),
    );
    expect(looked.flat()).toHaveLength(1);
    // The one that does not have it can neither end it nor have it written again.
    const loser = looked[0]?.length === 0 ? a : b;
    await loser.transact(tx => tx.outbox.again([{ ...again, uncertain: false }]));
    await loser.transact(tx =>
      tx.outbox.done([{ kind: 'activity', subject: 'one', version: claimed?.version ?? 1, crmId: '7' }]),
    );
    expect(await loser.transact(tx => tx.outbox.claim('activity', SOON, 10))).toEqual([]);
  });

  it('never lose an address that a delivery is being planned to', async () => {
    const [a, b] = await two();
    await a.transact(async tx => {
      await saveHouses(tx, 0, 1);
      await saveCampaign(tx);
    });
    const planned = gate();
    const plan = a.transact(async tx => {
      await tx.notices.plan([noticeOf(0)], AT);
      planned.open();
      await aWhile();
    });
    await planned.passed;
    // The CRM has another address now, and the import drops the old one.
    const dropped = b.transact(tx =>
      tx.directory.saveParties(
        [
          {
            id: idOf('party/0'),
            kind: 'contact',
            crmId: 'C-0',
            name: 'New',
            language: null,
            noInternet: false,
            contactPoints: [],
          },
        ],
        AT,
      ),
    );
    await plan;
    await dropped;
    expect(await a.transact(tx => tx.deliveries.claim([deliveryId(0)], AT))).toHaveLength(1);
  });
});
