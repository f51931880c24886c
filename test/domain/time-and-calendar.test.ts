import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterQuietHours, lastHandOver, nextCutOff, postedIfGivenAt } from '../../server/domain/calendar.js';
import {
  addHours,
  addMinutes,
  addSeconds,
  atMinuteOfDay,
  fromEpochMs,
  isCivilDate,
  isZone,
  minuteOfDayIn,
  parseMoment,
  toEpochMs,
  withOffset,
  type CivilDate,
  type Zone,
} from '../../server/domain/time.js';
import { at, BERLIN, PRINTER } from './builders.js';

const LORD_HOWE = 'Australia/Lord_Howe' as Zone;

describe('a moment somebody typed', () => {
  it.each<[string, string, Zone | undefined, string]>([
    ['with an offset, as it is', '2026-11-25T09:00+01:00', undefined, '2026-11-25T08:00:00.000Z'],
    ['in UTC', '2026-11-25T09:00Z', BERLIN, '2026-11-25T09:00:00.000Z'],
    ['wall-clock time on a Wednesday in winter', '2026-11-25T09:00', BERLIN, '2026-11-25T08:00:00.000Z'],
    ['wall-clock time on a Wednesday in summer', '2026-07-22T09:00', BERLIN, '2026-07-22T07:00:00.000Z'],
    ['before the gap of Sunday 29 March 2026', '2026-03-29T01:59', BERLIN, '2026-03-29T00:59:00.000Z'],
    ['after the gap of Sunday 29 March 2026', '2026-03-29T03:00', BERLIN, '2026-03-29T01:00:00.000Z'],
  ])('%s', (_what, text, zone, expected) => {
    expect(parseMoment(text, zone)).toEqual({ ok: true, value: expected });
  });

  it.each<[string, string, Zone | undefined, string, RegExp]>([
    ['without a zone', '2026-11-25T09:00', undefined, 'time.noZone', /offset/],
    ['that is no time', 'tomorrow', BERLIN, 'time.unreadable', /2026-11-25/],
    ['on a day that is not', '2026-02-30T09:00', BERLIN, 'time.unreadable', /./],
    [
      'in the gap of Sunday 29 March 2026',
      '2026-03-29T02:30',
      BERLIN,
      'time.gap',
      /01:30\+01:00 or .*03:30\+02:00/,
    ],
    [
      'in the overlap of Sunday 25 October 2026',
      '2026-10-25T02:30',
      BERLIN,
      'time.overlap',
      /02:30\+02:00 or .*02:30\+01:00/,
    ],
    [
      'in the half-hour gap of Sunday 4 October 2026 on Lord Howe',
      '2026-10-04T02:15',
      LORD_HOWE,
      'time.gap',
      /01:45\+10:30 or .*02:45\+11:00/,
    ],
  ])('%s is refused with what to write instead', (_what, text, zone, code, lawful) => {
    const answer = parseMoment(text, zone);
    expect(answer.ok ? '' : answer.refusals[0].code).toBe(code);
    expect(answer.ok ? '' : answer.refusals[0].lawful).toMatch(lawful);
  });
});

describe('clock arithmetic', () => {
  it('48 hours over the night the clocks go back are 48 hours, an hour less by the wall', () => {
    // Monday 26 October 2026, 09:00 (+01:00); Saturday the 24th was still summer time.
    expect(withOffset(addHours(at('2026-10-26T09:00+01:00'), -48), BERLIN)).toBe('2026-10-24T10:00+02:00');
  });

  it('milliseconds survive the way there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), ms => toEpochMs(fromEpochMs(ms)) === ms),
    );
  });

  it('instants sort as text', () => {
    const ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
    fc.assert(fc.property(ms, ms, (a, b) => fromEpochMs(a) < fromEpochMs(b) === a < b));
  });

  it('a minute of the day leads back to itself, but for what clock changes take away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 1, max: 28 }),
        (minute, day) =>
          minuteOfDayIn(
            BERLIN,
            atMinuteOfDay(BERLIN, `2026-11-${String(day).padStart(2, '0')}` as CivilDate, minute),
          ) === minute,
      ),
    );
    expect(withOffset(atMinuteOfDay(BERLIN, '2026-03-29' as CivilDate, 150), BERLIN)).toBe(
      '2026-03-29T03:30+02:00',
    );
    expect(withOffset(atMinuteOfDay(BERLIN, '2026-10-25' as CivilDate, 150), BERLIN)).toBe(
      '2026-10-25T02:30+02:00',
    );
  });

  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+01:00', false],
    ['', false],
  ])('%s is a zone of premises: %s', (name, expected) => {
    expect(isZone(name)).toBe(expected);
  });
  it.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-2-1', false],
    ['26-11-2023', false],
  ])('%s is a civil date: %s', (text, expected) => {
    expect(isCivilDate(text)).toBe(expected);
  });
});

