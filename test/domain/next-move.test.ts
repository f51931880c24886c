import {
  firstCheck,
  nextMove,
  retryAt,
  type NextMove,
  type OpenNotice,
} from '../../server/domain/notice/next-move.js';
import type { Instant } from '../../server/domain/time.js';
import { addressee, at, baselineRules, contactPoint, LETTERS, MONDAY_NINE, POLICY } from './builders.js';
import { ADDRESS, delivery, EMAIL, MOBILE, openNotice } from './open-notice.js';

const RULES = baselineRules();
const noon = at('Monday 2026-11-23T12:00+01:00');
/** Six hours before the last lawful moment. */
const check = at('Tuesday 2026-11-24T03:00+01:00');

const move = (notice: OpenNotice, now: Instant = noon, rules = RULES): NextMove =>
  nextMove(notice, rules, POLICY, LETTERS, now);
const brief = (next: NextMove): string =>
  next.kind === 'fallBack'
    ? `fallBack ${next.deliveries.map(d => d.channel).join('+')}`
    : next.kind === 'askPerson'
      ? `ask ${next.reason}`
      : `wait ${next.checkAt ?? 'for nothing'}`;

describe('when a notice is looked at first', () => {
  const serveBy = at('Tuesday 2026-11-24T09:00+01:00');
  test.each<[string, Partial<Parameters<typeof firstCheck>[0]>, Instant]>([
    ['six hours before the deadline', {}, check],
    [
      'at once where the deadline is nearer than that',
      { serveBy: at('Monday 2026-11-23T12:00+01:00') },
      MONDAY_NINE,
    ],
    [
      'an emergency after half an hour',
      { emergency: true, serveBy: null },
      at('Monday 2026-11-23T09:30+01:00'),
    ],
    ['no deadline: after a day', { serveBy: null }, serveBy],
    [
      'life support after a day',
      { lifeSupport: true, serveBy: at('Friday 2026-11-27T09:00+01:00') },
      serveBy,
    ],
    ['life support too while the deadline can still be met', { lifeSupport: true }, check],
    [
      'life support in an emergency after half an hour',
      { lifeSupport: true, emergency: true, serveBy: null },
      at('Monday 2026-11-23T09:30+01:00'),
    ],
  ])('%s', (_, changes, expected) => {
    expect(
      firstCheck(
        { createdAt: MONDAY_NINE, serveBy, lifeSupport: false, emergency: false, ...changes },
        POLICY,
      ),
    ).toBe(expected);
  });
});

describe('served', () => {
  test.each<[string, OpenNotice, Instant, string]>([
    [
      'deemed: nothing to do',
      openNotice({ deliveries: [delivery('email', 'accepted')] }),
      check,
      'wait for nothing',
    ],
    [
      'life support, with proof: nothing to do',
      openNotice({ lifeSupport: true, deliveries: [delivery('sms', 'delivered')] }),
      check,
      'wait for nothing',
    ],
    [
      'life support, deemed: proof may still come',
      openNotice({ lifeSupport: true, deliveries: [delivery('sms', 'accepted')] }),
      check,
      `wait ${at('Tuesday 2026-11-24T09:00+01:00')}`,
    ],
    [
      'life support, deemed after a day: a person asks',
      openNotice({ lifeSupport: true, deliveries: [delivery('sms', 'accepted')] }),
      at('Tuesday 2026-11-24T09:00+01:00'),
      'ask lifeSupportUnconfirmed',
    ],
    [
      'life support, deemed, a person has asked',
      openNotice({ lifeSupport: true, asked: true, deliveries: [delivery('sms', 'accepted')] }),
      at('Tuesday 2026-11-24T09:00+01:00'),
      'wait for nothing',
    ],
    [
      'life support in an emergency, deemed after half an hour',
      openNotice({
        lifeSupport: true,
        emergency: true,
        serveBy: null,
        usefulUntil: null,
        deliveries: [delivery('sms', 'accepted')],
      }),
      at('Monday 2026-11-23T09:30+01:00'),
      'ask lifeSupportUnconfirmed',
    ],
  ])('%s', (_, notice, now, expected) => {
    expect(brief(move(notice, now))).toBe(expected);
  });
});

