import { parseMoment, type Zone } from '../../server/domain/time.js';
import { accepted, at, BERLIN, codes, LORD_HOWE, wall } from './builders.js';

test.each([
  [
    'Wednesday with an offset',
    wall('Wednesday 2026-11-25T09:00+01:00'),
    undefined,
    at('Wednesday 2026-11-25T09:00+01:00'),
  ],
  ['Wednesday with Z', wall('Wednesday 2026-11-25T09:00Z'), undefined, at('Wednesday 2026-11-25T09:00Z')],
  [
    'Wednesday with an offset, which is stronger than the zone',
    wall('Wednesday 2026-11-25T09:00-05:00'),
    BERLIN,
    at('Wednesday 2026-11-25T09:00-05:00'),
  ],
  [
    'Wednesday by the wall clock, in winter',
    wall('Wednesday 2026-11-25T09:00'),
    BERLIN,
    at('Wednesday 2026-11-25T09:00+01:00'),
  ],
  [
    'Wednesday by the wall clock, in summer',
    wall('Wednesday 2026-07-22T09:00'),
    BERLIN,
    at('Wednesday 2026-07-22T09:00+02:00'),
  ],
  [
    'Wednesday with a space',
    wall('Wednesday 2026-11-25T09:00').replace('T', ' '),
    BERLIN,
    at('Wednesday 2026-11-25T09:00+01:00'),
  ],
  [
    'Sunday in the overlap, the first one by its offset',
    wall('Sunday 2026-10-25T02:30+02:00'),
    BERLIN,
    at('Sunday 2026-10-25T02:30+02:00'),
  ],
  [
    'Sunday in the overlap, the second one by its offset',
    wall('Sunday 2026-10-25T02:30+01:00'),
    BERLIN,
    at('Sunday 2026-10-25T02:30+01:00'),
  ],
  [
    'Sunday, the last minute before the gap',
    wall('Sunday 2026-03-29T01:59'),
    BERLIN,
    at('Sunday 2026-03-29T01:59+01:00'),
  ],
  [
    'Sunday, the first minute after the gap',
    wall('Sunday 2026-03-29T03:00'),
    BERLIN,
    at('Sunday 2026-03-29T03:00+02:00'),
  ],
  [
    'Sunday, the last minute before the overlap',
    wall('Sunday 2026-10-25T01:59'),
    BERLIN,
    at('Sunday 2026-10-25T01:59+02:00'),
  ],
  [
    'Sunday, the first minute after the overlap',
    wall('Sunday 2026-10-25T03:00'),
    BERLIN,
    at('Sunday 2026-10-25T03:00+01:00'),
  ],
  [
    'Sunday, half an hour after the short gap of Lord Howe',
    wall('Sunday 2026-10-04T02:30'),
    LORD_HOWE,
    at('Sunday 2026-10-04T02:30+11:00'),
  ],
])('%s is read', (_, text, zone, expected) => {
  expect(accepted(parseMoment(text, zone))).toBe(expected);
});

test.each([
  [
    'Sunday in the gap of Berlin',
    wall('Sunday 2026-03-29T02:30'),
    BERLIN,
    'time.gap',
    ['2026-03-29T01:30+01:00', '2026-03-29T03:30+02:00'],
  ],
  [
    'Sunday, the first minute of the gap',
    wall('Sunday 2026-03-29T02:00'),
    BERLIN,
    'time.gap',
    ['2026-03-29T01:00+01:00', '2026-03-29T03:00+02:00'],
  ],
  [
    'Sunday in the overlap of Berlin',
    wall('Sunday 2026-10-25T02:30'),
    BERLIN,
    'time.overlap',
    ['2026-10-25T02:30+02:00', '2026-10-25T02:30+01:00'],
  ],
  [
    'Sunday, the last minute of the overlap',
    wall('Sunday 2026-10-25T02:59'),
    BERLIN,
    'time.overlap',
    ['2026-10-25T02:59+02:00', '2026-10-25T02:59+01:00'],
  ],
  [
    'Sunday in the gap of Lord Howe',
    wall('Sunday 2026-10-04T02:15'),
    LORD_HOWE,
    'time.gap',
    ['2026-10-04T01:45+10:30', '2026-10-04T02:45+11:00'],
  ],
  [
    'Sunday in the overlap of Lord Howe',
    wall('Sunday 2026-04-05T01:45'),
    LORD_HOWE,
    'time.overlap',
    ['2026-04-05T01:45+11:00', '2026-04-05T01:45+10:30'],
  ],
])('%s is refused and the two readings are offered', (_, text, zone, code, readings) => {
  const outcome = parseMoment(text, zone);
  expect(codes(outcome)).toEqual([code]);
  for (const reading of readings) {
    expect(outcome.ok ? '' : outcome.refusals[0].lawful).toContain(reading);
    // What is offered is itself taken.
    expect(codes(parseMoment(reading, zone))).toEqual([]);
  }
});

test.each([
  [
    'Wednesday by the wall clock without a zone',
    wall('Wednesday 2026-11-25T09:00'),
    undefined,
    'time.noZone',
  ],
  ['words', 'tomorrow at nine', BERLIN, 'time.unreadable'],
  ['nothing', '', BERLIN, 'time.unreadable'],
  ['a day that does not exist', '2026-02-30T09:00', BERLIN, 'time.unreadable'],
  ['an hour that does not exist', '2026-11-25T25:00', BERLIN, 'time.unreadable'],
  ['day before month', '25.11.2026 09:00', BERLIN, 'time.unreadable'],
  [
    'Wednesday without a time, which is not midnight',
    wall('Wednesday 2026-11-25'),
    BERLIN,
    'time.unreadable',
  ],
  [
    'Wednesday with the name of another zone, which must not be dropped',
    `${wall('Wednesday 2026-11-25T09:00')}[America/New_York]`,
    BERLIN,
    'time.unreadable',
  ],
] as [string, string, Zone | undefined, string][])('%s is refused', (_, text, zone, code) => {
  expect(codes(parseMoment(text, zone))).toEqual([code]);
});
