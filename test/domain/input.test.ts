import {
  isAboutTheAddress,
  parseEmail,
  parsePhone,
  parsePostalAddress,
} from '../../server/domain/contact-point.js';
import { checkRevision, type Outage, type Revision } from '../../server/domain/outage/outage.js';
import { addDays, type CivilDate } from '../../server/domain/time.js';
import { at, BERLIN, emergency, MONDAY, revision } from './builders.js';

const value = <T>(
  outcome: { ok: true; value: T } | { ok: false; refusals: readonly { code: string }[] },
): T | string => (outcome.ok ? outcome.value : (outcome.refusals[0]?.code ?? ''));

describe('a telephone number', () => {
  it.each<[string, string, string, 'mobilephone' | 'phone', unknown]>([
    ['a German mobile', '0176 0406 9012', 'DE', 'phone', { kind: 'mobile', number: '+4917604069012' }],
    [
      'a German landline in the mobile field',
      '030 23125 012',
      'DE',
      'mobilephone',
      { kind: 'landline', number: '+493023125012' },
    ],
    [
      'a foreign number with its country code',
      '+34 600 123 456',
      'DE',
      'phone',
      { kind: 'mobile', number: '+34600123456' },
    ],
    [
      'North America, in the mobile field',
      '(212) 555-0123',
      'US',
      'mobilephone',
      { kind: 'mobile', number: '+12125550123' },
    ],
    [
      'North America, in the other field',
      '(212) 555-0123',
      'US',
      'phone',
      { kind: 'landline', number: '+12125550123' },
    ],
    ['too short', '0176-12', 'DE', 'mobilephone', 'phone.malformed'],
    ['words', 'call my wife', 'DE', 'phone', 'phone.malformed'],
    ['a premium number', '0900 1234567', 'DE', 'phone', 'phone.notPersonal'],
    ['two numbers in one field', '0176 04069012 / 030 23125012', 'DE', 'phone', 'phone.malformed'],
  ])('%s', (_what, text, country, field, expected) => {
    expect(value(parsePhone(text, country, field))).toEqual(expected);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['Anna.Keller@Mail.Example', 'Anna.Keller@mail.example'],
    ['  a@mail.example ', 'a@mail.example'],
    ['a+b@mail.example', 'a+b@mail.example'],
    ['anna@mail', 'email.malformed'],
    ['anna', 'email.malformed'],
    ['a..b@mail.example', 'email.malformed'],
    ['a@mail.example, b@mail.example', 'email.malformed'],
    ['a@mail.example\r\nBcc: b@mail.example', 'email.malformed'],
    ['', 'email.malformed'],
  ])('%j', (text, expected) => {
    expect(value(parseEmail(text))).toBe(expected);
  });
});

it('a postal address says what it lacks', () => {
  const answer = parsePostalAddress({ line1: 'Mühlenweg 1', city: '', postcode: ' ', country: 'DE' });
  expect(answer.ok ? '' : answer.refusals[0].message).toMatch(/city, postcode/);
});

it('an address is blamed for what is its own fault only', () => {
  expect(
    [
      'sms.landline',
      'email.mailboxUnknown',
      'letter.moved',
      'sms.unreachable',
      'email.mailboxFull',
      'sms.carrierDown',
    ].map(isAboutTheAddress),
  ).toEqual([true, true, true, false, false, false]);
});