describe('not served', () => {
  const onlyEmail = addressee('ada', { contactPoints: [EMAIL] });
  const withoutMobile = addressee('ada', { contactPoints: [EMAIL, ADDRESS] });
  const spoilt = addressee('ada', {
    contactPoints: [EMAIL, { ...MOBILE, problem: 'sms.numberUnknown' }, { ...ADDRESS, optedOut: ['outage'] }],
  });
  const samePhone = addressee('ada', {
    contactPoints: [MOBILE, contactPoint('mobile', { id: 'ada-second' })],
  });

  test.each<[string, OpenNotice, Instant, string]>([
    [
      'under way: wait until the check',
      openNotice({ deliveries: [delivery('email', 'sending')] }),
      noon,
      `wait ${check}`,
    ],
    [
      'failed: the next channel at once',
      openNotice({ deliveries: [delivery('email', 'failed')] }),
      noon,
      'fallBack sms',
    ],
    [
      'failed without a mobile: the letter',
      openNotice({ addressee: withoutMobile, deliveries: [delivery('email', 'failed')] }),
      noon,
      'fallBack letter',
    ],
    [
      'both failed: the letter',
      openNotice({ deliveries: [delivery('email', 'failed'), delivery('sms', 'failed')] }),
      noon,
      'fallBack letter',
    ],
    [
      'one of two failed, the other under way',
      openNotice({ deliveries: [delivery('email', 'failed'), delivery('sms', 'sending')] }),
      noon,
      `wait ${check}`,
    ],
    [
      'still under way at the check: the next channel besides',
      openNotice({ deliveries: [delivery('email', 'sending')] }),
      check,
      'fallBack sms',
    ],
    [
      'a millisecond before the check',
      openNotice({ deliveries: [delivery('email', 'sending')] }),
      at('Tuesday 2026-11-24T02:59:59.999+01:00'),
      `wait ${check}`,
    ],
    [
      'nothing left to try: a person',
      openNotice({ addressee: onlyEmail, deliveries: [delivery('email', 'failed')] }),
      noon,
      'ask unserved',
    ],
    [
      'what is left is spoilt: a person',
      openNotice({ addressee: spoilt, deliveries: [delivery('email', 'returned')] }),
      noon,
      'ask unserved',
    ],
    [
      'the same number under another name is no second try',
      openNotice({ addressee: samePhone, deliveries: [delivery('sms', 'failed')] }),
      noon,
      'ask unserved',
    ],
    [
      'outcome unknown at the check, nothing left',
      openNotice({ addressee: onlyEmail, deliveries: [delivery('email', 'unknown')] }),
      check,
      'ask outcomeUnknown',
    ],
    [
      'one unknown, one failed',
      openNotice({
        addressee: addressee('ada', { contactPoints: [EMAIL, MOBILE] }),
        deliveries: [delivery('email', 'unknown'), delivery('sms', 'failed')],
      }),
      check,
      'ask outcomeUnknown',
    ],
    [
      'one unknown, one not sent yet',
      openNotice({
        addressee: addressee('ada', { contactPoints: [EMAIL, MOBILE] }),
        deliveries: [delivery('email', 'unknown'), delivery('sms', 'planned')],
      }),
      check,
      'ask unserved',
    ],
    [
      'a person was asked: nothing more',
      openNotice({ asked: true, deliveries: [delivery('email', 'failed')] }),
      noon,
      'wait for nothing',
    ],
    [
      'after the deadline still: late is better than never',
      openNotice({ deliveries: [delivery('email', 'failed')] }),
      at('Wednesday 2026-11-25T12:00+01:00'),
      'fallBack sms',
    ],
    [
      'after the start nothing is useful: a person',
      openNotice({ deliveries: [delivery('email', 'failed')] }),
      at('Thursday 2026-11-26T09:00+01:00'),
      'ask unserved',
    ],
    [
      'Wednesday afternoon: a letter would be posted after the start',
      openNotice({ addressee: withoutMobile, deliveries: [delivery('email', 'failed')] }),
      at('Wednesday 2026-11-25T14:01+01:00'),
      'ask unserved',
    ],
    [
      'life support near its deadline: the next channel, not a day later',
      openNotice({ lifeSupport: true, deliveries: [delivery('email', 'sending')] }),
      check,
      'fallBack sms',
    ],
    [
      'an emergency knows no letter',
      openNotice({
        emergency: true,
        serveBy: null,
        usefulUntil: null,
        deliveries: [delivery('email', 'failed'), delivery('sms', 'failed')],
      }),
      noon,
      'ask unserved',
    ],
  ])('%s', (_, notice, now, expected) => {
    expect(brief(move(notice, now))).toBe(expected);
  });

  test('where only letters are the written form, an e-mail under way is not waited for', () => {
    const letterOnly = { ...RULES, writtenForm: { ...RULES.writtenForm, value: ['letter'] as const } };
    expect(
      brief(
        move(
          openNotice({ addressee: withoutMobile, deliveries: [delivery('email', 'accepted')] }),
          noon,
          letterOnly,
        ),
      ),
    ).toBe('fallBack letter');
  });

  test('the next channel has a key of its own, goes at once, and is looked at again', () => {
    const next = move(openNotice({ deliveries: [delivery('email', 'failed')] }));
    expect(next).toEqual({
      kind: 'fallBack',
      deliveries: [
        {
          key: 'key/sms/ada-mobile/1',
          channel: 'sms',
          contactPoint: 'ada-mobile',
          sendAt: noon,
          priority: 1,
        },
      ],
      checkAt: check,
    });
    expect(move(openNotice({ lifeSupport: true, deliveries: [delivery('email', 'failed')] }))).toMatchObject({
      deliveries: [{ priority: 0 }],
    });
    expect(move(openNotice({ deliveries: [delivery('email', 'failed')] }), check)).toMatchObject({
      checkAt: at('Tuesday 2026-11-24T04:00+01:00'),
    });
  });

  test('quiet hours hold the next channel back only where it costs nothing', () => {
    const night = at('Monday 2026-11-23T23:00+01:00');
    const sendAt = (serveBy: string) =>
      move(openNotice({ serveBy: at(serveBy), deliveries: [delivery('email', 'failed')] }), night);
    expect(sendAt('Tuesday 2026-11-24T09:00+01:00')).toMatchObject({
      deliveries: [{ sendAt: at('Tuesday 2026-11-24T08:00+01:00') }],
    });
    expect(sendAt('Tuesday 2026-11-24T08:59+01:00')).toMatchObject({ deliveries: [{ sendAt: night }] });
  });
});

