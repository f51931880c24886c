import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billingLines } from '../../server/adapters/feeds/billing-lines.js';
import { folderInbox } from '../../server/adapters/feeds/inbox.js';
import { timeInName } from '../../server/adapters/feeds/feed-times.js';
import type { AccountId, PortalId } from '../../server/domain/ids.js';
import { addHours, instant, type Instant, type Zone } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { Fault } from '../../server/workflows/fault.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import { takeFeedFiles } from '../../server/workflows/take-feed-files.js';
import { AT, idOf, saveHouses } from '../batteries/ledger-rows.js';
import { describeAnEngine, type Ledger } from '../engines/engines.js';

const ZONE = 'Europe/Berlin' as Zone;
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until';
const NAME = loadConfig().billing.fileTime;
const NOW = addHours(AT, 24 * 30);

test.each([
  ['billing-20261128T0600.csv', '2026-11-28T05:00:00.000Z'],
  ['2026-11-28_debts-0600.csv', null],
  ['billing_2026-11-28T060030.csv', '2026-11-28T05:00:30.000Z'],
  ['run7-20261128T0600.csv', '2026-11-28T05:00:00.000Z'],
  ['billing.csv', null],
])('the shipped pattern takes from the name %s the moment %s', (name, moment) => {
  expect(timeInName(NAME, name)).toBe(moment);
});

