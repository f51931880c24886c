import fc from 'fast-check';
import { CHANNELS, type Channel } from '../../server/domain/contact-point.js';
import type { DeliveryId } from '../../server/domain/ids.js';
import type { DeliveryState } from '../../server/domain/notice/notice.js';
import {
  climb,
  isFinal,
  isWritten,
  serviceOf,
  type Progress,
  type ReceiptOutcome,
} from '../../server/domain/notice/service.js';
import type { ServedWhen } from '../../server/domain/rules/rulebook.js';
import type { Instant } from '../../server/domain/time.js';
import { at, baselineRules, BERLIN } from './builders.js';

const RULES = baselineRules();
const nine = at('Monday 2026-11-23T09:00+01:00');
const ten = at('Monday 2026-11-23T10:00+01:00');
const noon = at('Monday 2026-11-23T12:00+01:00');

const progress = (
  channel: Channel,
  state: DeliveryState,
  moments: Partial<Pick<Progress, 'acceptedAt' | 'postedAt' | 'deliveredAt'>> = {},
): Progress => ({
  id: channel as string as DeliveryId,
  channel,
  state,
  acceptedAt: null,
  postedAt: null,
  deliveredAt: null,
  ...moments,
});
const when = (event: ServedWhen) => ({
  ...RULES,
  servedWhen: Object.fromEntries(
    CHANNELS.map(channel => [channel, { because: RULES.writtenForm.because, value: { event } }]),
  ),
});
const letterOnly = { ...RULES, writtenForm: { ...RULES.writtenForm, value: ['letter'] as const } };

describe('when a notice counts as given', () => {
  test.each<[string, Progress, ServedWhen, Instant | null]>([
    [
      'accepted, where acceptance serves',
      progress('email', 'accepted', { acceptedAt: nine }),
      'accepted',
      nine,
    ],
    ['accepted, where the post serves', progress('letter', 'accepted', { acceptedAt: nine }), 'posted', null],
    [
      'posted, where the post serves',
      progress('letter', 'posted', { acceptedAt: nine, postedAt: ten }),
      'posted',
      ten,
    ],
    [
      'posted, where delivery serves',
      progress('letter', 'posted', { acceptedAt: nine, postedAt: ten }),
      'delivered',
      null,
    ],
    [
      'delivered, where acceptance serves: the earlier moment stays',
      progress('email', 'delivered', { acceptedAt: nine, deliveredAt: ten }),
      'accepted',
      nine,
    ],
    [
      'delivered, where delivery serves',
      progress('email', 'delivered', { acceptedAt: nine, deliveredAt: ten }),
      'delivered',
      ten,
    ],
    [
      'delivered without the word of the post',
      progress('letter', 'delivered', { acceptedAt: nine, deliveredAt: noon }),
      'posted',
      noon,
    ],
    [
      'delivered without the word of acceptance',
      progress('email', 'delivered', { deliveredAt: noon }),
      'accepted',
      noon,
    ],
    ['only planned', progress('email', 'planned'), 'accepted', null],
    ['handed over, answer lost', progress('email', 'unknown'), 'accepted', null],
  ])('%s', (_, delivery, event, expected) => {
    const service = serviceOf([delivery], when(event), BERLIN);
    expect(service).toMatchObject(
      expected === null ? { state: 'pending' } : { state: 'served', at: expected },
    );
  });

  test.each(['failed', 'returned', 'superseded'] as const)('%s undoes what acceptance had served', state => {
    const undone = progress('email', state, { acceptedAt: nine, deliveredAt: ten });
    expect(serviceOf([undone], RULES, BERLIN)).toEqual({ state: 'failed' });
    expect(
      serviceOf([undone, progress('sms', 'accepted', { acceptedAt: noon })], RULES, BERLIN),
    ).toMatchObject({
      state: 'served',
      at: noon,
      by: 'sms',
    });
  });

  test('acceptance is deemed service, delivery is proof; proof on any channel proves it, the first event dates it', () => {
    const mail = progress('email', 'accepted', { acceptedAt: nine });
    const text = progress('sms', 'delivered', { acceptedAt: ten, deliveredAt: noon });
    expect(serviceOf([mail], RULES, BERLIN)).toEqual({
      state: 'served',
      at: nine,
      how: 'deemed',
      by: 'email',
    });
    expect(serviceOf([text], RULES, BERLIN)).toEqual({ state: 'served', at: ten, how: 'proof', by: 'sms' });
    expect(serviceOf([mail, text], RULES, BERLIN)).toEqual({
      state: 'served',
      at: nine,
      how: 'proof',
      by: 'sms',
    });
    expect(serviceOf([text, mail], RULES, BERLIN)).toEqual({
      state: 'served',
      at: nine,
      how: 'proof',
      by: 'sms',
    });
  });

  test('nothing sent at all is not served', () => {
    expect(serviceOf([], RULES, BERLIN)).toEqual({ state: 'failed' });
  });
});

