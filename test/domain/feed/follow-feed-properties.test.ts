import fc from 'fast-check';
import { followFeed } from '../../../server/domain/feed/follow-feed.js';
import type { FeedRow, Snapshot } from '../../../server/domain/feed/snapshot.js';
import { hoursBetween } from '../../../server/domain/time.js';
import { after, EMPTY, play, remember, row, RULES, snapshot } from './feed-builders.js';

const rows: fc.Arbitrary<readonly FeedRow[]> = fc.uniqueArray(
  fc
    .record({
      id: fc.constantFrom('1', '2', '3', '4'),
      feeder: fc.constantFrom('C1', 'C2'),
      meaning: fc.constantFrom<FeedRow['meaning']>('emergency', 'emergency', 'planned', 'notOutage'),
      reason: fc.constantFrom('storm_damage', 'investigating', 'broken_pole'),
      start: fc.constantFrom(after(-300), after(-20), after(-5), after(200)),
      etr: fc.option(
        fc.record({
          at: fc.integer({ min: -100, max: 3000 }).map(after),
          quality: fc.constantFrom('model' as const, 'area' as const, 'crew' as const),
        }),
      ),
      customers: fc.constantFrom(0, 1, 40, null),
    })
    .map(({ id, ...rest }) => row(id, rest)),
  { selector: each => each.id, maxLength: 4 },
);

/** Snapshots with gaps of a minute to four hours, some of them faulty. */
const feed: fc.Arbitrary<readonly Snapshot[]> = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 240 }),
      rows,
      fault: fc.constantFrom<Partial<Snapshot>>({}, {}, {}, { size: 50 }, { nameless: 1 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map(steps => {
    let minutes = 0;
    return steps.map(step => snapshot((minutes += step.gap), step.rows, step.fault));
  });

const isWhole = (each: Snapshot): boolean => each.size < 50 && each.nameless === 0;

it('never tells an end after a single miss or by an incomplete snapshot', () => {
  fc.assert(
    fc.property(feed, snapshots => {
      const { steps } = play(snapshots);
      steps.forEach((step, index) => {
        for (const decision of step.decisions) {
          if (decision.act !== 'restore' && decision.act !== 'cancel') continue;
          const { feeder } = decision.before;
          const without = (each: Snapshot | undefined): boolean =>
            each !== undefined &&
            isWhole(each) &&
            !each.rows.some(
              r => r.feeder === feeder && r.meaning !== 'notOutage' && isKnown(decision.before.rows, r),
            );
          expect(without(snapshots[index])).toBe(true);
          // The complete one before it had none of its rows either.
          const before = snapshots.slice(0, index).filter(isWhole).at(-1);
          expect(before).toBeDefined();
        }
        for (const { before } of step.decisions.filter(each => each.act === 'restore'))
          expect(before.rows.every(known => known.missed >= RULES.restoreAfterMisses)).toBe(true);
      });
    }),
  );
});
const isKnown = (known: readonly { readonly id: string; readonly start: string }[], r: FeedRow): boolean =>
  known.some(each => each.id === r.id && each.start === r.start);

it('never tells one outage more than once in a gap, but for its end, and nothing after that', () => {
  fc.assert(
    fc.property(feed, snapshots => {
      const said = new Map<string, { readonly at: string; readonly act: string }[]>();
      play(snapshots).steps.forEach((step, index) => {
        for (const { key, act } of step.decisions)
          said.set(key, [...(said.get(key) ?? []), { at: snapshots[index]?.at ?? '', act }]);
      });
      for (const messages of said.values()) {
        expect(['open', 'reopen']).toContain(messages[0]?.act);
        messages.slice(1).forEach((message, index) => {
          const former = messages[index];
          expect(['restore', 'cancel']).not.toContain(former?.act);
          if (message.act !== 'update') return;
          const minutes = hoursBetween(former?.at as Snapshot['at'], message.at as Snapshot['at']) * 60;
          expect(minutes).toBeGreaterThanOrEqual(RULES.news.gapMinutes);
        });
      }
    }),
  );
});

it('has at most one outage of a kind open on a feeder, and never says one is over before it began', () => {
  fc.assert(
    fc.property(feed, snapshots => {
      const open = new Map<string, string>();
      for (const step of play(snapshots).steps)
        for (const { act, key, before, saying } of step.decisions) {
          const place = `${before.kind}/${before.feeder}`;
          if (act === 'open' || act === 'reopen') {
            expect(open.get(place)).toBeUndefined();
            open.set(place, key);
          } else expect(open.get(place)).toBe(key);
          if (act === 'restore' || act === 'cancel') open.delete(place);
          if (saying.restoredAt !== null && saying.since !== null)
            expect(saying.restoredAt >= saying.since).toBe(true);
        }
    }),
  );
});

it('changes nothing when a snapshot is read again', () => {
  fc.assert(
    fc.property(feed, snapshots => {
      let memory = EMPTY;
      for (const each of snapshots) {
        const input = { rules: RULES, served: new Set(['C1', 'C2']), now: each.at };
        memory = remember(memory, followFeed(memory, each, input));
        const again = followFeed(memory, each, input);
        expect(again).toMatchObject({ repeated: true, decisions: [], changed: [], alarms: [] });
      }
    }),
  );
});

it('does not depend on the order of rows', () => {
  fc.assert(
    fc.property(feed, fc.integer(), (snapshots, seed) => {
      const shuffled = snapshots.map(each => ({
        ...each,
        rows: [...each.rows].sort((a, b) => (hash(a.id, seed) < hash(b.id, seed) ? -1 : 1)),
      }));
      const one = play(snapshots);
      const two = play(shuffled);
      expect(two.memory).toEqual(one.memory);
      expect(two.steps.map(step => step.decisions)).toEqual(one.steps.map(step => step.decisions));
    }),
  );
});
const hash = (id: string, seed: number): number => Math.imul(Number(id) + 7, seed | 1) >>> 0;

it('keeps the promise of news as long as snapshots come in time', () => {
  const gaps = fc.array(fc.integer({ min: 5, max: RULES.news.aheadMinutes }), {
    minLength: 5,
    maxLength: 40,
  });
  fc.assert(
    fc.property(gaps, minutes => {
      let at = 0;
      const { steps } = play(minutes.map(gap => snapshot((at += gap), [row('1')])));
      let promise: string | null = null;
      steps.forEach(step => {
        const now = step.head.at ?? after(0);
        if (promise !== null && step.decisions.length === 0) expect(now <= promise).toBe(true);
        promise = step.decisions[0]?.saying.nextUpdateBy ?? promise;
      });
    }),
  );
});