describeAnEngine('the folder of a feed of debts', engine => {
  let ledger: Ledger;
  let portal: PortalStore;
  let folder: string;
  let stop = false;
  let gone = false;
  const logged: (readonly [string, object])[] = [];
  const note = (event: string, fields: object = {}) => void logged.push([event, fields]);
  const log = { info: note, warn: note, error: note };
  const clock = { now: () => NOW, sleepUntil: () => Promise.resolve() };

  beforeAll(async () => {
    ledger = await engine.makeLedger();
    portal = (await ledger.open()).forPortal('1' as PortalId);
    await portal.workers.renew(AT);
    await portal.transact(tx => saveHouses(tx, 1, 10));
  });
  afterAll(() => ledger.drop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forewarn-inbox-'));
    logged.length = 0;
    [stop, gone] = [false, false];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const reader = () => {
    const take = takeBilling({ store: portal, log, clock });
    return takeFeedFiles(
      { store: portal, log, clock },
      {
        inbox: folderInbox('billing', folder, {
          rows: pieces => billingLines('csv', pieces),
          timeOf: name => timeInName(NAME, name),
        }),
        take: async (rows, asOf, onRefused) => {
          if (gone) throw new Fault('retry', 'store.gone', 'Gone.');
          const { errors: _, ...counts } = await take(rows, { zone: ZONE, asOf, onRefused });
          return { counts, usable: counts.refused < counts.lines };
        },
        onUnreadable: asOf => portal.transact(tx => tx.billing.doubtAll(asOf ?? NOW)),
        stopping: () => stop,
      },
    );
  };
  const put = (name: string, ...rows: readonly string[]) => {
    writeFileSync(join(folder, name), [HEADER, ...rows].join('\n'));
  };
  const lies = (where = '') => readdirSync(join(folder, where)).sort();
  const heardAt = async (house: number): Promise<Instant | undefined> =>
    (await portal.transact(tx => tx.billing.known([idOf<AccountId>(`account/${house}`)]))).get(
      idOf<AccountId>(`account/${house}`),
    )?.heardAt;
  const told = (event: string) => logged.filter(([each]) => each === event).length;

  it('is read oldest first, each file once, with a report beside it', async () => {
    put(
      'b-20261128T0600.csv',
      'payment,p1,A-1,none,EUR,2026-11-25,,,,',
      'payment,p2,A-1,5.00,EUR,2026-11-25,,,,',
    );
    put('c-20261127T0600.csv', 'bill,b1,A-1,50.00,EUR,2026-10-01,2026-10-22,,,');
    writeFileSync(join(folder, 'half.csv.part'), 'not yet');
    await reader()();
    expect(lies()).toEqual(['done', 'half.csv.part']);
    expect(lies('done')).toEqual([
      'b-20261128T0600.csv',
      'b-20261128T0600.csv.report',
      'c-20261127T0600.csv',
      'c-20261127T0600.csv.report',
    ]);
    expect(readFileSync(join(folder, 'done/b-20261128T0600.csv.report'), 'utf8')).toBe(
      'line,code,message\n2,money.unreadable,"amount: that is not a sum in EUR."\n',
    );
    // The line that was refused keeps the account as old as the file before.
    expect(await heardAt(1)).toBe(instant('2026-11-27T05:00:00Z'));
    expect(logged.filter(([event]) => event === 'billing taken').map(([, fields]) => fields)).toMatchObject([
      { added: 1 },
      { added: 1, refused: 1 },
    ]);
    // The same file again is not even read; another one under its name is.
    put('c-20261127T0600.csv', 'bill,b1,A-1,50.00,EUR,2026-10-01,2026-10-22,,,');
    await reader()();
    expect([told('billing taken'), told('feed file known')]).toEqual([2, 1]);
    put('c-20261127T0600.csv', 'bill,b2,A-1,51.00,EUR,2026-10-01,2026-10-22,,,');
    await reader()();
    expect(told('billing taken')).toBe(3);
    expect(lies('done')).toContain('c-20261127T0600.3.csv');
  });

  it('puts away what cannot be read, and goes on', async () => {
    writeFileSync(join(folder, 'a-20261201T0600.csv'), 'kind;id;account\nbill;b;A-2');
    writeFileSync(join(folder, 'b-20261201T0700.csv'), Buffer.from([0xff, 0xfe, 0x00]));
    mkdirSync(join(folder, 'd-20261201T0800.csv'));
    put('e-20261201T0900.csv', 'bill,b1,A-2,50.00,EUR,2026-10-01,2026-10-22,,,');
    await reader()();
    expect(lies('rejected').filter(name => name.endsWith('.csv'))).toEqual([
      'a-20261201T0600.csv',
      'b-20261201T0700.csv',
    ]);
    expect(readFileSync(join(folder, 'rejected/a-20261201T0600.csv.report'), 'utf8')).toContain(
      '1,feed.unreadable,',
    );
    expect(lies('done')).toContain('e-20261201T0900.csv');
    // What was in them nobody knows: no balance is fresh by what came behind.
    expect(await heardAt(2)).toBe('1970-01-01T00:00:00.000Z');
  });

  it('takes the rows of a file without its time, and calls no balance fresh', async () => {
    put('billing.csv', 'bill,b1,A-3,50.00,EUR,2026-10-01,2026-10-22,,,');
    put('billing-20991231T0600.csv', 'bill,b2,A-3,50.00,EUR,2026-10-01,2026-10-22,,,');
    await reader()();
    expect(await heardAt(3)).toBe('1970-01-01T00:00:00.000Z');
    expect(
      logged.filter(([event]) => event === 'feed file without its time').map(([, fields]) => fields),
    ).toMatchObject([{ future: false }, { future: true }]);
  });

  it('leaves a file where it is while the ledger is away, or when it is to end in the middle', async () => {
    put('f-20261202T0600.csv', 'bill,b1,A-4,50.00,EUR,2026-10-01,2026-10-22,,,');
    gone = true;
    await expect(reader()()).rejects.toMatchObject({ code: 'store.gone' });
    gone = false;
    stop = true;
    await reader()();
    expect(lies().filter(name => name.endsWith('.csv'))).toEqual(['f-20261202T0600.csv']);
    stop = false;
    await reader()();
    expect(lies('done')).toContain('f-20261202T0600.csv');
  });

  it('names a file that can neither be read nor moved once, and goes on with the others', async () => {
    put('g-20261203T0600.csv', 'bill,b1,A-5,50.00,EUR,2026-10-01,2026-10-22,,,');
    // A folder stands where the report would be written, and where the file would go.
    mkdirSync(join(folder, 'g-20261203T0600.csv.report'));
    writeFileSync(join(folder, 'rejected'), 'no folder');
    put('h-20261203T0700.csv', 'bill,b1,A-5,50.00,EUR,2026-10-01,2026-10-22,,,');
    const read = reader();
    await read();
    await read();
    expect(told('feed file unreadable')).toBe(1);
    expect(lies('done')).toContain('h-20261203T0700.csv');
  });
});
