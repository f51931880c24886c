import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import type { CaseEvent } from '../../server/domain/debt/event.js';
import type { AccountId, DebtCaseId, ServicePointId } from '../../server/domain/ids.js';
import { addHours, addMinutes } from '../../server/domain/time.js';
import { STANDING } from '../batteries/kept-debts.js';
import { AT, idOf } from '../batteries/ledger-rows.js';
import { describeAnEngine } from '../engines/engines.js';
import { codeOf, csv, NEWEST, openBillingDoor, type BillingDoor } from './billing-door.js';

describeAnEngine('the way in for billing', engine => {
  let door: BillingDoor;
  beforeAll(async () => {
    door = await openBillingDoor(engine);
  });
  afterAll(() => door.close());

  const open = (house: number) =>
    door.portal.transact(tx =>
      tx.debtCases.open(
        [
          {
            id: idOf<DebtCaseId>(`case/${house}`),
            account: idOf<AccountId>(`account/${house}`),
            servicePoint: idOf<ServicePointId>(`point/${house}`),
            ref: `R-${house}`,
          },
        ],
        AT,
      ),
    );
  const caseRow = (house: number) =>
    door.portal.transact(async tx => (await tx.debtCases.lock([idOf<DebtCaseId>(`case/${house}`)]))[0]);
  const eventsOf = async (house: number): Promise<readonly CaseEvent[]> => {
    const id = idOf<DebtCaseId>(`case/${house}`);
    return (await door.portal.transact(tx => tx.debtCases.events([id]))).get(id) ?? [];
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
    expect(await door.send(body, { type })).toMatchObject({
      status: 200,
      body: { lines: 1, added: 1, refused: 0, errors: [], balancesAsOf: null },
    });
  });

  it('tells each line it cannot take, and takes the rest', async () => {
    const { body } = await door.send(
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
    await door.send(csv('bill,w1,A-5,50.00,EUR,2026-10-01,2026-10-22,,,'));
    await open(5);
    await door.portal.transact(tx => tx.debtCases.takeDue(NEWEST, 10));
    await door.portal.transact(tx =>
      tx.debtCases.schedule([
        { id: idOf<DebtCaseId>('case/5'), nextAt: null, closedAt: null, standing: STANDING },
      ]),
    );
    await door.send(csv('payment,w2,A-5,50.00,EUR,2026-10-25,,,,'));
    expect((await caseRow(5))?.nextAt).toBe(NEWEST);
  });

  it('calls balances fresh only where it is told as of when', async () => {
    await door.send(csv('account,,A-6,,EUR,,,,,'));
    await open(6);
    const before = (await caseRow(6))?.heardAt;
    await door.send(csv('payment,f1,A-6,1.00,EUR,2026-10-25,,,,'));
    expect((await caseRow(6))?.heardAt).toBe(before);
    // The line nobody could read, in a test above, left all in doubt since then.
    const asOf = addMinutes(NEWEST, 1);
    const answer = await door.send(csv(), { target: `/billing/1/entries?asOf=${asOf}` });
    expect(answer.body['balancesAsOf']).toBe(asOf);
    expect((await caseRow(6))?.heardAt).toBe(asOf);
  });

  it.each([
    ['a moment that has not come', addHours(NEWEST, 1), 'asOf.future'],
    ['no moment', 'yesterday', 'time.unreadable'],
    ['a moment without its offset', '2026-11-23T09:00', 'time.noZone'],
  ])('refuses balances as of %s', async (_, asOf, code) => {
    expect(codeOf(await door.send(csv(), { target: `/billing/1/entries?asOf=${asOf}` }))).toEqual([
      422,
      code,
    ]);
  });

  it('answers the same to the same key, and does nothing again', async () => {
    const key = randomUUID();
    const body = csv(
      'bill,i1,A-7,50.00,EUR,2026-10-01,2026-10-22,,,',
      'payment,i2,A-7,none,EUR,2026-10-25,,,,',
    );
    const first = await door.send(body, { key });
    const again = await door.send(body, { key });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(first.body).toMatchObject({ added: 1 });
    expect((await door.send(body)).body).toMatchObject({ added: 0, repeated: 1 });
    // A minute later, signed anew, it is still the same request.
    expect((await door.send(body, { key, ageSeconds: -30 })).text).toBe(first.text);
  });

  it('refuses a key that was used for another body, or for another moment', async () => {
    const key = randomUUID();
    await door.send(csv('account,,A-7,,EUR,,,,,'), { key });
    expect(codeOf(await door.send(csv('account,,A-8,,EUR,,,,,'), { key }))).toEqual([422, 'request.reused']);
    expect(
      codeOf(
        await door.send(csv('account,,A-7,,EUR,,,,,'), { key, target: `/billing/1/entries?asOf=${AT}` }),
      ),
    ).toEqual([422, 'request.reused']);
  });

  it('can be sent again after it broke off in the middle', async () => {
    const key = randomUUID();
    const rows = Array.from({ length: 1200 }, (_, n) => `payment,c${n},A-9,1.00,EUR,2026-10-25,,,,`);
    await door.send(csv('bill,c,A-9,5000.00,EUR,2026-10-01,2026-10-22,,,'));
    door.breakAfter(900);
    expect(codeOf(await door.send(csv(...rows), { key }))).toEqual([503, 'store.gone']);
    expect((await door.send(csv(...rows), { key })).body).toMatchObject({ added: 700, repeated: 500 });
    await open(9);
    expect((await eventsOf(9)).filter(({ type }) => type === 'paid')).toHaveLength(1200);
  });

  it('takes no other form, and no more than fits', async () => {
    expect(codeOf(await door.send('<bills/>', { type: 'application/xml' }))).toEqual([415, 'billing.form']);
    expect(codeOf(await door.send(csv(), { headers: { 'Content-Encoding': 'gzip' } }))).toEqual([
      415,
      'billing.form',
    ]);
    const large = Buffer.alloc(32 * 1024 * 1024 + 1, 0x20);
    expect(codeOf(await door.send(large))).toEqual([413, 'billing.tooLarge']);
  });

  it.each([
    ['text/csv', 'kind,id,acount\nbill,b,A-1'],
    ['application/json', '{"kind":"bill"}'],
    ['application/json', '[{"kind":"account","account":"A-8","currency":"EUR"}, {"kind":'],
    ['text/csv', Buffer.from([0x6b, 0xff, 0x0a])],
  ])('says where %s ends that cannot be read, and that no balance is known', async (type, body) => {
    const answer = await door.send(body, { type, target: `/billing/1/entries?asOf=${NEWEST}` });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      balancesAsOf: null,
      errors: expect.arrayContaining([
        expect.objectContaining({ code: expect.stringMatching(/^feed[.]|^row[.]notAnObject/) as string }),
      ]) as unknown,
    });
  });

  it('leaves nothing of a body behind', () => {
    expect(readdirSync(door.folder)).toEqual([]);
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
    await door.send(csv(...rows(whole)));
    await open(whole);
    const expected = (await eventsOf(whole)).filter(({ type }) => type !== 'opened');
    expect(expected).toHaveLength(6);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 0, 3], { minLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (order, size) => {
          const own = rows(house);
          // A hold names no currency: something must have named it before.
          await door.send(csv(`account,,A-${house},,EUR,,,,,`));
          for (let from = 0; from < order.length; from += size)
            expect(
              await door.send(csv(...order.slice(from, from + size).map(n => own[n] ?? ''))),
            ).toMatchObject({
              status: 200,
              body: { refused: 0 },
            });
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
