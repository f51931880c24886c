import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { addHours, instant } from '../../server/domain/time.js';
import { signEntries } from '../../server/http/billing-signature.js';
import { defaultPortalId } from '../portal/portal.js';
import { startWorld, type World } from '../sandbox/world.js';
import { MONDAY_TEN, seedHouses } from './neighbourhood.js';

const SECRET = 'a-secret-of-billing-that-is-long-enough';
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until\n';
const PORTAL = String(defaultPortalId);

/** The server as production composes it, with the feeds that tell it of debts. */
describe('what billing and the weather tell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-debt-feeds-'));
  const feeds = join(folder, 'feeds');
  const lines: string[] = [];
  let world: World;
  let weather: Server;
  let rows: unknown = [];
  let asked = 0;
  beforeAll(async () => {
    for (const feed of ['billing', 'weather']) mkdirSync(join(feeds, feed), { recursive: true });
    weather = createServer((_, response) => {
      asked += 1;
      response.end(JSON.stringify(rows));
    });
    await new Promise<void>(resolve => weather.listen(0, '127.0.0.1', resolve));
    world = await startWorld({
      seed: 1,
      start: MONDAY_TEN,
      folder,
      memory: true,
      feeds,
      onLog: line => lines.push(line),
      seedPortal: seedHouses([
        { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example' }] },
        { feeder: 'F-12', people: [{ name: 'Jan Holm', email: 'jan@mail.example' }] },
      ]),
      debtFeeds: {
        billingSecrets: [{ portal: PORTAL, secret: SECRET }],
        weather: { url: `http://127.0.0.1:${String((weather.address() as AddressInfo).port)}/`, token: null },
      },
    });
    await world.server.importDirectory();
  });
  afterAll(async () => {
    await world.close();
    await new Promise<void>(resolve => {
      weather.close(() => {
        resolve();
      });
    });
    rmSync(folder, { recursive: true, force: true });
  });

  /** One look at the folders and the address, and everything that comes of it. */
  const look = async (): Promise<void> => {
    await world.server.readDebtFeeds();
    await world.pump();
  };
  const logged = (event: string) => lines.filter(line => line.includes(`"msg":"${event}"`));
  const known = async (number: string) => {
    const { store } = world.server;
    const id = (await store.transact(tx => tx.billing.accounts([number]))).get(number)?.id;
    if (id === undefined) throw new Error(`${number} is not in the directory.`);
    return (await store.transact(tx => tx.billing.known([id]))).get(id);
  };

  it('a file of billing opens the cases of whoever owes, and is put away', async () => {
    writeFileSync(
      join(feeds, 'billing', 'billing-20261123T0900.csv'),
      `${HEADER}bill,b1,A-0,184.20,EUR,2026-10-01,2026-10-22,,,\nbill,b1,A-1,90.00,EUR,2026-10-01,2026-10-22,,,\n`,
    );
    await look();
    expect(readdirSync(join(feeds, 'billing'))).toEqual(['done']);
    expect(await known('A-0')).toMatchObject({ owed: { minor: 18420 }, heardAt: '2026-11-23T08:00:00.000Z' });
    expect(logged('debt cases opened')).toHaveLength(1);
    expect(logged('debt cases opened')[0]).toContain('"opened":2');
  });

  it('a payment sent to the server closes the case within the moment', async () => {
    const body = `${HEADER}payment,p1,A-1,90.00,EUR,2026-11-23T09:30,,,,\n`;
    const target = `/billing/${PORTAL}/entries`;
    const answer = await request(world.serverUrl)
      .post(target)
      .set(
        signEntries(SECRET, {
          target,
          key: randomUUID(),
          sha256: createHash('sha256').update(body).digest('hex'),
          timestamp: String(Math.floor(Date.now() / 1000)),
        }),
      )
      .type('text/csv')
      .send(body);
    expect([answer.status, answer.body]).toMatchObject([200, { added: 1 }]);
    await world.pump();
    expect(logged('debt cases advanced').at(-1)).toContain('"close":1');
  });

  it('the weather’s address is asked each hour, and extreme weather holds what is open', async () => {
    const issued = world.clock.now();
    rows = ['2026-11-23', '2026-11-24'].map(day => ({
      ...{
        area: 'DE',
        day,
        kind: 'forecast',
        low: -18,
        high: -11,
        unit: 'C',
        warnings: 'extreme_cold_warning',
      },
      issued,
    }));
    await world.advanceTo(addHours(issued, 1));
    await look();
    expect(asked).toBeGreaterThanOrEqual(2);
    expect(logged('weather taken').at(-1)).toContain('"areas":1');
    // Known by its postcode’s country only: the jurisdiction of the town is another.
    const rowsKept = await world.server.store.transact(tx =>
      tx.weather.about(['DE'], '2026-11-23' as never, '2026-11-24' as never),
    );
    expect(rowsKept).toHaveLength(2);
  });

  it('a file of weather is taken by area, and the case there is held on that day', async () => {
    writeFileSync(
      join(feeds, 'weather', 'today.csv'),
      [
        'area,day,kind,low,high,unit,warnings,issued',
        `DE/009,2026-11-24,forecast,-18,-11,C,none,${world.clock.now()}`,
        'nowhere,2026-11-24,forecast,-18,-11,C,none,2026-11-23T10:00+01:00',
      ].join('\n'),
    );
    await look();
    expect(readdirSync(join(feeds, 'weather', 'done')).sort()).toEqual(['today.csv', 'today.csv.report']);
    await world.advanceTo(instant('2026-11-24T06:00+01:00'));
    expect(logged('debt cases advanced').at(-1)).toContain('"hold":1');
  });

  it('a feed that falls silent raises an alarm', async () => {
    rows = [];
    await world.advanceTo(instant('2026-11-25T12:00+01:00'));
    const silent = logged('feed silent').map(line => (JSON.parse(line) as { feed: string }).feed);
    expect(new Set(silent)).toEqual(new Set(['billing', 'weather']));
  });
});
