import fc from 'fast-check';
import { moneyInWords } from '../../../server/adapters/texts/money-words.js';
import { money } from '../../../server/domain/money.js';

describe('sums in words', () => {
  test.each([
    [118_420, 'EUR', 'en', '€1,184.20'],
    [118_420, 'EUR', 'es', '1184,20 €'],
    [118_420, 'RUB', 'ru', '1 184,20 ₽'],
    [5, 'GBP', 'en', '£0.05'],
    [-5, 'GBP', 'en', '-£0.05'],
    [1234, 'JPY', 'en', '¥1,234'],
    [1234, 'KWD', 'en', 'KWD 1.234'],
    [1234, 'ISK', 'en', 'ISK 1,234'],
    [100_000, 'IQD', 'en', 'IQD 100.000'],
    [9_007_199_254_740_991, 'USD', 'en', '$90,071,992,547,409.91'],
  ])('%i of %s in %s', (minor, currency, language, words) => {
    expect(moneyInWords(money(minor, currency), language).replace(/\s/g, ' ')).toBe(words);
  });
  test('no digit is lost', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), minor => {
        const digits = moneyInWords(money(minor, 'EUR'), 'en').replace(/[^\d-]/g, '');
        expect(Number(digits)).toBe(minor === 0 ? 0 : minor);
      }),
    );
  });
});
