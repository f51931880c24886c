import { accept, refuse, type Outcome } from './outcome.js';

/** A sum in the minor unit of its currency (cents, kopeks); whole, and below zero where it is owed to the customer. */
export interface Money {
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** ISO 4217: the currencies whose minor unit is not a hundredth. */
const DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};
export const digitsOf = (currency: string): number => DIGITS[currency] ?? 2;
export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

export const money = (minor: number, currency: string): Money => {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is no whole number of minor units.`);
  return { minor, currency };
};
export const nothing = (currency: string): Money => ({ minor: 0, currency });

const alike = (a: Money, b: Money): void => {
  if (a.currency !== b.currency)
    throw new RangeError(`${a.currency} and ${b.currency} cannot be put together.`);
};
/** Throws RangeError on two currencies: an account has one, which the feed makes sure of. */
export const plus = (a: Money, b: Money): Money => {
  alike(a, b);
  return money(a.minor + b.minor, a.currency);
};
export const minus = (a: Money, b: Money): Money => plus(a, { ...b, minor: -b.minor });
export const isOver = (a: Money, b: Money): boolean => minus(a, b).minor > 0;
export const isOwed = ({ minor }: Money): boolean => minor > 0;

/** In the major unit, as rulebooks write sums. */
export const major = ({ minor, currency }: Money): number => minor / 10 ** digitsOf(currency);

/** `184.20 EUR`, for traces and exports; what people read is formatted in their language elsewhere. */
export const moneyText = ({ minor, currency }: Money): string =>
  `${(minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))} ${currency}`;

/** `184.20` in the major unit, with a point and not more digits than the currency has: a sum is never rounded. */
export const parseMoney = (text: string, currency: string): Outcome<Money> => {
  const digits = digitsOf(currency);
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (whole === '' || part.length > digits || !isCurrency(currency))
    return refuse({
      code: 'money.unreadable',
      message: `"${text}" is not a sum in ${currency}.`,
      lawful: `Write it as ${(1234).toFixed(digits)}, without separators of thousands.`,
      because: [],
    });
  const minor = Number(`${whole}${part.padEnd(digits, '0')}`);
  return accept(money(sign === '-' && minor > 0 ? -minor : minor, currency));
};
