import fc from 'fast-check';
import type { AffectedAccount } from '../../server/domain/account.js';
import type { Channel } from '../../server/domain/contact-point.js';
import type { Revision, RevisionKind } from '../../server/domain/outage/outage.js';
import { timesOnce } from '../../server/domain/notice/choose-deliveries.js';
import { planNotices, type PlanInput, type Planned } from '../../server/domain/outage/plan-notices.js';
import {
  account,
  addressee,
  at,
  ATHENS,
  BERLIN,
  contactPoint,
  emergency,
  emergencyRevision,
  MONDAY_NINE,
  planInput,
  planned,
  revision,
  servicePoint,
  told,
  window,
} from './builders.js';

const IDS = ['P1', 'P2', 'P3'];
const subset = fc.subarray(IDS, { minLength: 1 });
const somePoints = fc
  .array(
    fc.record({
      feeder: fc.constantFrom('F1', 'F2'),
      zone: fc.constantFrom(BERLIN, ATHENS),
      lifeSupport: fc.boolean(),
    }),
    { minLength: IDS.length, maxLength: IDS.length },
  )
  .map(rows => rows.map((row, index) => servicePoint(IDS[index] ?? '', row)));
/** Few values, so that people often share one; some cannot be used. */
const someContacts = (party: string) =>
  fc
    .uniqueArray(
      fc.record({
        kind: fc.constantFrom('email' as const, 'mobile' as const, 'landline' as const, 'address' as const),
        value: fc.constantFrom('one', 'two'),
        problem: fc.constantFrom(null, null, 'learnt.bad'),
      }),
      { maxLength: 4, selector: ({ kind, value }) => `${kind}/${value}` },
    )
    .map(rows =>
      rows.map(({ kind, value, problem }) =>
        contactPoint(kind, { id: `${party}-${kind}-${value}`, value: `${kind}-${value}`, problem }),
      ),
    );
const somebody = (party: string) =>
  fc
    .record({ contactPoints: someContacts(party), noInternet: fc.boolean(), servicePoints: subset })
    .map(changes => addressee(party, changes));
const CHANNEL: Readonly<Record<string, Channel>> = { email: 'email', mobile: 'sms', address: 'letter' };

const accounts: fc.Arbitrary<AffectedAccount> = fc
  .record({
    points: somePoints,
    people: fc.tuple(somebody('ada'), somebody('bob'), somebody('eve')),
    known: fc.record({ ada: fc.subarray(IDS), bob: fc.subarray(IDS), eve: fc.subarray(IDS) }),
  })
  .map(({ points, people, known }) =>
    account({
      servicePoints: points,
      addressees: people,
      told: people.flatMap(person => {
        const places = known[person.party as 'ada' | 'bob' | 'eve'];
        const reached = person.contactPoints.flatMap(point => {
          const channel = CHANNEL[point.kind];
          return channel === undefined ? [] : [[channel, point.id] as const];
        });
        return places.length === 0 ? [] : [told(person.party, reached.slice(0, 1), places)];
      }),
    }),
  );

const KINDS: readonly RevisionKind[] = ['announce', 'change', 'cancel', 'restore'];
const revisions: fc.Arbitrary<Revision> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    feeders: fc.subarray(['F1', 'F2'], { minLength: 1 }),
    moved: fc.boolean(),
  })
  .map(({ kind, feeders, moved }) =>
    revision({
      n: kind === 'announce' ? 1 : 2,
      kind,
      feeders,
      windows: [
        moved
          ? window('Friday 2026-11-27T09:00+01:00', 'Friday 2026-11-27T12:00+01:00')
          : window('Thursday 2026-11-26T09:00+01:00', 'Thursday 2026-11-26T12:00+01:00'),
      ],
      restoredAt: kind === 'restore' ? at('Thursday 2026-11-26T11:00+01:00') : null,
    }),
  );
const inputOf = (said: Revision): PlanInput =>
  planInput({
    outage: planned({ status: 'announced' }),
    revision: said,
    former: said.n > 1 ? revision({ feeders: ['F1', 'F2'] }) : null,
  });

/** Whether this person must hear of this place: what is touched, and what they were told of before. */
const mustHear = (of: AffectedAccount, party: string, place: string, said: Revision): boolean => {
  const knows = of.told.some(t => t.addressee === party && t.servicePoints.some(id => id === place));
  const feeder = of.servicePoints.find(point => point.id === place)?.feeder ?? '';
  return said.kind === 'cancel' || said.kind === 'restore' ? knows : knows || said.feeders.includes(feeder);
};
const speaksOf = (notice: Planned, place: string): boolean => notice.servicePoints.some(id => id === place);

