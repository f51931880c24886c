import { isOfDebt, type DebtNoticeFacts, type DebtNoticeKind } from '../../domain/debt/notice.js';
import type { Money } from '../../domain/money.js';
import { printedIban } from '../../domain/payment/account.js';
import { paymentCode, type PayeeAccount } from '../../domain/payment/slip.js';
import type { PaymentSlip, TextRow } from '../../workflows/ports.js';
import { answersForAccount } from './common-placeholders.js';
import type { SlipWords } from './debt-words.js';
import { moneyInWords } from './money-words.js';
import { plain, type Case } from './placeholder.js';

const WHOLE_SUM: readonly DebtNoticeKind[] = ['initial_notice', 'final_notice', 'disconnection_letter'];

/** What a notice asks for: the whole sum, or of a plan its first part; an offer asks for nothing yet. */
const asked = ({ kind, owed, plan }: DebtNoticeFacts): Money | null => {
  if (kind === 'plan_confirmed') return plan?.parts[0]?.amount ?? null;
  return WHOLE_SUM.includes(kind) || kind === 'payment_received' ? owed : null;
};

const accountRows = (to: PayeeAccount, words: SlipWords): readonly TextRow[] => {
  const row = (name: Exclude<keyof SlipWords, 'purpose'>, value: string | null): readonly TextRow[] =>
    value === null ? [] : [{ label: words[name], value }];
  switch (to.form) {
    case 'iban':
      return [...row('iban', printedIban(to.iban)), ...row('bic', to.bic)];
    case 'ru':
      return [
        ...row('inn', to.inn),
        ...row('account', to.account),
        ...row('bank', to.bank),
        ...row('bik', to.bik),
        ...row('correspondentAccount', to.correspondentAccount),
      ];
    case 'local':
      return [...row('bank', to.bank), ...row('account', to.account)];
  }
};

/**
 * The slip of a notice that asks for money; null: it asks for none, it goes to somebody who does not answer for the
 * account, or the brand has no account in that currency.
 */
export const slipOf = (c: Omit<Case, 'streetLimit'>): PaymentSlip | null => {
  const { facts, brand, language } = c;
  if (!isOfDebt(facts) || !answersForAccount({ facts })) return null;
  const amount = asked(facts);
  const to = amount === null ? undefined : brand.payment[amount.currency];
  if (amount === null || amount.minor <= 0 || to === undefined) return null;
  const words = c.debt.slip;
  const reference = plain(facts.accountNumber) || facts.ref;
  const payload = paymentCode(to, {
    amount,
    reference,
    purpose: words.purpose.format({ account: reference, ref: facts.ref }),
  });
  return {
    heading: words.heading,
    rows: [
      { label: words.payee, value: to.payee },
      ...accountRows(to, words),
      { label: words.reference, value: reference },
      { label: words.amount, value: moneyInWords(amount, language), strong: true },
    ],
    code: payload === null ? null : { payload, caption: words.scan },
  };
};
