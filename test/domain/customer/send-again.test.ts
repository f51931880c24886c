import fc from 'fast-check';
import { checkCorrection } from '../../../server/domain/customer/correction.js';
import { sendAgain, type SendAgain } from '../../../server/domain/customer/send-again.js';
import type { ContactPoint } from '../../../server/domain/contact-point.js';
import type { ContactPointId, NoticeId, NoticeKey } from '../../../server/domain/ids.js';
import type { OpenNotice } from '../../../server/domain/notice/next-move.js';
import type { Delivery, DeliveryState } from '../../../server/domain/notice/notice.js';
import { addHours, instant } from '../../../server/domain/time.js';
import { POLICY } from '../builders.js';
import { BERLIN, NOW } from './builders.js';

const MOBILE = 'mobile-1' as ContactPointId;
const MAIL = 'mail-1' as ContactPointId;
const point = (
  id: ContactPointId,
  kind: ContactPoint['kind'],
  changes: Partial<ContactPoint> = {},
): ContactPoint => ({
  id,
  kind,
  value: id,
  optedOut: [],
  problem: null,
  ...changes,
});
const gone = (state: DeliveryState, changes: Partial<Delivery> = {}): OpenNotice['deliveries'][number] =>
  ({
    id: 'd',
    key: 'k',
    notice: 'n',
    channel: 'sms',
    contactPoint: MOBILE,
    state,
    reason: null,
    value: '',
    ...changes,
  }) as never;

const asked = (notice: Partial<OpenNotice> = {}, changes: Partial<SendAgain> = {}): SendAgain => ({
  notice: {
    key: 'portal/outage:1/1/planned/a/p/XA-N/Europe/Berlin' as NoticeKey,
    createdAt: addHours(NOW, -1),
    serveBy: addHours(NOW, 40),
    usefulUntil: addHours(NOW, 42),
    zone: BERLIN,
    lifeSupport: false,
    emergency: false,
    deliveries: [],
    addressee: {
      party: 'p' as never,
      name: 'Anna',
      language: null,
      role: 'holder',
      noInternet: false,
      contactPoints: [point(MOBILE, 'mobile'), point(MAIL, 'email')],
      servicePoints: [],
    },
    asked: false,
    told: [],
    ...notice,
  },
  newer: null,
  to: MOBILE,
  reason: '',
  policy: POLICY,
  letters: null,
  now: NOW,
  ...changes,
});
const withPoint = (changed: ContactPoint): Partial<OpenNotice> => ({
  addressee: { ...asked().notice.addressee, contactPoints: [changed] },
});
const codeOf = (question: SendAgain): string => {
  const outcome = sendAgain(question);
  return outcome.ok ? 'sent' : outcome.refusals[0].code;
};

