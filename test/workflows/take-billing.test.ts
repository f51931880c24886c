import { csvRows } from '../../server/adapters/feeds/csv-rows.js';
import { BILLING_COLUMNS } from '../../server/domain/debt/billing-row.js';
import { positionOn } from '../../server/domain/debt/statement.js';
import { entriesOf } from '../../server/domain/debt/replay.js';
import type { AccountId, DebtCaseId, PortalId, ServicePointId } from '../../server/domain/ids.js';
import { addHours, type CivilDate, type Instant, type Zone } from '../../server/domain/time.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import { AT, idOf, saveHouses } from '../batteries/ledger-rows.js';
import { describeAnEngine, type Ledger } from '../engines/engines.js';

const ZONE = 'Europe/Berlin' as Zone;
const HOUSES = 1200;
const accountOf = (house: number): AccountId => idOf(`account/${house}`);
const caseOf = (house: number): DebtCaseId => idOf(`case/${house}`);
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until';

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}

describeAnEngine('the billing feed', engine => {
  let ledger: Ledger;
  let portal: PortalStore;
  const logged: object[] = [];
  beforeAll(async () => {
    ledger = await engine.makeLedger();
    portal = (await ledger.open()).forPortal('1' as PortalId);
    await portal.workers.renew(AT);
    await portal.transact(tx => saveHouses(tx, 1, HOUSES + 1));
  });
  afterAll(() => ledger.drop());

  const log = {
    info: (_: string, fields?: object) => void logged.push(fields ?? {}),
    warn: () => undefined,
    error: () => undefined,
  };
  const take = (lines: readonly string[], asOf: Instant | null = AT, store = portal) =>
    takeBilling({
      store,
      log,
      clock: { now: () => AT, sleepUntil: () => Promise.resolve() },
    })(csvRows(pieces([HEADER, ...lines].join('\n')), BILLING_COLUMNS), { zone: ZONE, asOf });
  const open = (house: number) =>
    portal.transact(tx =>
      tx.debtCases.open(
        [
          {
            id: caseOf(house),
            account: accountOf(house),
            servicePoint: idOf<ServicePointId>(`point/${house}`),
            ref: 'K7M2Q',
          },
        ],
        AT,
      ),
    );
  const caseRow = (house: number) =>
    portal.transact(async tx => (await tx.debtCases.lock([caseOf(house)]))[0]);

  it('takes what can be read, and tells every line that cannot with its reasons', async () => {
    const report = await take([
      'bill,b1,A-1,184.20,EUR,2026-10-01,2026-10-22,,,',
      'bill,b2,A-1,-5.00,EUR,2026-10-01,2026-10-22,,,',
      'payment,p1,A-77777,10.00,EUR,2026-10-05,,,,',
      'bill,b1,A-2,90.00,EUR,2026-10-01,2026-10-22,,,',
      'payment,p2,A-2,90.00,USD,2026-10-05,,,,',
      'payment,p1,A-1',
      'bill,b1,A-1,184.20,EUR,2026-10-01,2026-10-22,,,',
      'bill,b1,A-1,199.00,EUR,2026-10-01,2026-10-22,,,',
      'reversal,r1,A-3,p9,,2026-10-05,,,,',
    ]);
    expect(report.errors.map(({ line, code }) => [line, code])).toEqual([
      [3, 'row.notPositive'],
      [4, 'row.unknownAccount'],
      [6, 'row.otherCurrency'],
      [7, 'row.fields'],
      [9, 'row.conflict'],
      [10, 'row.missing'],
    ]);
    expect(report).toMatchObject({ lines: 9, added: 2, repeated: 1, refused: 6 });
    expect(report.balancesAsOf).toBeNull();
    expect(logged.at(-1)).toEqual({ lines: 9, added: 2, repeated: 1, refused: 6, asOf: AT, heard: false });
  });

  it('adds nothing when the same feed comes again', async () => {
    const lines = [
      'bill,b1,A-10,50.00,EUR,2026-10-01,2026-10-22,,,',
      'payment,p1,A-10,20.00,EUR,2026-10-05,,,,',
      'hold,h1,A-10,,,2026-10-06,,,plan,2026-12-31',
    ];
    expect(await take(lines)).toMatchObject({ added: 3, repeated: 0 });
    expect(await take(lines)).toMatchObject({ added: 0, repeated: 3, errors: [] });
    await open(10);
    const events = (await portal.transact(tx => tx.debtCases.events([caseOf(10)]))).get(caseOf(10)) ?? [];
    expect(events.map(({ type }) => type).sort()).toEqual(['billed', 'held', 'opened', 'paid']);
    expect(positionOn(entriesOf(events), 'EUR', '2026-11-23' as CivilDate).overdue.minor).toBe(3000);
  });

  it('says how old the balances are only after a feed that could be read to its end', async () => {
    const later = (hours: number) => addHours(AT, hours);
    await take(['account,,A-20,,EUR,,,,,', 'bill,b1,A-21,50.00,EUR,2026-10-01,2026-10-22,,,'], later(1));
    await open(20);
    await open(21);
    const heard = async () => [(await caseRow(20))?.heardAt, (await caseRow(21))?.heardAt];
    expect(await heard()).toEqual([later(1), later(1)]);
    // Whose line it was nobody knows: no word of that moment counts, however many more there are.
    expect((await take(['payment,p1,A-21'], later(2))).balancesAsOf).toBeNull();
    expect((await take([], later(2))).balancesAsOf).toBeNull();
    expect(await heard()).toEqual([later(1), later(1)]);
    // Of the account whose line was refused nobody knows.
    expect((await take(['payment,p1,A-21,zero,EUR,2026-10-05,,,,'], later(3))).balancesAsOf).toBe(later(3));
    expect(await heard()).toEqual([later(3), later(1)]);
    await take([], later(4));
    expect(await heard()).toEqual([later(4), later(4)]);
    // Some rows are not all that billing has to say.
    await take(['payment,p1,A-21,1.00,EUR,2026-10-05,,,,'], null);
    expect(await heard()).toEqual([later(4), later(4)]);
  });

  it('keeps in mind a refused line of one part until a word after it, however the rest is split', async () => {
    const later = (hours: number) => addHours(AT, hours);
    await take(['bill,b1,A-25,50.00,EUR,2026-10-01,2026-10-22,,,'], later(5));
    await open(25);
    await take(['payment,p1,A-25,none,EUR,2026-10-05,,,,'], null);
    await take([], AT);
    expect((await caseRow(25))?.heardAt).toBe(later(5));
    await take(['payment,p1,A-25,none,EUR,2026-10-05,,,,', 'payment,p2,A-26,1,EUR,2026-10-05,,,,'], later(6));
    await take(['bill,b1,A-26,50.00,EUR,2026-10-01,2026-10-22,,,'], later(6));
    expect((await caseRow(25))?.heardAt).toBe(later(5));
  });

  it('wakes the cases that it brings something new of', async () => {
    await take(['bill,b1,A-30,50.00,EUR,2026-10-01,2026-10-22,,,']);
    await open(30);
    await portal.transact(tx => tx.debtCases.takeDue(AT, 100));
    await take(['bill,b1,A-30,50.00,EUR,2026-10-01,2026-10-22,,,']);
    expect((await caseRow(30))?.nextAt).toBeNull();
    await take(['payment,p1,A-30,50.00,EUR,2026-10-05,,,,']);
    expect((await caseRow(30))?.nextAt).toBe(AT);
  });

  it('has cases looked for after a bill or a payment taken back, and not after a payment', async () => {
    const other = (await ledger.open()).forPortal('2' as PortalId);
    await other.workers.renew(AT);
    await other.transact(tx => saveHouses(tx, 1, 2));
    const isLookedFor = () => other.transact(async tx => (await tx.jobs.nextDue()) !== null);
    await take(['payment,p1,A-1,10.00,EUR,2026-11-20,,,,'], null, other);
    expect(await isLookedFor()).toBe(false);
    await take(['reversal,r1,A-1,,,2026-11-21,,p1,,'], null, other);
    expect(await isLookedFor()).toBe(true);
  });

  it('takes more lines than one batch, each account in the currency of its first line', async () => {
    const lines = Array.from({ length: 1100 }, (_, n) => n + 100).flatMap(house => [
      `bill,b,A-${house},50.00,EUR,2026-10-01,2026-10-22,,,`,
    ]);
    expect(await take(lines)).toMatchObject({ lines: 1100, added: 1100, refused: 0 });
    expect(await take([`payment,p,A-1199,50.00,GBP,2026-10-05,,,,`])).toMatchObject({
      errors: [{ line: 2, code: 'row.otherCurrency' }],
    });
  });
});
