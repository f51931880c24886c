import fc from 'fast-check';
import { judgeRevision } from '../../../server/domain/outage/judge.js';
import { askAgain } from '../../../server/domain/rules/answer.js';
import type { CalendarYear } from '../../../server/domain/rules/holidays.js';
import { rulebookVersion, type Rulebook } from '../../../server/domain/rules/rulebook.js';
import { addDays, addHours, type CivilDate } from '../../../server/domain/time.js';
import { accepted, affected, BASELINE, MONDAY_NINE, planned, revision } from '../builders.js';
import { calendar } from './law.js';

const because = { rule: 'r', rulebook: 'xn@1', source: 'a law', confidence: 'verified' as const };
const region = (version: string, days: number, changes: Partial<Rulebook> = {}): Rulebook => ({
  ...BASELINE,
  id: 'xn',
  version,
  jurisdictions: ['XA-N'],
  content: {},
  scenarios: {
    plannedInterruption: {
      waits: {
        notice: {
          because,
          value: {
            from: 'notice',
            to: 'interruption',
            counting: 'toTheDay',
            atLeast: [{ count: days, unit: 'workingDays' }],
          },
        },
      },
    },
  },
  ...changes,
});
/** The year as it was when it was read: other days off, another hash. */
const year = (of: number, off: readonly number[]): CalendarYear => ({
  ...calendar(of),
  sha256: off.join('-'),
  days: off.map(n => ({
    date: addDays(`${of}-01-01` as CivilDate, n),
    kind: 'holiday' as const,
    name: 'a holiday',
    places: ['XA'],
    because,
  })),
});
const daysOff = fc.uniqueArray(fc.integer({ min: 300, max: 364 }), { maxLength: 20 });
const lengths = fc.integer({ min: 1, max: 15 });
const groups = fc.constantFrom(
  [affected({ jurisdiction: 'XA-N' })],
  [affected(), affected({ jurisdiction: 'XA-N:town', lifeSupport: true })],
  [affected({ jurisdiction: 'XB' })],
);

test('asked again of the versions it was asked of, a revision has the same answer, whatever came since', () => {
  fc.assert(
    fc.property(
      fc.record({
        length: lengths,
        off: daysOff,
        known: fc.boolean(),
        inHours: fc.integer({ min: 1, max: 900 }),
      }),
      fc.record({ length: lengths, off: daysOff }),
      groups,
      (then, since, places) => {
        const calendars = then.known ? [year(2026, then.off)] : [];
        const old = [BASELINE, region('1', then.length)].map(each => ({ ...each, calendars }));
        const start = addHours(MONDAY_NINE, then.inHours);
        const said = revision({ windows: [{ from: start, to: addHours(start, 3) }] });
        const { verdict } = judgeRevision(planned(), said, null, places, old, MONDAY_NINE);
        // A corrected year, a year that was not there, another version, a rulebook for the town.
        const later = [year(2026, [...since.off, 299]), year(2027, since.off)];
        const added = [
          region('2', since.length, { validFrom: '2026-01-01' as CivilDate }),
          region('1', since.length, { id: 'town', jurisdictions: ['XA-N:town'] }),
          region('1', since.length, { id: 'other', jurisdictions: ['XB'] }),
        ];
        const kept = [...added, ...old].map(each => ({ ...each, calendars: [...later, ...calendars] }));
        for (const { whom: _, ...judgement } of verdict.judgements) {
          if (judgement.asked === undefined) throw new Error('A revision says how it was asked.');
          const { whom: __, ...again } = accepted(askAgain(judgement.asked, kept));
          expect(again).toEqual(judgement);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('a version that was not kept is named, and nothing is answered by another', () => {
  const places = [affected({ jurisdiction: 'XA-N' })];
  const books = [BASELINE, region('1', 3)].map(each => ({ ...each, calendars: [year(2026, [359])] }));
  const { verdict } = judgeRevision(planned(), revision(), null, places, books, MONDAY_NINE);
  const asked = verdict.judgements[0]?.asked;
  if (asked === undefined) throw new Error('A revision says how it was asked.');
  expect(asked.versions).toEqual({ rulebooks: books.map(rulebookVersion), calendars: ['xa/2026@359'] });
  const changed = books.map(each => ({ ...each, calendars: [year(2026, [358])] }));
  const [refusal] = (answer => (answer.ok ? [] : answer.refusals))(askAgain(asked, changed));
  expect(refusal).toMatchObject({ code: 'law.notKept', details: { lost: ['xa/2026@359'] } });
});
