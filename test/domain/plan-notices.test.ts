import fc from 'fast-check';
import type { Addressee, Told } from '../../server/domain/account.js';
import type { PartyId, ServicePointId } from '../../server/domain/ids.js';
import { planNotices } from '../../server/domain/outage/plan-notices.js';
import {
  account,
  at,
  contact,
  emergency,
  input,
  LISBON,
  MONDAY,
  person,
  point,
  revision,
} from './builders.js';

const MAIL = contact('email', 'a@mail.example');
const MOBILE = contact('mobile', '+491760406');
const LANDLINE = contact('landline', '+493023125');
const ADDRESS = contact('address', '{"line1":"Street 1"}');
const channels = (addressee: Addressee, rev = revision(), more = {}): readonly string[] =>
  planNotices(account([addressee]), input(rev, more)).flatMap(notice =>
    notice.deliveries.map(d => d.channel),
  );

describe('by which channels somebody is told of planned work', () => {
  it.each<[string, Addressee, readonly string[]]>([
    ['mail and mobile: both', person('Anna', [MAIL, MOBILE, ADDRESS]), ['email', 'sms']],
    ['only mail', person('Anna', [MAIL, LANDLINE]), ['email']],
    ['nothing electronic: a letter', person('Anna', [LANDLINE, ADDRESS]), ['letter']],
    [
      'no Internet: no mail, whatever address stands there',
      person('Anna', [MAIL, ADDRESS], { noInternet: true }),
      ['letter'],
    ],
    ['stopped texts about outages', person('Anna', [MAIL, { ...MOBILE, optedOut: ['outage'] }]), ['email']],
    ['stopped only the newsletter', person('Anna', [{ ...MOBILE, optedOut: ['information'] }]), ['sms']],
    [
      'a number that is none, and a letter',
      person('Anna', [{ ...MOBILE, problem: 'phone.malformed' }, ADDRESS]),
      ['letter'],
    ],
    ['only a landline: nothing', person('Anna', [LANDLINE]), []],
  ])('%s', (_what, addressee, expected) => {
    expect(channels(addressee)).toEqual(expected);
  });

  it('an emergency is no time for letters', () => {
    const [notice] = planNotices(account([person('Jan', [ADDRESS])]), input(emergency()));
    expect([notice?.deliveries, notice?.unreachable.map(u => u.code)]).toEqual([[], ['tooSlow.letter']]);
  });

  it('life support goes first and gets a letter besides', () => {
    const [notice] = planNotices(
      account([person('Maria', [MOBILE, ADDRESS])], { servicePoints: [point('s1', { lifeSupport: true })] }),
      input(revision()),
    );
    expect(notice?.deliveries.map(d => [d.channel, d.priority])).toEqual([
      ['sms', 0],
      ['letter', 0],
    ]);
  });

  it('who cannot be reached is listed with a reason for each contact point', () => {
    const [notice] = planNotices(
      account([person('Nobody', [LANDLINE, { ...MAIL, problem: 'email.malformed' }])]),
      input(revision()),
    );
    expect(notice?.unreachable.map(u => u.code)).toEqual(['landlineOnly', 'email.malformed']);
    const [empty] = planNotices(account([person('Nobody', [])]), input(revision()));
    expect(empty?.unreachable).toEqual([{ code: 'noContactPoint', contactPoint: null }]);
  });
});

describe('when it leaves', () => {
  const night = at('2026-11-23T22:30+01:00');
  const sendAt = (rev = revision(), now = night) =>
    planNotices(account([person('Anna', [MAIL, MOBILE])]), input(rev, { now })).flatMap(n =>
      n.deliveries.map(d => [d.channel, d.sendAt]),
    );

  it('at night a text waits for 08:00, a mail does not', () => {
    expect(sendAt()).toEqual([
      ['email', night],
      ['sms', at('2026-11-24T08:00+01:00')],
    ]);
  });
  it('not if that would cost the deadline: Thursday, 08:30 must be told by Tuesday, 08:30', () => {
    expect(
      sendAt(
        revision({ windows: [{ from: at('2026-11-26T08:30+01:00'), to: at('2026-11-26T12:00+01:00') }] }),
      )[1],
    ).toEqual(['sms', night]);
  });
  it('not in an emergency', () => {
    expect(sendAt(emergency())).toEqual([
      ['sms', night],
      ['email', night],
    ]);
  });
  it('somebody whom only a letter reaches is late when the post is', () => {
    // Wednesday, 12:00 minus 48 hours is Monday, 12:00; a letter given in now is posted on Monday, 17:00.
    const soon = revision({
      windows: [{ from: at('2026-11-25T12:00+01:00'), to: at('2026-11-25T14:00+01:00') }],
    });
    expect(planNotices(account([person('Jan', [ADDRESS])]), input(soon))[0]?.late).toBe(true);
    expect(planNotices(account([person('Ann', [MAIL])]), input(soon))[0]?.late).toBe(false);
  });
});