describe('a channel that is no written form', () => {
  test('does not serve, not even with proof, and adds no proof', () => {
    const mail = progress('email', 'delivered', { acceptedAt: nine, deliveredAt: ten });
    expect(isWritten(letterOnly, 'email')).toBe(false);
    expect(serviceOf([mail], letterOnly, BERLIN)).toEqual({ state: 'failed' });
    expect(serviceOf([mail, progress('letter', 'posted', { postedAt: noon })], letterOnly, BERLIN)).toEqual({
      state: 'served',
      at: noon,
      how: 'deemed',
      by: 'letter',
    });
  });

  test('is nothing to wait for: it cannot serve', () => {
    expect(serviceOf([progress('email', 'sending')], letterOnly, BERLIN)).toEqual({ state: 'failed' });
    expect(
      serviceOf([progress('email', 'sending'), progress('letter', 'planned')], letterOnly, BERLIN),
    ).toEqual({
      state: 'pending',
    });
  });
});

describe('receipts climb', () => {
  const OUTCOMES: readonly ReceiptOutcome[] = ['sent', 'posted', 'delivered', 'failed', 'returned'];
  const STATES: readonly DeliveryState[] = [
    'planned',
    'sending',
    'unknown',
    'accepted',
    'posted',
    'failed',
    'delivered',
    'returned',
    'superseded',
  ];

  test.each<[DeliveryState, ReceiptOutcome, DeliveryState]>([
    ['sending', 'sent', 'accepted'],
    ['unknown', 'sent', 'accepted'],
    ['unknown', 'failed', 'failed'],
    ['accepted', 'posted', 'posted'],
    ['accepted', 'delivered', 'delivered'],
    ['posted', 'sent', 'posted'],
    ['failed', 'sent', 'failed'],
    ['failed', 'posted', 'failed'],
    ['failed', 'delivered', 'delivered'],
    ['delivered', 'failed', 'delivered'],
    ['delivered', 'returned', 'returned'],
    ['returned', 'delivered', 'returned'],
    ['superseded', 'delivered', 'superseded'],
  ])('%s, then "%s": %s', (state, receipt, expected) => {
    expect(climb(state, receipt)).toBe(expected);
  });

  test('whatever the order and however often they come, the end is the same', () => {
    const receipts = fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 8 });
    const shuffled = receipts.chain(list =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...STATES), shuffled, (state, [list, shuffle, repeated]) => {
        const end = list.reduce(climb, state);
        expect(shuffle.reduce(climb, state)).toBe(end);
        expect([...shuffle, ...repeated].reduce(climb, state)).toBe(end);
      }),
      { numRuns: 500 },
    );
  });

  test('a final state never becomes one that is not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        fc.constantFrom(...OUTCOMES),
        (state, receipt) => !isFinal(state) || isFinal(climb(state, receipt)),
      ),
    );
  });

  test.each<[DeliveryState, boolean]>([
    ['planned', false],
    ['sending', false],
    ['unknown', false],
    ['accepted', false],
    ['posted', false],
    ['failed', true],
    ['delivered', true],
    ['returned', true],
    ['superseded', true],
  ])('%s is final: %s', (state, expected) => {
    expect(isFinal(state)).toBe(expected);
  });
});
