import {
  afterTries,
  mayTry,
  ticketPlace,
  type AfterTry,
  type ReachQuestion,
  type ReachTry,
} from '../../../server/domain/customer/reach.js';
import type { DecisionId } from '../../../server/domain/ids.js';
import { nextMove } from '../../../server/domain/notice/next-move.js';
import { progressOf, serviceOf } from '../../../server/domain/notice/service.js';
import { addHours, addMinutes, type Instant } from '../../../server/domain/time.js';
import { at, baselineRules, BERLIN, POLICY } from '../builders.js';
import { delivery, openNotice } from '../open-notice.js';

const TEN = at('Monday 2026-11-23T10:00+01:00');
const attempt = (act: ReachTry['act'], changes: Partial<ReachTry> = {}): ReachTry => ({
  id: `${act}-${changes.at ?? TEN}` as DecisionId,
  act,
  way: 'phoneCall',
  by: 'ida@utility.example',
  at: TEN,
  ...changes,
});
const question = (changes: Partial<ReachQuestion> = {}): ReachQuestion => ({
  lifeSupport: false,
  emergency: false,
  serveBy: at('Tuesday 2026-11-24T09:00+01:00'),
  zone: BERLIN,
  policy: POLICY,
  ...changes,
});
const missed = (count: number, last: Instant = TEN): readonly ReachTry[] =>
  Array.from({ length: count }, (_, n) => attempt('notReached', { at: addMinutes(last, n - count + 1) }));

describe('after a person tried to tell a customer by word of mouth', () => {
  test.each<[string, readonly ReachTry[], Partial<ReachQuestion>, AfterTry | null]>([
    ['nobody has tried', [], {}, null],
    ['reached', [attempt('reached')], {}, { next: 'nothing' }],
    [
      'reached at the second call',
      [...missed(1), attempt('reached')],
      { lifeSupport: true },
      { next: 'nothing' },
    ],
    ['missed once', missed(1), {}, { next: 'callAgain', at: addHours(TEN, 2) }],
    [
      'missed once, an hour before the last lawful moment',
      missed(1),
      { serveBy: addHours(TEN, 1) },
      { next: 'callAgain', at: addHours(TEN, 1) },
    ],
    [
      'missed once, the last lawful moment past',
      missed(1),
      { serveBy: addHours(TEN, -1) },
      { next: 'callAgain', at: addHours(TEN, 2) },
    ],
    [
      'missed once where the law sets no moment',
      missed(1),
      { serveBy: null },
      { next: 'callAgain', at: addHours(TEN, 2) },
    ],
    [
      'missed in the evening: not in the quiet hours',
      missed(1, at('Monday 2026-11-23T20:30+01:00')),
      { serveBy: at('Thursday 2026-11-26T09:00+01:00') },
      { next: 'callAgain', at: at('Tuesday 2026-11-24T08:00+01:00') },
    ],
    [
      'missed in the evening of an emergency',
      missed(1, at('Monday 2026-11-23T20:30+01:00')),
      { serveBy: null, emergency: true },
      { next: 'callAgain', at: at('Monday 2026-11-23T22:30+01:00') },
    ],
    ['missed twice', missed(2), {}, { next: 'callAgain', at: addHours(TEN, 2) }],
    ['missed three times', missed(3), {}, { next: 'goThere' }],
    ['missed once where a life depends on it', missed(1), { lifeSupport: true }, { next: 'sendSomebody' }],
  ])('%s', (_, tries, changes, next) => {
    expect(afterTries(tries, question(changes))).toEqual(next);
  });

  test('whoever was reached cannot be reached or missed again, and it is said by whom', () => {
    expect(mayTry(missed(5)).ok).toBe(true);
    const refused = mayTry([...missed(1), attempt('reached')]);
    expect(refused).toMatchObject({
      ok: false,
      refusals: [{ code: 'reach.already', details: { by: 'ida@utility.example', at: TEN } }],
    });
  });

  const of = (ofNewest: boolean) => (one: ReachTry) => ({ ...one, ofNewest });
  test.each([
    ['nobody tried: where people have put it', [], false, null],
    ['reached', [attempt('reached')].map(of(true)), false, 'done'],
    ['missed', missed(1).map(of(true)), false, 'waiting'],
    ['missed too often', missed(3).map(of(true)), false, 'toDo'],
    ['missed where a life depends on it', missed(1).map(of(true)), true, 'toDo'],
    ['reached of older news, asked anew', [attempt('reached')].map(of(false)), false, 'toDo'],
    [
      'missed of older news and of this',
      [...missed(3).map(of(false)), ...missed(1).map(of(true))],
      false,
      'waiting',
    ],
  ] as const)('the ticket of somebody %s', (_, tries, lifeSupport, place) => {
    expect(ticketPlace(tries, lifeSupport)).toBe(place);
  });
});

describe('word of mouth in law', () => {
  const RULES = baselineRules();
  const told = [attempt('reached')];

  test('is not the written form', () => {
    const failed = [delivery('sms', 'failed')];
    expect(serviceOf(progressOf(failed, told), RULES, BERLIN)).toEqual({ state: 'failed' });
    expect(serviceOf(progressOf([], told), RULES, BERLIN)).toEqual({ state: 'failed' });
  });

  test('serves where the rulebook takes a call, or a visit, for a form', () => {
    const because = RULES.writtenForm.because;
    const rules = {
      ...RULES,
      writtenForm: { because, value: ['letter', 'phoneCall'] as const },
      servedWhen: { ...RULES.servedWhen, phoneCall: { because, value: { event: 'delivered' as const } } },
    };
    expect(serviceOf(progressOf([], told), rules, BERLIN)).toEqual({
      state: 'served',
      at: TEN,
      how: 'proof',
      by: told[0]?.id,
    });
    const visit = [attempt('reached', { way: 'inPerson' })];
    expect(serviceOf(progressOf([], visit), rules, BERLIN)).toEqual({ state: 'failed' });
  });

  test('ends the asking for somebody on life support whom a rule alone had served', () => {
    const late = addHours(TEN, 24);
    const notice = openNotice({ lifeSupport: true, deliveries: [delivery('email', 'accepted')] });
    expect(nextMove(notice, RULES, POLICY, null, late)).toMatchObject({ kind: 'askPerson' });
    expect(nextMove({ ...notice, told }, RULES, POLICY, null, late)).toEqual({ kind: 'wait', checkAt: null });
  });
});
