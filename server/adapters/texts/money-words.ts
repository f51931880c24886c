import { digitsOf, type Money } from '../../domain/money.js';

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (language: string, currency: string): Intl.NumberFormat => {
  const key = `${language} ${currency}`;
  const before = formats.get(key);
  if (before !== undefined) return before;
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    // The sum has the digits of ISO 4217; some locales would round them away.
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
};

/** The sum in the major unit, digit by digit: a division would make a fraction that no binary number has. */
const decimal = ({ minor, currency }: Money): string => {
  const digits = digitsOf(currency);
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${all.slice(-digits)}`}`;
};

/** `€1,184.20`, as the language writes sums; exact for any sum. */
export const moneyInWords = (sum: Money, language: string): string =>
  formatOf(language, sum.currency).format(decimal(sum) as `${number}`);
