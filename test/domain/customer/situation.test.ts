import { staleSince } from '../../../server/domain/customer/freshness.js';
import { situationAt, type ToldOutage } from '../../../server/domain/customer/situation.js';
import { bestReached, isMissed, toldBy } from '../../../server/domain/customer/told.js';
import { addHours, addMinutes, instant } from '../../../server/domain/time.js';
import { EMERGENCY, NOW, outageOf, placeAt, revisionOf, windowOn } from './builders.js';

const at = (outages: readonly ToldOutage[]) => situationAt(placeAt(), outages, NOW);

describe('at a place', () => {
  it.each<[string, ToldOutage, object]>([
    [
      'work to come',
      outageOf({ windows: [windowOn(25)] }),
      { state: 'planned', window: windowOn(25), more: 0 },
    ],
    [
      'work on several days to come',
      outageOf({ windows: [windowOn(22), windowOn(25), windowOn(26)] }),
      { state: 'planned', window: windowOn(25), more: 1 },
    ],
    [
      'work that was moved',
      outageOf(
        { n: 2, kind: 'change', windows: [windowOn(26)] },
        { former: revisionOf({ windows: [windowOn(25)] }) },
      ),
      { state: 'planned', window: windowOn(26), formerWindow: windowOn(25) },
    ],
    [
      'work that is longer now, on the same day',
      outageOf(
        { n: 2, kind: 'change', windows: [windowOn(25), windowOn(26)] },
        { former: revisionOf({ windows: [windowOn(25)] }) },
      ),
      { state: 'planned', formerWindow: null },
    ],
    [
      'work under way',
      outageOf({ windows: [{ from: addHours(NOW, -1), to: addHours(NOW, 1) }] }),
      { state: 'off', since: addHours(NOW, -1), etr: { at: addHours(NOW, 1), quality: 'crew' } },
    ],
    ['work that is over', outageOf({ windows: [windowOn(22)] }), { state: 'supplied' }],
    [
      'an emergency',
      outageOf(EMERGENCY, { kind: 'emergency' }),
      { state: 'off', since: EMERGENCY.since, etr: EMERGENCY.etr, nextUpdateBy: EMERGENCY.nextUpdateBy },
    ],
    [
      'planned work that began unannounced',
      outageOf({ since: addHours(NOW, -2), windows: [] }),
      { state: 'off', since: addHours(NOW, -2) },
    ],
    [
      'an outage that ended within the day',
      outageOf({ n: 2, kind: 'restore', restoredAt: addHours(NOW, -23) }, { status: 'restored' }),
      { state: 'restored', at: addHours(NOW, -23) },
    ],
    [
      'an outage that ended longer ago',
      outageOf({ n: 2, kind: 'restore', restoredAt: addHours(NOW, -25) }, { status: 'restored' }),
      { state: 'supplied' },
    ],
    [
      'work that was cancelled and would be to come',
      outageOf(
        { n: 2, kind: 'cancel' },
        { status: 'cancelled', former: revisionOf({ windows: [windowOn(25)] }) },
      ),
      { state: 'cancelled', window: windowOn(25) },
    ],
    [
      'work that was cancelled and would be over',
      outageOf(
        { n: 2, kind: 'cancel' },
        { status: 'cancelled', former: revisionOf({ windows: [windowOn(22)] }) },
      ),
      { state: 'supplied' },
    ],
    [
      'work whose area no longer has it',
      outageOf(
        { n: 2, kind: 'change', feeders: ['F-13'], windows: [windowOn(25)] },
        { former: revisionOf({ windows: [windowOn(25)] }) },
      ),
      { state: 'cancelled', window: windowOn(25) },
    ],
    ['work elsewhere', outageOf({ feeders: ['F-99'], windows: [windowOn(25)] }), { state: 'supplied' }],
  ])('%s is seen as what it is', (_, outage, expected) => {
    expect(at([outage])).toMatchObject(expected);
  });

  it('what is worse comes first, whatever the order it is read in', () => {
    const soon = outageOf({ windows: [windowOn(25)] });
    const now = outageOf(EMERGENCY, { kind: 'emergency' });
    expect([at([soon, now]).state, at([now, soon]).state]).toEqual(['off', 'off']);
    const later = outageOf({ windows: [windowOn(26)] });
    expect(at([later, soon])).toMatchObject({ window: windowOn(25) });
  });
});

describe('the facts', () => {
  it.each([
    ['a feed that speaks', [{ at: addMinutes(NOW, -5) }], null],
    ['a feed silent for twenty minutes', [{ at: addMinutes(NOW, -20) }], addMinutes(NOW, -20)],
    [
      'the longer of two silences',
      [{ at: addMinutes(NOW, -20) }, { at: addMinutes(NOW, -40) }],
      addMinutes(NOW, -40),
    ],
    ['a feed that was switched off', [{ at: addHours(NOW, -25) }], null],
    ['a feed that never spoke', [{ at: null }], null],
    ['no feed', [], null],
  ])('are as old as %s', (_, feeds, since) => {
    expect(staleSince(feeds, NOW)).toBe(since);
  });
});

describe('whoever was told', () => {
  const step = (state: string, at: string | null) =>
    ({
      channel: state === 'delivered' ? 'sms' : 'email',
      state,
      acceptedAt: at,
      postedAt: null,
      deliveredAt: null,
    }) as never;
  it('was told by what arrived rather than by what is on its way, and by nothing that failed', () => {
    const ten = instant('2026-11-23T10:00Z');
    const nine = instant('2026-11-23T09:00Z');
    expect(toldBy([step('accepted', nine), step('delivered', ten)])).toEqual({ channel: 'sms', at: ten });
    expect(toldBy([step('failed', nine), step('unknown', nine), step('planned', null)])).toBeNull();
    expect(toldBy([])).toBeNull();
  });
  it('of several people the one reached best counts for the place', () => {
    const notices = [{ state: 'served' }, { state: 'unreachable' }, { state: 'open' }] as const;
    expect(bestReached(notices)).toEqual({ state: 'served' });
    expect([isMissed({ state: 'unserved' }), isMissed({ state: 'open' }), isMissed(null)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(bestReached([])).toBeNull();
  });
});
