import { csvRows } from '../../server/adapters/feeds/csv-rows.js';
import { BILLING_COLUMNS } from '../../server/domain/debt/billing-row.js';
import { entriesOf } from '../../server/domain/debt/replay.js';
import type { Zone } from '../../server/domain/time.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import { STANDING } from '../batteries/kept-debts.js';
import { closeSharedStore, startUpkeep, type UpkeepWorld } from './upkeep-world.js';

const ZONE = 'Europe/Berlin' as Zone;
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until';
const BALANCE = {
  balance_due: '184.20',
  balance_currency: 'EUR',
  balance_due_date: '2026-10-22',
  balance_as_of: '2026-11-23T05:00:00Z',
};

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}

describe('balances that HubSpot keeps', () => {
  let world: UpkeepWorld;
  let place = '';
  beforeAll(async () => {
    world = await startUpkeep(['F-1']);
    [place = ''] = world.portal.records.create('service_point', [
      {
        properties: {
          service_point_id: 'SP-1',
          account_number: 'A-1',
          feeder: 'F-1',
          address_line1: 'Mühlenweg 1',
          city: 'Flussau',
          postcode: '00999',
          country: 'DE',
          timezone: ZONE,
          jurisdiction: 'XA-N',
          customer_class: 'residential',
          ...BALANCE,
        },
      },
    ]);
    await world.importDirectory();
  });
  afterAll(async () => {
    await world.close();
    await closeSharedStore();
  });

  const account = async () => {
    const id = (await world.store.transact(tx => tx.billing.accounts(['A-1']))).get('A-1')?.id;
    if (id === undefined) throw new Error('A-1 is gone.');
    return id;
  };
  const known = async () => {
    const id = await account();
    return (await world.store.transact(tx => tx.billing.known([id]))).get(id);
  };
  const set = async (properties: Readonly<Record<string, string>>): Promise<void> => {
    world.portal.records.update('service_point', place, properties);
    await world.settle();
  };
  it('are an opening bill, heard of as of when HubSpot says', async () => {
    expect(await known()).toMatchObject({
      source: 'crm',
      owed: { minor: 18420, currency: 'EUR' },
      due: '2026-10-22',
      heardAt: '2026-11-23T05:00:00.000Z',
      entries: 1,
    });
  });

  it('add nothing when the same is read again, however often', async () => {
    await world.reconcile();
    await world.sweep();
    expect((await known())?.entries).toBe(1);
  });

  it('turn a lower one into a payment within seconds, and wake the case that was opened', async () => {
    const [case1] = await world.store.transact(tx => tx.debtCases.takeDue(world.clock.now(), 10));
    if (case1 === undefined) throw new Error('No case was opened.');
    await world.store.transact(tx =>
      tx.debtCases.schedule([{ id: case1, nextAt: null, closedAt: null, standing: STANDING }]),
    );
    await set({ balance_due: '100', balance_as_of: '2026-11-23T08:00:00Z' });
    expect(await known()).toMatchObject({ owed: { minor: 10000 }, entries: 2 });
    expect((await world.store.transact(tx => tx.debtCases.lock([case1])))[0]?.nextAt).not.toBeNull();
    const events = (await world.store.transact(tx => tx.debtCases.events([case1]))).get(case1) ?? [];
    expect(entriesOf(events).map(({ type }) => type)).toEqual(['billed', 'paid']);
  });

  it('turn a higher one into a further bill', async () => {
    await set({ balance_due: '130', balance_as_of: '2026-11-23T08:30:00Z' });
    expect(await known()).toMatchObject({ owed: { minor: 13000 }, entries: 3 });
  });

  it('say nothing that cannot be read, and the account stays as it was', async () => {
    await set({ balance_due: '-1', balance_currency: 'euro', balance_as_of: '2026-11-23T08:45:00Z' });
    expect(await known()).toMatchObject({ owed: { minor: 13000 }, heardAt: '2026-11-23T08:30:00.000Z' });
    expect(world.log.filter(({ event }) => event === 'balances refused').at(-1)?.fields).toEqual({
      refused: [{ record: place, codes: ['balance.currency'] }],
    });
    await set({ balance_due: '130', balance_currency: 'USD' });
    expect(await known()).toMatchObject({ owed: { minor: 13000, currency: 'EUR' } });
    await set({ balance_currency: 'EUR' });
  });

  it('end where billing’s feed speaks of the account: nothing is owed twice, and HubSpot is not asked any more', async () => {
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await takeBilling({ store: world.store, clock: world.clock, log: silent })(
      csvRows(pieces(`${HEADER}\nbill,b1,A-1,55.00,EUR,2026-10-01,2026-10-22,,,`), BILLING_COLUMNS),
      { zone: ZONE, asOf: null },
    );
    expect(await known()).toMatchObject({ source: 'feed', owed: { minor: 5500 }, entries: 5 });
    await set({ balance_due: '999', balance_as_of: '2026-11-23T08:59:00Z' });
    expect(await known()).toMatchObject({ source: 'feed', owed: { minor: 5500 }, entries: 5 });
  });
});
