import type { ContactNow } from '../../ui-extensions/contract/customer.js';
import type { SayView } from '../../ui-extensions/contract/say-view.js';
import type { DebtCard } from '../../ui-extensions/contract/debt.js';
import { SPOKEN, type SpokenLanguage } from '../domain/customer/spoken-times.js';
import { sayOfBoth } from '../domain/debt/say-debt.js';
import { RUNGS } from '../domain/debt/standing.js';
import type { PartyKind } from '../domain/directory.js';
import type { DebtCaseId } from '../domain/ids.js';
import type { CivilDate } from '../domain/time.js';
import type { Reads } from '../workflows/ports/reads.js';
import type { CaseListed } from '../workflows/ports/debt-reads.js';
import type { CaseLook } from '../workflows/ports/look-at-cases.js';
import type { CustomerRead, CustomerReads } from '../workflows/ports/customer-reads.js';
import type { Clock } from '../workflows/ports.js';
import type { Viewer } from './customer-now.js';
import { debtCard, ladderOfLook, sayOfLook, type DebtViewNeeds } from './debt-card.js';
import { dayToBeCut, debtSummaryOf, isAtRisk, sumsOf, weekFrom } from './debt-summary.js';

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

/** Open cases of the accounts a customer answers for, the furthest first: one read, however many places there are. */
const openCasesOf = async (
  { reads, clock }: Pick<CustomerDebtNeeds, 'reads' | 'clock'>,
  customer: Pick<CustomerRead, 'places'>,
): Promise<readonly CaseListed[]> => {
  const accounts = [
    ...new Set(customer.places.flatMap(({ role, account }) => (ANSWERS.includes(role) ? [account.id] : []))),
  ];
  const listed = accounts.length === 0 ? [] : await reads.casesOfAccounts(accounts, clock.now());
  return listed
    .filter(({ closedAt }) => closedAt === null)
    .sort((a, b) => height(b) - height(a) || (a.id < b.id ? -1 : 1));
};

const totalsOf = (open: readonly CaseListed[], until: CivilDate): ContactNow['bill']['totals'] => {
  const standings = open.flatMap(({ standing }) => standing ?? []);
  return {
    cases: open.length,
    overdue: sumsOf(standings.map(({ overdue }) => overdue)),
    firstDay: standings.flatMap(standing => dayToBeCut(standing) ?? []).sort()[0] ?? null,
    atRisk: standings.filter(standing => isAtRisk(standing, until)).length,
  };
};

/** How all of it stands, the cases themselves, and what may be said of the furthest. */
export const billOf = async (
  needs: CustomerDebtNeeds,
  customer: Pick<CustomerRead, 'places' | 'language'>,
): Promise<ContactNow['bill']> => {
  const open = await openCasesOf(needs, customer);
  const [furthest] = open;
  const look = furthest === undefined ? null : await needs.lookAt(furthest.id);
  return {
    inArrears: customer.places.some(({ inArrears }) => inArrears),
    totals: totalsOf(open, weekFrom(needs.clock.now())),
    cases: open.slice(0, MOST_CASES).map(debtSummaryOf),
    say: look === null ? null : sayOfLook(look, ladderOfLook(look), customer.language),
  };
};

/** The furthest case of a customer, or the one they ask about, with all of theirs to choose from. Null: there is none. */
export const customerDebt =
  (needs: DebtViewNeeds & { readonly reads: CustomerReads }) =>
  async (kind: PartyKind, crmId: string, chosen: string | null, viewer: Viewer): Promise<DebtCard | null> => {
    const customer = await needs.reads.customer(kind, crmId);
    const open = customer === null ? [] : await openCasesOf(needs, customer);
    const asked = chosen === null ? open[0] : open.find(({ id }) => id === chosen);
    const card = asked === undefined ? null : await debtCard(needs)('case', asked.id, viewer);
    return card === null ? null : { ...card, toChooseFrom: open.map(debtSummaryOf) };
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
