import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { at, codes, day } from '../builders.js';
import { EUR, bill, paid, told, LADDER, decideAt, warrantAt, MARCH, ONE } from './one-case.js';

const ORDERED: CaseEvent = {
  type: 'ordered',
  id: 'w1',
  at: at(MARCH),
  order: 'w1',
  act: 'disconnection',
  on: day('Monday 2026-03-02'),
};
const NOON = 'Monday 2026-03-02T12:00Z';

test.each<[string, readonly CaseEvent[]]>([
  [
    'a promise that was not kept',
    [
      {
        type: 'held',
        id: 'h',
        at: at('Thursday 2026-02-19T09:00Z'),
        hold: {
          id: 'h',
          reason: 'promise',
          by: 'anna',
          until: { day: day('Friday 2026-03-13') },
          effect: 'stopsClock',
        },
      },
      { type: 'broken', id: 'h', at: at('Sunday 2026-03-01T09:00Z'), hold: 'h' },
    ],
  ],
  [
    'a payment taken back',
    [
      paid('p', 'Thursday 2026-02-19T09:00Z', 18000),
      { type: 'closed', id: 'c', at: at('Friday 2026-02-20T09:00Z'), why: 'paid' },
      { type: 'reversed', id: 'r', at: at('Sunday 2026-03-01T09:00Z'), payment: 'p' },
    ],
  ],
])('after %s the last notice is given again, and no other', (_, events) => {
  expect(decideAt(MARCH, [...LADDER, ...events])).toMatchObject({
    kind: 'give',
    notice: 'disconnectionLetter',
    again: true,
  });
  // It had told of another day and was not believed any more: all of its forms.
  const again = [...LADDER, ...events, ...told('disconnectionLetter', 'Monday 2026-03-02T10:00Z')];
  expect(decideAt('Friday 2026-03-06T09:00Z', again)).toMatchObject({ kind: 'wait', for: 'disconnection' });
});

test('a notice that left before the one below it was served counts for nothing', () => {
  const events = [
    ...LADDER.slice(0, 2),
    ...told('first', 'Tuesday 2026-01-20T09:00Z'),
    ...told('final', 'Tuesday 2026-01-20T10:00Z'),
  ];
  expect(decideAt(MARCH, events)).toMatchObject({ kind: 'give', notice: 'final', again: true });
  expect(codes(warrantAt(MARCH, [...events, ...ONE]))).toEqual(['notice.missing', 'notice.missing']);
});

test('a partial payment leaves the rung as it is', () => {
  const events = [...LADDER.slice(0, 6), paid('p', 'Tuesday 2026-01-27T09:00Z', 5000)];
  expect(decideAt('Wednesday 2026-01-28T09:00Z', events)).toMatchObject({
    kind: 'give',
    notice: 'final',
    claimed: EUR(13000),
  });
});

test('who has paid what the notices told of is told of the newer bill from the beginning', () => {
  const events = [
    ...LADDER,
    bill('b2', 'Friday 2026-02-20', 9000),
    paid('p', 'Saturday 2026-02-28T09:00Z', 18000),
  ];
  expect(decideAt(MARCH, events)).toMatchObject({ kind: 'give', notice: 'first', claimed: EUR(9000) });
});

test.each<[string, CaseEvent, object]>([
  [
    'paid at noon',
    paid('p', 'Monday 2026-03-02T11:59Z', 18000),
    { kind: 'recall', order: 'w1', why: [{ code: 'case.nothingOwed' }] },
  ],
  [
    'a doctor writes',
    {
      type: 'held',
      id: 'h',
      at: at('Monday 2026-03-02T11:00Z'),
      hold: {
        id: 'h',
        reason: 'lifeSupport',
        by: 'boris',
        until: { day: day('Friday 2026-05-29') },
        effect: 'stopsClock',
      },
    },
    { kind: 'recall', order: 'w1', why: [{ code: 'approval.missing' }, { code: 'hold.lifeSupport' }] },
  ],
  [
    'the final letter comes back',
    {
      type: 'returned',
      id: 'r',
      at: at('Monday 2026-03-02T11:00Z'),
      delivery: 'final/registeredLetter/Friday 2026-01-30T09:00Z',
    },
    { kind: 'recall', order: 'w1' },
  ],
])('the work order is out, and %s', (_, event, decision) => {
  expect(decideAt(NOON, [...LADDER, ...ONE, ORDERED])).toMatchObject({ kind: 'wait', for: 'workOrder' });
  expect(decideAt(NOON, [...LADDER, ...ONE, ORDERED, event])).toMatchObject(decision);
});

const OFF: readonly CaseEvent[] = [
  ...LADDER,
  ...ONE,
  ORDERED,
  { type: 'acted', id: 'w1', at: at('Monday 2026-03-02T13:00Z'), act: 'disconnection' },
];
test.each<[string, readonly CaseEvent[], object]>([
  ['nothing else', [], { kind: 'wait', for: 'payment' }],
  [
    'the final letter came back after all',
    [
      {
        type: 'returned',
        id: 'r',
        at: at('Thursday 2026-03-05T11:00Z'),
        delivery: 'final/registeredLetter/Friday 2026-01-30T09:00Z',
      },
    ],
    { kind: 'reconnect', why: 'returned: final' },
  ],
  ['paid', [paid('p', 'Thursday 2026-03-05T11:00Z', 18000)], { kind: 'reconnect', why: 'paid' }],
  [
    'the customer moved out: whoever comes next owes nothing',
    [{ type: 'supplyEnded', id: 'm', at: at('Thursday 2026-03-05T11:00Z') }],
    { kind: 'reconnect', why: 'moved', wrong: null },
  ],
])('supply is off; %s', (_, events, decision) => {
  expect(decideAt('Friday 2026-03-06T09:00Z', [...OFF, ...events])).toMatchObject(decision);
});

test('a hold ends with its last day, at midnight of the premises', () => {
  const events: readonly CaseEvent[] = [
    ...LADDER,
    {
      type: 'held',
      id: 'h',
      at: at('Friday 2026-02-27T09:00Z'),
      hold: {
        id: 'h',
        reason: 'promise',
        by: 'anna',
        until: { day: day('Sunday 2026-03-29') },
        effect: 'barsAct',
      },
    },
  ];
  // The clocks went forward that morning: the day ends at 22:00 UTC.
  expect(decideAt('Sunday 2026-03-29T21:59Z', events).kind).toBe('hold');
  expect(decideAt('Sunday 2026-03-29T22:00Z', events).kind).toBe('askForApproval');
});

test('without an electronic contact point the letter alone is asked for', () => {
  const events = LADDER.slice(0, 2);
  expect(decideAt('Tuesday 2026-01-20T09:00Z', events)).toMatchObject({
    forms: [
      ['email', 'sms'],
      ['letter', 'registeredLetter'],
    ],
  });
  expect(
    decideAt('Tuesday 2026-01-20T09:00Z', events, { values: { hasElectronicContact: false } }),
  ).toMatchObject({ forms: [['letter', 'registeredLetter']] });
  expect(decideAt('Tuesday 2026-01-20T09:00Z', events, { values: {} })).toMatchObject({
    kind: 'undetermined',
    missing: ['hasElectronicContact'],
  });
});
