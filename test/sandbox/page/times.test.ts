import { fieldValue, momentWords, plainMoments, roundedUp, spanWords, windowWords } from './times.js';

const now = '2026-11-23T14:11:00.000Z';

describe('times on the page', () => {
  it('are the premises’ wall clock with the weekday', () => {
    expect(momentWords('2026-11-25T08:00:00.000Z', 'Europe/Berlin', 'en', now)).toBe('Wed 25 Nov, 09:00');
    expect(momentWords('2026-11-25T08:00:00.000Z', 'Europe/Lisbon', 'ru', now)).toBe('ср 25 ноя, 08:00');
    expect(momentWords('2027-01-04T23:30:00.000Z', 'Europe/Berlin', 'en', now)).toBe('Tue 5 Jan 2027, 00:30');
  });
  it('name the day twice where a window passes midnight', () => {
    expect(
      windowWords('2026-11-25T08:00:00.000Z', '2026-11-25T12:00:00.000Z', 'Europe/Berlin', 'en', now),
    ).toBe('Wed 25 Nov, 09:00–13:00');
    expect(
      windowWords('2026-11-25T21:00:00.000Z', '2026-11-26T03:00:00.000Z', 'Europe/Berlin', 'en', now),
    ).toBe('Wed 25 Nov, 22:00 – Thu 26 Nov, 04:00');
  });
  it('count hours below two days, then days', () => {
    const spans = [
      '2026-11-23T14:11:30.000Z',
      '2026-11-23T14:23:00.000Z',
      '2026-11-24T07:30:00.000Z',
      '2026-11-23T16:11:00.000Z',
      '2026-11-26T14:11:00.000Z',
    ];
    expect(spans.map(to => spanWords(now, to, 'en'))).toEqual([
      'less than a minute',
      '12 min',
      '17 h 19 min',
      '2 h',
      '3 days',
    ]);
  });
  it('replace the server’s exact ones', () => {
    expect(
      plainMoments('Start at 2026-11-25T16:00+01:00 or later, not at 2026-11-23T14:11:00.000Z.', 'en'),
    ).toBe('Start at Wed 25 Nov, 16:00 or later, not at Mon 23 Nov, 14:11 UTC.');
  });
  it('fill a form in half hours', () => {
    expect(roundedUp(now, 30)).toBe('2026-11-23T15:00:00.000Z');
    expect(fieldValue('2026-11-25T08:00:00.000Z', 'Europe/Berlin')).toBe('2026-11-25T09:00');
  });
});
