import type { WeatherRow } from '../../server/domain/debt/weather.js';
import type { AccountId, DebtCaseId, PortalId, ServicePointId } from '../../server/domain/ids.js';
import { money } from '../../server/domain/money.js';
import { addHours, type CivilDate, type Instant } from '../../server/domain/time.js';
import type { PortalStore, Tx } from '../../server/workflows/ports/store.js';
import { STANDING } from './kept-debts.js';
import { AT, idOf, saveHouses } from './ledger-rows.js';

const accountOf = (house: number): AccountId => idOf(`account/${house}`);
const DAY = '2026-11-23' as CivilDate;
const NEXT = '2026-11-24' as CivilDate;

const word = (changes: Partial<WeatherRow> = {}): WeatherRow => ({
  area: 'DE/00',
  day: DAY,
  kind: 'forecast',
  lowF: 31.5,
  highF: 50,
  warnings: ['frost'],
  issuedAt: AT,
  ...changes,
});

/** What the ledger owes to the feeds of debts: whose word counts, how old it is, and each file once. */
export const keepsDebtFeeds = ({
  atWork,
}: {
  readonly atWork: (portal?: PortalId) => Promise<PortalStore>;
}): void => {
  const inTown = async (): Promise<<T>(work: (tx: Tx) => Promise<T>) => Promise<T>> => {
    const portal = await atWork();
    await portal.transact(async tx => {
      await saveHouses(tx, 1, 5);
      await tx.billing.heard(
        [1, 2, 3].map(house => ({ account: accountOf(house), currency: 'EUR' })),
        AT,
      );
    });
    return work => portal.transact(work);
  };
  const later = (hours: number): Instant => addHours(AT, hours);

  it('says how old each balance is, but of those in doubt', async () => {
    const run = await inTown();
    const heard = () =>
      run(async tx => {
        const known = await tx.billing.known([1, 2].map(accountOf));
        return [1, 2].map(house => known.get(accountOf(house))?.heardAt);
      });
    expect(await run(tx => tx.billing.feedHeardAt())).toBeNull();
    await run(tx => tx.billing.doubt([accountOf(1)], later(1)));
    await run(tx => tx.billing.doubt([accountOf(1)], later(-1)));
    expect(await run(tx => tx.billing.heardAll(later(1)))).toBe(true);
    expect(await heard()).toEqual([AT, later(1)]);
    expect(await run(tx => tx.billing.heardAll(later(2)))).toBe(true);
    expect(await heard()).toEqual([later(2), later(2)]);
    await run(tx => tx.billing.doubtAll(later(4)));
    expect(await run(tx => tx.billing.heardAll(later(4)))).toBe(false);
    expect(await heard()).toEqual([later(2), later(2)]);
    expect(await run(tx => tx.billing.heardAll(later(5)))).toBe(true);
    // An older word is no news.
    expect(await run(tx => tx.billing.heardAll(later(4.5)))).toBe(true);
    expect(await heard()).toEqual([later(5), later(5)]);
    expect(await run(tx => tx.billing.feedHeardAt())).toBe(later(5));
  });

  it('believes the CRM of an account until billing’s feed speaks of it', async () => {
    const run = await inTown();
    const said = (asOf: Instant, ...houses: readonly number[]) =>
      run(tx =>
        tx.billing.heardInCrm(houses.map(house => ({ account: accountOf(house), currency: 'EUR', asOf }))),
      );
    const known = async (house: number) =>
      (await run(tx => tx.billing.known([accountOf(house)]))).get(accountOf(house));
    await said(later(1), 1, 4);
    await said(later(-1), 4);
    expect(await known(1)).toMatchObject({ source: 'feed', heardAt: AT, entries: 0, due: null });
    expect(await known(4)).toMatchObject({ source: 'crm', heardAt: later(1) });
    await run(tx =>
      tx.billing.add(
        [
          {
            account: accountOf(4),
            event: { type: 'billed', id: 'b', at: AT, amount: money(500, 'EUR'), issued: DAY, due: NEXT },
          },
          { account: accountOf(4), event: { type: 'paid', id: 'p', at: AT, amount: money(200, 'EUR') } },
          { account: accountOf(4), event: { type: 'paid', id: 'q', at: AT, amount: money(100, 'EUR') } },
          { account: accountOf(4), event: { type: 'reversed', id: 'r', at: AT, payment: 'q' } },
        ],
        AT,
      ),
    );
    expect(await known(4)).toMatchObject({ owed: money(300, 'EUR'), due: NEXT, entries: 4 });
    // What the feed has said of others says nothing of this one.
    await run(tx => tx.billing.heardAll(later(3)));
    expect(await known(4)).toMatchObject({ heardAt: later(1) });
    expect(await run(tx => tx.billing.takeOver([accountOf(1), accountOf(4)]))).toEqual([
      { account: accountOf(4), owed: money(300, 'EUR') },
    ]);
    expect(await run(tx => tx.billing.takeOver([accountOf(4)]))).toEqual([]);
    await said(later(9), 4);
    expect(await known(4)).toMatchObject({ source: 'feed', heardAt: '1970-01-01T00:00:00.000Z' });
  });

  it('knows a file by its content and its name', async () => {
    const run = await inTown();
    const file = { name: 'a.csv', sha256: 'f'.repeat(64) };
    const keep = () =>
      run(tx => tx.feeds.keepTaken('billing', { ...file, readAt: AT, asOf: null, report: {} }));
    expect(await run(tx => tx.feeds.wasTaken('billing', file))).toBe(false);
    await keep();
    await keep();
    const known = (feed: string, changes: Partial<typeof file> = {}) =>
      run(tx => tx.feeds.wasTaken(feed, { ...file, ...changes }));
    expect([
      await known('billing'),
      await known('weather'),
      await known('billing', { name: 'b.csv' }),
      await known('billing', { sha256: 'e'.repeat(64) }),
    ]).toEqual([true, false, false, false]);
  });

  it('keeps the newest word on each day of an area', async () => {
    const run = await inTown();
    const save = (...rows: readonly WeatherRow[]) => run(tx => tx.weather.save(rows));
    expect(await run(tx => tx.weather.issuedAt())).toBeNull();
    expect(
      await save(word({ lowF: 20, issuedAt: later(-1) }), word(), word({ area: 'XA', warnings: null })),
    ).toEqual(expect.arrayContaining(['DE/00', 'XA']));
    expect(await save(word({ lowF: 99 }), word({ lowF: 99, issuedAt: later(-5) }))).toEqual([]);
    const about = () => run(tx => tx.weather.about(['XA', 'DE/00', 'US'], DAY, NEXT));
    expect(await about()).toEqual([word({ area: 'XA', warnings: null }), word()]);
    // A warning of the day that a newer word leaves out was in force all the same.
    await save(word({ warnings: ['storm'], issuedAt: later(1), lowF: null }));
    expect((await about()).at(-1)).toMatchObject({ lowF: null, issuedAt: later(1) });
    expect([...((await about()).at(-1)?.warnings ?? [])].sort()).toEqual(['frost', 'storm']);
    // Of days ahead the newest word is all.
    const ahead = { day: '2026-11-26' as CivilDate };
    await save(word(ahead));
    await save(word({ ...ahead, warnings: [], issuedAt: later(1) }));
    expect(await run(tx => tx.weather.about(['DE/00'], ahead.day, ahead.day))).toEqual([
      word({ ...ahead, warnings: [], issuedAt: later(1) }),
    ]);
    expect(await run(tx => tx.weather.issuedAt())).toBe(later(1));
    expect(await run(tx => tx.weather.prune(NEXT))).toBe(2);
    expect(await about()).toEqual([]);
  });

  it.each<[string, readonly string[], number]>([
    ['its jurisdiction', ['XA-N'], 1],
    ['the country of it', ['XA'], 1],
    ['the beginning of its postcode', ['US', 'DE/009'], 1],
    ['another postcode', ['DE/9', 'XA-NO', 'X'], 0],
    ['nowhere', [], 0],
  ])('wakes a case with an order at a place in %s', async (_, areas, woken) => {
    const run = await inTown();
    const caseOf = (house: number): DebtCaseId => idOf(`weather/${house}`);
    await run(async tx => {
      await tx.debtCases.open(
        [1, 2, 3].map(house => ({
          id: caseOf(house),
          account: accountOf(house),
          servicePoint: idOf<ServicePointId>(`point/${house}`),
          ref: `R-${house}`,
        })),
        AT,
      );
      const ordered = {
        type: 'ordered',
        id: 'o',
        at: AT,
        order: 'o',
        act: 'disconnection',
        on: DAY,
      } as const;
      await tx.debtCases.append([{ id: caseOf(1), events: [ordered], because: [] }], AT);
      await tx.debtCases.append([{ id: caseOf(3), events: [ordered], because: [] }], AT);
      await tx.debtCases.takeDue(AT, 10);
      await tx.debtCases.schedule([
        { id: caseOf(1), nextAt: later(24), closedAt: null, standing: STANDING },
        { id: caseOf(2), nextAt: null, closedAt: null, standing: STANDING },
        { id: caseOf(3), nextAt: null, closedAt: AT, standing: STANDING },
      ]);
    });
    expect(await run(tx => tx.debtCases.wakeOrdered(areas, AT))).toBe(woken);
    expect(await run(tx => tx.debtCases.takeDue(AT, 10))).toEqual(woken === 0 ? [] : [caseOf(1)]);
  });
};
