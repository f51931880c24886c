import type { DebtCard, DebtStep } from '../contract/debt.js';
import type { DebtSummary, MoneyView, Rung } from '../contract/debt-summary.js';
import { debtWords } from '../words/debt.js';
import { day, millisecondsOf } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';

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
export const isDay = (typed: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(millisecondsOf(`${typed}T12:00:00Z`));

export const rungName = (rung: Rung | null, language: Language): string =>
  sayIn(debtWords, language)(`rung.${rung ?? 'grace'}`);

const ACTS = [
  'requestToDistributor',
  'powerReduction',
  'restriction',
  'disconnection',
  'suspension',
] as const;
export const actName = (act: string, language: Language): string => {
  const say = sayIn(debtWords, language);
  const known = ACTS.find(each => each === act);
  return known === undefined ? say('act.other', { act }) : say(`act.${known}`);
};

const CUSTOMER: readonly string[] = ['customer', 'occupants'];
/** A notice by its kind; where it goes to somebody else, to whom; of two alike, what the law calls it. */
export const stepName = (
  { kind, to, notice }: Pick<DebtStep, 'kind' | 'to' | 'notice'>,
  steps: readonly Pick<DebtStep, 'kind' | 'to'>[],
  language: Language,
): string => {
  const say = sayIn(debtWords, language);
  const name = say(`kind.${kind}`);
  const named = CUSTOMER.includes(to) ? name : say('to.other', { step: name, to });
  return steps.filter(each => each.kind === kind && each.to === to).length > 1
    ? `${named} (${notice})`
    : named;
};

const ABOUT = ['minimum', 'grace', 'workOrder', 'payment'] as const;
/** What is waited for, given or forbidden, in words. */
export const aboutName = (about: string | null, steps: readonly DebtStep[], language: Language): string => {
  const say = sayIn(debtWords, language);
  if (about === null) return '';
  const known = ABOUT.find(each => each === about);
  if (known !== undefined) return say(`about.${known}`);
  const [, what, name = ''] = /^(service|proof) of (.+)$/.exec(about) ?? [];
  if (what === 'service' || what === 'proof')
    return say(`about.${what}`, { what: aboutName(name, steps, language) });
  const step = steps.find(({ notice }) => notice === about);
  return step === undefined ? actName(about, language) : stepName(step, steps, language);
};

type Holding = Pick<DebtSummary, 'holds' | 'until'>;
/** `On hold until Fri 11 Dec: payment plan`. */
export const heldText = ({ holds, until }: Holding, reading: Reading): string => {
  const say = sayIn(debtWords, reading.language);
  const reason = holds.map(each => say(`reason.${each}`)).join(', ');
  return until === null
    ? say('hold.event', { reason })
    : say('hold.tag', { when: civilDay(until, reading), reason });
};

/** What comes next and when, or why it stands, in one sentence. */
export const nextText = (card: DebtCard, reading: Reading): string => {
  const { language } = reading;
  const say = sayIn(debtWords, language);
  const what = aboutName(card.about, card.steps, language);
  const when = card.until === null ? '' : civilDay(card.until, reading);
  if (card.closedAt !== null)
    return say('next.closed', { when: day(card.closedAt, reading.zone, language, reading.nowMs) });
  switch (card.next) {
    case 'wait':
      return card.until === null ? say('next.waitFor', { what }) : say('next.wait', { what, when });
    case 'hold':
      return say('next.hold', { why: heldText(card, reading) });
    case 'askForApproval':
      return say('next.askForApproval', { what, when });
    case 'reconnect':
      return card.reconnectBy === null
        ? say('next.reconnect')
        : say('next.reconnectBy', { when: day(card.reconnectBy, reading.zone, language, reading.nowMs) });
    case 'give':
    case 'askToDisconnect':
    case 'barred':
      return say(`next.${card.next}`, { what });
    case 'recall':
    case 'close':
    case 'undetermined':
      return say(`next.${card.next}`);
    case null:
      return '';
  }
};

/** The bill of a customer in one line: step, sum, and what of its days matters. */
export const billText = (debt: DebtSummary, reading: Omit<Reading, 'zone'>): string => {
  const { language } = reading;
  const say = sayIn(debtWords, language);
  const sum = sumText(debt.overdue, language);
  const said =
    debt.rung === null || debt.rung === 'grace'
      ? say('bill.grace', { sum })
      : say('bill.step', { step: rungName(debt.rung, language), sum });
  if (debt.next === 'hold') return `${said} · ${heldText(debt, { ...reading, zone: debt.zone })}`;
  return debt.until === null
    ? said
    : `${said} · ${say('bill.next', { when: civilDay(debt.until, reading) })}`;
};
