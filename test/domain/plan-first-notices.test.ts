import { planNotices } from '../../server/domain/outage/plan-notices.js';
import {
  account,
  addressee,
  at,
  ATHENS,
  contactPoint,
  emergency,
  planInput,
  revision,
  servicePoint,
  window,
} from './builders.js';

const email = (of: string, changes = {}) =>
  contactPoint('email', { id: `${of}-email`, value: `${of}@example.com`, ...changes });
const mobile = (of: string, value = '+4915112345678', changes = {}) =>
  contactPoint('mobile', { id: `${of}-mobile`, value, ...changes });
const landline = (of: string) => contactPoint('landline', { id: `${of}-landline` });
const letter = (of: string, changes = {}) => contactPoint('address', { id: `${of}-address`, ...changes });

const planFor = (
  contactPoints: ReturnType<typeof email>[],
  changes: Parameters<typeof addressee>[1] = {},
  input = planInput(),
) => {
  const notices = planNotices(
    account({ addressees: [addressee('ada', { contactPoints, ...changes })] }),
    input,
  );
  expect(notices).toHaveLength(1);
  const [notice] = notices;
  if (notice === undefined) throw new Error('No notice.');
  return notice;
};
const channels = (deliveries: readonly { readonly channel: string }[]): string =>
  deliveries.map(({ channel }) => channel).join('+');

describe('one notice, one key', () => {
  const two = account({
    servicePoints: [servicePoint('P1'), servicePoint('P2')],
    addressees: [addressee('ada', { servicePoints: ['P1', 'P2'] })],
  });

  test('the same input gives the same keys, and nothing in them depends on the moment', () => {
    const keys = planNotices(two, planInput()).map(({ key, deliveries }) => [
      key,
      ...deliveries.map(d => d.key),
    ]);
    expect(keys).toEqual([
      [
        'portal1/outage:O1/1/planned/A1/ada/XA/Europe/Berlin',
        'portal1/outage:O1/1/planned/A1/ada/XA/Europe/Berlin/email/ada-email/1',
      ],
    ]);
    const later = planInput({ now: at('Tuesday 2026-11-24T08:00+01:00') });
    expect(
      planNotices(two, later).map(({ key, deliveries }) => [key, ...deliveries.map(d => d.key)]),
    ).toEqual(keys);
  });

  test('two service points of one account in one zone are one notice of both', () => {
    const [notice, ...rest] = planNotices(two, planInput());
    expect(rest).toEqual([]);
    expect(notice?.servicePoints).toEqual(['P1', 'P2']);
    expect(notice?.facts.premises.map(({ line1 }) => line1)).toEqual(['P1 street', 'P2 street']);
  });

  test.each([
    ['zone', { zone: ATHENS }, ['XA/Europe/Berlin', 'XA/Europe/Athens']],
    ['jurisdiction', { jurisdiction: 'XA-N' }, ['XA/Europe/Berlin', 'XA-N/Europe/Berlin']],
  ])('in another %s the second one is a notice of its own', (_, place, ends) => {
    const apart = { ...two, servicePoints: [servicePoint('P1'), servicePoint('P2', place)] };
    const notices = planNotices(apart, planInput());
    expect(notices.map(({ key }) => key.split('/').slice(6).join('/'))).toEqual(ends);
    expect(notices.map(({ servicePoints }) => servicePoints)).toEqual([['P1'], ['P2']]);
  });

  test('where no rules are pinned nobody is told by guess', () => {
    const unknown = {
      ...two,
      servicePoints: [servicePoint('P1'), servicePoint('P2', { jurisdiction: 'DE' })],
    };
    expect(planNotices(unknown, planInput()).map(({ servicePoints }) => servicePoints)).toEqual([['P1']]);
  });

  test('a service point on another feeder is not spoken of', () => {
    const other = { ...two, servicePoints: [servicePoint('P1'), servicePoint('P2', { feeder: 'F9' })] };
    expect(planNotices(other, planInput()).map(({ servicePoints }) => servicePoints)).toEqual([['P1']]);
  });
});