describe('a revision that makes no sense', () => {
  const ANNOUNCED: Pick<Outage, 'kind' | 'status'> = { kind: 'planned', status: 'announced' };
  const DRAFT: Pick<Outage, 'kind' | 'status'> = { kind: 'planned', status: 'draft' };
  const DARK: Pick<Outage, 'kind' | 'status'> = { kind: 'emergency', status: 'announced' };
  const window = (from: string, to: string) => [{ from: at(from), to: at(to) }];
  const codes = (
    outage: Pick<Outage, 'kind' | 'status'>,
    rev: Revision,
    former: Revision | null = null,
  ): readonly string[] => {
    const answer = checkRevision(outage, rev, former, MONDAY, BERLIN);
    return answer.ok ? [] : answer.refusals.map(r => r.code);
  };

  it.each<[string, Pick<Outage, 'kind' | 'status'>, Revision, Revision | null, readonly string[]]>([
    ['nothing wrong', DRAFT, revision(), null, []],
    [
      'ends before it starts',
      DRAFT,
      revision({ windows: window('2026-11-27T13:00+01:00', '2026-11-27T09:00+01:00') }),
      null,
      ['window.endsBeforeStart'],
    ],
    [
      'ends as it starts',
      DRAFT,
      revision({ windows: window('2026-11-27T09:00+01:00', '2026-11-27T09:00+01:00') }),
      null,
      ['window.endsBeforeStart'],
    ],
    [
      'began this morning',
      DRAFT,
      revision({ windows: window('2026-11-23T09:00+01:00', '2026-11-23T13:00+01:00') }),
      null,
      ['window.past'],
    ],
    [
      'is longer than a month',
      DRAFT,
      revision({ windows: window('2026-11-27T09:00+01:00', '2027-01-27T09:00+01:00') }),
      null,
      ['window.tooLong'],
    ],
    [
      'overlaps itself',
      DRAFT,
      revision({
        windows: [
          ...window('2026-11-27T09:00+01:00', '2026-11-27T13:00+01:00'),
          ...window('2026-11-27T12:00+01:00', '2026-11-27T14:00+01:00'),
        ],
      }),
      null,
      ['window.overlap'],
    ],
    ['has no window', DRAFT, revision({ windows: [] }), null, ['window.missing']],
    ['names no feeder', DRAFT, revision({ feeders: [] }), null, ['outage.noArea']],
    [
      'an emergency to come',
      { kind: 'emergency', status: 'draft' },
      emergency({ since: at('2026-11-23T11:00+01:00') }),
      null,
      ['emergency.notBegun'],
    ],
    [
      'an emergency nobody detected',
      { kind: 'emergency', status: 'draft' },
      emergency({ detectedAt: null }),
      null,
      ['emergency.notDetected'],
    ],
    [
      'an estimate that has passed',
      DARK,
      emergency({ n: 2, kind: 'etr', etr: { at: at('2026-11-23T09:59+01:00'), quality: 'crew' } }),
      emergency(),
      ['etr.past'],
    ],
    [
      'an estimate for planned work',
      ANNOUNCED,
      revision({ n: 2, kind: 'etr' }),
      revision(),
      ['etr.notEmergency'],
    ],
    [
      'power back tomorrow',
      DARK,
      emergency({ n: 2, kind: 'restore', restoredAt: at('2026-11-24T09:00+01:00') }),
      emergency(),
      ['restore.future'],
    ],
    [
      'power back before it went',
      DARK,
      emergency({ n: 2, kind: 'restore', restoredAt: at('2026-11-23T09:00+01:00') }),
      emergency(),
      ['restore.beforeStart'],
    ],
    [
      'anything after the end',
      { kind: 'planned', status: 'cancelled' },
      revision({ n: 3, kind: 'cancel' }),
      revision(),
      ['outage.closed'],
    ],
    [
      'a change of what nobody knows',
      DRAFT,
      revision({ n: 2, kind: 'cancel' }),
      null,
      ['outage.notAnnounced'],
    ],
    [
      'longer work under way',
      ANNOUNCED,
      revision({ n: 2, kind: 'change', windows: window('2026-11-23T09:00+01:00', '2026-11-23T15:00+01:00') }),
      revision({ windows: window('2026-11-23T09:00+01:00', '2026-11-23T12:00+01:00') }),
      [],
    ],
    [
      'work under way that should have ended',
      ANNOUNCED,
      revision({ n: 2, kind: 'change', windows: window('2026-11-23T08:00+01:00', '2026-11-23T09:30+01:00') }),
      revision({ windows: window('2026-11-23T08:00+01:00', '2026-11-23T12:00+01:00') }),
      ['window.past'],
    ],
    [
      'several things at once',
      DRAFT,
      revision({ feeders: [], windows: [] }),
      null,
      ['outage.noArea', 'window.missing'],
    ],
  ])('%s', (_what, outage, rev, former, expected) => {
    expect(codes(outage, rev, former)).toEqual(expected);
  });
});

it('civil days go over months and leap days', () => {
  expect([
    addDays('2028-02-28' as CivilDate, 1),
    addDays('2026-12-31' as CivilDate, 1),
    addDays('2026-03-01' as CivilDate, -1),
  ]).toEqual(['2028-02-29', '2027-01-01', '2026-02-28']);
});
