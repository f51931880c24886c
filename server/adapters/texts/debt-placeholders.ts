import type { BillFacts, DebtNoticeFacts } from '../../domain/debt/notice.js';
import { plus, type Money } from '../../domain/money.js';
import type { CivilDate } from '../../domain/time.js';
import { answersForAccount } from './common-placeholders.js';
import { ACTS } from './debt-words.js';
import { moneyInWords } from './money-words.js';
import { slipOf } from './payment-slip.js';
import { makersFor, plain, told, type CaseOf, type Placeholders } from './placeholder.js';

export type DebtCase = CaseOf<DebtNoticeFacts>;

const { text, lines, number, choice, yesNo } = makersFor<DebtCase>();

/** Sums, bills and plans are the affair of those who answer for the account: to others the fact is not there. */
const privately = <T>(c: DebtCase, tell: () => T | null): T | null => (answersForAccount(c) ? tell() : null);
const sum = (of: (facts: DebtNoticeFacts) => Money | null) =>
  // Not made plain: its blanks keep the sum on one line.
  lines(c => privately(c, () => told(of(c.facts), amount => moneyInWords(amount, c.language))));
/** A civil date as it is: it has no zone that could shift it. */
const dates = (of: (facts: DebtNoticeFacts) => CivilDate | null) => ({
  date: text(c => told(of(c.facts), day => c.clock.dateOf(day))),
  short: text(c => told(of(c.facts), day => c.clock.dayShort(day))),
  day: text(c => told(of(c.facts), day => c.clock.dayLong(day))),
});

/** More would bury what the notice is about. */
const MOST_BILLS = 12;

const billLine = (c: DebtCase, { id, issued, due, unpaid }: BillFacts): string =>
  c.debt.bill.format({
    id: plain(id),
    issued: c.clock.dateOf(issued),
    due: c.clock.dateOf(due),
    unpaid: moneyInWords(unpaid, c.language),
  });

const billLines = (c: DebtCase): string | null => {
  const listed = c.facts.bills.slice(0, MOST_BILLS);
  const [first, ...others] = c.facts.bills.slice(MOST_BILLS);
  const more =
    first === undefined
      ? []
      : [
          c.debt.moreBills.format({
            n: others.length + 1,
            unpaid: moneyInWords(
              others.reduce((total, { unpaid }) => plus(total, unpaid), first.unpaid),
              c.language,
            ),
          }),
        ];
  return [...listed.map(bill => billLine(c, bill)), ...more].join('\n');
};

const partLines = (c: DebtCase): string | null =>
  told(c.facts.plan, ({ parts }) =>
    parts
      .map(({ on, amount }) =>
        c.debt.part.format({ on: c.clock.dateOf(on), amount: moneyInWords(amount, c.language) }),
      )
      .join('\n'),
  );

const actOf = ({ facts, debt }: DebtCase) =>
  debt.acts[ACTS.find(act => act === facts.act) ?? 'disconnection'];

const payBy = dates(facts => facts.payBy);
const cut = dates(facts => facts.earliestCut);
const firstPartOn = dates(facts => facts.plan?.parts[0]?.on ?? null);

/** What a notice of a debt may say or choose by, besides what is common to all. */
export const DEBT: Placeholders<DebtCase> = {
  owed: sum(facts => facts.owed),
  bills: lines(c => privately(c, () => billLines(c))),
  accountNumber: text(c => privately(c, () => c.facts.accountNumber)),
  payBy: payBy.date,
  payByShort: payBy.short,
  payByDay: payBy.day,
  earliestCut: cut.date,
  earliestCutShort: cut.short,
  earliestCutDay: cut.day,
  actVerb: text(c => actOf(c).verb),
  actNoun: text(c => actOf(c).noun),
  fee: lines(c => told(c.facts.reconnectionFee, amount => moneyInWords(amount, c.language))),
  received: sum(facts => facts.received),
  planParts: lines(c => privately(c, () => partLines(c))),
  planCount: number(c => c.facts.plan?.parts.length ?? 0),
  planUntil: text(c => told(c.facts.plan, ({ until }) => c.clock.dateOf(until))),
  firstPart: sum(facts => facts.plan?.parts[0]?.amount ?? null),
  firstPartOn: firstPartOn.date,
  firstPartOnShort: firstPartOn.short,
  reconnectBy: text(c => told(c.facts.reconnectBy, at => c.clock.momentLong(at))),
  reconnectByShort: text(c => told(c.facts.reconnectBy, at => c.clock.moment(at))),

  planUrl: text(c => c.brand.help.plan),
  disputeUrl: text(c => c.brand.help.dispute),
  fundName: text(c => c.brand.help.fund.name[c.language] ?? ''),
  fundUrl: text(c => c.brand.help.fund.url),
  adviceName: text(c => c.brand.help.advice.name[c.language] ?? ''),
  advicePhone: text(c => c.brand.help.advice.phone),
  adviceUrl: text(c => c.brand.help.advice.url),
  ombudsmanName: text(c => c.brand.help.ombudsman.name[c.language] ?? ''),
  ombudsmanPhone: text(c => c.brand.help.ombudsman.phone),
  ombudsmanUrl: text(c => c.brand.help.ombudsman.url),
  office: text(c => {
    const { line1, line2, city, postcode } = c.brand.sender;
    return [line1, line2 ?? '', city, postcode].filter(part => part !== '').join(', ');
  }),

  privy: yesNo(answersForAccount),
  accountKnown: yesNo(c => answersForAccount(c) && plain(c.facts.accountNumber) !== ''),
  /** There is a slip at the end. */
  payableHere: yesNo(c => slipOf(c) !== null),
  payByKnown: yesNo(c => c.facts.payBy !== null),
  cutKnown: yesNo(c => c.facts.earliestCut !== null),
  act: choice(ACTS, c => c.facts.act),
  feeKnown: yesNo(c => c.facts.reconnectionFee !== null),
  billsKnown: yesNo(c => answersForAccount(c) && c.facts.bills.length > 0),
  planKnown: yesNo(c => (c.facts.plan?.parts.length ?? 0) > 0),
  receivedKnown: yesNo(c => answersForAccount(c) && c.facts.received !== null),
  paidAll: yesNo(c => c.facts.owed.minor <= 0),
  reconnectKnown: yesNo(c => c.facts.reconnectBy !== null),
};