describe('everyone who is told', () => {
  test('holder, occupant, carer and third party each get a notice in their role and language', () => {
    const people = (['holder', 'occupant', 'carer', 'thirdParty'] as const).map(role =>
      addressee(role, { role, language: role === 'carer' ? 'el' : null }),
    );
    const notices = planNotices(account({ addressees: people }), planInput());
    expect(notices.map(({ addressee: who, role, language }) => [who, role, language])).toEqual([
      ['holder', 'holder', 'en'],
      ['occupant', 'occupant', 'en'],
      ['carer', 'carer', 'el'],
      ['thirdParty', 'thirdParty', 'en'],
    ]);
    expect(notices.map(({ facts }) => facts.role)).toEqual(['holder', 'occupant', 'carer', 'thirdParty']);
  });

  test('a carer is told of the place they care for and of no other', () => {
    const shared = account({
      servicePoints: [servicePoint('P1'), servicePoint('P2', { lifeSupport: true })],
      addressees: [
        addressee('ada', { servicePoints: ['P1', 'P2'] }),
        addressee('eve', { role: 'carer', servicePoints: ['P2'] }),
        addressee('out', { servicePoints: ['P3'] }),
      ],
    });
    const notices = planNotices(shared, planInput());
    expect(notices.map(({ addressee: who, servicePoints }) => [who, servicePoints])).toEqual([
      ['ada', ['P1', 'P2']],
      ['eve', ['P2']],
    ]);
  });

  test('two people on one number: one notice, which is also for the second', () => {
    const pair = account({
      addressees: [
        addressee('ada', { contactPoints: [mobile('ada')] }),
        addressee('bob', { contactPoints: [mobile('bob')] }),
      ],
    });
    expect(planNotices(pair, planInput()).map(({ addressee: who, alsoFor }) => [who, alsoFor])).toEqual([
      ['ada', ['bob']],
    ]);
  });

  test('who has an address of their own besides gets a notice there, and nothing twice on the shared number', () => {
    const pair = account({
      addressees: [
        addressee('ada', { contactPoints: [mobile('ada')] }),
        addressee('bob', { contactPoints: [mobile('bob'), email('bob')] }),
      ],
    });
    const notices = planNotices(pair, planInput());
    expect(
      notices.map(({ addressee: who, alsoFor, deliveries }) => [who, alsoFor, channels(deliveries)]),
    ).toEqual([
      ['ada', [], 'sms'],
      ['bob', [], 'email'],
    ]);
  });

  test('a shared number does not swallow the news of another place', () => {
    const pair = account({
      servicePoints: [servicePoint('P1'), servicePoint('P2')],
      addressees: [
        addressee('ada', { contactPoints: [mobile('ada')], servicePoints: ['P1'] }),
        addressee('bob', { contactPoints: [mobile('bob')], servicePoints: ['P1', 'P2'] }),
      ],
    });
    const notices = planNotices(pair, planInput());
    expect(
      notices.map(({ addressee: who, servicePoints, alsoFor }) => [who, servicePoints, alsoFor]),
    ).toEqual([
      ['ada', ['P1'], []],
      ['bob', ['P1', 'P2'], []],
    ]);
  });

  test('two people whom nothing reaches are not taken for sharers', () => {
    const nobody = account({
      addressees: [addressee('ada', { contactPoints: [] }), addressee('bob', { contactPoints: [] })],
    });
    expect(
      planNotices(nobody, planInput()).map(({ addressee: who, unreachable }) => [who, unreachable]),
    ).toEqual([
      ['ada', [{ code: 'noContactPoint', contactPoint: null }]],
      ['bob', [{ code: 'noContactPoint', contactPoint: null }]],
    ]);
  });
});

