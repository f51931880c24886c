import { major, minus, money, moneyText, parseMoney, plus } from '../../server/domain/money.js';
import { accepted, codes } from './builders.js';

test.each([
  ['184.20', 'EUR', 18420],
  ['184.2', 'EUR', 18420],
  ['184', 'EUR', 18400],
  [' 0.05 ', 'EUR', 5],
  ['-12.30', 'EUR', -1230],
  ['-0.00', 'EUR', 0],
  ['1500', 'JPY', 1500],
  ['1.234', 'KWD', 1234],
  ['999999999999.99', 'RUB', 99999999999999],
])('%s %s', (text, currency, minor) => {
  const sum = accepted(parseMoney(text, currency));
  expect(Object.is(sum.minor, minor)).toBe(true);
  expect(accepted(parseMoney(moneyText(sum).split(' ')[0] ?? '', currency))).toEqual(sum);
});

test.each([
  ['184.205', 'EUR'],
  ['1.5', 'JPY'],
  ['1,234.00', 'EUR'],
  ['184,20', 'EUR'],
  ['', 'EUR'],
  ['1e3', 'EUR'],
  ['12.00', 'euro'],
])('%s %s is not a sum', (text, currency) => {
  expect(codes(parseMoney(text, currency))).toEqual(['money.unreadable']);
});

test('sums are whole, and of one currency', () => {
  expect(plus(money(10, 'EUR'), money(20, 'EUR'))).toEqual(money(30, 'EUR'));
  expect(minus(money(10, 'EUR'), money(20, 'EUR'))).toEqual(money(-10, 'EUR'));
  expect(major(money(18420, 'EUR'))).toBe(184.2);
  expect(() => plus(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError);
  expect(() => money(1.5, 'EUR')).toThrow(RangeError);
});
