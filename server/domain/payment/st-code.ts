import type { Money } from '../money.js';
import { accept, refuse, type Outcome } from '../outcome.js';
import { isBik, isCompanyInn, isCorrespondentAccount, isRussianAccount } from './account.js';
import { bytesOf, oneLine, shortened } from './plain-text.js';

export interface RussianTransfer {
  readonly payee: string;
  readonly inn: string;
  readonly account: string;
  readonly bank: string;
  readonly bik: string;
  /** Null: the bank has none. */
  readonly correspondentAccount: string | null;
  readonly amount: Money;
  readonly purpose: string;
  /** The customer's account with the payee, by which a cashier finds it. */
  readonly customerAccount: string;
}

/** Which signs may part the fields; the first that no value contains is taken for all of them. */
const SEPARATORS = [...'|#;:^_~{}!$%&()*+,/@'];
const MOST_BYTES_OF_MANDATORY = 300;

const no = (code: string, message: string): Outcome<never> =>
  refuse({ code: `payment.${code}`, message, because: [] });

const written = (fields: readonly (readonly [string, string])[], separator: string): string =>
  fields.map(([key, value]) => `${separator}${key}=${value}`).join('');

const problemOf = (t: RussianTransfer): readonly [code: string, message: string] | null => {
  if (t.amount.currency !== 'RUB') return ['currency', 'This code is for roubles.'];
  if (!Number.isSafeInteger(t.amount.minor) || t.amount.minor < 1 || String(t.amount.minor).length > 18)
    return ['amount', 'This code is for one kopek and more.'];
  if (!isBik(t.bik)) return ['bik', 'The bank is no BIK.'];
  if (!isRussianAccount(t.account, t.bik)) return ['account', 'The account does not fit the bank.'];
  if (t.correspondentAccount !== null && !isCorrespondentAccount(t.correspondentAccount, t.bik))
    return ['correspondentAccount', 'The account of the bank does not fit it.'];
  if (!isCompanyInn(t.inn)) return ['inn', 'The INN is no number of a company.'];
  return null;
};

/**
 * The text of a payment code after GOST R 56042-2014 in UTF-8 (`ST00012`): the mandatory fields in their order, then
 * sum in kopeks, purpose, INN and the customer's account. Names and purpose are shortened to the standard's lengths.
 * Refused for another currency, accounts whose keys do not fit, or where no separator is left.
 */
export const stCode = (t: RussianTransfer): Outcome<string> => {
  const problem = problemOf(t);
  if (problem !== null) return no(...problem);
  const mandatory = [
    ['Name', shortened(oneLine(t.payee), 160)],
    ['PersonalAcc', t.account],
    ['BankName', shortened(oneLine(t.bank), 45)],
    ['BIC', t.bik],
    ['CorrespAcc', t.correspondentAccount ?? '0'],
  ] as const;
  const further = [
    ['Sum', String(t.amount.minor)],
    ['Purpose', shortened(oneLine(t.purpose), 210)],
    ['PayeeINN', t.inn],
    ['PersAcc', oneLine(t.customerAccount)],
  ] as const;
  const empty = mandatory.find(([, value]) => value === '');
  if (empty !== undefined) return no('payee', `${empty[0]} is empty.`);
  const fields = [...mandatory, ...further.filter(([, value]) => value !== '')];
  const separator = SEPARATORS.find(sign => fields.every(([, value]) => !value.includes(sign)));
  if (separator === undefined) return no('separator', 'Every separator occurs in some field.');
  if (bytesOf(written(mandatory, separator)) > MOST_BYTES_OF_MANDATORY)
    return no('tooLong', 'The mandatory fields are longer than 300 bytes.');
  return accept(`ST00012${written(fields, separator)}`);
};