describe('channels', () => {
  test.each([
    ['e-mail and text together', [email('ada'), mobile('ada'), letter('ada')], {}, 'email+sms'],
    ['a letter for whom neither reaches', [landline('ada'), letter('ada')], {}, 'letter'],
    [
      'no Internet: no e-mail, whatever stands there',
      [email('ada'), mobile('ada')],
      { noInternet: true },
      'sms',
    ],
    ['no Internet and no mobile', [email('ada'), letter('ada')], { noInternet: true }, 'letter'],
    ['a malformed e-mail', [email('ada', { problem: 'email.malformed' }), letter('ada')], {}, 'letter'],
    [
      'opted out of outage texts',
      [mobile('ada', undefined, { optedOut: ['outage'] }), letter('ada')],
      {},
      'letter',
    ],
    [
      'opted out of the newsletter only',
      [mobile('ada', undefined, { optedOut: ['information', 'debt'] }), letter('ada')],
      {},
      'sms',
    ],
    [
      'two e-mail addresses',
      [email('ada'), email('ada', { id: 'ada-work', value: 'ada@work.example' })],
      {},
      'email+email',
    ],
  ])('%s', (_, contactPoints, changes, expected) => {
    expect(channels(planFor(contactPoints, changes).deliveries)).toBe(expected);
  });

  test.each([
    ['a landline only', [landline('ada')], {}, [['landlineOnly', 'ada-landline']]],
    ['no Internet and only an e-mail', [email('ada')], { noInternet: true }, [['noInternet', 'ada-email']]],
    [
      'opted out of everything',
      [email('ada', { optedOut: ['outage'] }), mobile('ada', undefined, { optedOut: ['outage'] })],
      {},
      [
        ['optedOut.email', 'ada-email'],
        ['optedOut.sms', 'ada-mobile'],
      ],
    ],
    [
      'learnt from a carrier',
      [mobile('ada', undefined, { problem: 'sms.numberUnknown' })],
      {},
      [['sms.numberUnknown', 'ada-mobile']],
    ],
  ])('unreachable: %s', (_, contactPoints, changes, reasons) => {
    const notice = planFor(contactPoints, changes);
    expect(notice.deliveries).toEqual([]);
    expect(notice.unreachable.map(({ code, contactPoint: point }) => [code, point])).toEqual(reasons);
    expect(notice.late).toBe(false);
  });

  test('a letter is too slow for an emergency, and the reason says so', () => {
    const notice = planFor([letter('ada')], {}, planInput({ outage: emergency({ status: 'announced' }) }));
    expect(notice.unreachable).toEqual([{ code: 'tooSlow.letter', contactPoint: 'ada-address' }]);
  });

  test('unreachable is empty where anything is sent', () => {
    expect(planFor([landline('ada'), email('ada')]).unreachable).toEqual([]);
  });
});

describe('life support, emergencies, ordinary', () => {
  const onLifeSupport = account({
    servicePoints: [servicePoint('P1', { lifeSupport: true })],
    addressees: [addressee('ada', { contactPoints: [email('ada'), mobile('ada'), letter('ada')] })],
  });

  test('life support goes first and gets a letter besides', () => {
    const [notice] = planNotices(onLifeSupport, planInput());
    expect(notice?.deliveries.map(({ channel, priority }) => [channel, priority])).toEqual([
      ['email', 0],
      ['sms', 0],
      ['letter', 0],
    ]);
    expect([notice?.lifeSupport, notice?.facts.lifeSupport]).toEqual([true, true]);
  });

  test('one place on life support among several is enough', () => {
    const several = {
      ...onLifeSupport,
      servicePoints: [servicePoint('P0'), ...onLifeSupport.servicePoints],
      addressees: [addressee('ada', { servicePoints: ['P0', 'P1'] })],
    };
    expect(planNotices(several, planInput())[0]?.lifeSupport).toBe(true);
  });

  test('in an emergency it is text and e-mail, before ordinary notices, with no deadline', () => {
    const notice = planFor(
      [email('ada'), mobile('ada'), letter('ada')],
      {},
      planInput({ outage: emergency({ status: 'announced' }) }),
    );
    expect(notice.deliveries.map(({ channel, priority }) => [channel, priority])).toEqual([
      ['sms', 1],
      ['email', 1],
    ]);
    expect([notice.kind, notice.serveBy, notice.late]).toEqual(['emergency', null, false]);
  });

  test('ordinary notices go last and carry their deadline and the rules they rest on', () => {
    const notice = planFor([email('ada')]);
    expect(notice.deliveries.map(({ priority }) => priority)).toEqual([2]);
    expect(notice.serveBy).toBe(at('Tuesday 2026-11-24T09:00+01:00'));
    expect(notice.because.map(({ rule, rulebook }) => `${rulebook} ${rule}`)).toEqual([
      'baseline@2 plannedInterruption.waits.notice',
      'baseline@2 plannedInterruption.writtenForm',
    ]);
  });
});

