import fc from 'fast-check';
import { sendMoment } from '../../server/domain/notice/choose-deliveries.js';
import {
  checkSetting,
  isSameValue,
  policyWith,
  settingOf,
  SETTINGS,
} from '../../server/domain/office/settings.js';
import { addMinutes, latest } from '../../server/domain/time.js';
import { ATHENS, BERLIN, codes, LORD_HOWE, MONDAY_NINE, POLICY } from './builders.js';

const quiet = (from: unknown, to: unknown, channels: unknown = ['sms']) => ({ channels, from, to });
const lifeSupport = (plannedHours: unknown, emergencyMinutes: unknown) => ({
  plannedHours,
  emergencyMinutes,
});

describe('a setting', () => {
  test.each(SETTINGS.map(setting => [setting.name, setting] as const))(
    '%s: what is shipped is lawful, and put back it is what was shipped',
    (name, setting) => {
      const shipped = setting.valueIn(POLICY);
      expect(codes(checkSetting(name, shipped))).toEqual([]);
      expect(setting.put(POLICY, shipped)).toEqual(POLICY);
      expect(JSON.parse(JSON.stringify(shipped))).toEqual(shipped);
      expect([setting.about, setting.unit, setting.lawful].filter(text => text === '')).toEqual([]);
      expect(codes(checkSetting(name, null))).toEqual([]);
    },
  );

  test.each<[string, unknown, boolean]>([
    ['approvalAbove', 0, true],
    ['approvalAbove', 1_000_000, true],
    ['approvalAbove', 1_000_001, false],
    ['approvalAbove', -1, false],
    ['approvalAbove', 1.5, false],
    ['approvalAbove', '500', false],
    ['approvalAbove', Number.NaN, false],
    ['approvalAbove', true, false],
    ['approvalAbove', undefined, false],
    ['personBeforeDeadlineHours', 0, false],
    ['personBeforeDeadlineHours', 72, true],
    ['nextUpdateMinutes', 9, false],
    ['nextUpdateMinutes', 240, true],
    ['mirrorAfterMinutes', 0, false],
    ['mirrorAfterMinutes', 1440, true],
    ['quietHours', quiet('21:00', '08:00'), true],
    ['quietHours', quiet('20:00', '10:00', ['sms', 'email']), true],
    ['quietHours', quiet('20:00', '10:01'), false],
    ['quietHours', quiet('08:00', '21:00'), true],
    ['quietHours', quiet('08:00', '22:01'), false],
    ['quietHours', quiet('21:00', '21:00', []), true],
    ['quietHours', quiet('24:00', '08:00'), false],
    ['quietHours', quiet('9:00', '08:00'), false],
    ['quietHours', quiet(1260, 480), false],
    ['quietHours', quiet('21:00', '08:00', ['letter']), false],
    ['quietHours', quiet('21:00', '08:00', ['sms', 'sms']), false],
    ['quietHours', quiet('21:00', '08:00', 'sms'), false],
    ['quietHours', { ...quiet('21:00', '08:00'), surprise: 1 }, false],
    ['quietHours', { from: '21:00', to: '08:00' }, false],
    ['quietHours', [], false],
    ['confirmLifeSupportWithin', lifeSupport(1, 5), true],
    ['confirmLifeSupportWithin', lifeSupport(48, 120), true],
    ['confirmLifeSupportWithin', lifeSupport(49, 30), false],
    ['confirmLifeSupportWithin', lifeSupport(24, 4), false],
    ['confirmLifeSupportWithin', lifeSupport(24, '30'), false],
    ['confirmLifeSupportWithin', { plannedHours: 24 }, false],
    ['names', { name: { en: 'North Power' }, shortName: {} }, true],
    ['names', { name: { en: 'x'.repeat(61) }, shortName: {} }, false],
    ['names', { name: {}, shortName: { en: 'x'.repeat(21) } }, false],
    ['names', { name: { en: '<b>North</b>' }, shortName: {} }, false],
    ['names', { name: { en: 'North\nPower' }, shortName: {} }, false],
    ['names', { name: { '../en': 'North' }, shortName: {} }, false],
    ['names', { name: {} }, false],
    ['sender', { line1: 'Quay 1', postcode: '1', city: 'Port', country: 'GB' }, true],
    ['sender', { line1: '', postcode: '1', city: 'Port', country: 'GB' }, false],
    ['sender', { line1: 'Quay 1', postcode: '1', city: 'Port', country: 'Britain' }, false],
    ['senders', { email: { mail: 'North Power' }, sms: { sms: 'NorthPower' } }, true],
    ['senders', { email: {}, sms: { sms: '+442079460100' } }, true],
    ['senders', { email: {}, sms: { sms: 'North Power UK' } }, false],
    ['senders', { email: {}, sms: { sms: 'Энергия' } }, false],
    ['senders', { email: {}, sms: { sms: '12' } }, false],
    ['senders', { email: { mail: 'ceo@bank.example' }, sms: {} }, false],
    ['senders', { email: { Mail: 'North' }, sms: {} }, false],
    ['houseRules', { DE: ['house-planned'], 'US-CA': [] }, true],
    ['houseRules', { 'XA-N:town': [] }, true],
    ['houseRules', { germany: [] }, false],
    ['houseRules', { DE: ['house-planned', 'house-planned'] }, false],
    ['houseRules', { DE: 'house-planned' }, false],
    ['retryDelaysMinutes', [1], true],
    ['retryDelaysMinutes', [], false],
    ['retryDelaysMinutes', [1, 0], false],
    ['retryDelaysMinutes', [721], false],
    ['retryDelaysMinutes', Array(11).fill(1), false],
    ['retryDelaysMinutes', { 0: 1 }, false],
  ])('%s %j: %s', (name, value, lawful) => {
    expect(codes(checkSetting(name, value))).toEqual(lawful ? [] : ['setting.bounds']);
  });

  test('that is refused says which values are taken', () => {
    expect(checkSetting('approvalAbove', -1)).toMatchObject({
      refusals: [{ lawful: 'A whole number from 0 to 1000000.' }],
    });
    expect(checkSetting('rulebooks', 1)).toMatchObject({
      refusals: [{ code: 'setting.unknown', lawful: expect.stringContaining('quietHours') as string }],
    });
    expect(codes(checkSetting('__proto__', {}))).toEqual(['setting.unknown']);
  });
});

