import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideNextStep } from '../../../server/domain/debt/decide.js';
import type { CaseFacts } from '../../../server/domain/debt/question.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { warrantDisconnection } from '../../../server/domain/debt/warrant.js';
import { at, BERLIN, codes, day } from '../builders.js';
import { law, bill, paid, told, LADDER, approved, FACTS, warrantAt, MARCH, ONE } from './one-case.js';
import { POLICY } from './story.js';

test('a warrant is for one civil day of the premises', () => {
  const found = warrantAt(MARCH, [...LADDER, ...ONE]);
  expect(found).toMatchObject({
    ok: true,
    value: {
      on: day('Monday 2026-03-02'),
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

test('an act that the law does not lead to, and a law without a notice, are warranted to nobody', () => {
  const now = at(MARCH);
  const state = replay([...LADDER, ...ONE], BERLIN, 'EUR');
  const known = { ...FACTS, balanceAsOf: now };
  const on = day('Monday 2026-03-02');
  const warrant = (asked: typeof law, act: string) =>
    codes(warrantDisconnection(state, known, asked, POLICY, { act, on, now }));
  expect(warrant(law, 'disconnection')).toEqual([]);
  expect(warrant(law, 'demolition')).toContain('act.unknown');
  const silent = { ...law, rules: { ...law.rules, notices: {}, waits: {} } };
  expect(warrant(silent, 'disconnection')).toEqual(['law.noNotice']);
  expect(decideNextStep(state, known, silent, POLICY, now)).toMatchObject({
    kind: 'barred',
    obstacles: [{ code: 'law.noNotice' }],
  });
});

test('the balance has never been heard of', () => {
  expect(codes(warrantAt(MARCH, [...LADDER, ...ONE], { balanceAsOf: null }))).toEqual(['balance.unknown']);
});
