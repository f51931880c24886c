import { judgeRevision, pinnedFor } from '../../server/domain/outage/judge.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import type { Compensation, Condition, Rulebook } from '../../server/domain/rules/rulebook.js';
import {
  account,
  affected,
  at,
  BASELINE,
  emergency,
  emergencyRevision,
  planInput,
  servicePoint,
  told,
} from './builders.js';

const because = {
  rule: 'compensation.long',
  rulebook: 'xn@1',
  source: 'a law',
  confidence: 'verified' as const,
};
const sum = (first: number, when: Condition): { because: typeof because; value: Compensation } => ({
  because,
  value: {
    freeHours: 12,
    first,
    per: 45,
    everyHours: 12,
    partial: 'ignored',
    currency: 'GBP',
    claimWithin: { count: 3, unit: 'months' },
    when,
  },
});
const LAW: Rulebook = {
  ...BASELINE,
  id: 'xn',
  jurisdictions: ['XA-N'],
  content: {},
  scenarios: {
    emergency: {
      compensation: {
        household: sum(95, {
          all: [
            { fact: 'customerClass', is: 'residential' },
            { fact: 'homesAffected', below: 5000 },
          ],
        }),
        other: sum(190, { fact: 'customerClass', is: 'business' }),
        storm: sum(80, { fact: 'weather', is: 'storm' }),
      },
    },
  },
};
const home = affected({ jurisdiction: 'XA-N' });
const business = affected({ jurisdiction: 'XA-N', customerClass: 'business' });

/** Off on Monday at 8:40, back on Tuesday at 21:40: 37 hours, 25 of them over. */
const back = emergencyRevision({ n: 2, kind: 'restore', restoredAt: at('Tuesday 2026-11-24T21:40+01:00') });
const restored = (homes: number, said = back) =>
  judgeRevision(
    emergency({ status: 'announced' }),
    said,
    emergencyRevision(),
    [home, business].map(group => ({ ...group, servicePoints: homes / 2 })),
    [BASELINE, LAW],
    at('Tuesday 2026-11-24T21:45+01:00'),
  );

test('once supply is back, each group is owed what its law says, once for all of them', () => {
  const pinned = pinnedFor(restored(300).pinned);
  expect(pinned(home)?.compensation).toEqual({
    owed: [
      // 95, and 45 for each of two whole periods of 12 hours.
      { rule: 'household', amount: 185, currency: 'GBP', automatic: false, claimBy: '2027-02-24' },
    ],
    missing: ['weather'],
  });
  expect(pinned(business)?.compensation?.owed).toMatchObject([{ rule: 'other', amount: 280 }]);
});

test('how many homes were hit is a fact of the outage', () => {
  expect(pinnedFor(restored(5000).pinned)(home)?.compensation?.owed).toEqual([]);
});

test('nothing is owed for a short one, and nothing is said before supply is back', () => {
  const soon = { ...back, restoredAt: at('Monday 2026-11-23T20:40+01:00') };
  expect(pinnedFor(restored(300, soon).pinned)(home)?.compensation?.owed).toEqual([]);
  const still = emergencyRevision({ n: 2, kind: 'etr' });
  expect(pinnedFor(restored(300, still).pinned)(home)?.compensation).toBeNull();
});

test('it stands in the facts of the notice that tells of the return, and of no other', () => {
  const points = [servicePoint('P1', { jurisdiction: 'XA-N' })];
  const customer = account({ servicePoints: points, told: [told('ada', [['email', 'ada-email']])] });
  const plan = (said: typeof back) =>
    planNotices(
      customer,
      planInput({ outage: emergency(), revision: said, pinned: pinnedFor(restored(300, said).pinned) }),
    );
  const [notice] = plan(back);
  expect(notice).toMatchObject({ kind: 'restored', facts: { compensation: [{ amount: 185 }] } });
  const [news] = plan(emergencyRevision({ n: 2, kind: 'etr' }));
  expect(news?.kind).toBe('etr_update');
  expect(news?.facts.compensation).toBeUndefined();
});
