import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { billingLines } from '../../server/adapters/feeds/billing-lines.js';
import { spoolIn } from '../../server/adapters/feeds/spool.js';
import type { CaseEvent } from '../../server/domain/debt/event.js';
import type { AccountId, DebtCaseId, PortalId, ServicePointId } from '../../server/domain/ids.js';
import { addHours, addMinutes, type Zone } from '../../server/domain/time.js';
import { signEntries } from '../../server/http/billing-signature.js';
import { isRefusal, problemHandler } from '../../server/http/problems.js';
import { billingRoutes } from '../../server/http/routes/billing.js';
import { answerOnce } from '../../server/workflows/answer-once.js';
import { Fault } from '../../server/workflows/fault.js';
import type { TakeBilling } from '../../server/workflows/ports/billing-feed.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import { AT, idOf, saveHouses } from '../batteries/ledger-rows.js';
import { describeAnEngine, type Ledger } from '../engines/engines.js';

const SECRET = 'a-secret-of-billing-that-is-long-enough';
const NEXT_SECRET = 'the-secret-that-follows-it-one-day-soon';
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until';
const REAL_MS = Date.parse('2026-11-23T09:00:00Z');
const NEWEST = addHours(AT, 2);

interface Sent {
  readonly target?: string;
  readonly type?: string;
  readonly key?: string;
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

describeAnEngine('the way in for billing', engine => {
  let ledger: Ledger;
  let portal: PortalStore;
  let app: Express;
  let folder: string;
  let breakAfter: number | null = null;
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = { now: () => NEWEST, sleepUntil: () => Promise.resolve() };

  beforeAll(async () => {
    ledger = await engine.makeLedger();
    portal = (await ledger.open()).forPortal('1' as PortalId);
    await portal.workers.renew(AT);
    await portal.transact(tx => saveHouses(tx, 1, 40));
    folder = mkdtempSync(join(tmpdir(), 'forewarn-incoming-'));
    const take = takeBilling({ store: portal, log: silent, clock });
    /** A ledger that goes away between two transactions. */
    const breaking: TakeBilling = async (lines, how) => {
      const left = { lines: breakAfter };
      breakAfter = null;
      return take(
        (async function* () {
          for await (const line of lines) {
            if (left.lines !== null && line.line > left.lines)
              throw new Fault('retry', 'store.gone', 'Gone.');
            yield line;
          }
        })(),
        how,
      );
    };
    app = express();
    app.use(
      '/billing',
      billingRoutes({
        secretsOf: id => (id === '1' ? [SECRET, NEXT_SECRET] : id === '2' ? [SECRET] : []),
        billingOf: id =>
          id === '1'
            ? {
                clock,
                takeBilling: breaking,
                zone: 'Europe/Berlin' as Zone,
                answerOnce: answerOnce({
                  store: portal,
                  clock,
                  log: silent,
                  isRefusal,
                  pause: () => new Promise(resolve => setTimeout(resolve, 5)),
                }),
              }
            : null,
        spool: spoolIn(folder),
        lines: billingLines,
        realNow: () => REAL_MS,
        log: silent,
      }),
    );
    app.use(problemHandler(silent));
  });
  afterAll(async () => {
    await ledger.drop();
    rmSync(folder, { recursive: true });
  });

  const send = async (body: string | Buffer, sent: Sent = {}) => {
    const target = sent.target ?? '/billing/1/entries';
    const headers = signEntries(sent.secret ?? SECRET, {
      target,
      key: sent.key ?? randomUUID(),
      sha256: createHash('sha256').update(body).digest('hex'),
      timestamp: String(REAL_MS / 1000 - (sent.ageSeconds ?? 0)),
    });
    const answer = await request(app)
      .post(target)
      .set({ ...headers, ...sent.headers })
      .type(sent.type ?? 'text/csv')
      .serialize(bytes => bytes as string)
      .send(body);
    return { status: answer.status, body: answer.body as Record<string, unknown>, text: answer.text };
  };
  const csv = (...rows: readonly string[]): string => [HEADER, ...rows].join('\n');
  const codeOf = ({ status, body }: Awaited<ReturnType<typeof send>>) => [status, body['code']];
  const open = (house: number) =>
    portal.transact(tx =>
      tx.debtCases.open(
        [
          {
            id: idOf<DebtCaseId>(`case/${house}`),
            account: idOf<AccountId>(`account/${house}`),
            servicePoint: idOf<ServicePointId>(`point/${house}`),
          },
        ],
        AT,
      ),
    );
  const caseRow = (house: number) =>
    portal.transact(tx => tx.debtCases.lock(idOf<DebtCaseId>(`case/${house}`)));
  const eventsOf = async (house: number): Promise<readonly CaseEvent[]> => {
    const id = idOf<DebtCaseId>(`case/${house}`);
    return (await portal.transact(tx => tx.debtCases.events([id]))).get(id) ?? [];
  };

  it.each([
    ['text/csv', csv('bill,j1,A-1,50.00,EUR,2026-10-01,2026-10-22,,,')],
    [
      'application/json',
      JSON.stringify([
        {
          kind: 'bill',
          id: 'j1',
          account: 'A-2',
          amount: 50,
          currency: 'EUR',
          date: '2026-10-01',
          due: '2026-10-22',
        },
      ]),
    ],
    [
      'application/x-ndjson',
      '{"kind":"bill","id":"j1","account":"A-3","amount":"50.00","currency":"EUR","date":"2026-10-01","due":"2026-10-22"}\n',
    ],
  ])('takes %s', async (type, body) => {
    expect(await send(body, { type })).toMatchObject({
      status: 200,
      body: { lines: 1, added: 1, refused: 0, errors: [], balancesAsOf: null },
    });
  });

  it('tells each line it cannot take, and takes the rest', async () => {
    const { body } = await send(
      [
        '{"kind":"bill","id":"k1","account":"A-4","amount":"50.00","currency":"EUR","date":"2026-10-01","due":"2026-10-22"}',
        'not json',
        '{"kind":"payment","id":"k2","account":"A-4","amout":"50.00","amount":"5","currency":"EUR","date":"2026-10-02"}',
        '{"kind":"payment","id":"k3","account":{"a":1}}',
        '{"kind":"payment","id":"k4","account":"A-4","amount":"-1","currency":"EUR","date":"Hans Muster"}',
        '{"kind":"payment","id":"k5","account":"A-4","amount":5.5,"currency":"EUR","date":"2026-10-02"}',
      ].join('\n'),
      { type: 'application/x-ndjson' },
    );
    expect(body).toMatchObject({ lines: 6, added: 2, refused: 4 });
    expect(
      (body['errors'] as { line: number; code: string }[]).map(({ line, code }) => [line, code]),
    ).toEqual([
      [2, 'row.notAnObject'],
      [3, 'row.unknownField'],
      [4, 'row.notAnObject'],
      [5, 'time.unreadable'],
      [5, 'row.notPositive'],
    ]);
    expect(JSON.stringify(body)).not.toContain('Muster');
  });

  it('takes a payment at once, and wakes its case in the same moment', async () => {
    await send(csv('bill,w1,A-5,50.00,EUR,2026-10-01,2026-10-22,,,'));
    await open(5);
    await portal.transact(tx =>
      tx.debtCases.schedule([{ id: idOf<DebtCaseId>('case/5'), nextAt: null, closedAt: null }]),
    );
    await send(csv('payment,w2,A-5,50.00,EUR,2026-10-25,,,,'));
    expect((await caseRow(5))?.nextAt).toBe(NEWEST);
  });

  it('calls balances fresh only where it is told as of when', async () => {
    await send(csv('account,,A-6,,EUR,,,,,'));
    await open(6);
    const before = (await caseRow(6))?.heardAt;
    await send(csv('payment,f1,A-6,1.00,EUR,2026-10-25,,,,'));
    expect((await caseRow(6))?.heardAt).toBe(before);
    // The line nobody could read, in a test above, left all in doubt since then.
    const asOf = addMinutes(NEWEST, 1);
    const answer = await send(csv(), { target: `/billing/1/entries?asOf=${asOf}` });
    expect(answer.body['balancesAsOf']).toBe(asOf);
    expect((await caseRow(6))?.heardAt).toBe(asOf);
  });

  it.each([
    ['a moment that has not come', addHours(NEWEST, 1), 'asOf.future'],
    ['no moment', 'yesterday', 'time.unreadable'],
    ['a moment without its offset', '2026-11-23T09:00', 'time.noZone'],
  ])('refuses balances as of %s', async (_, asOf, code) => {
    expect(codeOf(await send(csv(), { target: `/billing/1/entries?asOf=${asOf}` }))).toEqual([422, code]);
  });

  it('answers the same to the same key, and does nothing again', async () => {
    const key = randomUUID();
    const body = csv(
      'bill,i1,A-7,50.00,EUR,2026-10-01,2026-10-22,,,',
      'payment,i2,A-7,none,EUR,2026-10-25,,,,',
    );
    const first = await send(body, { key });
    const again = await send(body, { key });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(first.body).toMatchObject({ added: 1 });
    expect((await send(body)).body).toMatchObject({ added: 0, repeated: 1 });
    // A minute later, signed anew, it is still the same request.
    expect((await send(body, { key, ageSeconds: -30 })).text).toBe(first.text);
  });

  it('refuses a key that was used for another body, or for another moment', async () => {
    const key = randomUUID();
    await send(csv('account,,A-7,,EUR,,,,,'), { key });
    expect(codeOf(await send(csv('account,,A-8,,EUR,,,,,'), { key }))).toEqual([422, 'request.reused']);
    expect(
      codeOf(await send(csv('account,,A-7,,EUR,,,,,'), { key, target: `/billing/1/entries?asOf=${AT}` })),
    ).toEqual([422, 'request.reused']);
  });

  it('can be sent again after it broke off in the middle', async () => {
    const key = randomUUID();
    const rows = Array.from({ length: 1200 }, (_, n) => `payment,c${n},A-9,1.00,EUR,2026-10-25,,,,`);
    await send(csv('bill,c,A-9,5000.00,EUR,2026-10-01,2026-10-22,,,'));
    breakAfter = 900;
    expect(codeOf(await send(csv(...rows), { key }))).toEqual([503, 'store.gone']);
    expect((await send(csv(...rows), { key })).body).toMatchObject({ added: 700, repeated: 500 });
    await open(9);
    expect((await eventsOf(9)).filter(({ type }) => type === 'paid')).toHaveLength(1200);
  });

  it.each<[string, Sent, unknown]>([
    ['stale', { ageSeconds: 301 }, 'signature.stale'],
    ['of the future', { ageSeconds: -61 }, 'signature.future'],
    ['forged', { secret: 'another-secret-that-is-long-enough-too' }, 'signature.mismatch'],
    ['with an empty signature', { headers: { 'X-Forewarn-Signature': '' } }, 'signature.malformed'],
    [
      'with a signature of another form',
      { headers: { 'X-Forewarn-Signature': 'AAAA' } },
      'signature.malformed',
    ],
    ['with a key that is no UUID', { key: 'today' }, 'signature.malformed'],
    [
      'under another key than was signed',
      { headers: { 'Idempotency-Key': randomUUID() } },
      'signature.mismatch',
    ],
    [
      'with another time than was signed',
      { headers: { 'X-Forewarn-Timestamp': String(REAL_MS / 1000 - 1) } },
      'signature.mismatch',
    ],
    ['of an account without a secret', { target: '/billing/3/entries' }, 'signature.mismatch'],
  ])('refuses a request that is %s', async (_, sent, code) => {
    expect(codeOf(await send(csv(), sent))).toEqual([401, code]);
  });

  it('refuses what was signed for another account, another moment or another body', async () => {
    const body = csv('account,,A-8,,EUR,,,,,');
    const headers = signEntries(SECRET, {
      target: '/billing/1/entries',
      key: randomUUID(),
      sha256: createHash('sha256').update(body).digest('hex'),
      timestamp: String(REAL_MS / 1000),
    });
    const post = async (target: string, content: string) => {
      const { status, body: told } = await request(app)
        .post(target)
        .set(headers)
        .type('text/csv')
        .serialize(bytes => bytes as string)
        .send(content);
      return [status, (told as { code?: string }).code];
    };
    expect(await post('/billing/2/entries', body)).toEqual([401, 'signature.mismatch']);
    expect(await post(`/billing/1/entries?asOf=${AT}`, body)).toEqual([401, 'signature.mismatch']);
    expect(await post('/billing/1/entries', `${body}\n`)).toEqual([401, 'signature.body']);
    expect(await post('/billing/1/entries', body)).toEqual([200, undefined]);
  });

  it('refuses a request without a signature', async () => {
    const { status, body } = await request(app).post('/billing/1/entries').type('text/csv').send(csv());
    expect([status, (body as { code: string }).code]).toEqual([401, 'signature.missing']);
  });

  it('knows two secrets while one is changed', async () => {
    expect((await send(csv(), { secret: NEXT_SECRET })).status).toBe(200);
  });

  it('takes no other form, and no more than fits', async () => {
    expect(codeOf(await send('<bills/>', { type: 'application/xml' }))).toEqual([415, 'billing.form']);
    expect(codeOf(await send(csv(), { headers: { 'Content-Encoding': 'gzip' } }))).toEqual([
      415,
      'billing.form',
    ]);
    const large = Buffer.alloc(32 * 1024 * 1024 + 1, 0x20);
    expect(codeOf(await send(large))).toEqual([413, 'billing.tooLarge']);
  });

  it.each([
    ['text/csv', 'kind,id,acount\nbill,b,A-1'],
    ['application/json', '{"kind":"bill"}'],
    ['application/json', '[{"kind":"account","account":"A-8","currency":"EUR"}, {"kind":'],
    ['text/csv', Buffer.from([0x6b, 0xff, 0x0a])],
  ])('says where %s ends that cannot be read, and that no balance is known', async (type, body) => {
    const answer = await send(body, { type, target: `/billing/1/entries?asOf=${NEWEST}` });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      balancesAsOf: null,
      errors: expect.arrayContaining([
        expect.objectContaining({ code: expect.stringMatching(/^feed[.]|^row[.]notAnObject/) as string }),
      ]) as unknown,
    });
  });

