import { z } from 'zod';
import type { Message } from './message.js';

const message = z.string().min(1);

/** What the law may call the act; anything else is told as a disconnection. */
export const ACTS = ['disconnection', 'restriction', 'powerReduction', 'suspension'] as const;
const act = z.strictObject({ verb: message, noun: message });

const label = z.string().min(1);

/** config/templates/debt.yaml, of one language: what the notices of a debt share beside `sentences` and `ending`. */
export const debtWordsShape = {
  /** One bill, one part of a plan, and what is not listed any more, each on a line of its own. */
  bill: message,
  moreBills: message,
  part: message,
  acts: z.strictObject({ disconnection: act, restriction: act, powerReduction: act, suspension: act }),
  slip: z.strictObject({
    heading: label,
    payee: label,
    account: label,
    iban: label,
    bic: label,
    bank: label,
    inn: label,
    bik: label,
    correspondentAccount: label,
    amount: label,
    reference: label,
    /** What the payment is for. */
    purpose: message,
    /** Beside the code. */
    scan: label,
  }),
} as const;

type SlipLabels = z.output<(typeof debtWordsShape)['slip']>;
export type SlipWords = Readonly<Omit<SlipLabels, 'purpose'>> & {
  readonly purpose: Message;
};
export interface DebtWords {
  readonly bill: Message;
  readonly moreBills: Message;
  readonly part: Message;
  readonly acts: Readonly<Record<(typeof ACTS)[number], { readonly verb: string; readonly noun: string }>>;
  readonly slip: SlipWords;
}
