import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideNextStep } from '../../../server/domain/debt/decide.js';
import type { CaseFacts } from '../../../server/domain/debt/question.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { warrantDisconnection } from '../../../server/domain/debt/warrant.js';
import { money } from '../../../server/domain/money.js';
import { resolveLaw } from '../../../server/domain/rules/resolve.js';
import { addHours, civilDateIn } from '../../../server/domain/time.js';
import { at, BASELINE, BERLIN, codes, day } from '../builders.js';
import { POLICY } from './story.js';

const law = (() => {
  const found = resolveLaw([BASELINE], { jurisdiction: 'XA' }, 'debtDisconnection', day('Monday 2026-03-02'));
  if (!found.known) throw new Error(found.missing.message);
  return found.rules;
})();
const EUR = (minor: number) => money(minor, 'EUR');

const bill = (id: string, due: string, minor: number): CaseEvent => ({
  type: 'billed',
  id,
  at: at('Thursday 2026-01-01T08:00Z'),
  amount: EUR(minor),
  issued: day('Thursday 2026-01-01'),
  due: day(due),
});
const paid = (id: string, when: string, minor: number): CaseEvent => ({
  type: 'paid',
  id,
  at: at(when),
  amount: EUR(minor),
});
const told = (notice: string, when: string, claimed = 18000, dateShown: string | null = null) =>
  (['email', 'registeredLetter'] as const).flatMap((channel): readonly CaseEvent[] => {
    const delivery = `${notice}/${channel}/${when}`;
    return [
      {
        type: 'sent',
        id: delivery,
        at: at(when),
        notice,
        delivery,
        channel,
        claimed: EUR(claimed),
        dateShown: dateShown === null ? null : day(dateShown),
      },
      { type: 'delivered', id: delivery, at: addHours(at(when), 24), delivery, proof: 'delivered' },
    ];
  });

/** Owed since Monday 12 January 2026; first told on 20 January, finally on the 30th, by letter on 10 February. */
const LADDER: readonly CaseEvent[] = [
  bill('b1', 'Monday 2026-01-12', 18000),
  { type: 'opened', id: 'o', at: at('Tuesday 2026-01-13T06:00Z') },
  ...told('first', 'Tuesday 2026-01-20T09:00Z'),
  ...told('final', 'Friday 2026-01-30T09:00Z'),
  ...told('disconnectionLetter', 'Tuesday 2026-02-10T09:00Z'),
];
const approved = (when: string, ...people: readonly string[]): readonly CaseEvent[] =>
  people.map((by, index) => ({ type: 'approved', id: `${by} ${when} ${index}`, at: at(when), by }));

const FACTS: Omit<CaseFacts, 'balanceAsOf'> = {
  values: { hasElectronicContact: true },
  events: {},
  noServiceDays: null,
  vulnerable: false,
};
const decideAt = (when: string, events: readonly CaseEvent[], facts: Partial<CaseFacts> = {}) => {
  const now = at(when);
  const state = replay(
    events.filter(each => each.at <= now),
    BERLIN,
    'EUR',
  );
  return decideNextStep(state, { ...FACTS, balanceAsOf: now, ...facts }, law, POLICY, now);
};
const warrantAt = (when: string, events: readonly CaseEvent[], facts: Partial<CaseFacts> = {}) => {
  const now = at(when);
  const on = civilDateIn(BERLIN, now);
  const state = replay(events, BERLIN, 'EUR');
  const known = { ...FACTS, balanceAsOf: now, ...facts };
  return warrantDisconnection(state, known, law, POLICY, { act: 'disconnection', on, now });
};
const MARCH = 'Monday 2026-03-02T09:00Z';
const ONE = approved('Sunday 2026-03-01T09:00Z', 'anna');
const ORDERED: CaseEvent = {
  type: 'ordered',
  id: 'w1',
  at: at(MARCH),
  order: 'w1',
  act: 'disconnection',
  on: day('Monday 2026-03-02'),
};
const NOON = 'Monday 2026-03-02T12:00Z';

test('a warrant is for one civil day of the premises', () => {
  const found = warrantAt(MARCH, [...LADDER, ...ONE]);
  expect(found).toMatchObject({
    ok: true,
    value: {
      on: 'Monday 2026-03-02'.slice(7),
      from: at(MARCH),
      until: at('Monday 2026-03-02T23:00Z'),
    },
  });
});

test('every obstacle comes at once', () => {
  const events: readonly CaseEvent[] = [
    bill('b1', 'Thursday 2026-02-26', 18000),
    { type: 'opened', id: 'o', at: at('Friday 2026-02-27T06:00Z') },
    ...told('first', 'Saturday 2026-02-28T09:00Z', 18000, 'Friday 2026-03-20'),
    {
      type: 'held',
      id: 'h',
      at: at('Sunday 2026-03-01T09:00Z'),
      hold: {
        id: 'h',
        reason: 'complaint',
        by: 'anna',
        until: { event: 'complaintClosed' },
        effect: 'barsAct',
      },
    },
  ];
  const found = warrantAt(MARCH, events, {
    vulnerable: true,
    balanceAsOf: at('Friday 2026-02-27T06:00Z'),
  });
  expect(codes(found)).toEqual([
    'policy.grace',
    'balance.stale',
    'date.beforeTold',
    'approval.missing',
    'hold.complaint',
    'notice.missing',
    'notice.missing',
    'notice.tooShort',
  ]);
  if (!found.ok) expect(found.refusals.at(-1)?.because[0]?.rule).toBe('debtDisconnection.waits.first');
});

test.each<[string, readonly CaseEvent[], Partial<CaseFacts>, readonly string[]]>([
  [
    'one person twice is one',
    [...ONE, ...approved('Sunday 2026-03-01T10:00Z', 'anna')],
    { vulnerable: true },
    ['approval.second'],
  ],
  ['two people', approved('Sunday 2026-03-01T09:00Z', 'anna', 'boris'), { vulnerable: true }, []],
  ['nobody knows who lives there', ONE, { vulnerable: null }, ['approval.second']],
  ['six days old', approved('Tuesday 2026-02-24T09:00Z', 'anna'), {}, ['approval.missing']],
  ['before a payment', [...ONE, paid('p', 'Sunday 2026-03-01T12:00Z', 5000)], {}, ['approval.missing']],
  [
    'before a letter came back',
    [...ONE, { type: 'returned', id: 'r', at: at('Sunday 2026-03-01T12:00Z'), delivery: 'other' }],
    {},
    ['approval.missing'],
  ],
])('approval: %s', (_, events, facts, obstacles) => {
  expect(codes(warrantAt(MARCH, [...LADDER, ...events], facts))).toEqual(obstacles);
});

test('the balance has never been heard of', () => {
  expect(codes(warrantAt(MARCH, [...LADDER, ...ONE], { balanceAsOf: null }))).toEqual(['balance.unknown']);
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
    'the customer moved out',
    [{ type: 'supplyEnded', id: 'm', at: at('Thursday 2026-03-05T11:00Z') }],
    { kind: 'close', why: 'moved' },
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