describe('when it leaves', () => {
  const night = at('Monday 2026-11-23T22:00+01:00');
  const morning = at('Tuesday 2026-11-24T08:00+01:00');
  const startingAt = (from: string) => revision({ windows: [window(from, 'Friday 2026-11-27T20:00+01:00')] });
  const sendTimes = (from: string) =>
    Object.fromEntries(
      planFor(
        [email('ada'), mobile('ada')],
        {},
        planInput({ revision: startingAt(from), now: night }),
      ).deliveries.map(({ channel, sendAt }) => [channel, sendAt]),
    );

  test.each([
    [
      'Monday night for Friday: the text waits for Tuesday morning, the e-mail does not',
      'Friday 2026-11-27T09:00+01:00',
      morning,
    ],
    [
      'Monday night for Thursday 09:00: the morning is an hour before the deadline, still polite',
      'Thursday 2026-11-26T09:00+01:00',
      morning,
    ],
    [
      'Monday night for Thursday 08:59: the deadline is stronger than the night',
      'Thursday 2026-11-26T08:59+01:00',
      night,
    ],
  ])('%s', (_, from, text) => {
    expect(sendTimes(from)).toEqual({ email: night, sms: text });
  });

  test('an emergency wakes people', () => {
    const notice = planFor(
      [mobile('ada')],
      {},
      planInput({ outage: emergency({ status: 'announced' }), now: night }),
    );
    expect(notice.deliveries.map(({ sendAt }) => sendAt)).toEqual([night]);
  });

  test('the night is that of the premises', () => {
    const athens = account({
      servicePoints: [servicePoint('P1', { zone: ATHENS })],
      addressees: [addressee('ada', { contactPoints: [mobile('ada')] })],
    });
    const evening = at('Monday 2026-11-23T20:30+01:00');
    const input = planInput({ revision: startingAt('Friday 2026-11-27T09:00+01:00'), now: evening });
    expect(planNotices(athens, input)[0]?.deliveries[0]?.sendAt).toBe(at('Tuesday 2026-11-24T08:00+02:00'));
    expect(planFor([mobile('ada')], {}, input).deliveries[0]?.sendAt).toBe(evening);
  });
});

describe('too late', () => {
  test.each([
    [
      'Monday before the cut-off, posted that evening',
      [letter('ada')],
      'Monday 2026-11-23T14:00+01:00',
      false,
    ],
    [
      'Monday after the cut-off, posted on Tuesday evening, after the deadline',
      [letter('ada')],
      'Monday 2026-11-23T14:01+01:00',
      true,
    ],
    [
      'Monday after the cut-off, but an e-mail is in time',
      [letter('ada'), email('ada')],
      'Monday 2026-11-23T14:01+01:00',
      false,
    ],
    ['Tuesday, a minute after the deadline', [email('ada')], 'Tuesday 2026-11-24T09:01+01:00', true],
  ])('%s', (_, contactPoints, now, late) => {
    expect(planFor(contactPoints, {}, planInput({ now: at(now) })).late).toBe(late);
  });

  describe('where only a letter is the written form', () => {
    const input = planInput();
    const pinned: typeof input.pinned = group => {
      const found = input.pinned(group);
      return found === null
        ? null
        : {
            ...found,
            rules: { ...found.rules, writtenForm: { ...found.rules.writtenForm, value: ['letter'] } },
          };
    };
    test.each([
      ['an e-mail alone saves no deadline', [email('ada')], 'email', true],
      ['a letter does', [letter('ada')], 'letter', false],
      [
        'it goes besides the e-mail that the policy prefers',
        [email('ada'), letter('ada')],
        'email+letter',
        false,
      ],
    ])('%s', (_, contactPoints, expected, late) => {
      const notice = planFor(contactPoints, {}, { ...input, pinned });
      expect(channels(notice.deliveries)).toBe(expected);
      expect(notice.late).toBe(late);
    });
  });
});

test('the facts of the text: a business only when every place is one, others without oneself', () => {
  const mixed = account({
    inArrears: true,
    servicePoints: [servicePoint('P1', { customerClass: 'business' }), servicePoint('P2')],
    addressees: [
      addressee('ada', { servicePoints: ['P1', 'P2'] }),
      addressee('bob', { servicePoints: ['P1'] }),
    ],
  });
  const [ada, bob] = planNotices(mixed, planInput({ affectedAccounts: 12 }));
  expect(ada?.facts).toMatchObject({
    customerClass: 'residential',
    othersAffected: 11,
    inArrears: true,
    accountNumber: '4711',
    ref: 'K7M2Q',
    addresseeName: 'Customer ada',
    since: at('Thursday 2026-11-26T09:00+01:00'),
  });
  expect(bob?.facts.customerClass).toBe('business');
  expect(planNotices(mixed, planInput())[0]?.facts.othersAffected).toBeNull();
});
