import fc from 'fast-check';
import { assessAct } from '../../../server/domain/rules/assess-act.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import { lastMoment, latest } from '../../../server/domain/rules/latest.js';
import type { CalendarYear } from '../../../server/domain/rules/holidays.js';
import {
  addDays,
  addSeconds,
  civilDateIn,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../../server/domain/time.js';
import { BERLIN } from '../builders.js';
import { calendar, lawOf, oneWait, question, rulebook, served } from './law.js';

const BASE = '2026-01-01' as CivilDate;
const dayNumber = fc.integer({ min: 60, max: 400 });
const someDay = dayNumber.map(n => addDays(BASE, n));
const zones = fc.constantFrom(
  BERLIN,
  'America/New_York' as Zone,
  'Australia/Lord_Howe' as Zone,
  'Pacific/Apia' as Zone,
);
const units = fc.constantFrom('days', 'workingDays', 'werktage', 'weeks');
const countings = fc.constantFrom('toTheDay', 'clear');
const periods = fc.record({ count: fc.integer({ min: 1, max: 12 }), unit: units, counting: countings });
const holidays = fc.uniqueArray(dayNumber, { maxLength: 25 });

const yearsWith = (numbers: readonly number[]): readonly CalendarYear[] => {
  const dates = numbers.map(n => addDays(BASE, n));
  return [2025, 2026, 2027, 2028].map(year => {
    const empty = calendar(year);
    const { because } = empty;
    return {
      ...empty,
      days: dates
        .filter(date => date.startsWith(String(year)))
        .map(date => ({ date, kind: 'holiday' as const, name: 'a holiday', places: ['XA'], because })),
    };
  });
};
interface Length {
  readonly count: number;
  readonly unit: string;
  readonly counting: string;
}
const lawWith = ({ count, unit, counting }: Length, off: readonly number[] = []) =>
  lawOf([
    rulebook(oneWait(`atLeast: { count: ${count}, unit: ${unit} }, counting: ${counting}`), yearsWith(off)),
  ]);

type Asked = Parameters<typeof question>;
const asked = (law: Asked[0], zone: Zone, at: Instant | null, sent: Instant | CivilDate | null) =>
  question(
    law,
    null,
    sent === null
      ? {}
      : {
          notices: {
            notice: [
              {
                ...served('Thursday 2026-01-01'),
                served: sent.includes('T') ? { at: sent as Instant } : { on: sent as CivilDate },
              },
            ],
          },
        },
    { zone, at: at === null ? null : { at } },
  );
const onDay = (law: Asked[0], zone: Zone, day: CivilDate, sent: CivilDate | null) => ({
  ...asked(law, zone, null, sent),
  at: { on: day },
});

/** The last lawful moment to serve; the periods here always have one. */
const lastOf = (asking: Parameters<typeof latest>[0]) => {
  const last = latest(asking).notices[0];
  if (last?.serveBy === null || last?.served === null || last === undefined)
    throw new Error('There is none.');
  return { by: last.serveBy, served: last.served };
};

describe('days', () => {
  test('served on the last day it is lawful, a day later it is not', () => {
    fc.assert(
      fc.property(periods, someDay, zones, holidays, (length, act, zone, off) => {
        const law = lawWith(length, off);
        const { served: last } = lastOf(onDay(law, zone, act, null));
        if (!('on' in last)) throw new Error('A day was expected.');
        expect(assessAct(onDay(law, zone, act, last.on)).verdict).toBe('lawful');
        const late = assessAct(onDay(law, zone, act, addDays(last.on, 1)));
        expect(late.reasons.map(({ code }) => code)).toEqual(['notice.tooShort']);
      }),
      { numRuns: 60 },
    );
  });

  test('from the last day to serve, the earliest act is not later than the act; a day later it is', () => {
    fc.assert(
      fc.property(periods, someDay, zones, holidays, (length, act, zone, off) => {
        const law = lawWith(length, off);
        const { served: last } = lastOf(onDay(law, zone, act, null));
        if (!('on' in last)) throw new Error('A day was expected.');
        const first = earliest(onDay(law, zone, act, last.on)).on ?? '';
        expect(first !== '' && first <= act).toBe(true);
        expect((earliest(onDay(law, zone, act, addDays(last.on, 1))).on ?? '') > act).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('the earliest act is lawful, and the day before it is not', () => {
    fc.assert(
      fc.property(periods, someDay, zones, holidays, (length, start, zone, off) => {
        const law = lawWith(length, off);
        const first = earliest(onDay(law, zone, start, start)).on;
        if (first === null) throw new Error('There is one.');
        expect(assessAct(onDay(law, zone, first, start)).verdict).toBe('lawful');
        expect(assessAct(onDay(law, zone, addDays(first, -1), start)).verdict).toBe('unlawful');
      }),
      { numRuns: 60 },
    );
  });

  test('a later sending never makes an earlier act lawful', () => {
    fc.assert(
      fc.property(
        periods,
        someDay,
        fc.integer({ min: 0, max: 20 }),
        holidays,
        (length, start, later, off) => {
          const law = lawWith(length, off);
          const first = earliest(onDay(law, BERLIN, start, start)).on ?? '';
          const second = earliest(onDay(law, BERLIN, start, addDays(start, later))).on ?? '';
          expect(first !== '' && first <= second).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('another holiday never makes a deadline later, nor an act earlier', () => {
    fc.assert(
      fc.property(periods, someDay, holidays, dayNumber, (length, act, off, more) => {
        const [fewer, all] = [lawWith(length, off), lawWith(length, [...off, more])];
        const before = lastMoment(lastOf(onDay(fewer, BERLIN, act, null)).by);
        const after = lastMoment(lastOf(onDay(all, BERLIN, act, null)).by);
        expect(after <= before).toBe(true);
        const first = earliest(onDay(fewer, BERLIN, act, act)).on ?? '';
        expect((earliest(onDay(all, BERLIN, act, act)).on ?? '') >= first).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('hours', () => {
  const moments = fc
    .integer({ min: 1_772_000_000, max: 1_798_000_000 })
    .map(s => new Date(s * 1000).toISOString() as Instant);
  const lengths = fc.record({
    count: fc.integer({ min: 1, max: 120 }),
    unit: fc.constantFrom('clockHours', 'hoursOfWorkingDays'),
    counting: fc.constant('toTheDay'),
  });

  test('at the last moment it is lawful; past the hour that a clock may skip it is not', () => {
    fc.assert(
      fc.property(lengths, moments, zones, holidays, (length, act, zone, off) => {
        const law = lawWith(length, off);
        const { by } = lastOf(asked(law, zone, act, null));
        expect(by.inclusive).toBe(true);
        expect(assessAct(asked(law, zone, act, by.at)).verdict).toBe('lawful');
        expect(assessAct(asked(law, zone, act, addSeconds(by.at, 3601))).verdict).toBe('unlawful');
      }),
      { numRuns: 60 },
    );
  });

  test('the earliest act after a notice is lawful, in every zone', () => {
    fc.assert(
      fc.property(lengths, moments, zones, holidays, (length, sent, zone, off) => {
        const law = lawWith(length, off);
        const { at } = earliest(asked(law, zone, null, sent));
        if (at === null || !('at' in at)) throw new Error('There is one.');
        expect(assessAct(asked(law, zone, at.at, sent)).verdict).toBe('lawful');
        expect(lastMoment(lastOf(asked(law, zone, at.at, null)).by) >= sent).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('a bar only ever delays, and nothing is lawful inside it', () => {
  const bars = `
bars:
  weekend: { kind: weekday, days: [5, 6, 7], bans: [disconnection], source: law }
  early: { kind: timeOfDay, before: "08:00", bans: [disconnection], source: law }
  late: { kind: timeOfDay, after: "15:00", bans: [disconnection], source: law }
  eve: { kind: eveOf, of: [holiday], bans: [disconnection], source: law }
  yearEnd: { kind: season, from: "12-20", to: "12-31", bans: [disconnection], source: law }`;
  fc.assert(
    fc.property(someDay, zones, holidays, (start, zone, off) => {
      const wait = oneWait('atLeast: { count: 5, unit: days }');
      const [free, barred] = [wait, `${wait}${bars}`].map(text => lawOf([rulebook(text, yearsWith(off))]));
      if (free === undefined || barred === undefined) throw new Error('Both are there.');
      const first = earliest(onDay(barred, zone, start, start));
      if (first.at === null || !('at' in first.at)) throw new Error('There is one.');
      expect((first.on ?? '') >= (earliest(onDay(free, zone, start, start)).on ?? '')).toBe(true);
      const facts = onDay(barred, zone, start, start);
      expect(assessAct({ ...facts, at: first.at }).verdict).toBe('lawful');
      expect(assessAct({ ...facts, at: { at: addSeconds(first.at.at, -1) } }).verdict).toBe('unlawful');
      expect(civilDateIn(zone, first.at.at)).toBe(first.on);
    }),
    { numRuns: 60 },
  );
});
