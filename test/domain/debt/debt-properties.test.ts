import fc from 'fast-check';
import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideNextStep } from '../../../server/domain/debt/decide.js';
import { holdsInForce, replay } from '../../../server/domain/debt/replay.js';
import { positionAt } from '../../../server/domain/debt/statement.js';
import { warrantDisconnection } from '../../../server/domain/debt/warrant.js';
import { money } from '../../../server/domain/money.js';
import { resolveLaw } from '../../../server/domain/rules/resolve.js';
import type { Law } from '../../../server/domain/rules/rulebook.js';
import { addDays, addHours, addMinutes, startOfDay, type CivilDate } from '../../../server/domain/time.js';
import { BASELINE, BERLIN, day } from '../builders.js';
import { carriedOut, HABITS, play, POLICY, type Day, type World } from './story.js';

/** Over the leap day, the end of a year, and both changes of the clocks. */
const FIRSTS = [
  day('Wednesday 2028-01-12'),
  day('Wednesday 2027-12-01'),
  day('Wednesday 2028-02-23'),
  day('Wednesday 2026-09-30'),
];
const LENGTH = 55;

const law = (() => {
  const found = resolveLaw(
    [BASELINE],
    { jurisdiction: 'XA' },
    'debtDisconnection',
    day('Wednesday 2026-09-30'),
  );
  if (!found.known) throw new Error(found.missing.message);
  return found.rules;
})();

const EUR = (minor: number) => money(minor, 'EUR');
const aDay = fc.integer({ min: 1, max: LENGTH - 10 });
/** Days are counted from the first. */
const makeDays = (first: CivilDate) => {
  const after = (days: number): CivilDate => addDays(first, days);
  return { after, momentOf: (days: number) => addHours(startOfDay(BERLIN, after(days)), 9) };
};

const someEvents = ({ after, momentOf }: ReturnType<typeof makeDays>) =>
  fc
    .array(
      fc.oneof(
        fc.record({
          type: fc.constant('paid' as const),
          on: aDay,
          minor: fc.constantFrom(1000, 9000, 18000),
        }),
        fc.record({
          type: fc.constant('held' as const),
          on: aDay,
          length: fc.integer({ min: 0, max: 12 }),
          effect: fc.constantFrom('stopsClock' as const, 'barsAct' as const),
          ending: fc.constantFrom('day' as const, 'released' as const, 'broken' as const),
          reason: fc.constantFrom('dispute' as const, 'promise' as const, 'plan' as const),
        }),
        fc.record({
          type: fc.constant('reversed' as const),
          on: aDay,
          later: fc.integer({ min: 1, max: 9 }),
        }),
        // A crew that nobody sent, or not on that day.
        fc.record({ type: fc.constant('acted' as const), on: aDay }),
        fc.record({ type: fc.constant('billed' as const), on: aDay, minor: fc.constantFrom(5000, 9000) }),
      ),
      { maxLength: 5 },
    )
    .map(drawn =>
      drawn.flatMap((each, index): readonly CaseEvent[] => {
        const id = `x${index}`;
        const at = momentOf(each.on);
        switch (each.type) {
          case 'paid':
            return [{ type: 'paid', id, at, amount: EUR(each.minor) }];
          case 'billed':
            return [
              {
                type: 'billed',
                id,
                at,
                amount: EUR(each.minor),
                issued: after(each.on),
                due: after(each.on + 14),
              },
            ];
          case 'acted':
            return [{ type: 'acted', id, at, act: 'disconnection' }];
          case 'reversed':
            return [
              { type: 'paid', id, at, amount: EUR(18000) },
              { type: 'reversed', id, at: momentOf(each.on + each.later), payment: id },
            ];
          case 'held': {
            const until =
              each.ending === 'day' ? { day: after(each.on + each.length) } : { event: 'settled' };
            const end = momentOf(each.on + each.length + 1);
            return [
              {
                type: 'held',
                id,
                at,
                hold: { id, reason: each.reason, by: 'anna', until, effect: each.effect },
              },
              ...(each.ending === 'released'
                ? [{ type: 'released' as const, id, at: end, hold: id, by: 'anna' }]
                : each.ending === 'broken'
                  ? [{ type: 'broken' as const, id, at: end, hold: id }]
                  : []),
            ];
          }
        }
      }),
    );

/** Which of the letters come back, by their number. */
const somePost = fc.array(fc.constantFrom('arrives' as const, 'arrives' as const, 'comesBack' as const), {
  minLength: 6,
  maxLength: 6,
});

const opened = ({ after, momentOf }: ReturnType<typeof makeDays>): readonly CaseEvent[] => [
  {
    type: 'billed',
    id: 'first',
    at: momentOf(-30),
    amount: EUR(18000),
    issued: after(-30),
    due: after(-2),
  },
  { type: 'opened', id: 'open', at: momentOf(0) },
];

