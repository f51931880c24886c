import fc from 'fast-check';
import type { ContactPoint } from '../../server/domain/contact-point.js';
import type { DeliveryId, NoticeId } from '../../server/domain/ids.js';
import { firstCheck, nextMove, type OpenNotice } from '../../server/domain/notice/next-move.js';
import type { DeliveryDraft, DeliveryState } from '../../server/domain/notice/notice.js';
import { serviceOf } from '../../server/domain/notice/service.js';
import { addHours, addMinutes, type Instant } from '../../server/domain/time.js';
import { addressee, baselineRules, BERLIN, contactPoint, LETTERS, MONDAY_NINE, POLICY } from './builders.js';
import { openNotice, type AtWork } from './open-notice.js';

/** What a carrier makes of what it gets; `sending` is a carrier that never answers. */
const FATES = [
  'failed',
  'sending',
  'unknown',
  'accepted',
  'delivered',
] as const satisfies readonly DeliveryState[];
const contacts: fc.Arbitrary<readonly ContactPoint[]> = fc
  .uniqueArray(
    fc.record({
      kind: fc.constantFrom('email' as const, 'mobile' as const, 'landline' as const, 'address' as const),
      value: fc.constantFrom('1', '2'),
    }),
    {
      maxLength: 6,
      selector: ({ kind, value }) => `${kind}/${value}`,
    },
  )
  .map(rows =>
    rows.map(({ kind, value }, index) => contactPoint(kind, { id: `c${index}`, value: `${kind}-${value}` })),
  );

const cases = fc.record({
  contacts,
  fates: fc.array(fc.constantFrom(...FATES), { minLength: 12, maxLength: 12 }),
  first: fc.integer({ min: 0, max: 2 }),
  lifeSupport: fc.boolean(),
  emergency: fc.boolean(),
  hours: fc.integer({ min: 0, max: 200 }),
});

const deliveryOf = (
  notice: OpenNotice,
  draft: Omit<DeliveryDraft, 'priority'>,
  fate: DeliveryState,
): AtWork => {
  const accepted = fate === 'accepted' || fate === 'delivered' ? draft.sendAt : null;
  return {
    ...draft,
    id: draft.key as string as DeliveryId,
    notice: 'N1' as NoticeId,
    value: notice.addressee.contactPoints.find(point => point.id === draft.contactPoint)?.value ?? '',
    state: fate,
    stateAt: draft.sendAt,
    acceptedAt: accepted,
    postedAt: fate === 'delivered' && draft.channel === 'letter' ? accepted : null,
    deliveredAt: fate === 'delivered' ? accepted : null,
    reason: null,
    attempts: 1,
  };
};

interface Story {
  readonly end: OpenNotice;
  readonly asked: number;
  readonly proposed: readonly string[];
  readonly looks: readonly Instant[];
}

/** Lives through a notice as the server does: at every check it takes the next move, and the carriers do as fated. */
const live = (given: typeof cases extends fc.Arbitrary<infer T> ? T : never): Story => {
  const rules = baselineRules(given.emergency ? 'emergency' : 'plannedInterruption');
  let notice = openNotice({
    emergency: given.emergency,
    lifeSupport: given.lifeSupport,
    serveBy: given.emergency ? null : addHours(MONDAY_NINE, given.hours),
    usefulUntil: given.emergency ? null : addHours(MONDAY_NINE, given.hours + 48),
    addressee: addressee('ada', { contactPoints: given.contacts }),
  });
  const fates = [...given.fates];
  const fate = (): DeliveryState => fates.shift() ?? 'failed';
  const channel = { email: 'email', mobile: 'sms', address: 'letter', landline: null } as const;
  for (const point of given.contacts.slice(0, given.first)) {
    const by = channel[point.kind];
    if (by !== null)
      notice = {
        ...notice,
        deliveries: [
          ...notice.deliveries,
          deliveryOf(
            notice,
            {
              key: point.id as string as DeliveryDraft['key'],
              channel: by,
              contactPoint: point.id,
              sendAt: MONDAY_NINE,
            },
            fate(),
          ),
        ],
      };
  }
  const proposed = notice.deliveries.map(({ value }) => value);
  const looks: Instant[] = [];
  let asked = 0;
  // A receipt may have us look at once; after that the notice itself says when.
  for (let now: Instant | null = addMinutes(MONDAY_NINE, 1), turns = 0; now !== null; turns += 1) {
    if (turns > 40) throw new Error(`No end: ${JSON.stringify(notice)}`);
    looks.push(now);
    const move = nextMove(notice, rules, POLICY, LETTERS, now);
    if (move.checkAt !== null) expect(move.checkAt > now).toBe(true);
    if (move.kind === 'askPerson') {
      asked += 1;
      notice = { ...notice, asked: true };
    }
    if (move.kind === 'fallBack') {
      const added = move.deliveries.map(draft => deliveryOf(notice, draft, fate()));
      proposed.push(...added.map(({ value }) => value));
      notice = { ...notice, deliveries: [...notice.deliveries, ...added] };
    }
    now = move.checkAt;
  }
  return { end: notice, asked, proposed, looks };
};

test('it ends, and by then the notice is served or a person was asked, once', () => {
  fc.assert(
    fc.property(cases, given => {
      const { end, asked } = live(given);
      const service = serviceOf(end.deliveries, baselineRules(), BERLIN);
      const content = service.state === 'served' && (!given.lifeSupport || service.how === 'proof');
      expect(asked).toBe(content ? 0 : 1);
    }),
    { numRuns: 150 },
  );
});

test('no contact point is proposed twice, and none that carries nothing', () => {
  fc.assert(
    fc.property(cases, given => {
      const { proposed } = live(given);
      expect(new Set(proposed).size).toBe(proposed.length);
      expect(proposed.filter(value => value.startsWith('landline'))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('what is not served is looked at while the deadline can still be met, life support too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.boolean(), (hours, lifeSupport) => {
      const serveBy = addHours(MONDAY_NINE, hours);
      const due = firstCheck({ createdAt: MONDAY_NINE, serveBy, lifeSupport, emergency: false }, POLICY);
      expect(due >= MONDAY_NINE && due <= serveBy).toBe(true);
      expect(due === MONDAY_NINE || due <= addHours(serveBy, -POLICY.personBeforeDeadlineHours)).toBe(true);
    }),
  );
});

test('once a person was asked the machine leaves it to them, at every later moment', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 10_000 }), (given, minutes) => {
      const { end } = live(given);
      expect(
        nextMove({ ...end, asked: true }, baselineRules(), POLICY, LETTERS, addMinutes(MONDAY_NINE, minutes)),
      ).toEqual({ kind: 'wait', checkAt: null });
    }),
    { numRuns: 50 },
  );
});
