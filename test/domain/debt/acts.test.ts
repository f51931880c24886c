import fc from 'fast-check';
import { judgePlan, judgePromise } from '../../../server/domain/debt/acts.js';
import { brokenPromises } from '../../../server/domain/debt/broken.js';
import type { CaseEvent } from '../../../server/domain/debt/event.js';
import type { Part } from '../../../server/domain/debt/hold.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { addDays, addHours, startOfDay, type CivilDate, type Instant } from '../../../server/domain/time.js';
import { at, BERLIN, day } from '../builders.js';
import { bill, LADDER, paid } from './one-case.js';

const NOW = at('Wednesday 2026-02-11T09:00Z');
const TODAY = day('Wednesday 2026-02-11');
const case_ = (...more: readonly CaseEvent[]) => replay([...LADDER, ...more], BERLIN, 'EUR');
const held = (reason: 'promise' | 'plan', ...parts: readonly Part[]): CaseEvent => ({
  type: 'held',
  id: 'h',
  at: NOW,
  hold: {
    id: 'h',
    reason,
    by: 'tom',
    until: { day: parts.at(-1)?.on ?? TODAY },
    effect: 'stopsClock',
    parts,
  },
});
const code = (outcome: ReturnType<typeof judgePlan> | ReturnType<typeof judgePromise>) =>
  outcome.ok ? 'yes' : outcome.refusals[0].code;

describe('what may be agreed', () => {
  it.each<[string, readonly Part[], string]>([
    ['all of it', [{ on: TODAY, minor: 18000 }], 'yes'],
    [
      'two parts',
      [
        { on: addDays(TODAY, 20), minor: 9000 },
        { on: addDays(TODAY, 9), minor: 9000 },
      ],
      'yes',
    ],
    ['too little', [{ on: TODAY, minor: 17999 }], 'plan.short'],
    [
      'one day twice',
      [
        { on: TODAY, minor: 9000 },
        { on: TODAY, minor: 9000 },
      ],
      'plan.sameDay',
    ],
    ['yesterday', [{ on: addDays(TODAY, -1), minor: 18000 }], 'hold.past'],
    ['nothing', [], 'plan.empty'],
  ])('a plan: %s', (_, parts, found) => {
    expect(code(judgePlan(case_(), parts, NOW))).toBe(found);
  });

  it('one promise or plan at a time, of what is owed', () => {
    const part = { on: TODAY, minor: 18000 };
    expect(code(judgePromise(case_(), part, NOW))).toBe('yes');
    expect(code(judgePromise(case_(), { ...part, minor: 18001 }, NOW))).toBe('promise.tooMuch');
    expect(code(judgePromise(case_(held('plan', part)), part, addHours(NOW, 1)))).toBe('hold.plan');
    const all = paid('p', 'Wednesday 2026-02-11T08:00Z', 18000);
    expect(code(judgePromise(case_(all), part, NOW))).toBe('case.nothingOwed');
  });
});

describe('a broken word', () => {
  const FIRST = addDays(TODAY, 5);
  const SECOND = addDays(TODAY, 12);
  const PLAN = held('plan', { on: FIRST, minor: 9000 }, { on: SECOND, minor: 9000 });
  const endOf = (on: CivilDate): Instant => startOfDay(BERLIN, addDays(on, 1));

  it('is none before its day is over, nor before billing has spoken since', () => {
    expect(brokenPromises(case_(PLAN), addHours(endOf(FIRST), -1))).toEqual([]);
    expect(brokenPromises(case_(PLAN), endOf(FIRST))).toEqual([
      { type: 'broken', id: 'h', at: endOf(FIRST), hold: 'h' },
    ]);
  });

  it('is none where the part came in time, and is where the next did not', () => {
    const kept = case_(PLAN, paid('p', 'Monday 2026-02-16T22:30Z', 9000));
    expect(brokenPromises(kept, endOf(FIRST))).toEqual([]);
    expect(brokenPromises(kept, endOf(SECOND)).map(event => event.at)).toEqual([endOf(SECOND)]);
    const late = case_(PLAN, paid('p', 'Monday 2026-02-16T23:30Z', 9000));
    expect(brokenPromises(late, endOf(FIRST))).toHaveLength(1);
  });

  it('counts no payment from before it was given, and none that was taken back', () => {
    const before = case_(
      PLAN,
      bill('b2', 'Friday 2026-01-30', 5000),
      paid('p', 'Tuesday 2026-02-10T10:00Z', 9000),
    );
    expect(brokenPromises(before, endOf(FIRST))).toHaveLength(1);
    const back = case_(PLAN, paid('p', 'Monday 2026-02-16T10:00Z', 9000), {
      type: 'reversed',
      id: 'r',
      at: at('Monday 2026-02-16T12:00Z'),
      payment: 'p',
    });
    expect(brokenPromises(back, endOf(FIRST))).toHaveLength(1);
  });

  it('is broken once, whatever is paid, and never where all parts came in time', () => {
    const payment = fc.record({
      day: fc.integer({ min: 0, max: 20 }),
      minor: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 6 }), payments => {
        const events = payments.map(({ day: n, minor }, i): CaseEvent => ({
          type: 'paid',
          id: `p${i}`,
          at: addHours(startOfDay(BERLIN, addDays(TODAY, n + 1)), -1),
          amount: { minor, currency: 'EUR' },
        }));
        const by = (on: CivilDate) =>
          payments.reduce((sum, { day: n, minor }) => (addDays(TODAY, n) <= on ? sum + minor : sum), 0);
        const state = case_(PLAN, ...events);
        const broken = brokenPromises(state, endOf(addDays(TODAY, 30)));
        const isKept = by(FIRST) >= 9000 && by(SECOND) >= 18000;
        expect(broken).toHaveLength(state.ended !== null || isKept ? 0 : 1);
        // Written down, it is broken no more.
        expect(brokenPromises(case_(PLAN, ...events, ...broken), endOf(addDays(TODAY, 30)))).toEqual([]);
      }),
    );
  });
});