describe('a notice that is to go again', () => {
  it.each<[string, SendAgain, string]>([
    ['to an address it has not tried', asked(), 'sent'],
    ['to one where it failed', asked({ deliveries: [gone('failed')] }), 'sent'],
    ['to one where it came back', asked({ deliveries: [gone('returned')] }), 'sent'],
    ['after newer news', asked({}, { newer: { notice: 'newest' as NoticeId } }), 'notice.superseded'],
    ['after newer news that was not for them', asked({}, { newer: { notice: null } }), 'notice.superseded'],
    ['once the work has begun', asked({ usefulUntil: NOW }), 'notice.past'],
    ['a millisecond before', asked({ usefulUntil: instant('2026-11-23T14:11:00.001Z') }), 'sent'],
    ['to somebody else’s number', asked({}, { to: 'other' as ContactPointId }), 'contactPoint.unknown'],
    [
      'to a number that is known to be wrong',
      asked(withPoint(point(MOBILE, 'mobile', { problem: 'sms.numberUnknown' }))),
      'contactPoint.unusable',
    ],
    [
      'against the customer’s wish',
      asked(withPoint(point(MOBILE, 'mobile', { optedOut: ['outage'] }))),
      'contactPoint.unusable',
    ],
    [
      'against the wish to have no advertising',
      asked(withPoint(point(MOBILE, 'mobile', { optedOut: ['information'] }))),
      'sent',
    ],
    ['to a landline', asked(withPoint(point(MOBILE, 'landline'))), 'contactPoint.unusable'],
    ['by post without a print house', asked(withPoint(point(MOBILE, 'address'))), 'carrier.none'],
    ['while it is planned there', asked({ deliveries: [gone('planned')] }), 'notice.underWay'],
    [
      'while it is being sent there',
      asked({ deliveries: [gone('sending')] }, { reason: 'again' }),
      'notice.underWay',
    ],
    [
      'while nobody knows whether it arrived',
      asked({ deliveries: [gone('unknown')] }, { reason: 'again' }),
      'notice.outcomeUnknown',
    ],
    [
      'once a person was asked whether it arrived',
      asked({ deliveries: [gone('unknown', { reason: 'outcome.unknown' })] }),
      'sent',
    ],
    [
      'where it arrived, without a reason',
      asked({ deliveries: [gone('delivered')] }, { reason: ' ' }),
      'notice.sentAlready',
    ],
    [
      'where it arrived, with a reason',
      asked({ deliveries: [gone('delivered')] }, { reason: 'deleted it' }),
      'sent',
    ],
    [
      'where the carrier has it, without a reason',
      asked({ deliveries: [gone('accepted')] }),
      'notice.sentAlready',
    ],
    [
      'by another way while the first is under way',
      asked({ deliveries: [gone('sending')] }, { to: MAIL }),
      'sent',
    ],
  ])('%s: is judged', (_, question, code) => {
    expect(codeOf(question)).toBe(code);
  });

  it('says with every refusal what would be right', () => {
    const outcome = sendAgain(asked({}, { newer: { notice: 'newest' as NoticeId } }));
    expect(outcome).toMatchObject({
      ok: false,
      refusals: [{ lawful: 'Send the newest notice again instead.', details: { newest: 'newest' } }],
    });
  });

  it('counts its copies to one address in the key, so that no carrier takes two for one or one for two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), (here, elsewhere) => {
        const deliveries = [
          ...Array.from({ length: here }, () => gone('failed')),
          ...Array.from({ length: elsewhere }, () => gone('failed', { contactPoint: MAIL })),
        ];
        const outcome = sendAgain(asked({ deliveries }));
        if (!outcome.ok) throw new Error(outcome.refusals[0].message);
        expect(outcome.value.key.endsWith(`/sms/${MOBILE}/${here + 1}`)).toBe(true);
      }),
    );
  });

  it('keeps the quiet hours, which an emergency does not', () => {
    const night = instant('2026-11-23T23:00+01:00');
    const quiet = sendAgain(asked({}, { now: night }));
    expect(quiet.ok && quiet.value.sendAt > night).toBe(true);
    const urgent = sendAgain(asked({ emergency: true, serveBy: null, usefulUntil: null }, { now: night }));
    expect(urgent.ok && urgent.value.sendAt === night).toBe(true);
  });
});

describe('a correction', () => {
  const address = { line1: 'Mühlenweg 1', city: 'Flussau', postcode: '00999', country: 'DE' };
  it.each([
    [{ kind: 'email', email: ' Anna@MAIL.example ' } as const, { kind: 'email', value: 'Anna@mail.example' }],
    [
      { kind: 'phone', phone: '0176 1234567', country: 'DE' } as const,
      { kind: 'mobile', value: '+491761234567', fields: { mobilephone: '+491761234567' } },
    ],
    [
      { kind: 'phone', phone: '+49 30 901820', country: 'DE' } as const,
      { kind: 'landline', fields: { phone: '+4930901820' } },
    ],
    [{ kind: 'address', address } as const, { kind: 'address', value: JSON.stringify(address) }],
  ])('%j is written as the directory has it', (correction, corrected) => {
    const outcome = checkCorrection(correction);
    expect(outcome).toMatchObject({ ok: true, value: corrected });
  });

  it.each([
    [{ kind: 'email', email: 'anna at mail' } as const, 'email.malformed'],
    [{ kind: 'phone', phone: '12', country: 'DE' } as const, 'phone.malformed'],
    [{ kind: 'phone', phone: '0900 1234567', country: 'DE' } as const, 'phone.notPersonal'],
    [{ kind: 'address', address: { ...address, postcode: ' ' } } as const, 'address.incomplete'],
  ])('%j is refused, with an example', (correction, code) => {
    const outcome = checkCorrection(correction);
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code, lawful: expect.any(String) as string }] });
  });
});
