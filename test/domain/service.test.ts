import fc from 'fast-check';
import type { DeliveryId, DeliveryKey, NoticeId, NoticeKey } from '../../server/domain/ids.js';
import { firstCheck, nextMove, retryAt, type OpenNotice } from '../../server/domain/notice/next-move.js';
import type { Delivery, DeliveryState } from '../../server/domain/notice/notice.js';
import { climb, isFinal, serviceOf, type ReceiptOutcome } from '../../server/domain/notice/service.js';
import { addHours, addMinutes, type Instant } from '../../server/domain/time.js';
import { at, BERLIN, contact, MONDAY, person, POLICY, PRINTER, rulesOf } from './builders.js';

const rules = rulesOf();
type Sent = Delivery & { readonly value: string };
const delivery = (channel: Delivery['channel'], state: DeliveryState, more: Partial<Sent> = {}): Sent => ({
  id: `${channel} ${more.value ?? ''}` as DeliveryId,
  key: '' as DeliveryKey,
  notice: '' as NoticeId,
  channel,
  contactPoint: '' as never,
  state,
  sendAt: MONDAY,
  stateAt: MONDAY,
  acceptedAt: state === 'planned' || state === 'sending' || state === 'unknown' ? null : MONDAY,
  postedAt: state === 'posted' ? MONDAY : null,
  deliveredAt: state === 'delivered' ? MONDAY : null,
  reason: null,
  attempts: 1,
  value: '',
  ...more,
});

describe('what the law counts as served', () => {
  it.each<[string, readonly Sent[], string]>([
    ['a mail the carrier took', [delivery('email', 'accepted')], 'deemed'],
    ['a mail under way', [delivery('email', 'sending')], 'pending'],
    ['a text that arrived', [delivery('sms', 'delivered')], 'proof'],
    ['a letter at the printer', [delivery('letter', 'accepted')], 'pending'],
    ['a letter in the post', [delivery('letter', 'posted')], 'deemed'],
    ['a bounce un-serves', [delivery('email', 'failed')], 'failed'],
    ['a letter that came back un-serves', [delivery('letter', 'returned', { postedAt: MONDAY })], 'failed'],
    [
      'a bounce and a letter at the printer',
      [delivery('email', 'failed'), delivery('letter', 'accepted')],
      'pending',
    ],
    [
      'a mail taken and a text that arrived',
      [delivery('email', 'accepted'), delivery('sms', 'delivered')],
      'proof',
    ],
    ['an unknown hand-over proves nothing', [delivery('sms', 'unknown')], 'pending'],
    ['what never left proves nothing', [delivery('sms', 'superseded')], 'failed'],
    ['nothing at all', [], 'failed'],
  ])('%s: %s', (_what, deliveries, expected) => {
    const service = serviceOf(deliveries, rules);
    expect(service.state === 'served' ? service.how : service.state).toBe(expected);
  });

  it('the earliest event decides the moment', () => {
    const early = delivery('email', 'accepted', { acceptedAt: MONDAY });
    const late = delivery('sms', 'delivered', {
      acceptedAt: addHours(MONDAY, 3),
      deliveredAt: addHours(MONDAY, 3),
    });
    expect(serviceOf([late, early], rules)).toMatchObject({ state: 'served', at: MONDAY, how: 'proof' });
  });

  it('a channel that is no written form never serves', () => {
    const letterOnly = { ...rules, writtenForm: { ...rules.writtenForm, value: ['letter' as const] } };
    expect(serviceOf([delivery('sms', 'delivered')], letterOnly).state).not.toBe('served');
  });
});

describe('receipts, in whatever order and however often they come', () => {
  const outcomes: readonly ReceiptOutcome[] = ['sent', 'posted', 'delivered', 'failed', 'returned'];
  const after = (receipts: readonly ReceiptOutcome[]): DeliveryState =>
    receipts.reduce<DeliveryState>((state, receipt) => climb(state, receipt), 'accepted');

  it('end in the same state', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...outcomes), { maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (receipts, shuffle) => {
          const keys = [...shuffle.take(receipts.length)];
          const mixed = receipts
            .map((r, i) => [keys[i] ?? 0, r] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, r]) => r);
          return after(mixed) === after(receipts) && after([...receipts, ...mixed]) === after(receipts);
        },
      ),
    );
  });
  it('never turn a final word back, but for a return', () => {
    expect([
      climb('delivered', 'sent'),
      climb('delivered', 'failed'),
      climb('failed', 'sent'),
      climb('delivered', 'returned'),
      climb('superseded', 'delivered'),
    ]).toEqual(['delivered', 'delivered', 'failed', 'returned', 'superseded']);
    expect(isFinal('accepted')).toBe(false);
    expect(isFinal('failed')).toBe(true);
  });
});

const MAIL = contact('email', 'a@mail.example');
const MOBILE = contact('mobile', '+49176');
const ADDRESS = contact('address', 'Street 1');
const open = (deliveries: readonly Sent[], more: Partial<OpenNotice> = {}): OpenNotice => ({
  key: 'k' as NoticeKey,
  createdAt: MONDAY,
  serveBy: at('2026-11-25T09:00+01:00'),
  usefulUntil: at('2026-11-27T09:00+01:00'),
  zone: BERLIN,
  lifeSupport: false,
  emergency: false,
  deliveries,
  addressee: person('Anna', [MAIL, MOBILE, ADDRESS]),
  asked: false,
  ...more,
});
const move = (notice: OpenNotice, now: Instant = MONDAY) => nextMove(notice, rules, POLICY, PRINTER, now);

