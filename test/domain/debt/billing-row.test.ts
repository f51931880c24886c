import { readBillingRow, type BillingFields } from '../../../server/domain/debt/billing-row.js';
import { accepted, at, BERLIN, codes, day } from '../builders.js';

const BILL: BillingFields = {
  kind: 'bill',
  id: 'b1',
  account: 'A-1',
  amount: '184.20',
  currency: 'EUR',
  date: '2026-03-02',
  due: '2026-03-23',
};
const PAYMENT: BillingFields = { ...BILL, kind: 'payment', id: 'p1', date: '2026-03-29', due: '' };
const HOLD: BillingFields = {
  kind: 'hold',
  id: 'h1',
  account: 'A-1',
  reason: 'plan',
  date: '2026-03-10T09:30',
  until: '2026-05-31',
};
const eventOf = (fields: BillingFields) => accepted(readBillingRow(fields, BERLIN)).event;

test('days and times are those of the billing system', () => {
  expect(eventOf(BILL)).toEqual({
    type: 'billed',
    id: 'b1',
    at: at('Sunday 2026-03-01T23:00Z'),
    amount: { minor: 18420, currency: 'EUR' },
    issued: day('Monday 2026-03-02'),
    due: day('Monday 2026-03-23'),
  });
  // A payment of a day counts from its beginning, on the day of a clock change too.
  expect(eventOf(PAYMENT)).toMatchObject({ type: 'paid', at: at('Saturday 2026-03-28T23:00Z') });
  expect(eventOf({ ...PAYMENT, date: '2026-03-29T10:15+01:00' })).toMatchObject({
    at: at('Sunday 2026-03-29T09:15Z'),
  });
  expect(eventOf(HOLD)).toEqual({
    type: 'held',
    id: 'h1',
    at: at('Tuesday 2026-03-10T08:30Z'),
    hold: {
      id: 'h1',
      reason: 'plan',
      by: 'billing',
      until: { day: day('Sunday 2026-05-31') },
      effect: 'stopsClock',
    },
  });
});

test.each([
  ['credit', { ...PAYMENT, kind: 'credit' }, 'credited'],
  ['reversal', { kind: 'reversal', id: 'r', account: 'A-1', payment: 'p1', date: '2026-04-01' }, 'reversed'],
  ['release', { kind: 'release', id: 'h1', account: 'A-1', date: '2026-04-01' }, 'released'],
  ['broken', { kind: 'broken', id: 'h1', account: 'A-1', date: '2026-04-01' }, 'broken'],
])('a row of kind %s', (_, fields, type) => {
  expect(eventOf(fields)?.type).toBe(type);
});

test('a row may only name an account', () => {
  expect(accepted(readBillingRow({ kind: 'account', account: 'A-1', currency: 'EUR' }, BERLIN))).toEqual({
    account: 'A-1',
    currency: 'EUR',
    event: null,
  });
});

test.each<[string, BillingFields, readonly string[]]>([
  ['a kind nobody knows', { ...BILL, kind: 'invoice' }, ['row.unknownKind']],
  ['no kind', {}, ['row.unknownKind']],
  ['what is missing, all at once', { kind: 'bill', id: 'b' }, Array<string>(5).fill('row.missing')],
  ['a negative bill', { ...BILL, amount: '-5.00' }, ['row.notPositive']],
  ['a bill of nothing', { ...BILL, amount: '0' }, ['row.notPositive']],
  ['a third of a cent', { ...BILL, amount: '1.005' }, ['money.unreadable']],
  ['a comma', { ...BILL, amount: '1,00' }, ['money.unreadable']],
  ['no currency', { ...BILL, currency: 'euro' }, ['row.notACurrency']],
  ['due before it was made', { ...BILL, due: '2026-03-01' }, ['row.dueBeforeIssue']],
  ['a day that is none, twice', { ...BILL, date: '2026-02-30', due: 'soon' }, ['row.notADay', 'row.notADay']],
  ['a time that comes twice', { ...PAYMENT, date: '2026-10-25T02:30' }, ['time.overlap']],
  ['a time that is skipped', { ...PAYMENT, date: '2026-03-29T02:30' }, ['time.gap']],
  ['a hold without an end', { ...HOLD, until: '' }, ['row.missing']],
  ['a hold for no known reason', { ...HOLD, reason: 'vacation' }, ['row.unknownReason']],
])('refuses %s', (_, fields, refused) => {
  expect(codes(readBillingRow(fields, BERLIN))).toEqual(refused);
});