  it('leaves nothing of a body behind', () => {
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes the same ledger of a feed however it is split into requests, and however often it comes', async () => {
    const rows = (house: number): readonly string[] => [
      `bill,s1,A-${house},50.00,EUR,2026-10-01,2026-10-22,,,`,
      `bill,s2,A-${house},70.00,EUR,2026-11-01,2026-11-22,,,`,
      `payment,s3,A-${house},20.00,EUR,2026-10-25,,,,`,
      `reversal,s4,A-${house},,,2026-10-29,,s3,,`,
      `hold,s5,A-${house},,,2026-10-30,,,plan,2026-12-31`,
      `broken,s5,A-${house},,,2026-11-12,,,,`,
    ];
    let house = 10;
    const whole = 39;
    await send(csv(...rows(whole)));
    await open(whole);
    const expected = (await eventsOf(whole)).filter(({ type }) => type !== 'opened');
    expect(expected).toHaveLength(6);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 0, 3], { minLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (order, size) => {
          const own = rows(house);
          for (let from = 0; from < order.length; from += size)
            await send(csv(...order.slice(from, from + size).map(n => own[n] ?? '')));
          await open(house);
          const events = (await eventsOf(house)).filter(({ type }) => type !== 'opened');
          expect(events).toEqual(expected);
          house += 1;
        },
      ),
      { numRuns: 12 },
    );
  });
});
