import type { Money } from '../money.js';
import type { Outcome } from '../outcome.js';
import { epcCode } from './epc-code.js';
import { stCode } from './st-code.js';

/** Where a customer pays to, in one currency. `local`: a form that has no code of its own. */
export type PayeeAccount =
  | { readonly form: 'iban'; readonly payee: string; readonly iban: string; readonly bic: string | null }
  | {
      readonly form: 'ru';
      readonly payee: string;
      readonly inn: string;
      readonly account: string;
      readonly bank: string;
      readonly bik: string;
      readonly correspondentAccount: string | null;
    }
  | { readonly form: 'local'; readonly payee: string; readonly bank: string; readonly account: string };

export interface Due {
  readonly amount: Money;
  /** The billing number. */
  readonly reference: string;
  /** What the payment is for, in the customer's words. */
  readonly purpose: string;
}

/**
 * What a banking app reads of a slip; null where no standard covers it or it has no room: the slip is then printed
 * without a code, and says the same in words.
 */
export const paymentCode = (to: PayeeAccount, { amount, reference, purpose }: Due): string | null => {
  const code = codeOf(to, amount, reference, purpose);
  return code?.ok === true ? code.value : null;
};

const codeOf = (
  to: PayeeAccount,
  amount: Money,
  reference: string,
  purpose: string,
): Outcome<string> | null => {
  if (to.form === 'iban' && amount.currency === 'EUR')
    return epcCode({ payee: to.payee, iban: to.iban, bic: to.bic, amount, reference });
  if (to.form === 'ru' && amount.currency === 'RUB')
    return stCode({ ...to, amount, purpose, customerAccount: reference });
  return null;
};
