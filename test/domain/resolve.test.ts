import fc from 'fast-check';
import { resolveRules } from '../../server/domain/rules/resolve.js';
import type { Rule, Rulebook, ScenarioRules } from '../../server/domain/rules/rulebook.js';
import { BASELINE, day } from './builders.js';

const MONDAY = day('Monday 2026-11-23');

const rule = <T>(rulebook: string, path: string, value: T): Rule<T> => ({
  value,
  because: { rule: path, rulebook: `${rulebook}@1`, source: `${rulebook} law`, confidence: 'verified' },
});
const FOR_ALL: Rulebook['appliesTo'] = { utilities: [], customerClasses: [], supplier: null, contract: null };
const layer = (
  id: string,
  jurisdictions: readonly string[],
  plannedInterruption: ScenarioRules,
  changes: Partial<Rulebook> = {},
): Rulebook => ({
  id,
  version: '1',
  title: id,
  appliesTo: FOR_ALL,
  calendars: [],
  jurisdictions,
  validFrom: day('Thursday 2026-01-01'),
  validTo: null,
  scenarios: { plannedInterruption },
  content: {},
  ...changes,
});
const lead = (id: string, count: number): ScenarioRules => ({
  waits: {
    notice: rule(id, 'plannedInterruption.waits.notice', {
      from: 'notice',
      to: 'interruption',
      counting: 'toTheDay' as const,
      atLeast: [{ unit: 'clockHours' as const, count }],
    }),
  },
});

const REGION = layer('region', ['XA-N'], lead('region', 72));
const TOWN = layer('town', ['XA-N:hill'], {
  writtenForm: rule('town', 'plannedInterruption.writtenForm', ['letter'] as const),
});

const leadOf = (rulebooks: readonly Rulebook[], key: string) => {
  const resolved = resolveRules(rulebooks, { jurisdiction: key }, 'plannedInterruption', MONDAY);
  if (!resolved.known) return resolved.missing.code;
  return resolved.rules.rules.waits?.['notice']?.value.atLeast?.[0]?.count;
};

test.each([
  ['its own key', 'XA', 48],
  ['a region of it', 'XA-S', 48],
  ['a town of it', 'XA:hill', 48],
  ['a town of a region of it', 'XA-S:hill', 48],
  ['a longer key is another place', 'XAB', 'jurisdiction.unknown'],
  ['a longer key with a region', 'XAB-N', 'jurisdiction.unknown'],
  ['the more general key', 'X', 'jurisdiction.unknown'],
  ['lower case', 'xa', 'jurisdiction.unknown'],
  ['a country without a rulebook', 'DE', 'jurisdiction.unknown'],
  ['no key', '', 'jurisdiction.unknown'],
])('the baseline covers XA: %s (%s)', (_, key, expected) => {
  expect(leadOf([BASELINE], key)).toBe(expected);
});

test('a region is not covered by its neighbour, nor the country by its region', () => {
  expect(leadOf([REGION], 'XA-N')).toBe('rule.missing');
  expect(leadOf([REGION], 'XA-NW')).toBe('jurisdiction.unknown');
  expect(leadOf([REGION], 'XA')).toBe('jurisdiction.unknown');
});

test('the most specific layer wins field by field, in whatever order the layers come', () => {
  const sets = [
    [BASELINE, REGION, TOWN],
    [TOWN, REGION, BASELINE],
    [REGION, TOWN, BASELINE],
  ];
  for (const rulebooks of sets) {
    const resolved = resolveRules(rulebooks, { jurisdiction: 'XA-N:hill' }, 'plannedInterruption', MONDAY);
    if (!resolved.known) throw new Error(resolved.missing.message);
    expect(resolved.rules.rulebooks).toEqual(['baseline@2', 'region@1', 'town@1']);
    expect(resolved.rules.rules.waits).toEqual(REGION.scenarios.plannedInterruption?.waits);
    expect(resolved.rules.layers.map(({ layer: name }) => name)).toEqual([
      'country',
      'region',
      'municipality',
    ]);
    expect(resolved.rules.writtenForm).toEqual(TOWN.scenarios.plannedInterruption?.writtenForm);
    expect(resolved.rules.servedWhen.letter?.because.rulebook).toBe('baseline@2');
  }
  expect(leadOf([BASELINE, REGION, TOWN], 'XA-N:dale')).toBe(72);
  expect(leadOf([BASELINE, REGION, TOWN], 'XA-S:hill')).toBe(48);
});

