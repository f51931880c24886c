import { judgeRevision } from '../../server/domain/outage/judge.js';
import { checkRevision } from '../../server/domain/outage/outage.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import { addHours, addMinutes } from '../../server/domain/time.js';
import {
  account,
  affected,
  BASELINE,
  BERLIN,
  MONDAY_NINE,
  planInput,
  planned,
  revision,
} from './builders.js';

const SINCE = addMinutes(MONDAY_NINE, -20);
const underWay = revision({
  windows: [],
  since: SINCE,
  detectedAt: MONDAY_NINE,
  nextUpdateBy: addHours(MONDAY_NINE, 6),
});

describe('planned work that began before it was announced', () => {
  it('is announced all the same, with a window, an estimate or neither', () => {
    for (const said of [underWay, { ...underWay, windows: [{ from: SINCE, to: addHours(MONDAY_NINE, 2) }] }])
      expect(checkRevision(planned(), said, null, MONDAY_NINE, BERLIN).ok).toBe(true);
    const news = { ...underWay, n: 2, kind: 'etr' as const };
    expect(checkRevision(planned({ status: 'announced' }), news, underWay, MONDAY_NINE, BERLIN).ok).toBe(
      true,
    );
  });

  it('is not announced so before it begins', () => {
    const tomorrow = { ...underWay, since: addHours(MONDAY_NINE, 24) };
    expect(checkRevision(planned(), tomorrow, null, MONDAY_NINE, BERLIN).ok).toBe(false);
  });

  it('is judged as planned work from its start, and found late', () => {
    const { verdict } = judgeRevision(planned(), underWay, null, [affected()], [BASELINE], MONDAY_NINE);
    expect(verdict).toMatchObject({ kind: 'unlawful', serveBy: addHours(SINCE, -48) });
  });

  it('is told as power that is off, at once', () => {
    const [notice] = planNotices(account(), planInput({ outage: planned(), revision: underWay }));
    expect(notice).toMatchObject({ kind: 'emergency', facts: { since: SINCE }, serveBy: null });
    expect(notice?.deliveries.every(({ sendAt }) => sendAt === MONDAY_NINE)).toBe(true);
  });

  it('is over when it is reported back, not before it began', () => {
    const at = (restoredAt: typeof SINCE) => ({ ...underWay, n: 2, kind: 'restore' as const, restoredAt });
    const check = (restoredAt: typeof SINCE) =>
      checkRevision(planned({ status: 'announced' }), at(restoredAt), underWay, MONDAY_NINE, BERLIN).ok;
    expect(check(MONDAY_NINE)).toBe(true);
    expect(check(addMinutes(SINCE, -1))).toBe(false);
  });
});
