import fc from 'fast-check';
import {
  movesBetween,
  newestOf,
  readBalance,
  saysNothing,
  type Balance,
  type BalanceBefore,
} from '../../../server/domain/debt/balance.js';
import type { BillingEvent } from '../../../server/domain/debt/billing-row.js';
import { entriesOf } from '../../../server/domain/debt/replay.js';
import { positionOn } from '../../../server/domain/debt/statement.js';
import { money } from '../../../server/domain/money.js';
import { addHours, instant, type CivilDate, type Instant, type Zone } from '../../../server/domain/time.js';

const ZONE = 'Europe/Berlin' as Zone;
/** A Monday. */
const NOW = instant('2026-11-23T09:00:00Z');
const day = (text: string) => text as CivilDate;
const said = { amount: '184.20', currency: 'EUR', due: '2026-10-22', asOf: '2026-11-23T05:00:00Z' };

test('a balance is read, as HubSpot writes it and as imports do', () => {
  const balance = { owed: money(18420, 'EUR'), due: '2026-10-22', asOf: '2026-11-23T05:00:00.000Z' };
  expect(readBalance(said, NOW)).toMatchObject({ ok: true, value: balance });
  expect(
    readBalance(
      { ...said, due: String(Date.UTC(2026, 9, 22)), asOf: String(Date.UTC(2026, 10, 23, 5)) },
      NOW,
    ),
  ).toMatchObject({ ok: true, value: balance });
});

test.each(['0', '0.00', '-12.50'])('%s is no debt, and needs no day to pay by', amount => {
  expect(readBalance({ ...said, amount, due: '' }, NOW)).toMatchObject({
    ok: true,
    value: { owed: money(0, 'EUR'), due: null },
  });
});

test.each([
  ['no currency', { currency: 'euro' }, ['balance.currency']],
  ['a sum with a comma', { amount: '184,20' }, ['balance.amount']],
  ['no sum', { amount: '' }, ['balance.amount']],
  ['no day to pay by', { due: '' }, ['balance.due']],
  ['no moment', { asOf: '' }, ['balance.asOf']],
  ['a moment that has not come', { asOf: '2026-11-23T10:00:00Z' }, ['balance.future']],
  ['nothing right', { amount: 'x', due: 'x', asOf: 'x' }, ['balance.amount', 'balance.asOf']],
])('%s is refused', (_, changes, codes) => {
  const read = readBalance({ ...said, ...changes }, NOW);
  expect(read.ok ? [] : read.refusals.map(({ code }) => code)).toEqual(codes);
});

test('a record with none of the four says nothing', () => {
  expect(saysNothing({ amount: '', currency: '', due: '', asOf: '' })).toBe(true);
  expect(saysNothing({ amount: '0', currency: '', due: '', asOf: '' })).toBe(false);
});

const before = (minor: number, due: string | null, entries = 1): BalanceBefore => ({
  owed: money(minor, 'EUR'),
  due: due === null ? null : day(due),
  heardAt: addHours(NOW, -24),
  entries,
});
const now = (minor: number, due: string | null, asOf: Instant = NOW): Balance => ({
  owed: money(minor, 'EUR'),
  due: due === null ? null : day(due),
  asOf,
});
const brief = (events: readonly BillingEvent[]) =>
  events.map(event =>
    event.type === 'billed'
      ? ['billed', event.id, event.amount.minor, event.due, event.issued]
      : 'amount' in event
        ? [event.type, event.id, event.amount.minor]
        : [event.type],
  );

test.each<[string, BalanceBefore | null, Balance, readonly unknown[]]>([
  [
    'the first word is a bill, issued when it is heard of',
    null,
    now(9000, '2026-10-22'),
    [['billed', 'crm/2', 9000, '2026-10-22', '2026-11-23']],
  ],
  ['the first word, and nothing owed', null, now(0, null), []],
  ['the same', before(9000, '2026-10-22'), now(9000, '2026-10-22'), []],
  ['less is a payment', before(9000, '2026-10-22'), now(4000, '2026-10-22'), [['paid', 'crm/2', 5000]]],
  ['nothing left is a payment of all', before(9000, '2026-10-22'), now(0, null), [['paid', 'crm/2', 9000]]],
  [
    'more is a further bill',
    before(9000, '2026-10-22'),
    now(12000, '2026-10-22'),
    [['billed', 'crm/3', 3000, '2026-10-22', '2026-11-23']],
  ],
  [
    'a later day to pay by: what was before is paid',
    before(9000, '2026-10-22'),
    now(9000, '2026-11-22'),
    [
      ['paid', 'crm/2', 9000],
      ['billed', 'crm/3', 9000, '2026-11-22', '2026-11-23'],
    ],
  ],
  [
    'after nothing was owed',
    before(0, '2026-10-22', 2),
    now(500, '2026-11-22'),
    [['billed', 'crm/4', 500, '2026-11-22', '2026-11-23']],
  ],
  ['an earlier day to pay by changes nothing', before(9000, '2026-10-22'), now(9000, '2026-10-01'), []],
  ['an older word', before(9000, '2026-10-22'), now(0, null, addHours(NOW, -25)), []],
  [
    'another word of the same moment, with less',
    before(9000, '2026-10-22'),
    now(4000, '2026-10-22', addHours(NOW, -24)),
    [['paid', 'crm/2', 5000]],
  ],
  [
    'another word of the same moment, with more',
    before(9000, '2026-10-22'),
    now(12000, '2026-12-22', addHours(NOW, -24)),
    [],
  ],
])('%s', (_, last, next, events) => {
  expect(brief(movesBetween(last, next, ZONE))).toEqual(events);
});

test('of two records the newer word counts, and of one moment the lower one', () => {
  const old = now(1, null, addHours(NOW, -1));
  expect(newestOf(old, now(9, null))).toEqual(now(9, null));
  expect(newestOf(now(9, null), now(5, null))).toEqual(now(5, null));
});

test('whatever is said, the ledger owes what was said last, never twice, and every key is new', () => {
  const word = fc.record({
    minor: fc.integer({ min: 0, max: 5 }).map(n => n * 1000),
    due: fc.constantFrom('2026-09-22', '2026-10-22', '2026-11-22'),
    hours: fc.integer({ min: 1, max: 3 }),
    again: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), words => {
      const events: BillingEvent[] = [];
      let known: BalanceBefore | null = null;
      let at = addHours(NOW, -500);
      for (const { minor, due, hours, again } of words) {
        at = addHours(at, hours);
        const balance = now(minor, minor === 0 ? null : due, at);
        for (let n = 0; n < (again ? 2 : 1); n += 1) {
          events.push(...movesBetween(known, balance, ZONE));
          const bills = entriesOf(events).flatMap(each => (each.type === 'billed' ? [each.due] : []));
          const { owed } = positionOn(entriesOf(events), 'EUR', day('2026-12-24'));
          known = { owed, due: bills.sort().at(-1) ?? null, heardAt: at, entries: events.length };
        }
        expect(known?.owed.minor).toBe(minor);
      }
      const keys = events.map(({ type, id }) => `${type} ${id}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
