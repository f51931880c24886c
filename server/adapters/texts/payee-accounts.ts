import { z } from 'zod';
import {
  isBic,
  isBik,
  isCompanyInn,
  isCorrespondentAccount,
  isIban,
  isRussianAccount,
} from '../../domain/payment/account.js';

const words = z.string().min(1).max(160);

const iban = z.strictObject({
  form: z.literal('iban'),
  payee: words,
  iban: z.string().refine(isIban, 'an IBAN whose check digits fit'),
  bic: z.string().refine(isBic, 'a BIC of 8 or 11 characters').nullable().default(null),
});

const ru = z
  .strictObject({
    form: z.literal('ru'),
    payee: words,
    inn: z.string().refine(isCompanyInn, 'an INN of ten digits whose check digit fits'),
    account: z.string(),
    bank: words,
    bik: z.string().refine(isBik, 'a BIK of nine digits, in quotes'),
    correspondentAccount: z.string().nullable().default(null),
  })
  .superRefine(({ account, bik, correspondentAccount }, context) => {
    if (!isRussianAccount(account, bik))
      context.addIssue({
        code: 'custom',
        path: ['account'],
        message: 'twenty digits, in quotes, whose key fits the BIK',
      });
    if (correspondentAccount !== null && !isCorrespondentAccount(correspondentAccount, bik))
      context.addIssue({
        code: 'custom',
        path: ['correspondentAccount'],
        message: 'twenty digits, in quotes, whose key fits the BIK',
      });
  });

const local = z.strictObject({ form: z.literal('local'), payee: words, bank: words, account: words });

const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency such as EUR');

/** Where money goes to, by currency. `ru` is for roubles alone: its code counts in kopeks. */
export const payeeAccounts = z
  .record(currency, z.discriminatedUnion('form', [iban, ru, local]))
  .superRefine((accounts, context) => {
    for (const [of, { form }] of Object.entries(accounts))
      if (form === 'ru' && of !== 'RUB')
        context.addIssue({
          code: 'custom',
          path: [of, 'form'],
          message: '"iban" or "local": "ru" is for RUB',
        });
  });