const historyFrom = (first: CivilDate) =>
  fc.record({ events: someEvents(makeDays(first)), post: somePost, vulnerable: fc.boolean() }).map(drawn => {
    let letters = 0;
    const world: World = {
      law: () => law,
      zone: BERLIN,
      currency: 'EUR',
      facts: () => ({
        values: { hasElectronicContact: true },
        events: {},
        noServiceDays: null,
        vulnerable: drawn.vulnerable,
      }),
      policy: { ...POLICY, daysBetweenSteps: 2, graceDays: 3, minimum: { EUR: 1 } },
      habits: { ...HABITS, post: () => drawn.post[letters++ % drawn.post.length] ?? 'arrives' },
      outside: [...opened(makeDays(first)), ...drawn.events],
    };
    return { world, days: play(world, first, addDays(first, LENGTH)) };
  });
const history = fc.constantFrom(...FIRSTS).chain(historyFrom);

/** Worked out from the bare events, beside the engine: proof by both ways, each after the one below. */
const servedInTurn = ({ events, now, state }: Day): boolean => {
  let below = '';
  return ['first', 'final', 'disconnectionLetter'].every(notice => {
    const proofs = ['email', 'registeredLetter'].map(channel =>
      events
        .flatMap(event =>
          event.type === 'sent' && event.notice === notice && event.channel === channel ? [event] : [],
        )
        .filter(({ at }) => at >= below && state.deliveries.some(({ sentAt }) => sentAt === at))
        .flatMap(({ delivery }) => {
          const later = events.filter(
            each => 'delivery' in each && each.delivery === delivery && each.at <= now,
          );
          return later.some(({ type }) => type === 'returned')
            ? []
            : later.flatMap(each => (each.type === 'delivered' ? [each.at] : []));
        })
        .sort()
        .at(0),
    );
    const [email, letter] = proofs;
    if (email === undefined || letter === undefined) return false;
    below = email > letter ? email : letter;
    return true;
  });
};

/** Does what is decided until nothing changes; what was decided last. */
const settle = (start: readonly CaseEvent[], day: Day, asked: Law, world: World): string => {
  let events = start;
  for (let turn = 1; turn < 8; turn += 1) {
    const now = addMinutes(day.now, turn * 2);
    const state = replay(
      events.filter(({ at }) => at <= now),
      BERLIN,
      'EUR',
    );
    if (state.closedAt !== null) return 'closed';
    const decision = decideNextStep(state, day.facts, asked, world.policy, now);
    events = [...events, ...carriedOut({ ...day, now, state, decision }, world.habits)];
  }
  return 'open';
};

const cutsAreServed = (days: readonly Day[]): number => {
  const cuts = days.filter(({ decision }) => decision.kind === 'askToDisconnect');
  for (const each of cuts) expect(servedInTurn(each)).toBe(true);
  return cuts.length;
};

const heldStandsStill = (days: readonly Day[], { policy }: World): number => {
  const held = days.filter(({ state, now }) => holdsInForce(state, now).length > 0);
  for (const { state, now, on, decision, facts } of held) {
    expect(['hold', 'recall', 'close', 'reconnect']).toContain(decision.kind);
    const found = warrantDisconnection(state, facts, law, policy, { act: 'disconnection', on, now });
    expect(found.ok).toBe(false);
  }
  return held.length;
};

/** What should never have been done is undone, whatever else is going on. */
const wrongComesBack = (days: readonly Day[]): number => {
  const wrong = days.filter(({ state }) => state.wrong !== null);
  for (const { decision } of wrong) expect(decision).toMatchObject({ kind: 'reconnect' });
  return wrong.length;
};

const payingCloses = (day: Day, world: World): void => {
  if (day.state.closedAt !== null) return;
  const { overdue } = positionAt(day.state.entries, 'EUR', day.now, BERLIN);
  const amount = EUR(Math.max(1, overdue.minor));
  const payment: CaseEvent = { type: 'paid', id: 'last', at: day.now, amount };
  expect(settle([...day.events, payment], day, law, world)).toBe('closed');
};

const orderDoesNotMatter = ({ events, state }: Day, chance: Iterator<number>): void => {
  const dealt = [...events, ...events]
    .map(event => ({ event, place: chance.next().value as number }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
  expect(replay(dealt, BERLIN, 'EUR')).toEqual(state);
};

/** One history for all of them: a history is dear. */
test('whatever happens', () => {
  const seen = { cuts: 0, held: 0, wrong: 0 };
  fc.assert(
    fc.property(history, fc.nat(), fc.infiniteStream(fc.nat()), ({ days, world }, pick, chance) => {
      // Nobody is disconnected without proof of every notice, each after the one below.
      seen.cuts += cutsAreServed(days);
      // While a hold is in force nothing goes on, and no warrant is given.
      seen.held += heldStandsStill(days, world);
      seen.wrong += wrongComesBack(days);
      const [day, last] = [days[pick % days.length], days.at(-1)];
      if (day === undefined || last === undefined) throw new Error('No day.');
      // Paying in full closes it from any state: what is out is recalled, what is off comes on.
      payingCloses(day, world);
      // Any order of arrival, and anything twice, is the same case.
      orderDoesNotMatter(last, chance);
    }),
    { numRuns: 30 },
  );
  expect(seen.cuts).toBeGreaterThan(0);
  expect(seen.held).toBeGreaterThan(0);
  expect(seen.wrong).toBeGreaterThan(0);
});
