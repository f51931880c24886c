import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { whyWithdraw, withdrawals } from '../../../server/domain/debt/still-due.js';
import type { DebtNoticeKind } from '../../../server/domain/debt/notice.js';
import type { DebtCaseId, DeliveryId } from '../../../server/domain/ids.js';
import { at, BERLIN, day } from '../builders.js';
import { bill, EUR, paid } from './one-case.js';

const NOW = at('Tuesday 2026-01-20T10:00Z');
const OWED: readonly CaseEvent[] = [
  bill('b1', 'Monday 2026-01-12', 18000),
  { type: 'opened', id: 'o', at: at('Tuesday 2026-01-13T06:00Z') },
];
const held = (until: string): CaseEvent => ({
  type: 'held',
  id: 'h',
  at: at('Monday 2026-01-19T09:00Z'),
  hold: { id: 'h', reason: 'dispute', by: 'anna', until: { day: day(until) }, effect: 'stopsClock' },
});

describe('a notice about to leave', () => {
  it.each<[string, readonly CaseEvent[], DebtNoticeKind, string | null]>([
    ['is still owed', [], 'initial_notice', null],
    ['was paid a moment ago', [paid('p', 'Tuesday 2026-01-20T09:59Z', 18000)], 'initial_notice', 'debt.paid'],
    ['was paid in part', [paid('p', 'Tuesday 2026-01-20T09:59Z', 5000)], 'final_notice', 'debt.changed'],
    [
      'a further bill fell due',
      [bill('b2', 'Monday 2026-01-19', 100)],
      'disconnection_letter',
      'debt.changed',
    ],
    ['is disputed', [held('Friday 2026-01-30')], 'initial_notice', 'debt.held'],
    ['was disputed until yesterday', [held('Monday 2026-01-19')], 'initial_notice', null],
    [
      'the customer moved',
      [{ type: 'supplyEnded', id: 's', at: at('Tuesday 2026-01-20T08:00Z') }],
      'initial_notice',
      'debt.ended',
    ],
    ['says that the money came', [paid('p', 'Tuesday 2026-01-20T09:59Z', 18000)], 'payment_received', null],
  ])('%s', (_, events, kind, why) => {
    expect(whyWithdraw(replay([...OWED, ...events], BERLIN, 'EUR'), { kind, owed: EUR(18000) }, NOW)).toBe(
      why,
    );
  });

  it('is never one of an outage', () => {
    const outage = {
      id: 'd' as DeliveryId,
      debtCase: null,
      zone: BERLIN,
      facts: { kind: 'planned' } as never,
    };
    expect(withdrawals([outage], new Map(), NOW)).toEqual([]);
  });

  it('does not leave where nothing is known of its case', () => {
    const lost = {
      id: 'd' as DeliveryId,
      debtCase: 'c' as DebtCaseId,
      zone: BERLIN,
      facts: { kind: 'initial_notice', owed: EUR(18000) } as never,
    };
    expect(withdrawals([lost], new Map(), NOW)).toMatchObject([{ id: 'd', reason: 'debt.paid' }]);
  });
});
