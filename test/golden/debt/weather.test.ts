import { areasOf, weatherFacts, weatherHold, type WeatherRow } from '../../../server/domain/debt/weather.js';
import { addDays, addHours, startOfDay, type CivilDate, type Zone } from '../../../server/domain/time.js';
import { loadConfig } from '../../../server/load-config.js';
import { day, wall } from '../../domain/builders.js';
import { proved, sent, shippedLaw } from '../shipped-law.js';
import { lawAt } from './place.js';

/** What a weather feed says, put before the rulebooks as shipped. */
const ZONE = 'America/Chicago' as Zone;
const POLICY = loadConfig().policy.debt.weather;

interface Said {
  /** Days from that of the act. */
  readonly on: number;
  readonly kind: WeatherRow['kind'];
  readonly low?: number;
  readonly high?: number;
  readonly warnings?: readonly string[] | null;
  /** Hours before the moment it is asked; of an observation after its day unless given. */
  readonly hoursAgo?: number;
}
const asked = (act: string, said: readonly Said[]) => {
  const on = wall(act).slice(0, 10) as CivilDate;
  const now = addHours(startOfDay(ZONE, on), 9);
  const rows = said.map(({ on: n, kind, low = null, high = null, warnings = [], hoursAgo }): WeatherRow => ({
    area: 'US',
    day: addDays(on, n),
    kind,
    lowF: low,
    highF: high,
    warnings,
    issuedAt: addHours(now, -(hoursAgo ?? 2)),
  }));
  return { on, now, zone: ZONE, rows };
};
const factsFor = (jurisdiction: string, act: string, said: readonly Said[]) =>
  weatherFacts(lawAt({ jurisdiction, customerClass: 'residential' })(day(act)), asked(act, said), POLICY);

const MILD: readonly Said[] = [
  { on: -2, kind: 'observed', low: 70, high: 96 },
  { on: -1, kind: 'observed', low: 70, high: 96 },
  { on: 0, kind: 'forecast', low: 71, high: 97 },
  { on: 1, kind: 'forecast', low: 70, high: 95 },
];
/** `MILD` with other words on some days. */
const but = (...changed: readonly Said[]): readonly Said[] => [
  ...changed,
  ...MILD.filter(({ on, kind }) => !changed.some(each => each.on === on && each.kind === kind)),
];
const without = (on: number): readonly Said[] => MILD.filter(each => each.on !== on);

describe('Texas', () => {
  const debt = shippedLaw({ jurisdiction: 'US-TX', zone: ZONE }, 'debtDisconnection', {
    notices: { notice: [proved('registeredLetter', 'Monday 2026-07-27')] },
    facts: { criticalCare: false, chronicCondition: false, reconnectionStaffed: true },
  });
  const advisory = ['heat_advisory'];
  test.each<[string, readonly Said[], string]>([
    ['a mild day', MILD, 'lawful'],
    [
      'an advisory that day',
      but({ on: 0, kind: 'forecast', high: 104, low: 80, warnings: advisory }),
      'unlawful: bar.heatAdvisory',
    ],
    [
      'an advisory two days before, which is over',
      but({ on: -2, kind: 'observed', high: 104, warnings: advisory }),
      'unlawful: bar.heatAdvisory',
    ],
    ['another warning', but({ on: 0, kind: 'forecast', high: 97, low: 71, warnings: ['wind'] }), 'lawful'],
    [
      'nothing said of warnings',
      but({ on: 0, kind: 'forecast', high: 97, low: 71, warnings: null }),
      'undetermined: heatAdvisoryDates',
    ],
    ['two days before nobody knows of', without(-2), 'undetermined: heatAdvisoryDates'],
    [
      'a forecast of two days before, which may have missed an advisory',
      but({ on: -1, kind: 'observed', high: 96 }, { on: -2, kind: 'observed', hoursAgo: 80 }),
      'undetermined: heatAdvisoryDates',
    ],
    ['no weather at all', [], 'undetermined: previousDayHighF; forecast24hHighF; heatAdvisoryDates'],
    [
      'a forecast of yesterday',
      but(
        { on: 0, kind: 'forecast', high: 97, hoursAgo: 20 },
        { on: 1, kind: 'forecast', high: 95, hoursAgo: 20 },
      ),
      'undetermined: heatAdvisoryDates',
    ],
    [
      'frost yesterday, today and tomorrow',
      but(
        { on: -1, kind: 'observed', high: 30 },
        { on: 0, kind: 'forecast', high: 31 },
        { on: 1, kind: 'forecast', high: 28 },
      ),
      'unlawful: bar.freezing',
    ],
    // It was warm this morning, and will not be until tomorrow at this hour.
    [
      'frost yesterday and tomorrow, and today nobody knows at which hours',
      but(
        { on: -1, kind: 'observed', high: 30 },
        { on: 0, kind: 'forecast', high: 40 },
        { on: 1, kind: 'forecast', high: 28 },
      ),
      'unlawful: bar.freezing',
    ],
    [
      'frost, but not yesterday',
      but(
        { on: -1, kind: 'observed', high: 33 },
        { on: 0, kind: 'forecast', high: 31 },
        { on: 1, kind: 'forecast', high: 28 },
      ),
      'lawful',
    ],
    [
      'yesterday observed before it was over',
      but(
        { on: -1, kind: 'observed', high: 30, hoursAgo: 12 },
        { on: 0, kind: 'forecast', high: 31 },
        { on: 1, kind: 'forecast', high: 28 },
      ),
      'undetermined: previousDayHighF',
    ],
  ])('%s', (_, said, verdict) => {
    const facts = factsFor('US-TX', 'Thursday 2026-08-06', said);
    expect(debt.verdict('Thursday 2026-08-06', { facts })).toBe(verdict);
  });
});

