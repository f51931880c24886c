import type { PartyId } from '../../server/domain/ids.js';
import { narrowingObstacles, narrowTo } from '../../server/domain/outage/narrowing.js';
import type { Planned } from '../../server/domain/outage/plan-notices.js';
import { account, addressee } from './builders.js';

const ada = addressee('ada');
const HOME = account({ addressees: [ada] });
const notice = (kind: Planned['kind'], lifeSupport = false): Planned =>
  ({ kind, lifeSupport }) as unknown as Planned;
const NOBODY: ReadonlySet<PartyId> = new Set();

describe('a campaign that is narrowed to a list', () => {
  test.each([
    ['planned', true],
    ['moved', true],
    ['cancelled', true],
    ['emergency', true],
    ['etr_update', false],
    ['restored', false],
  ] as const)('tells somebody who is not on it "%s": %s', (kind, told) => {
    const narrowed = narrowTo(HOME, [notice(kind)], NOBODY);
    expect([narrowed.told.length, narrowed.leftOut.length]).toEqual(told ? [1, 0] : [0, 1]);
    expect(narrowTo(HOME, [notice(kind)], new Set([ada.party])).told).toHaveLength(1);
    expect(narrowTo(HOME, [notice(kind)], null).told).toHaveLength(1);
    // Who depends on power for life hears everything.
    expect(narrowTo(HOME, [notice(kind, true)], NOBODY).told).toHaveLength(1);
  });

  it('is refused where it leaves somebody out of what everybody must be told, and says how many', () => {
    const narrowedTo = { list: '7', name: 'Large customers' };
    const counts = { onList: 4, toldAnyway: 812, leftOut: 0 };
    expect(narrowingObstacles({ kind: 'announce', narrowedTo }, counts)).toMatchObject([
      { code: 'list.leavesOut', details: { list: '7', notOnList: 812 } },
    ]);
    expect(narrowingObstacles({ kind: 'announce', narrowedTo }, { ...counts, toldAnyway: 0 })).toEqual([]);
    expect(narrowingObstacles({ kind: 'announce' }, undefined)).toEqual([]);
    // Those told of it now for the first time belong to an estimate's audience all the same.
    expect(narrowingObstacles({ kind: 'etr', narrowedTo }, counts)).toEqual([]);
  });
});