describe('what happens next', () => {
  it('served: nothing', () => {
    expect(move(open([delivery('email', 'accepted', { value: 'a@mail.example' })]))).toEqual({
      kind: 'wait',
      checkAt: null,
    });
  });
  it('failed: the channels not used yet, one kind at a time', () => {
    const next = move(open([delivery('email', 'failed', { value: 'a@mail.example' })]));
    expect(next.kind === 'fallBack' ? next.deliveries.map(d => d.channel) : next.kind).toEqual(['sms']);
    const after = move(
      open([
        delivery('email', 'failed', { value: 'a@mail.example' }),
        delivery('sms', 'failed', { value: '+49176' }),
      ]),
    );
    expect(after.kind === 'fallBack' ? after.deliveries.map(d => d.channel) : after.kind).toEqual(['letter']);
  });
  it('everything failed: a person, once', () => {
    const all = [
      delivery('email', 'failed', { value: 'a@mail.example' }),
      delivery('sms', 'failed', { value: '+49176' }),
      delivery('letter', 'returned', { value: 'Street 1' }),
    ];
    expect(move(open(all))).toEqual({ kind: 'askPerson', reason: 'unserved', checkAt: null });
    expect(move(open(all, { asked: true }))).toEqual({ kind: 'wait', checkAt: null });
  });
  it('a letter that would come after the work is no help', () => {
    const tooLate = open([delivery('email', 'failed', { value: 'a@mail.example' })], {
      addressee: person('Jan', [MAIL, ADDRESS]),
      usefulUntil: at('2026-11-23T16:00+01:00'),
      serveBy: at('2026-11-21T16:00+01:00'),
    });
    expect(move(tooLate)).toMatchObject({ kind: 'askPerson' });
  });
  it('nothing has happened yet: look again six hours before the deadline, then the next channel', () => {
    const waiting = open([delivery('email', 'unknown', { value: 'a@mail.example' })], {
      addressee: person('Ann', [MAIL]),
    });
    expect(move(waiting)).toEqual({ kind: 'wait', checkAt: at('2026-11-25T03:00+01:00') });
    expect(move(waiting, at('2026-11-25T03:00+01:00'))).toMatchObject({
      kind: 'askPerson',
      reason: 'outcomeUnknown',
    });
  });
  it('a letter under way is waited for until the post has it', () => {
    const letter = open(
      [delivery('letter', 'accepted', { value: 'Street 1', acceptedAt: at('2026-11-23T15:00+01:00') })],
      { addressee: person('Jan', [ADDRESS]), serveBy: null },
    );
    expect(move(letter, at('2026-11-24T12:00+01:00'))).toEqual({
      kind: 'wait',
      checkAt: at('2026-11-24T19:00+01:00'),
    });
    expect(move(letter, at('2026-11-24T19:00+01:00'))).toMatchObject({ kind: 'askPerson' });
  });
  it('life support is not content with the rule: without proof a person asks', () => {
    const maria = open([delivery('sms', 'accepted', { value: '+49176' })], {
      lifeSupport: true,
      emergency: true,
      serveBy: null,
      usefulUntil: null,
    });
    expect(move(maria)).toEqual({ kind: 'wait', checkAt: addMinutes(MONDAY, 30) });
    expect(move(maria, addMinutes(MONDAY, 30))).toEqual({
      kind: 'askPerson',
      reason: 'lifeSupportUnconfirmed',
      checkAt: null,
    });
    const proven = { ...maria, deliveries: [delivery('sms', 'delivered', { value: '+49176' })] };
    expect(move(proven, addMinutes(MONDAY, 30))).toEqual({ kind: 'wait', checkAt: null });
  });
  it('ends, whatever fails: no contact point twice, and a person at the last', () => {
    const kinds = fc.subarray([MAIL, MOBILE, ADDRESS, contact('landline', '+4930')]);
    fc.assert(
      fc.property(kinds, fc.boolean(), fc.boolean(), (points, isEmergency, lifeSupport) => {
        let notice = open([], {
          addressee: person('X', points),
          emergency: isEmergency,
          lifeSupport,
          serveBy: isEmergency ? null : at('2026-11-25T09:00+01:00'),
        });
        const used: string[] = [];
        for (let round = 0; round < 10; round += 1) {
          const next = move(notice);
          if (next.kind === 'askPerson') return new Set(used).size === used.length;
          if (next.kind === 'wait') return false;
          used.push(...next.deliveries.map(d => d.contactPoint));
          notice = {
            ...notice,
            deliveries: [
              ...notice.deliveries,
              ...next.deliveries.map(d =>
                delivery(d.channel, 'failed', {
                  value: points.find(p => p.id === d.contactPoint)?.value ?? '',
                }),
              ),
            ],
          };
        }
        return false;
      }),
    );
  });
});

describe('when', () => {
  it('a notice is looked at first', () => {
    expect(firstCheck(open([]), POLICY)).toBe(at('2026-11-25T03:00+01:00'));
    expect(firstCheck(open([], { emergency: true }), POLICY)).toBe(addMinutes(MONDAY, 30));
    expect(firstCheck(open([], { lifeSupport: true }), POLICY)).toBe(addHours(MONDAY, 24));
    expect(firstCheck(open([], { serveBy: addHours(MONDAY, 2) }), POLICY)).toBe(MONDAY);
  });
  it('a carrier is tried again: after 1, 5 and 20 minutes, as late as it asks, then no more', () => {
    expect([1, 2, 3, 4].map(n => retryAt(POLICY, n, MONDAY, undefined))).toEqual([
      addMinutes(MONDAY, 1),
      addMinutes(MONDAY, 5),
      addMinutes(MONDAY, 20),
      null,
    ]);
    expect(retryAt(POLICY, 1, MONDAY, 600)).toBe(addMinutes(MONDAY, 10));
  });
});