describe('what is one notice', () => {
  const everywhere = ['s1', 's2', 's3'] as readonly string[] as readonly ServicePointId[];
  it('the same plan has the same keys', () => {
    const plan = () => planNotices(account([person('Anna', [MAIL])]), input(revision()));
    expect(plan()).toEqual(plan());
    expect(plan()[0]?.key).toBe('1/outage:o1/1/planned/a1/Anna/XA-N/Europe/Berlin');
    expect(plan()[0]?.deliveries[0]?.key).toBe(
      '1/outage:o1/1/planned/a1/Anna/XA-N/Europe/Berlin/email/email:a@mail.example/1',
    );
  });
  it('two homes in one zone are one, a home in another zone is another', () => {
    const homes = [point('s1'), point('s2'), point('s3', { zone: LISBON, jurisdiction: 'XA-S' })];
    const notices = planNotices(
      account([person('Elena', [MAIL], { servicePoints: everywhere })], { servicePoints: homes }),
      input(revision()),
    );
    expect(notices.map(n => [n.zone, n.servicePoints])).toEqual([
      ['Europe/Berlin', ['s1', 's2']],
      ['Europe/Lisbon', ['s3']],
    ]);
  });
  it('third parties and carers have their own', () => {
    const people = [
      person('Maria', [MOBILE]),
      person('Kim', [MAIL], { role: 'carer' }),
      person('Advice', [contact('email', 't@mail.example')], { role: 'thirdParty' }),
    ];
    expect(planNotices(account(people), input(revision())).map(n => [n.addressee, n.role])).toEqual([
      ['Maria', 'holder'],
      ['Kim', 'carer'],
      ['Advice', 'thirdParty'],
    ]);
  });
  it('two people with one telephone share one; who has a mailbox besides keeps it', () => {
    const shared = (id: string) => ({ ...MOBILE, id: id as typeof MOBILE.id });
    const [rosa, ...others] = planNotices(
      account([person('Rosa', [MOBILE]), person('Emil', [shared('other')])]),
      input(revision()),
    );
    expect([others.length, rosa?.alsoFor]).toEqual([0, ['Emil']]);
    const two = planNotices(
      account([person('Rosa', [MOBILE]), person('Emil', [shared('other'), MAIL])]),
      input(revision()),
    );
    expect(two.map(n => n.deliveries.map(d => d.channel))).toEqual([['sms'], ['email']]);
  });
});