test('servedWhen is merged channel by channel, content kind by kind', () => {
  const strict = layer(
    'region',
    ['XA-N'],
    {
      servedWhen: {
        email: rule('region', 'plannedInterruption.servedWhen.email', { event: 'delivered' as const }),
      },
    },
    { content: { planned: rule('region', 'content.planned', ['address', 'ombudsman']) } },
  );
  const resolved = resolveRules([BASELINE, strict], { jurisdiction: 'XA-N' }, 'plannedInterruption', MONDAY);
  if (!resolved.known) throw new Error(resolved.missing.message);
  expect(resolved.rules.servedWhen.email?.value.event).toBe('delivered');
  expect(resolved.rules.servedWhen.sms?.value.event).toBe('accepted');
  expect(resolved.rules.content.planned?.value).toEqual(['address', 'ombudsman']);
  expect(resolved.rules.content.moved).toEqual(BASELINE.content.moved);
});

test('a rulebook that names a country and a region counts for each by the closer name', () => {
  const both = layer('both', ['XA', 'XA-N:hill'], lead('both', 24));
  const region = layer('region', ['XA-N'], lead('region', 72));
  expect(leadOf([BASELINE, both, region], 'XA-N:hill')).toBe(24);
  expect(leadOf([BASELINE, both, region], 'XA-N:dale')).toBe(72);
});

test.each([
  ['Sunday, the day before it begins', 'Sunday 2026-11-22', 'rules.notInForce'],
  ['Monday, its first day', 'Monday 2026-11-23', 'known'],
  ['Wednesday, its last day', 'Wednesday 2026-11-25', 'known'],
  ['Thursday, the day after', 'Thursday 2026-11-26', 'rules.notInForce'],
])('in force: %s', (_, on, expected) => {
  const brief = { ...BASELINE, validFrom: day('Monday 2026-11-23'), validTo: day('Wednesday 2026-11-25') };
  const resolved = resolveRules([brief], { jurisdiction: 'XA' }, 'plannedInterruption', day(on));
  expect(resolved.known ? 'known' : resolved.missing.code).toBe(expected);
});

test('a layer that is not in force leaves the others as they are', () => {
  const future = { ...REGION, validFrom: day('Tuesday 2026-11-24') };
  expect(leadOf([BASELINE, future], 'XA-N')).toBe(48);
});

const { waits: shippedWaits, writtenForm, servedWhen } = BASELINE.scenarios.plannedInterruption ?? {};
if (shippedWaits === undefined || writtenForm === undefined || servedWhen?.email === undefined)
  throw new Error('The baseline is not whole.');

test.each<[string, ScenarioRules]>([
  ['waits', { writtenForm, servedWhen }],
  ['writtenForm', { waits: shippedWaits, servedWhen }],
  ['sms', { waits: shippedWaits, writtenForm, servedWhen: { email: servedWhen.email } }],
])('without %s the question stays open, and the answer says what is missing', (field, rules) => {
  const resolved = resolveRules(
    [layer('gappy', ['XA'], rules)],
    { jurisdiction: 'XA' },
    'plannedInterruption',
    MONDAY,
  );
  if (resolved.known) throw new Error('It should not be known.');
  expect(resolved.missing.code).toBe('rule.missing');
  expect(resolved.missing.message).toContain(
    `plannedInterruption.${field === 'sms' ? 'servedWhen.sms' : field}`,
  );
});

test('a scenario that no layer speaks of stays open', () => {
  const resolved = resolveRules(
    [layer('quiet', ['XA'], BASELINE.scenarios.plannedInterruption ?? {})],
    { jurisdiction: 'XA' },
    'emergency',
    MONDAY,
  );
  expect(resolved.known ? '' : resolved.missing.code).toBe('rule.missing');
});

test('a key that is no part of XA is never judged by the baseline', () => {
  const keys = fc.string({ unit: fc.constantFrom('X', 'A', 'B', '-', ':', 'N', '1'), maxLength: 6 });
  fc.assert(
    fc.property(keys, key => {
      const inside = key === 'XA' || /^XA[-:]/.test(key);
      expect(resolveRules([BASELINE], { jurisdiction: key }, 'plannedInterruption', MONDAY).known).toBe(
        inside,
      );
    }),
    { numRuns: 500 },
  );
});
