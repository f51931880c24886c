import type { DeliveryId } from '../../../server/domain/ids.js';
import { serviceOf } from '../../../server/domain/notice/service.js';
import { earliest } from '../../../server/domain/rules/earliest.js';
import { beforeQuietHours, maySendNow } from '../../../server/domain/rules/quiet.js';
import { at, baselineRules, BERLIN, day } from '../builders.js';
import { calendar, lawOf, moment, oneWait, question, rulebook, served } from './law.js';

const TEN_DAYS = 'atLeast: { count: 10, unit: days }';

describe('service', () => {
  const law = (rule: string) =>
    lawOf([
      rulebook(
        oneWait(
          TEN_DAYS,
          `servedWhen: { registeredLetter: { ${rule}, source: law }, email: { ${rule}, source: law } }`,
        ),
        [calendar(2026)],
      ),
    ]);
  const failed = (...days: readonly string[]) =>
    served('Monday 2026-06-01', {
      channel: 'registeredLetter',
      served: null,
      failedAttempts: days.map(moment),
    });

  test.each([
    [
      'a second attempt after seven working days',
      ['Monday 2026-06-01', 'Wednesday 2026-06-10'],
      'Saturday 2026-06-20',
    ],
    ['a second attempt too soon', ['Monday 2026-06-01', 'Tuesday 2026-06-09'], null],
  ])('%s', (_, days, first) => {
    const twice = law(
      'event: delivered, afterFailedAttempts: { attempts: 2, apart: { count: 7, unit: workingDays } }',
    );
    const answer = earliest(question(twice, null, { notices: { notice: [failed(...days)] } }));
    expect(answer.on).toBe(first === null ? null : day(first));
  });

  test.each([
    ['at the cut-off', 'Friday 2026-06-05T17:00+02:00', 'Monday 2026-06-15'],
    ['a second later', 'Friday 2026-06-05T17:00:01+02:00', 'Thursday 2026-06-18'],
    ['on a Saturday', 'Saturday 2026-06-06T10:00+02:00', 'Thursday 2026-06-18'],
  ])('sent %s', (_, sentAt, first) => {
    const cut = law('event: accepted, cutOff: "17:00"');
    const mail = { ...served('Monday 2026-06-01', { channel: 'email', served: null }), sent: moment(sentAt) };
    expect(earliest(question(cut, null, { notices: { notice: [mail] } })).on).toBe(day(first));
  });

  test('in the flow of an outage too, a letter is served the days after posting that the law deems', () => {
    const rules = baselineRules();
    const letter = rules.servedWhen.letter;
    if (letter === undefined) throw new Error('The baseline has letters.');
    const slow = {
      ...rules,
      servedWhen: {
        letter: { ...letter, value: { event: 'posted' as const, plus: { count: 3, unit: 'days' as const } } },
      },
    };
    const posted = {
      id: 'letter' as DeliveryId,
      channel: 'letter' as const,
      state: 'posted' as const,
      acceptedAt: null,
      postedAt: at('Monday 2026-11-23T17:00+01:00'),
      deliveredAt: null,
    };
    expect(serviceOf([posted], slow, BERLIN)).toMatchObject({
      state: 'served',
      at: at('Thursday 2026-11-26T00:00+01:00'),
    });
  });
});

describe('quiet hours', () => {
  const quiet = { from: 21 * 60, to: 8 * 60 };
  const night = at('Monday 2026-06-15T23:00+02:00');
  const ask = { quiet, zone: BERLIN, at: night, emergency: false, last: null };

  test('are kept, but not in an emergency nor past a deadline', () => {
    expect(maySendNow(ask)).toEqual({ verdict: 'hold', releaseAt: at('Tuesday 2026-06-16T08:00+02:00') });
    expect(maySendNow({ ...ask, emergency: true })).toEqual({ verdict: 'send', why: 'emergency' });
    const last = { at: at('Tuesday 2026-06-16T07:59+02:00'), inclusive: true };
    expect(maySendNow({ ...ask, last })).toEqual({ verdict: 'send', why: 'deadline' });
    expect(maySendNow({ ...ask, at: at('Monday 2026-06-15T20:59:59+02:00') })).toEqual({
      verdict: 'send',
      why: 'notQuiet',
    });
  });

  test('move the moment to plan by earlier, never later', () => {
    const last = { at: at('Tuesday 2026-06-16T04:00+02:00'), inclusive: true };
    expect(beforeQuietHours(quiet, BERLIN, last)).toEqual({
      at: at('Monday 2026-06-15T21:00+02:00'),
      inclusive: false,
    });
    const day9 = { at: at('Tuesday 2026-06-16T09:00+02:00'), inclusive: true };
    expect(beforeQuietHours(quiet, BERLIN, day9)).toEqual(day9);
  });
});
