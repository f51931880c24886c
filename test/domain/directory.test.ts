import {
  contactPointsOf,
  isShrunk,
  nextReconciliation,
  servicePointProblem,
  type PartyRecord,
  type ServicePointRecord,
} from '../../server/domain/directory.js';
import type { PartyId } from '../../server/domain/ids.js';
import { instant, type Zone } from '../../server/domain/time.js';

const BERLIN = { reconcile: { zone: 'Europe/Berlin' as Zone, at: 150 } };

test.each([
  ['later the same night', '2026-11-23T01:00+01:00', '2026-11-23T02:30+01:00'],
  ['exactly then: the next night', '2026-11-23T02:30+01:00', '2026-11-24T02:30+01:00'],
  ['by day', '2026-11-23T10:00+01:00', '2026-11-24T02:30+01:00'],
  ['when the clocks go back, once', '2026-10-24T12:00+02:00', '2026-10-25T02:30+02:00'],
  ['when the hour does not exist, after it', '2026-03-28T12:00+01:00', '2026-03-29T03:30+02:00'],
])('the next comparison, %s', (_name, now, expected) => {
  expect(nextReconciliation(BERLIN, instant(now))).toBe(instant(expected));
});

test.each([
  [0, 0, false],
  [9, 0, false],
  [10, 5, false],
  [10, 4, true],
  [100, 50, false],
  [100, 49, true],
])('of %d known %d seen: shrunk %s', (known, seen, expected) => {
  expect(isShrunk({ known, seen })).toBe(expected);
});

const point: ServicePointRecord = {
  crmId: '1',
  code: 'SP-1',
  accountNumber: 'A-1',
  feeder: 'F-1',
  address: { line1: '', line2: '', city: '', postcode: '', country: '' },
  zone: 'Europe/Berlin',
  jurisdiction: '',
  customerClass: 'residential',
  lifeSupport: false,
  inArrears: false,
  balance: null,
};
test.each([
  [{}, null],
  [{ accountNumber: '' }, 'account.missing'],
  [{ feeder: '' }, 'feeder.missing'],
  [{ zone: 'Berlin' }, 'zone.unknown'],
])('a service point with %j: %s', (more, expected) => {
  expect(servicePointProblem({ ...point, ...more })).toBe(expected);
});

const party: PartyRecord = {
  crmId: '1',
  kind: 'contact',
  name: 'Anna Keller',
  language: null,
  noInternet: false,
  email: null,
  mobilephone: null,
  phone: null,
  smsOptOut: false,
  emailOptOut: false,
  address: { line1: '', city: '', postcode: '', country: '' },
  mergedIds: [],
};
const pointsOf = (more: Partial<PartyRecord>) =>
  contactPointsOf({ ...party, ...more }, 'p' as PartyId, key => key).map(
    ({ kind, value, problem, optedOut }) => [kind, value, problem, optedOut.length],
  );
test.each([
  ['nothing', {}, []],
  [
    'an address with its domain in lower case',
    { email: ' Anna@MAIL.example ' },
    [['email', 'Anna@mail.example', null, 0]],
  ],
  [
    'one that is none, as it stands',
    { email: 'anna at mail' },
    [['email', 'anna at mail', 'email.malformed', 0]],
  ],
  [
    'the same number in both fields, once',
    { mobilephone: '0176 04060001', phone: '+49 176 04060001', smsOptOut: true },
    [['mobile', '+4917604060001', null, 1]],
  ],
  [
    'the same nonsense in both fields, once for each kind',
    { mobilephone: '12', phone: '12' },
    [
      ['mobile', '12', 'phone.malformed', 0],
      ['landline', '12', 'phone.malformed', 0],
    ],
  ],
] as const)('%s', (_name, more, expected) => {
  expect(pointsOf(more)).toEqual(expected);
});
