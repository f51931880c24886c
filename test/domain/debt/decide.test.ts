import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideWithoutLaw } from '../../../server/domain/debt/decide.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { at, BERLIN, codes, day } from '../builders.js';
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

const RECALLED: CaseEvent = { type: 'recalled', id: 'w1', at: at(NOON), order: 'w1' };
const HELD: CaseEvent = {
  type: 'held',
  id: 'h',
  at: at('Monday 2026-03-02T11:59Z'),
  hold: { id: 'h', reason: 'dispute', by: 'boris', until: { event: 'decision' }, effect: 'barsAct' },
};
const acted = (when: string): CaseEvent => ({ type: 'acted', id: 'w1', at: at(when), act: 'disconnection' });
test.each<[string, readonly CaseEvent[], string | null]>([
  ['under its order', [...ONE, ORDERED, acted('Monday 2026-03-02T13:00Z')], null],
  ['before the word of a recall', [...ONE, ORDERED, acted('Monday 2026-03-02T11:00Z'), HELD, RECALLED], null],
  ['during a hold', [...ONE, ORDERED, HELD, acted('Monday 2026-03-02T13:00Z')], 'held'],
  ['after its recall', [...ONE, ORDERED, RECALLED, acted('Monday 2026-03-02T13:00Z')], 'recalled'],
  ['on the day after', [...ONE, ORDERED, acted('Tuesday 2026-03-03T09:00Z')], 'otherDay'],
  ['by a person’s word, approved', [...ONE, acted('Monday 2026-03-02T13:00Z')], null],
  ['by a person’s word alone', [acted('Monday 2026-03-02T13:00Z')], 'notApproved'],
])('supply ended %s', (_, events, wrong) => {
  const decision = decideAt('Wednesday 2026-03-04T09:00Z', [...LADDER, ...events]);
  const back = { kind: 'reconnect', why: wrong, wrong, by: [] };
  expect(decision).toMatchObject(
    wrong === null ? { kind: expect.not.stringMatching('reconnect') as string } : back,
  );
});

test('a part paid on the day of the act, which counts from its beginning, makes no wrong of it', () => {
  const part = paid('p', 'Sunday 2026-03-01T23:00Z', 5000);
  const decision = decideAt('Tuesday 2026-03-03T09:00Z', [...OFF, part]);
  expect(decision).toMatchObject({ kind: 'wait', for: 'payment' });
});

test('a notice that came back before the crew was there takes the disconnection with it', () => {
  const events: readonly CaseEvent[] = [
    ...OFF,
    {
      type: 'returned',
      id: 'r',
      at: at(NOON),
      delivery: 'final/registeredLetter/Friday 2026-01-30T09:00Z',
    },
  ];
  expect(decideAt('Tuesday 2026-03-03T09:00Z', events)).toMatchObject({
    kind: 'reconnect',
    why: 'returned: final',
  });
});

test('where the law is not known, supply comes back all the same', () => {
  const state = replay([...OFF, paid('p', 'Tuesday 2026-03-03T08:00Z', 18000)], BERLIN, 'EUR');
  expect(decideWithoutLaw(state, 'no rulebook', at('Tuesday 2026-03-03T09:00Z'))).toMatchObject({
    kind: 'reconnect',
    why: 'paid',
  });
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
