import { isArea, readWeatherRow } from '../../../server/domain/debt/weather-row.js';

const ROW = {
  area: 'US-TX:travis',
  day: '2026-08-04',
  kind: 'forecast',
  low: '77',
  high: '104.5',
  unit: 'F',
  warnings: 'Heat_Advisory; wind',
  issued: '2026-08-04T06:00-05:00',
};
const codes = (changes: Readonly<Record<string, string>>) => {
  const read = readWeatherRow({ ...ROW, ...changes });
  return read.ok ? [] : read.refusals.map(({ code }) => code);
};

test('a row is read', () => {
  expect(readWeatherRow(ROW)).toMatchObject({
    ok: true,
    value: {
      area: 'US-TX:travis',
      day: '2026-08-04',
      kind: 'forecast',
      lowF: 77,
      highF: 104.5,
      warnings: ['heat_advisory', 'wind'],
      issuedAt: '2026-08-04T11:00:00.000Z',
    },
  });
});

test.each([
  ['0', 'C', 32],
  ['-40', 'C', -40],
  ['37.8', 'C', 100.04],
  ['32', 'F', 32],
])('%s %s is %d degrees Fahrenheit', (low, unit, lowF) => {
  expect(readWeatherRow({ ...ROW, low, high: '', unit })).toMatchObject({ value: { lowF, highF: null } });
});

test('no warnings and nothing said of warnings are two things', () => {
  expect(readWeatherRow({ ...ROW, warnings: 'none' })).toMatchObject({ value: { warnings: [] } });
  expect(readWeatherRow({ ...ROW, warnings: '' })).toMatchObject({ value: { warnings: null } });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['no area', { area: '' }, ['weather.area']],
  ['no day', { day: '4 August' }, ['row.notADay']],
  ['another kind', { kind: 'guess' }, ['weather.kind']],
  ['a moment without its offset', { issued: '2026-08-04T06:00' }, ['weather.issued']],
  ['no unit', { unit: '' }, ['weather.temperature', 'weather.temperature']],
  ['a mark for none', { low: '-999' }, ['weather.temperature']],
  ['Kelvin', { low: '300', high: '310', unit: 'C' }, ['weather.temperature', 'weather.temperature']],
  ['low above high', { low: '105' }, ['weather.temperature']],
  ['a warning in words', { warnings: 'Hitze!' }, ['weather.warnings']],
  ['nothing at all', { low: '', high: '', warnings: '' }, ['weather.nothing']],
])('%s is refused', (_, changes, expected) => {
  expect(codes(changes)).toEqual(expected);
});

test.each(['US', 'US-TX', 'US-TX:travis', 'US/787', 'GB/SW1A 1AA', 'DE/0'])('%s is an area', text => {
  expect(isArea(text)).toBe(true);
});
test.each(['', 'KAUS', 'us-tx', 'US/', 'US-TX:', 'US-TEXAS'])('%j is none', text => {
  expect(isArea(text)).toBe(false);
});
