import type { Addressee } from '../../../server/domain/account.js';
import { caseFactsOf, type CasePlace } from '../../../server/domain/debt/case-facts.js';
import { planDebtNotices, type Give } from '../../../server/domain/debt/plan-debt-notice.js';
import { replay } from '../../../server/domain/debt/replay.js';
import type { AccountId, DebtCaseId, PartyId, PortalId, ServicePointId } from '../../../server/domain/ids.js';
import type { Law, LegalChannel } from '../../../server/domain/rules/rulebook.js';
import type { Instant } from '../../../server/domain/time.js';
import { lawAt } from '../../golden/debt/place.js';
import { at, BERLIN, day, POLICY } from '../builders.js';
import { bill, EUR, law } from './one-case.js';

const NOW = at('Tuesday 2026-01-20T09:00Z');
const POINT = 'sp' as ServicePointId;
type Points = Addressee['contactPoints'];
const point = (kind: Points[number]['kind'], more: Partial<Points[number]> = {}): Points[number] => ({
  id: kind as Points[number]['id'],
  kind,
  value: kind,
  optedOut: [],
  problem: null,
  ...more,
});
const ALL: Points = [point('email'), point('mobile'), point('address')];

const person = (
  role: Addressee['role'],
  contactPoints: Points,
  more: Partial<Addressee> = {},
): Addressee => ({
  party: role as string as PartyId,
  name: 'Oleg Petrow',
  language: 'ru',
  role,
  noInternet: false,
  contactPoints,
  servicePoints: [POINT],
  ...more,
});
const placeOf = (...addressees: readonly Addressee[]): CasePlace => ({
  account: { id: 'a' as AccountId, number: '9100002' },
  servicePoint: {
    id: POINT,
    feeder: 'F-1',
    address: { line1: 'Fährgasse 3', city: 'Flussau', postcode: '00999', country: 'DE' },
    zone: BERLIN,
    jurisdiction: 'XA-N',
    customerClass: 'residential',
    lifeSupport: false,
    facts: {},
  },
  addressees,
  suppliedNoMore: false,
});

const BOTH: Give['forms'] = [
  ['email', 'sms'],
  ['letter', 'registeredLetter'],
];
const give = (more: Partial<Give> = {}): Give => ({
  kind: 'give',
  notice: 'first',
  to: 'customer',
  forms: BOTH,
  again: false,
  claimed: EUR(18000),
  dateShown: day('Wednesday 2026-03-11'),
  ...more,
});
const plan = (
  place: CasePlace,
  step: Give = give(),
  more: { readonly law?: Law; readonly letters?: boolean; readonly now?: Instant } = {},
) =>
  planDebtNotices(step, 'disconnection', [], {
    portal: '1' as PortalId,
    id: 'c' as DebtCaseId,
    ref: 'K7M2QZX4A',
    revision: 1,
    state: replay([bill('b1', 'Monday 2026-01-12', 18000)], BERLIN, 'EUR'),
    place,
    law: more.law ?? law,
    policy: POLICY.debt,
    quietHours: POLICY.quietHours,
    languageFor: preferred => preferred ?? 'en',
    letters: more.letters ?? true,
    now: more.now ?? NOW,
  });
const waysOf = (found: ReturnType<typeof plan>): readonly string[] =>
  found.notices.flatMap(({ addressee, deliveries }) => deliveries.map(({ form }) => `${addressee} ${form}`));

it('wakes nobody: in quiet hours a text waits for the morning, an e-mail and a letter do not', () => {
  const midnight = at('Monday 2026-01-19T23:00Z');
  const [notice] = plan(placeOf(person('holder', ALL)), give(), { now: midnight }).notices;
  expect(notice?.deliveries.map(({ channel, sendAt }) => [channel, sendAt])).toEqual([
    ['email', midnight],
    ['sms', at('Tuesday 2026-01-20T07:00Z')],
    ['letter', midnight],
  ]);
});

