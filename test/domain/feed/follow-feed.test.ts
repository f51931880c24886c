import type { FeedRow } from '../../../server/domain/feed/snapshot.js';
import { acts, after, play, row, RULES, snapshot } from './feed-builders.js';

const etr = (minutes: number, quality: 'model' | 'area' | 'crew' = 'area'): FeedRow['etr'] => ({
  at: after(minutes),
  quality,
});

describe('an outage in a feed', () => {
  it('is opened once, however many rows its feeder has, and ends when the last is gone', () => {
    const { steps } = play([
      snapshot(0, [row('1'), row('2', { start: after(-5) })]),
      snapshot(30, [row('1')]),
      snapshot(60, [row('1')]),
      snapshot(90, []),
      snapshot(120, []),
    ]);
    expect(acts(steps)).toEqual([['open'], [], [], [], ['restore']]);
    expect(steps[0]?.decisions[0]).toMatchObject({
      key: `map/C1/1/${after(-20)}/${after(0)}`,
      saying: { since: after(-20), etr: null, nextUpdateBy: after(360) },
    });
    expect(steps[4]?.decisions[0]?.saying.restoredAt).toBe(after(90));
  });

  it('of a feeder without a service point of ours is not remembered', () => {
    const { memory, steps } = play([snapshot(0, [row('1', { feeder: 'elsewhere' })])]);
    expect(acts(steps)).toEqual([[]]);
    expect(memory.feeders).toEqual([]);
  });

  it('misses one snapshot and comes back: nobody is told anything', () => {
    const { steps } = play([
      snapshot(0, [row('1')]),
      snapshot(30, []),
      snapshot(60, [row('1')]),
      snapshot(90, []),
    ]);
    expect(acts(steps)).toEqual([['open'], [], [], []]);
    expect(steps[1]?.held).toEqual({ 'restore.missedOnce': 1 });
  });

  it.each([
    ['at the cap', { size: 50 }, 'capped'],
    ['with a row that names nothing', { nameless: 1, size: 1 }, 'partial'],
  ] as const)('is not over by snapshots %s', (_what, changes, alarm) => {
    const gone = [30, 60, 90].map(minutes => snapshot(minutes, [], changes));
    const without = [120, 150].map(minutes => snapshot(minutes, [], { size: 40 }));
    const { steps } = play([snapshot(0, [row('1')]), ...gone, ...without]);
    expect(acts(steps)).toEqual([['open'], [], [], [], [], ['restore']]);
    expect(steps[2]?.alarms).toContain(alarm);
    expect(steps[2]?.held).toEqual({ 'restore.incomplete': 1 });
  });

  it('is not over by a stale snapshot, nor opened by one', () => {
    const opened = play([snapshot(0, [row('1')])]).memory;
    const late = { from: opened, lag: 200 };
    expect(acts(play([snapshot(30, []), snapshot(60, [])], late).steps)).toEqual([[], []]);
    const { steps } = play([snapshot(30, [row('1'), row('2', { feeder: 'C2' })])], late);
    expect(steps[0]).toMatchObject({ decisions: [], held: { 'open.stale': 1 }, alarms: ['stale'] });
  });

  it('is not over by the first snapshot under half the last size, but by the ones after it', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map(id => row(id, { feeder: id === 'a' ? 'C1' : 'C2' }));
    const few = many.slice(1, 2);
    const { steps } = play([snapshot(0, many), ...[30, 60, 90].map(minutes => snapshot(minutes, few))]);
    expect(acts(steps)).toEqual([['open', 'open'], [], [], ['restore']]);
    expect(steps.map(step => step.alarms)).toEqual([[], ['shrunk'], [], []]);
  });

  it('with a row that cannot be read but names itself is still there', () => {
    const gone = [30, 60, 90].map(minutes => snapshot(minutes, [], { unreadIds: ['1'], size: 1 }));
    expect(acts(play([snapshot(0, [row('1')]), ...gone]).steps)).toEqual([['open'], [], [], []]);
  });

  it('is not opened by rows that say nobody is off, or that nothing is', () => {
    const { steps } = play([
      snapshot(0, [row('1', { customers: 0 }), row('2', { feeder: 'C2', meaning: 'notOutage' })]),
    ]);
    expect(steps[0]).toMatchObject({ decisions: [], held: { 'open.noCustomers': 1 } });
  });

  it('that turns out to be none is over after two snapshots, and says that no fault was found', () => {
    const none = row('1', { meaning: 'notOutage' });
    const { steps } = play([snapshot(0, [row('1')]), snapshot(30, [none]), snapshot(60, [none])]);
    expect(acts(steps)).toEqual([['open'], [], ['restore']]);
    expect(steps[2]?.decisions[0]?.saying).toMatchObject({ reason: 'no_fault_found', restoredAt: after(30) });
  });

  it('whose cause becomes planned work stays the emergency people were told of', () => {
    const { steps, memory } = play([
      snapshot(0, [row('1')]),
      snapshot(30, [row('1', { meaning: 'planned', reason: 'tree_work' })]),
    ]);
    expect(acts(steps)).toEqual([['open'], []]);
    expect(memory.feeders.map(({ kind }) => kind)).toEqual(['emergency']);
  });

  it('that comes back after its end was told is opened again, off since we know of it', () => {
    const { steps } = play([
      snapshot(0, [row('1')]),
      snapshot(30, []),
      snapshot(60, []),
      snapshot(90, [row('1')]),
    ]);
    expect(acts(steps)).toEqual([['open'], [], ['restore'], ['reopen']]);
    const [first] = steps[0]?.decisions ?? [];
    const [again] = steps[3]?.decisions ?? [];
    expect(again?.key).not.toBe(first?.key);
    expect(again?.saying).toMatchObject({ reopens: first?.key, since: after(90) });
  });

  it('under the same number, long after or from another start, is another outage', () => {
    const gone = [30, 60].map(minutes => snapshot(minutes, []));
    const later = play([snapshot(0, [row('1')]), ...gone, snapshot(400, [row('1')])]);
    expect(acts(later.steps)).toEqual([['open'], [], ['restore'], ['open']]);
    const reused = play([snapshot(0, [row('1')]), ...gone, snapshot(90, [row('1', { start: after(80) })])]);
    expect(reused.steps[3]?.decisions[0]).toMatchObject({
      act: 'open',
      saying: { reopens: null, since: after(80) },
    });
  });

  it('under a number that moves to another feeder ends here and begins there', () => {
    const there = row('1', { feeder: 'C2' });
    const { steps } = play([snapshot(0, [row('1')]), snapshot(30, [there]), snapshot(60, [there])]);
    expect(acts(steps)).toEqual([['open'], ['open'], ['restore']]);
  });

  it('whose start is corrected backwards stays the same', () => {
    const { steps } = play([
      snapshot(0, [row('1')]),
      snapshot(30, [row('1', { start: after(-900) })]),
      snapshot(60, [row('1', { start: after(-900) })]),
    ]);
    expect(acts(steps)).toEqual([['open'], [], []]);
  });
});