test('each person hears of each of their touched places once: in a notice of their own, or in one that says the same on their number', () => {
  fc.assert(
    fc.property(accounts, revisions, (all, said) => {
      const of = said.n === 1 ? { ...all, told: [] } : all;
      const notices = planNotices(of, inputOf(said));
      for (const person of of.addressees)
        for (const place of person.servicePoints) {
          const own = notices.filter(notice => notice.addressee === person.party && speaksOf(notice, place));
          const shared = notices.filter(
            notice => notice.alsoFor.includes(person.party) && speaksOf(notice, place),
          );
          if (!mustHear(of, person.party, place, said)) expect(own).toEqual([]);
          else if (own.length === 0) expect(shared.length).toBeGreaterThan(0);
          else expect([own.length, shared.filter(({ kind }) => kind === own[0]?.kind)]).toEqual([1, []]);
        }
    }),
    { numRuns: 200 },
  );
});

test('nobody hears of a place that is not theirs', () => {
  fc.assert(
    fc.property(accounts, revisions, (of, said) => {
      for (const notice of planNotices(of, inputOf(said))) {
        const own = of.addressees.find(person => person.party === notice.addressee)?.servicePoints ?? [];
        expect(own).toEqual(expect.arrayContaining([...notice.servicePoints]));
      }
    }),
  );
});

test('a number or address never gets the same news twice', () => {
  fc.assert(
    fc.property(accounts, revisions, (of, said) => {
      const values = new Map(
        of.addressees.flatMap(person => person.contactPoints.map(point => [point.id, point.value] as const)),
      );
      const sent = planNotices(of, inputOf(said)).flatMap(notice =>
        notice.deliveries.flatMap(delivery =>
          notice.servicePoints.map(place => ({
            to: values.get(delivery.contactPoint),
            kind: notice.kind,
            place,
            zone: notice.zone,
            notice: notice.key,
          })),
        ),
      );
      // The same place may be spoken of to a second person on the same number only beside a place the first did not hear of.
      for (const one of sent) {
        const others = sent.filter(
          other =>
            other.to === one.to &&
            other.kind === one.kind &&
            other.notice !== one.notice &&
            other.zone === one.zone,
        );
        const placesOf = (key: string) =>
          sent.filter(s => s.notice === key && s.to === one.to).map(s => s.place);
        for (const other of others) expect(placesOf(other.notice)).not.toEqual(placesOf(one.notice));
      }
    }),
    { numRuns: 100 },
  );
});

test('keys are unique, the same for the same input, and every delivery goes to a usable contact point of the addressee', () => {
  fc.assert(
    fc.property(accounts, revisions, (of, said) => {
      const notices = planNotices(of, inputOf(said));
      const keys = notices.flatMap(notice => [
        notice.key as string,
        ...notice.deliveries.map(delivery => delivery.key as string),
      ]);
      expect(new Set(keys).size).toBe(keys.length);
      expect(planNotices(of, inputOf(said))).toEqual(notices);
      // Nor does it matter whether anybody else was planned before with the same clock.
      const shared = { ...inputOf(said), times: timesOnce() };
      planNotices(of, shared);
      expect(planNotices(of, shared)).toEqual(notices);
      for (const notice of notices) {
        const person = of.addressees.find(one => one.party === notice.addressee);
        for (const delivery of notice.deliveries) {
          const point = person?.contactPoints.find(one => one.id === delivery.contactPoint);
          expect(point).toMatchObject({ problem: null });
          expect(CHANNEL[point?.kind ?? '']).toBe(delivery.channel);
          expect(delivery.channel === 'email' && person?.noInternet).toBe(false);
          expect(delivery.sendAt >= MONDAY_NINE).toBe(true);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('a notice either goes somewhere or says why it cannot, never both and never neither', () => {
  const emergencies = fc.constant(
    planInput({
      outage: emergency({ status: 'announced' }),
      revision: emergencyRevision({ feeders: ['F1', 'F2'] }),
    }),
  );
  fc.assert(
    fc.property(accounts, fc.oneof(revisions.map(inputOf), emergencies), (of, input) => {
      for (const notice of planNotices(of, input))
        expect(notice.deliveries.length > 0).toBe(notice.unreachable.length === 0);
    }),
    { numRuns: 100 },
  );
});
