import type { DebtSummary, MoneyView, Rung } from '../contract/debt-summary.js';
import type { HoldReason } from '../contract/hold-reason.js';
import { standingWords } from '../words/debt-standing.js';
import { day } from '../words/moments.js';
import { number, sayIn, type Language } from '../words/say.js';

/** What is said of a debt is said alike on every surface. */
export interface Reading {
  readonly zone: string;
  readonly language: Language;
  readonly nowMs: number;
}

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };

/** The digits behind the point that a currency has, by the host's own table of ISO 4217. */
const digitsOf = (currency: string): number => {
  if (currency === '') return 2;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
};

/** `184.20 EUR`: with the code, which a screen reader says as it is. */
export const sumText = ({ minor, currency }: MoneyView, language: Language): string => {
  const digits = digitsOf(currency);
  const sum = new Intl.NumberFormat(LOCALE[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
  return `${sum} ${currency}`.trim();
};
/** Sums of different currencies stand side by side: they are never added. */
export const sumsText = (sums: readonly MoneyView[], language: Language): string =>
  sums.length === 0 ? number(language, 0) : sums.map(sum => sumText(sum, language)).join(' · ');
/** Of what a person typed; null: it is no sum above zero with at most so many digits. */
export const minorOf = (typed: string, currency: string): number | null => {
  const digits = digitsOf(currency);
  const [, whole = '', part = ''] = /^(\d{1,10})(?:[.,](\d+))?$/.exec(typed.trim()) ?? [];
  if (whole === '' || part.length > digits) return null;
  const minor = Number(`${whole}${part.padEnd(digits, '0')}`);
  return minor > 0 ? minor : null;
};
/** `184.20`, to be typed over. */
export const typedSum = ({ minor, currency }: MoneyView): string =>
  (minor / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));

/** `Wed 25 Nov` of a civil day, which is the same in every zone. */
export const civilDay = (civil: string, { language, nowMs }: Pick<Reading, 'language' | 'nowMs'>): string =>
  day(`${civil}T12:00:00Z`, 'UTC', language, nowMs);
export const rungName = (rung: Rung | null, language: Language): string =>
  sayIn(standingWords, language)(`rung.${rung ?? 'grace'}`);

export const reasonName = (reason: HoldReason, language: Language): string =>
  sayIn(standingWords, language)(`reason.${reason}`);

type Holding = Pick<DebtSummary, 'holds' | 'until'>;
/** `On hold until Fri 11 Dec: payment plan`. */
export const heldText = ({ holds, until }: Holding, reading: Reading): string => {
  const say = sayIn(standingWords, reading.language);
  const reason = holds.map(each => reasonName(each, reading.language)).join(', ');
  return until === null
    ? say('hold.event', { reason })
    : say('hold.tag', { when: civilDay(until, reading), reason });
};

/** The bill of a customer in one line: step, sum, and what of its days matters. */
export const billText = (debt: DebtSummary, reading: Omit<Reading, 'zone'>): string => {
  const { language } = reading;
  const say = sayIn(standingWords, language);
  const sum = sumText(debt.overdue, language);
  const stands =
    debt.rung === null || debt.rung === 'grace'
      ? say('bill.grace', { sum })
      : say('bill.step', { step: rungName(debt.rung, language), sum });
  const said = debt.returned > 0 ? `${stands} · ${say('bill.returned')}` : stands;
  if (debt.next === 'hold') return `${said} · ${heldText(debt, { ...reading, zone: debt.zone })}`;
  if (debt.until === null) return said;
  const when = civilDay(debt.until, reading);
  // What waits for an approval goes on by nobody's calendar.
  return `${said} · ${debt.next === 'askForApproval' ? say('bill.lawful', { when }) : say('bill.next', { when })}`;
};