describe('the ways a notice of a debt goes', () => {
  const german = lawAt({ jurisdiction: 'DE', customerClass: 'residential' })(day('Tuesday 2026-01-20'));
  it.each<[string, Points, readonly string[], number]>([
    [
      'everything: both electronic ways, and the letter registered',
      ALL,
      ['email', 'sms', 'registeredLetter'],
      0,
    ],
    ['no mobile', [point('email'), point('address')], ['email', 'registeredLetter'], 0],
    [
      'a mailbox that is closed',
      [point('email', { problem: 'email.mailboxUnknown' }), point('address')],
      ['registeredLetter'],
      1,
    ],
    [
      'a marketing opt-out silences nothing',
      [point('email', { optedOut: ['information', 'outage'] }), point('address')],
      ['email', 'registeredLetter'],
      0,
    ],
    ['a landline alone', [point('landline')], [], 2],
  ])('%s', (_, points, ways, byHand) => {
    const found = plan(placeOf(person('holder', points)));
    expect(waysOf(found)).toEqual(ways.map(way => `holder ${way}`));
    expect(found.byHand).toHaveLength(byHand);
  });

  it('sends an e-mail besides where the law is content with paper', () => {
    const paper: readonly LegalChannel[] = ['letter', 'registeredLetter', 'handDelivery'];
    const found = plan(placeOf(person('holder', ALL)), give({ notice: 'announcement', forms: [paper] }), {
      law: german,
    });
    expect(waysOf(found)).toEqual(['holder registeredLetter', 'holder email']);
  });

  it('leaves what nobody here carries to a person', () => {
    const visit = give({ forms: [['inPerson', 'phoneCall']] });
    expect(plan(placeOf(person('holder', ALL)), visit)).toEqual({
      notices: [],
      byHand: [['inPerson', 'phoneCall']],
    });
    expect(plan(placeOf(person('holder', ALL)), give(), { letters: false }).byHand).toEqual([BOTH[1]]);
  });

  it('tells whom the law names, and nobody else of a debt', () => {
    const place = placeOf(
      person('holder', ALL),
      person('occupant', ALL),
      person('carer', ALL),
      person('thirdParty', [point('email')]),
    );
    const whom = (to: string): readonly string[] => [
      ...new Set(plan(place, give({ to })).notices.map(({ addressee }) => String(addressee))),
    ];
    expect(['customer', 'occupants', 'thirdParty', 'authority'].map(whom)).toEqual([
      ['holder'],
      ['occupant'],
      ['thirdParty'],
      [],
    ]);
    expect(plan(place, give({ to: 'authority' })).byHand).toEqual(BOTH);
  });
});

describe('what a notice of a debt says', () => {
  it('names the sum, the bills, the last day to pay and the first day without supply', () => {
    const [notice] = plan(placeOf(person('holder', ALL))).notices;
    expect(notice?.facts).toMatchObject({
      kind: 'initial_notice',
      owed: EUR(18000),
      bills: [{ id: 'b1', unpaid: EUR(18000) }],
      payBy: '2026-03-10',
      earliestCut: '2026-03-11',
      accountNumber: '9100002',
      reconnectionFee: EUR(5800),
    });
    expect(notice?.language).toBe('ru');
  });

  it('names no day where none may be named', () => {
    const [notice] = plan(placeOf(person('holder', ALL)), give({ dateShown: null })).notices;
    expect([notice?.facts.payBy, notice?.facts.earliestCut]).toEqual([null, null]);
  });

  it('has one key for one decision', () => {
    const keys = () =>
      plan(placeOf(person('holder', ALL))).notices.flatMap(({ key, deliveries }) => [
        key,
        ...deliveries.map(each => each.key),
      ]);
    expect(keys()).toEqual(keys());
    expect(keys()[0]).toBe('1/debt:c/1/initial_notice/a/holder/XA-N/Europe/Berlin');
  });
});

describe('what rulebooks may ask of a household', () => {
  it('lets the closest word win: the directory’s, then the place’s, then the utility’s', () => {
    const policy = {
      ...POLICY.debt,
      facts: {
        XA: { basicSupply: true, heating: 'gas' },
        'XA-N': { heating: 'electric', lifeSupport: true },
      },
    };
    const place = placeOf(person('holder', [point('address')]), person('thirdParty', ALL));
    const { values, vulnerable } = caseFactsOf(
      { ...place, servicePoint: { ...place.servicePoint, facts: { basicSupply: false } } },
      NOW,
      policy,
    );
    expect(values).toEqual({
      basicSupply: false,
      heating: 'electric',
      lifeSupport: false,
      customerClass: 'residential',
      hasElectronicContact: false,
      thirdPartyNamed: true,
    });
    expect(vulnerable).toBe(false);
  });
});
