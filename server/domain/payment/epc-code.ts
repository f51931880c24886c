import type { Money } from '../money.js';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import { compactIban, isBic, isIban } from './account.js';
import { bytesOf, oneLine, shortened } from './plain-text.js';

export interface CreditTransfer {
  readonly payee: string;
  readonly iban: string;
  /** Null: version 002, in which the banks of the area do without. */
  readonly bic: string | null;
  readonly amount: Money;
  /** What billing finds the customer by; unstructured. */
  readonly reference: string;
}

const MOST_BYTES = 331;
const no = (code: string, message: string): Outcome<never> => {
  const refusal: Refusal = { code: `payment.${code}`, message, because: [] };
  return refuse(refusal);
};

/** `184.20`, of digits alone. */
const decimals = (minor: number): string => {
  const digits = String(minor).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * The text of a SEPA credit transfer's code after EPC069-12, version 002, in UTF-8. Refused where the standard has no
 * room for it: another currency, a sum outside 0.01 to 999,999,999.99, more than 331 bytes. A name or reference that
 * is too long is refused too where it identifies (the reference), and shortened where the IBAN decides (the name).
 */
export const epcCode = ({ payee, iban, bic, amount, reference }: CreditTransfer): Outcome<string> => {
  if (amount.currency !== 'EUR') return no('currency', 'This code is for euros.');
  if (!Number.isSafeInteger(amount.minor) || amount.minor < 1 || amount.minor > 99_999_999_999)
    return no('amount', 'This code is for 0.01 to 999,999,999.99 euros.');
  if (!isIban(iban)) return no('iban', 'The account is no IBAN.');
  if (bic !== null && !isBic(bic)) return no('bic', 'The bank is no BIC.');
  const name = shortened(oneLine(payee), 70);
  if (name === '') return no('payee', 'Nobody is named to pay to.');
  const text = oneLine(reference);
  if ([...text].length > 140) return no('reference', 'The reference is longer than 140 characters.');
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    bic ?? '',
    name,
    compactIban(iban),
    `EUR${decimals(amount.minor)}`,
    '',
    '',
    text,
  ];
  const code = lines.join('\n').replace(/\n+$/, '');
  return bytesOf(code) > MOST_BYTES ? no('tooLong', 'The code is longer than 331 bytes.') : accept(code);
};
