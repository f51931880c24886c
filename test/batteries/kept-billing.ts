import type { BillingEvent } from '../../server/domain/debt/billing-row.js';
import { positionOn } from '../../server/domain/debt/statement.js';
import type { AccountId } from '../../server/domain/ids.js';
import { money } from '../../server/domain/money.js';
import type { CivilDate, Zone } from '../../server/domain/time.js';
import type { PortalStore, Tx } from '../../server/workflows/ports/store.js';
import { AT, idOf, saveHouses } from './ledger-rows.js';

export const accountOf = (house: number): AccountId => idOf(`account/${house}`);
export const EUR = (minor: number) => money(minor, 'EUR');
export const DAY = '2026-11-23' as CivilDate;
export const TODAY = [{ zone: 'Europe/Berlin' as Zone, on: DAY }];

export const bill = (id: string, due: string, minor = 18000): BillingEvent => ({
  type: 'billed',
  id,
  at: AT,
  amount: EUR(minor),
  issued: '2026-10-01' as CivilDate,
  due: due as CivilDate,
});
export const paid = (id: string, minor = 18000): BillingEvent => ({
  type: 'paid',
  id,
  at: AT,
  amount: EUR(minor),
});
export const reversed = (id: string, payment: string): BillingEvent => ({
  type: 'reversed',
  id,
  at: AT,
  payment,
});

/** Houses 1 to 4 are supplied; billing has heard of the first three. */
export const town = async (tx: Tx, rows: readonly (readonly [number, BillingEvent])[]) => {
  await saveHouses(tx, 1, 5);
  await tx.billing.heard(
    [1, 2, 3].map(house => ({ account: accountOf(house), currency: 'EUR' })),
    AT,
  );
  return tx.billing.add(
    rows.map(([house, event]) => ({ account: accountOf(house), event })),
    AT,
  );
};

/** What the ledger owes to billing: each row once, and who owes by it. */
export const keepsBilling = (atWork: () => Promise<PortalStore>): void => {
  it('takes a bill once, and never another one under its key', async () => {
    const portal = await atWork();
    const rows = [
      [1, bill('b1', '2026-11-01')],
      [1, bill('b1', '2026-11-01')],
      [1, bill('b1', '2026-11-01', 5)],
      [2, bill('b1', '2026-11-01')],
      [1, paid('b1')],
    ] as const;
    const taken = await portal.transact(tx => town(tx, rows));
    expect(taken).toEqual(['added', 'repeated', 'conflict', 'added', 'added']);
    const again = await portal.transact(tx =>
      tx.billing.add([{ account: accountOf(1), event: bill('b1', '2026-11-01') }], AT),
    );
    expect(again).toEqual(['repeated']);
    const accounts = await portal.transact(tx => tx.billing.accounts(['A-1', 'A-4', 'A-99']));
    expect([...accounts].sort()).toEqual([
      ['A-1', { id: accountOf(1), currency: 'EUR' }],
      ['A-4', { id: accountOf(4), currency: null }],
    ]);
  });

  it.each<[string, readonly BillingEvent[]]>([
    ['nothing', []],
    ['a bill due before the day', [bill('b', '2026-11-22')]],
    ['a bill due on the day', [bill('b', '2026-11-23')]],
    ['paid', [bill('b', '2026-11-22'), paid('p')]],
    ['partly paid', [bill('b', '2026-11-22'), paid('p', 17999)]],
    ['paid and taken back', [bill('b', '2026-11-22'), paid('p'), reversed('r', 'p')]],
    [
      'a credit note under the number of a payment taken back',
      [
        bill('b', '2026-11-22'),
        paid('p', 1),
        reversed('r', 'p'),
        { ...paid('p'), type: 'credited' } as BillingEvent,
      ],
    ],
    ['paid ahead of a later bill', [bill('b', '2026-11-22'), bill('c', '2026-12-22'), paid('p')]],
  ])('finds the same accounts overdue as the domain: %s', async (_, events) => {
    const portal = await atWork();
    const found = await portal.transact(async tx => {
      await town(
        tx,
        events.map(event => [2, event] as const),
      );
      return tx.billing.overdue(TODAY, null, 10);
    });
    const entries = events.flatMap(event => ('hold' in event ? [] : [event]));
    const stands = entries.filter(
      entry =>
        entry.type !== 'paid' || !entries.some(each => each.type === 'reversed' && each.payment === entry.id),
    );
    const owes = positionOn(stands, 'EUR', DAY).overdue.minor > 0;
    expect(found.places.map(({ account }) => account)).toEqual(owes ? [accountOf(2)] : []);
  });

  it('finds the next bill to become overdue, of an account that owes anything', async () => {
    const portal = await atWork();
    const next = await portal.transact(async tx => {
      await town(tx, [
        [1, bill('b', '2026-11-25')],
        [1, paid('p')],
        [2, bill('b', '2026-12-01')],
        // What somebody else has paid ahead is nobody's.
        [3, paid('p', 900_000)],
      ]);
      return [
        await tx.billing.nextDue('2026-11-23' as CivilDate),
        await tx.billing.nextDue('2026-12-02' as CivilDate),
      ];
    });
    expect(next).toEqual(['2026-12-01', null]);
  });
};