describe('the print house: in by 14:00, posted at 17:00, Monday to Friday', () => {
  it.each([
    ['Monday 13:59', '2026-11-23T13:59+01:00', '2026-11-23T17:00+01:00'],
    ['Monday 14:00', '2026-11-23T14:00+01:00', '2026-11-23T17:00+01:00'],
    ['Monday 14:00:01', '2026-11-23T14:00:01+01:00', '2026-11-24T17:00+01:00'],
    ['Friday 15:00', '2026-11-27T15:00+01:00', '2026-11-30T17:00+01:00'],
    ['Saturday 09:00', '2026-11-28T09:00+01:00', '2026-11-30T17:00+01:00'],
    ['the Friday before the clocks go forward, 15:00', '2026-03-27T15:00+01:00', '2026-03-30T17:00+02:00'],
  ])('given in on %s it is posted then', (_when, given, posted) => {
    expect(withOffset(postedIfGivenAt(PRINTER, at(given)), BERLIN)).toBe(posted);
  });

  it.each([
    ['Wednesday 09:00', '2026-11-25T09:00+01:00', '2026-11-24T14:00+01:00'],
    ['Wednesday 17:00', '2026-11-25T17:00+01:00', '2026-11-25T14:00+01:00'],
    ['Monday 09:00', '2026-11-23T09:00+01:00', '2026-11-20T14:00+01:00'],
  ])('to be posted by %s it must be in then', (_when, deadline, expected) => {
    expect(withOffset(lastHandOver(PRINTER, at(deadline)), BERLIN)).toBe(expected);
  });

  it('closed days count as days off', () => {
    const closed = { ...PRINTER, closed: ['2026-11-24' as CivilDate] };
    expect(withOffset(postedIfGivenAt(closed, at('2026-11-23T15:00+01:00')), BERLIN)).toBe(
      '2026-11-25T17:00+01:00',
    );
    expect(() => nextCutOff({ ...PRINTER, weekdays: [] }, at('2026-11-23T15:00+01:00'))).toThrow(RangeError);
  });

  it('the last hand-over is in time, and a second later is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 10), max: Date.UTC(2027, 11, 31) }), ms => {
        const deadline = fromEpochMs(ms);
        const last = lastHandOver(PRINTER, deadline);
        return (
          postedIfGivenAt(PRINTER, last) <= deadline &&
          postedIfGivenAt(PRINTER, addSeconds(last, 1)) > deadline
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('quiet hours from 21:00 to 08:00', () => {
  const quiet = { from: 21 * 60, to: 8 * 60 };
  it.each([
    ['Monday 20:59 is not quiet', '2026-11-23T20:59+01:00', '2026-11-23T20:59+01:00'],
    ['Monday 21:00 waits for Tuesday', '2026-11-23T21:00+01:00', '2026-11-24T08:00+01:00'],
    ['Tuesday 02:00 waits for the same morning', '2026-11-24T02:00+01:00', '2026-11-24T08:00+01:00'],
    ['Tuesday 08:00 is not quiet', '2026-11-24T08:00+01:00', '2026-11-24T08:00+01:00'],
    [
      'the night the clocks go back ends at 08:00 by the wall',
      '2026-10-24T23:00+02:00',
      '2026-10-25T08:00+01:00',
    ],
  ])('%s', (_what, from, expected) => {
    expect(withOffset(afterQuietHours(quiet, BERLIN, at(from)), BERLIN)).toBe(expected);
  });
  it('never moves a message back, and never by more than eleven hours and a clock change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 525_600 }), minutes => {
        const asked = addMinutes(at('2026-01-01T00:00Z'), minutes);
        const got = afterQuietHours(quiet, BERLIN, asked);
        return got >= asked && toEpochMs(got) - toEpochMs(asked) <= 12 * 3_600_000;
      }),
    );
  });
});

// The same file again, in processes with other zones: everything above must hold there too.
if (process.env['FOREWARN_ZONE_CHECK'] === undefined)
  describe('the host’s own zone', () => {
    it.each(['America/New_York', 'Pacific/Apia', 'UTC'])(
      '%s changes nothing',
      zone => {
        const jest = join(__dirname, '../../node_modules/jest/bin/jest.js');
        const run = spawnSync(process.execPath, [jest, '--json', '--runTestsByPath', __filename], {
          env: { ...process.env, TZ: zone, FOREWARN_ZONE_CHECK: '1' },
          encoding: 'utf8',
        });
        const { numPassedTests, numFailedTests } = JSON.parse(run.stdout) as {
          numPassedTests: number;
          numFailedTests: number;
        };
        expect(numFailedTests).toBe(0);
        expect(numPassedTests).toBeGreaterThan(40);
      },
      60_000,
    );
  });
