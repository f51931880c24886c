import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideNextStep } from '../../../server/domain/debt/decide.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { warrantDisconnection } from '../../../server/domain/debt/warrant.js';
import { civilDateIn } from '../../../server/domain/time.js';
import { at, BERLIN, codes } from '../builders.js';
import { lawOf, oneWait, rulebook } from '../rules/law.js';
import { approved, EUR, FACTS, LADDER } from './one-case.js';
import { POLICY } from './story.js';

/** A notice that serves from the fifth to the twentieth day after it was delivered. */
const law = lawOf([
  rulebook(
    oneWait(
      'atLeast: { count: 5, unit: days }, atMost: { count: 20, unit: days }',
      'servedWhen: { registeredLetter: { event: delivered, source: law } }',
    ),
  ),
]);

const given = (when: string): readonly CaseEvent[] => [
  {
    type: 'sent',
    id: when,
    at: at(when),
    notice: 'notice',
    delivery: when,
    channel: 'registeredLetter',
    claimed: EUR(18000),
    dateShown: null,
  },
  { type: 'delivered', id: when, at: at(when), delivery: when, proof: 'delivered' },
];
const OWED = LADDER.slice(0, 2);
const FIRST = given('Monday 2026-02-02T09:00Z');
const AGAIN = given('Monday 2026-03-02T09:00Z');

const decideAt = (when: string, events: readonly CaseEvent[]) => {
  const now = at(when);
  const known = { ...FACTS, balanceAsOf: now };
  return decideNextStep(replay([...OWED, ...events], BERLIN, 'EUR'), known, law, POLICY, now);
};

test.each<[string, string, readonly CaseEvent[], object]>([
  ['on the twentieth day it still serves', 'Sunday 2026-02-22T09:00Z', FIRST, { kind: 'askForApproval' }],
  ['on the next it must be given again', 'Monday 2026-02-23T09:00Z', FIRST, { kind: 'give', again: true }],
  [
    'given again, it is counted anew',
    'Tuesday 2026-03-03T09:00Z',
    [...FIRST, ...AGAIN],
    { kind: 'wait', until: '2026-03-09' },
  ],
  ['and asked for in its time', 'Monday 2026-03-09T09:00Z', [...FIRST, ...AGAIN], { kind: 'askForApproval' }],
])('a notice that grows old: %s', (_, when, events, decision) => {
  expect(decideAt(when, events)).toMatchObject(decision);
});

test('only the one that was given again is warranted on', () => {
  const now = at('Monday 2026-03-09T09:00Z');
  const on = civilDateIn(BERLIN, now);
  const warrant = (events: readonly CaseEvent[]) =>
    codes(
      warrantDisconnection(
        replay([...OWED, ...events, ...approved('Monday 2026-03-09T08:00Z', 'anna')], BERLIN, 'EUR'),
        { ...FACTS, balanceAsOf: now },
        law,
        POLICY,
        { act: 'disconnection', on, now },
      ),
    );
  expect(warrant(FIRST)).toEqual(['notice.expired']);
  expect(warrant([...FIRST, ...AGAIN])).toEqual([]);
});