describe('the policy', () => {
  test('is what is shipped with what is stored over it', () => {
    const { policy, ignored } = policyWith(POLICY, [
      { name: 'approvalAbove', value: 9 },
      { name: 'quietHours', value: quiet('22:30', '06:15', ['sms', 'email']) },
      { name: 'retryDelaysMinutes', value: [2, 4] },
      { name: 'nextUpdateMinutes', value: null },
    ]);
    expect(policy).toEqual({
      ...POLICY,
      approvalAbove: 9,
      quietHours: { channels: ['sms', 'email'], from: 1350, to: 375 },
      retry: { delaysMinutes: [2, 4] },
    });
    expect(ignored).toEqual([]);
  });
  test('leaves aside what is no longer lawful, and names it', () => {
    const stored = [
      { name: 'approvalAbove', value: 'many' },
      { name: 'gone', value: 1 },
    ];
    expect(policyWith(POLICY, stored)).toEqual({ policy: POLICY, ignored: ['approvalAbove', 'gone'] });
  });

  test('however quiet it is set, a message that can be in time is not made late', () => {
    const time = fc
      .nat({ max: 1439 })
      .map(n => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
    fc.assert(
      fc.property(
        time,
        time,
        fc.constantFrom(BERLIN, ATHENS, LORD_HOWE),
        fc.constantFrom('sms' as const, 'email' as const, 'letter' as const),
        fc.nat({ max: 300_000 }),
        fc.nat({ max: 3000 }),
        (from, to, zone, channel, later, room) => {
          const value = quiet(from, to, ['sms', 'email']);
          fc.pre(settingOf('quietHours')?.isLawful(value) === true);
          const { policy } = policyWith(POLICY, [{ name: 'quietHours', value }]);
          const now = addMinutes(MONDAY_NINE, later);
          const serveBy = addMinutes(now, room);
          const sent = sendMoment({ policy, urgent: false, serveBy, zone, now }, channel);
          expect(latest(sent, serveBy)).toBe(serveBy);
          expect(sendMoment({ policy, urgent: true, serveBy, zone, now }, channel)).toBe(now);
        },
      ),
    );
  });
});

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [1, 2, false],
  [null, null, true],
  [null, {}, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[], {}, false],
])('%j and %j are the same: %s', (a, b, same) => {
  expect(isSameValue(a, b)).toBe(same);
});