describe('a snapshot', () => {
  it('read twice changes nothing, and one older than the last is an alarm', () => {
    const first = snapshot(0, [row('1')]);
    const { memory } = play([first, snapshot(30, [row('1')])]);
    const { steps } = play([snapshot(30, [row('1')]), snapshot(15, []), snapshot(30, [])], { from: memory });
    expect(steps).toMatchObject([
      { repeated: true, alarms: [], changed: [], decisions: [] },
      { repeated: false, alarms: ['goingBack'], changed: [], decisions: [] },
      { repeated: false, alarms: ['goingBack'], changed: [], decisions: [] },
    ]);
  });

  it('after a long silence is believed, and the silence is an alarm', () => {
    const { steps } = play([snapshot(0, [row('1')]), snapshot(150, []), snapshot(180, [])]);
    expect(steps.map(step => step.alarms)).toEqual([[], ['silent'], []]);
    expect(acts(steps)).toEqual([['open'], [], ['restore']]);
  });
});

describe('an estimate', () => {
  const told = (minutes: number, ...etrs: readonly FeedRow['etr'][]) =>
    snapshot(
      minutes,
      etrs.map((each, index) => row(String(index), { etr: each })),
    );

  it.each<[string, FeedRow['etr'], readonly string[], string | null]>([
    ['29 minutes later', etr(629), [], 'update.small'],
    ['30 minutes later', etr(630), ['update estimate.later'], null],
    ['59 minutes earlier', etr(541), [], 'update.small'],
    ['60 minutes earlier', etr(540), ['update estimate.earlier'], null],
    ['the same from a crew', etr(600, 'crew'), [], null],
    ['withdrawn', null, [], 'update.small'],
  ])('of 10 h that is then %s', (_what, next, expected, held) => {
    const { steps } = play([told(0, etr(600)), told(100, next)]);
    expect(acts(steps)[1]).toEqual(expected);
    expect(Object.keys(steps[1]?.held ?? {})).toEqual(held === null ? [] : [held]);
  });

  it('is told first of all, but not within the gap after the last message', () => {
    const { steps } = play([told(0, null), told(30, etr(600)), told(100, etr(600))]);
    expect(acts(steps)).toEqual([['open'], [], ['update estimate.first']]);
    expect(steps[1]?.held).toEqual({ 'update.tooSoon': 1 });
  });

  it('in the past is none', () => {
    const { steps } = play([told(0, etr(-5))]);
    expect(steps[0]?.decisions[0]?.saying).toMatchObject({ etr: null, nextUpdateBy: after(360) });
  });

  it('that passes while the power is off is taken back, and news are promised', () => {
    const { steps } = play([told(0, etr(120)), told(110, etr(120)), told(140, etr(120))]);
    expect(acts(steps)).toEqual([['open'], [], ['update promise']]);
    expect(steps[2]?.decisions[0]?.saying).toMatchObject({ etr: null, nextUpdateBy: after(500) });
  });

  it('of several rows is the latest, never better than for the area, and none while one row has none', () => {
    const { steps } = play([told(0, etr(200, 'crew'), etr(300, 'crew'))]);
    expect(steps[0]?.decisions[0]?.saying.etr).toEqual(etr(300, 'area'));
    expect(play([told(0, etr(200), null)]).steps[0]?.decisions[0]?.saying.etr).toBeNull();
  });

  it('that never comes: the promise of news is kept, also while the feed is capped', () => {
    const many = { size: RULES.rowCap ?? 0 };
    const { steps } = play([
      told(0, null),
      snapshot(100, [], many),
      snapshot(200, [], many),
      snapshot(300, [], many),
      snapshot(400, [], many),
    ]);
    expect(acts(steps)).toEqual([['open'], [], [], ['update promise'], []]);
  });

  it('does not matter where the cause becomes known: that is told', () => {
    const unknown = row('1', { reason: 'investigating' });
    const { steps } = play([
      snapshot(0, [unknown]),
      snapshot(100, [row('1', { reason: 'broken_pole' })]),
      snapshot(200, [row('1', { reason: 'storm_damage' })]),
    ]);
    expect(acts(steps)).toEqual([['open'], ['update cause'], []]);
  });
});