describe('Illinois, in winter', () => {
  const debt = shippedLaw(
    { jurisdiction: 'US-IL', zone: ZONE, customerClass: 'residential' },
    'debtDisconnection',
    {
      events: { effectiveDate: 'Friday 2026-10-30', expiryDate: 'Friday 2027-05-28' },
      notices: {
        notice: [sent('letter', 'Sunday 2026-11-15')],
        healthDepartment: [sent('letter', 'Monday 2026-11-09')],
      },
      facts: { heating: true },
    },
  );
  test.each<[string, readonly Said[], string]>([
    [
      '33 degrees at the least',
      [
        { on: 0, kind: 'forecast', low: 33, high: 50 },
        { on: 1, kind: 'forecast', low: 40, high: 50 },
      ],
      'lawful',
    ],
    [
      'frost tonight',
      [
        { on: 0, kind: 'forecast', low: 40, high: 50 },
        { on: 1, kind: 'forecast', low: 32, high: 50 },
      ],
      'unlawful: bar.frost',
    ],
    [
      'only today is known',
      [{ on: 0, kind: 'forecast', low: 40, high: 50 }],
      'undetermined: forecast24hLowF',
    ],
  ])('%s', (_, said, verdict) => {
    const facts = factsFor('US-IL', 'Monday 2026-11-23', said);
    expect(debt.verdict('Monday 2026-11-23', { facts })).toBe(verdict);
  });
});

test('a forecast of this morning is too old where the utility says so', () => {
  const said = asked(
    'Thursday 2026-08-06',
    MILD.map(each => ({ ...each, hoursAgo: each.kind === 'forecast' ? 5 : 2 })),
  );
  const law = lawAt({ jurisdiction: 'US-TX' })(said.on);
  expect(Object.keys(weatherFacts(law, said, { ...POLICY, staleAfterHours: 4 })).sort()).toEqual([
    'previousDayHighF',
    'previousDayLowF',
  ]);
  expect(weatherFacts(law, said, { ...POLICY, staleAfterHours: 6 })).toMatchObject({ heatAdvisoryDates: [] });
});

test('California and Australia find what they ask for', () => {
  expect(factsFor('US-CA', 'Thursday 2026-08-06', MILD)).toMatchObject({
    forecastLowF: 71,
    forecastHighF: 97,
  });
  expect(factsFor('AU-NSW', 'Thursday 2026-08-06', MILD)).toMatchObject({ extremeWeather: false });
});

describe('extreme weather, by the utility’s own measure', () => {
  test.each<[string, readonly Said[], boolean | undefined]>([
    ['mild', MILD, false],
    ['too hot today', but({ on: 0, kind: 'forecast', low: 80, high: 101 }), true],
    ['too cold tomorrow', but({ on: 1, kind: 'forecast', low: 14, high: 20 }), true],
    [
      'a warning for tomorrow',
      but({ on: 1, kind: 'forecast', low: 60, high: 70, warnings: ['extreme_weather'] }),
      true,
    ],
    ['tomorrow is not known', without(1), undefined],
    ['warnings are not told', but({ on: 1, kind: 'forecast', low: 60, high: 70, warnings: null }), undefined],
    ['too hot, by a forecast that is old', MILD.map(each => ({ ...each, high: 101, hoursAgo: 20 })), true],
    ['mild, by a forecast that is old', MILD.map(each => ({ ...each, hoursAgo: 20 })), undefined],
    ['tomorrow is not known, and today is too hot', [{ on: 0, kind: 'forecast', low: 80, high: 101 }], true],
  ])('%s', (_, said, extreme) => {
    expect(factsFor('AU-NSW', 'Thursday 2026-08-06', said)['extremeWeather']).toBe(extreme);
    expect(weatherHold(asked('Thursday 2026-08-06', said), POLICY)).toEqual(
      extreme === true
        ? {
            id: 'weather/2026-08-06',
            reason: 'weather',
            by: 'weather',
            until: { day: '2026-08-06' },
            effect: 'barsAct',
          }
        : null,
    );
  });
});

test('a place lies in the areas of its postcode and of its jurisdiction, the most specific first', () => {
  expect(areasOf({ country: 'us', postcode: ' 787', jurisdiction: 'US-TX:travis' })).toEqual([
    'US/787',
    'US/78',
    'US/7',
    'US-TX:travis',
    'US-TX',
    'US',
  ]);
  expect(areasOf({ country: 'DE', postcode: '', jurisdiction: 'DE' })).toEqual(['DE']);
});

test('of two areas the more specific one is believed, and only the newest word that has been said', () => {
  const said = asked('Thursday 2026-08-06', MILD);
  const today = said.rows.filter(row => row.day === said.on);
  const near = today.map((row): WeatherRow => ({ ...row, area: 'US/787', highF: 104 }));
  const ahead = near.map(row => ({ ...row, issuedAt: addHours(said.now, 1) }));
  const facts = (rows: readonly WeatherRow[]) =>
    weatherFacts(
      lawAt({ jurisdiction: 'US-CA', customerClass: 'residential' })(said.on),
      { ...said, rows },
      POLICY,
    );
  expect(facts([...near, ...said.rows])['forecastHighF']).toBe(104);
  expect(facts([...said.rows, ...near])['forecastHighF']).toBe(97);
  expect(facts([...ahead, ...said.rows])['forecastHighF']).toBe(97);
});