describe('letters under way', () => {
  const byPost = addressee('ada', { contactPoints: [ADDRESS] });
  const given = (changes: Parameters<typeof delivery>[2] = {}, notice: Partial<OpenNotice> = {}) =>
    openNotice({
      addressee: byPost,
      serveBy: at('Tuesday 2026-11-24T20:00+01:00'),
      deliveries: [delivery('letter', 'accepted', changes)],
      ...notice,
    });
  // Given in after Monday's cut-off: posted on Tuesday at 17:00; the check was due on Tuesday at 14:00.
  const late = { acceptedAt: at('Monday 2026-11-23T15:00+01:00') };

  test.each<[string, OpenNotice, Instant, string]>([
    [
      'posted in time, so it is waited for, with two hours for the word of it',
      given(late),
      at('Tuesday 2026-11-24T15:00+01:00'),
      `wait ${at('Tuesday 2026-11-24T19:00+01:00')}`,
    ],
    ['no word by then: a person', given(late), at('Tuesday 2026-11-24T19:00+01:00'), 'ask unserved'],
    [
      'posted only after the deadline: a person at once',
      given(late, { serveBy: at('Tuesday 2026-11-24T18:00+01:00') }),
      at('Tuesday 2026-11-24T15:00+01:00'),
      'ask unserved',
    ],
    [
      'posted',
      given({ state: 'posted', postedAt: at('Tuesday 2026-11-24T17:00+01:00') }),
      at('Tuesday 2026-11-24T19:00+01:00'),
      'wait for nothing',
    ],
    [
      'no deadline: waited for too',
      given(late, { serveBy: null, usefulUntil: null }),
      at('Tuesday 2026-11-24T10:00+01:00'),
      `wait ${at('Tuesday 2026-11-24T19:00+01:00')}`,
    ],
  ])('%s', (_, notice, now, expected) => {
    expect(brief(move(notice, now))).toBe(expected);
  });

  test('without a letter carrier none is waited for', () => {
    expect(nextMove(given(late), RULES, POLICY, null, at('Tuesday 2026-11-24T15:00+01:00'))).toMatchObject({
      kind: 'askPerson',
    });
  });
});

describe('the same carrier again', () => {
  test.each<[string, number, number | undefined, Instant | null]>([
    ['after the first fault in a minute', 1, undefined, at('Monday 2026-11-23T09:01+01:00')],
    ['after the third in twenty', 3, undefined, at('Monday 2026-11-23T09:20+01:00')],
    ['after the fifth in three hours', 5, undefined, at('Monday 2026-11-23T12:00+01:00')],
    ['after the sixth never', 6, undefined, null],
    ['not sooner than the carrier asks', 1, 600, at('Monday 2026-11-23T09:10+01:00')],
    ['not sooner than we like, though the carrier would', 2, 10, at('Monday 2026-11-23T09:05+01:00')],
    ['given up is given up, whatever the carrier asks', 6, 10, null],
  ])('%s', (_, attempts, retryAfter, expected) => {
    expect(retryAt(POLICY, attempts, MONDAY_NINE, retryAfter)).toBe(expected);
  });
});
