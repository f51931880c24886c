import {
  planReply,
  standingOfReply,
  type ReplyQuestion,
  type ToldState,
} from '../../../server/domain/customer/complaint.js';
import type { AccountId, DeliveryId, ServicePointId } from '../../../server/domain/ids.js';
import type { DeliveryState } from '../../../server/domain/notice/notice.js';
import type { Revision } from '../../../server/domain/outage/outage.js';
import { addHours } from '../../../server/domain/time.js';
import { addressee, at, BERLIN, contactPoint, POLICY } from '../builders.js';

const NOON = at('Monday 2026-11-23T12:00+01:00');
const NIGHT = at('Monday 2026-11-23T23:00+01:00');
const EMAIL = contactPoint('email', { id: 'ada-email', value: 'ada@example.com' });
const MOBILE = contactPoint('mobile', { id: 'ada-mobile' });
const ADDRESS = contactPoint('address', { id: 'ada-address' });

const question = (
  points: readonly (typeof EMAIL)[],
  changes: Partial<ReplyQuestion> = {},
  noInternet = false,
): ReplyQuestion => ({
  portal: '1',
  complaint: { id: 'c', ref: 'C-2345678', about: 'noPower', asked: 0 },
  who: {
    addressee: addressee('ada', { contactPoints: points, noInternet }),
    place: {
      id: 'SP' as ServicePointId,
      feeder: 'F-1',
      address: { line1: 'Mühlenweg 1', city: 'Flussau', postcode: '00999', country: 'DE' },
      zone: BERLIN,
      jurisdiction: 'XA-N',
      customerClass: 'residential',
      lifeSupport: false,
    },
    account: { id: 'A' as AccountId, number: 'A-1', inArrears: true },
  },
  outage: null,
  policy: POLICY,
  letters: null,
  languageFor: preferred => preferred ?? 'en',
  now: NOON,
  ...changes,
});
const told = (
  status: ToldState['status'],
  kind: ToldState['kind'],
  windows: Revision['windows'] = [],
): ToldState => ({
  status,
  kind,
  revision: {
    ...{ n: 1, kind: 'announce', feeders: ['F-1'], windows, since: null, detectedAt: null, restoredAt: null },
    ...{ etr: null, nextUpdateBy: null, reason: 'other', alsoAffected: [], hasNewDate: false },
  },
});

describe('the answer to a complaint', () => {
  test.each([
    ['by what is read soonest', [ADDRESS, MOBILE, EMAIL], false, 'email'],
    ['not by e-mail to whom has no Internet', [EMAIL, MOBILE], true, 'sms'],
    [
      'not by what the customer has stopped',
      [{ ...EMAIL, optedOut: ['outage' as const] }, MOBILE],
      false,
      'sms',
    ],
    ['not to what does not work', [{ ...EMAIL, problem: 'email.mailboxUnknown' }, MOBILE], false, 'sms'],
    ['although debts are not to be written of', [{ ...EMAIL, optedOut: ['debt' as const] }], false, 'email'],
    ['by nothing where all was stopped', [{ ...MOBILE, optedOut: ['outage' as const] }], false, undefined],
    ['by no letter where none are printed', [ADDRESS], false, undefined],
  ])('goes %s', (_, points, noInternet, channel) => {
    const reply = planReply('complaint_received', question(points, {}, noInternet));
    expect(reply?.deliveries[0]?.channel).toBe(channel);
    expect(reply?.deliveries.length ?? 0).toBe(channel === undefined ? 0 : 1);
  });

  test('keeps the quiet hours by text, and is one message however often it is planned', () => {
    const at23 = question([MOBILE], { now: NIGHT });
    const [text] = planReply('complaint_received', at23)?.deliveries ?? [];
    expect(text?.sendAt).toBe(at('Tuesday 2026-11-24T08:00+01:00'));
    expect(planReply('complaint_received', at23)?.key).toBe(planReply('complaint_received', at23)?.key);
    const asked = [0, 1].map(times => {
      const complaint = { ...at23.complaint, asked: times };
      return planReply('complaint_followup', { ...at23, complaint })?.key;
    });
    expect(new Set([planReply('complaint_received', at23)?.key, ...asked]).size).toBe(3);
  });

  const window = { from: addHours(NOON, 1), to: addHours(NOON, 5) };
  test.each([
    ['none is known', null, NOON, 'none'],
    ['an emergency', told('announced', 'emergency'), NOON, 'off'],
    ['planned work ahead', told('announced', 'planned', [window]), NOON, 'planned'],
    ['planned work begun', told('announced', 'planned', [window]), addHours(NOON, 2), 'off'],
    ['planned work over', told('announced', 'planned', [window]), addHours(NOON, 5), 'none'],
    ['restored', told('restored', 'emergency'), NOON, 'restored'],
    ['called off', told('cancelled', 'planned', [window]), NOON, 'cancelled'],
  ] as const)('says of the outage what holds: %s', (_, outage, now, state) => {
    const facts = planReply('complaint_received', question([EMAIL], { outage, now }))?.facts;
    expect(facts?.outageState).toBe(state);
    // That an outage has nothing to do with the debt is said where there is one.
    expect(facts?.inArrears).toBe(outage !== null);
  });

  test.each<[readonly DeliveryState[], string]>([
    [['planned'], 'open'],
    [['unknown'], 'open'],
    [['failed'], 'unserved'],
    [['superseded'], 'unserved'],
    [['accepted'], 'served'],
    [['failed', 'delivered'], 'served'],
  ])('that is %s is %s', (states, state) => {
    const ways = states.map((each, n) => ({
      ...{ id: `d${n}` as DeliveryId, state: each },
      acceptedAt: ['accepted', 'delivered', 'failed'].includes(each) ? NOON : null,
      ...{ postedAt: null, deliveredAt: each === 'delivered' ? NOON : null },
    }));
    expect(standingOfReply(ways).state).toBe(state);
  });
});