describe('what changes', () => {
  const told = (more: Partial<Told> = {}): Told => ({
    addressee: 'Anna' as PartyId,
    reached: [{ channel: 'email', contactPoint: MAIL.id }],
    servicePoints: ['s1' as ServicePointId],
    ...more,
  });
  const anna = person('Anna', [MAIL, MOBILE]);
  const later = [{ from: at('2026-11-30T09:00+01:00'), to: at('2026-11-30T13:00+01:00') }];
  it.each([
    ['a new date, told before', revision({ n: 2, kind: 'change', windows: later }), true, ['moved', 'email']],
    [
      'a new date, never told',
      revision({ n: 2, kind: 'change', windows: later }),
      false,
      ['planned', 'email', 'sms'],
    ],
    [
      'their feeder taken out',
      revision({ n: 2, kind: 'change', windows: later, feeders: ['F-9'] }),
      true,
      ['cancelled', 'email'],
    ],
    ['a cancellation', revision({ n: 2, kind: 'cancel' }), true, ['cancelled', 'email']],
    ['a cancellation, never told', revision({ n: 2, kind: 'cancel' }), false, undefined],
    ['a restoration', revision({ n: 2, kind: 'restore', restoredAt: MONDAY }), true, ['restored', 'email']],
    [
      'an estimate',
      emergency({ n: 2, kind: 'etr', etr: { at: at('2026-11-23T15:00+01:00'), quality: 'crew' } }),
      true,
      ['etr_update', 'email'],
    ],
    ['an estimate, never told', emergency({ n: 2, kind: 'etr' }), false, ['emergency', 'email', 'sms']],
  ])('%s', (_what, rev, wasTold, expected) => {
    const former = rev.since === null ? revision() : emergency();
    const [notice] = planNotices(account([anna], { told: wasTold ? [told()] : [] }), input(rev, { former }));
    expect(
      notice === undefined ? undefined : [notice.kind, ...notice.deliveries.map(d => d.channel).sort()],
    ).toEqual(expected);
  });
  it('longer work under way is a new time of restoration, not a new date', () => {
    const former = revision({
      windows: [{ from: at('2026-11-23T09:00+01:00'), to: at('2026-11-23T12:00+01:00') }],
    });
    const rev = revision({
      n: 2,
      kind: 'change',
      windows: [{ from: at('2026-11-23T09:00+01:00'), to: at('2026-11-23T15:00+01:00') }],
    });
    const [notice] = planNotices(account([anna], { told: [told()] }), input(rev, { former }));
    expect([notice?.kind, notice?.facts.etr?.at, notice?.facts.formerEtr?.at, notice?.serveBy]).toEqual([
      'etr_update',
      at('2026-11-23T15:00+01:00'),
      at('2026-11-23T12:00+01:00'),
      null,
    ]);
  });
  it('a channel that no longer works is not tried again; another is', () => {
    const broken = person('Anna', [{ ...MAIL, problem: 'email.mailboxUnknown' }, MOBILE]);
    const [notice] = planNotices(
      account([broken], { told: [told()] }),
      input(revision({ n: 2, kind: 'cancel' }), { former: revision() }),
    );
    expect(notice?.deliveries.map(d => d.channel)).toEqual(['sms']);
  });
});

it('nobody at a touched service point is forgotten or told twice', () => {
  const values = ['a@mail.example', 'b@mail.example', '+49176', '+49177'];
  const contactArb = fc.record({
    kind: fc.constantFrom('email' as const, 'mobile' as const, 'landline' as const, 'address' as const),
    value: fc.constantFrom(...values),
    broken: fc.boolean(),
  });
  const people = fc.array(fc.record({ points: fc.array(contactArb, { maxLength: 4 }), life: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(people, fc.boolean(), (list, isEmergency) => {
      const addressees = list.map(({ points }, i) =>
        person(
          `P${i}`,
          points.map((c, j) =>
            contact(c.kind, c.value, { id: `${i}/${j}` as never, problem: c.broken ? 'x' : null }),
          ),
        ),
      );
      const notices = planNotices(account(addressees), input(isEmergency ? emergency() : revision()));
      const named = notices.flatMap(n => [n.addressee, ...n.alsoFor]).sort();
      const sent = notices.flatMap(n =>
        n.deliveries.map(
          d =>
            `${d.channel} ${addressees.flatMap(a => a.contactPoints).find(c => c.id === d.contactPoint)?.value ?? ''}`,
        ),
      );
      const listed = notices.every(n => n.deliveries.length > 0 !== n.unreachable.length > 0);
      expect(named).toEqual(addressees.map(a => a.party).sort());
      expect(listed).toBe(true);
      // The same address may serve twice only within one person's own card.
      const byPerson = notices.map(
        n =>
          new Set(
            n.deliveries.map(
              d => addressees.flatMap(a => a.contactPoints).find(c => c.id === d.contactPoint)?.value,
            ),
          ),
      );
      for (let i = 0; i < byPerson.length; i += 1)
        for (let j = i + 1; j < byPerson.length; j += 1)
          expect([...(byPerson[i] ?? [])].filter(v => byPerson[j]?.has(v))).toEqual([]);
      return sent.length === new Set(notices.flatMap(n => n.deliveries.map(d => d.key))).size;
    }),
  );
});
