import type { ContactNow, SayView } from '../../ui-extensions/contract/customer.js';
import { SPOKEN, type SpokenLanguage } from '../domain/customer/spoken-times.js';
import { sayOfBoth } from '../domain/debt/say-debt.js';
import { RUNGS } from '../domain/debt/standing.js';
import type { DebtCaseId } from '../domain/ids.js';
import type { Reads } from '../workflows/ports/reads.js';
import type { CaseListed } from '../workflows/ports/debt-reads.js';
import type { CaseLook } from '../workflows/ports/look-at-cases.js';
import type { CustomerRead } from '../workflows/ports/customer-reads.js';
import type { Clock } from '../workflows/ports.js';
import { ladderOfLook, sayOfLook } from './debt-card.js';
import { debtSummaryOf } from './debt-summary.js';

export interface CustomerDebtNeeds {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly lookAt: (id: DebtCaseId) => Promise<CaseLook | null>;
}

/** Who may hear of the debt: whoever owes, and a third party named for the account. */
const ANSWERS: readonly string[] = ['holder', 'thirdParty'];
/** More cases than this of one customer are read on the page of debts. */
const MOST_CASES = 20;

const height = ({ standing }: CaseListed): number => RUNGS.indexOf(standing?.rung ?? 'grace');

/** Open cases of the accounts a customer answers for, the furthest first, and what may be said of that one. */
export const billOf = async (
  { reads, clock, lookAt }: CustomerDebtNeeds,
  customer: Pick<CustomerRead, 'places' | 'language'>,
): Promise<ContactNow['bill']> => {
  const accounts = [
    ...new Set(customer.places.flatMap(({ role, account }) => (ANSWERS.includes(role) ? [account.id] : []))),
  ];
  const listed = accounts.length === 0 ? [] : await reads.casesOfAccounts(accounts, clock.now());
  const open = listed
    .filter(({ closedAt }) => closedAt === null)
    .sort((a, b) => height(b) - height(a) || (a.id < b.id ? -1 : 1));
  const [furthest] = open;
  const look = furthest === undefined ? null : await lookAt(furthest.id);
  return {
    inArrears: customer.places.some(({ inArrears }) => inArrears),
    cases: open.slice(0, MOST_CASES).map(debtSummaryOf),
    say: look === null ? null : sayOfLook(look, ladderOfLook(look), customer.language),
  };
};

/** The sentence about an outage, and whether it has to do with the debt of somebody who has one. */
export const withTheBill = (
  say: SayView,
  { cases }: ContactNow['bill'],
  state: 'off' | 'planned' | 'restored' | 'cancelled' | 'supplied',
): SayView => {
  if (cases.length === 0 || (state !== 'off' && state !== 'planned')) return say;
  const connected = cases.some(({ rung }) => rung === 'disconnected');
  const more = (language: SpokenLanguage): string =>
    sayOfBoth({ connected, planned: state === 'planned' }, language);
  return {
    ...say,
    texts: Object.fromEntries(
      SPOKEN.map(language => [language, `${say.texts[language]} ${more(language)}`.trim()]),
    ) as SayView['texts'],
  };
};