describe('planned work in a feed', () => {
  const work = (start: number, end: number | null, changes: Partial<FeedRow> = {}): FeedRow =>
    row('1', {
      meaning: 'planned',
      reason: 'tree_work',
      start: after(start),
      etr: end === null ? null : { at: after(end), quality: 'area' },
      ...changes,
    });

  it('that has begun is told at once, with its end or with a promise of news', () => {
    expect(play([snapshot(0, [work(-30, 90)])]).steps[0]?.decisions[0]?.saying).toMatchObject({
      kind: 'announce',
      since: after(-30),
      windows: [{ from: after(-30), to: after(90) }],
      etr: { at: after(90) },
    });
    expect(play([snapshot(0, [work(-30, null)])]).steps[0]?.decisions[0]?.saying).toMatchObject({
      since: after(-30),
      windows: [],
      etr: null,
      nextUpdateBy: after(360),
    });
  });

  it('to come is told with its window, moved, carried on, and ended', () => {
    const { steps } = play([
      snapshot(0, [work(300, 500)]),
      snapshot(100, [work(400, 600)]),
      snapshot(210, [work(400, 600)]),
      snapshot(320, [work(400, 600)]),
      snapshot(420, [work(400, 700)]),
      snapshot(530, []),
      snapshot(560, []),
    ]);
    expect(acts(steps)).toEqual([['open'], ['update window'], [], [], ['update window'], [], ['restore']]);
    expect(steps[4]?.decisions[0]?.saying).toMatchObject({
      kind: 'change',
      windows: [{ from: after(400), to: after(700) }],
    });
  });

  it('to come without an end is held until it has one', () => {
    const { steps } = play([snapshot(0, [work(300, null)]), snapshot(30, [work(300, 400)])]);
    expect(steps[0]?.held).toEqual({ 'open.noEnd': 1 });
    expect(acts(steps)).toEqual([[], ['open']]);
  });

  it('that vanishes before it begins is cancelled', () => {
    const { steps } = play([snapshot(0, [work(300, 500)]), snapshot(30, []), snapshot(60, [])]);
    expect(acts(steps)).toEqual([['open'], [], ['cancel']]);
  });
});
