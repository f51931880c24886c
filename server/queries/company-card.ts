import type {
  CompanyCard,
  HistoryPage,
  HistoryQuery,
  SiteFilter,
} from '../../ui-extensions/contract/customer.js';
import { sayOfSites } from '../domain/customer/say.js';
import { spokenFor } from '../domain/customer/spoken-times.js';
import { bestReached, isMissed } from '../domain/customer/told.js';
import type { CustomerRead, HistoryRead, Whose } from '../workflows/ports/customer-reads.js';
import { billOf, type CustomerDebtNeeds } from './customer-debt.js';
import {
  headOf,
  historyOf,
  inEach,
  nameOf,
  nextPoll,
  outagesIn,
  PAGE_SIZE,
  placesNow,
  placeView,
  toldOfPlace,
  zoneOf,
  type CustomerViewNeeds,
  type PlaceInMind,
  type Viewer,
} from './customer-now.js';

export interface SiteQuery {
  /** Those with trouble where there are any, else all, unless it is said. */
  readonly show?: SiteFilter;
  readonly text?: string;
  readonly page?: number;
}
interface Site extends PlaceInMind {
  readonly told: HistoryRead | null;
  /** How many of its people were not reached. */
  readonly missed: number;
}

/** Everybody who is told about the sites, not the company's own record alone. */
const accountsOf = (company: CustomerRead): Whose => ({
  accounts: [...new Set(company.places.map(({ account }) => account.id))],
});

/** How a company's sites are, those with trouble first; their history is asked for when somebody looks at it. */
export const companyCard =
  (needs: CustomerViewNeeds & CustomerDebtNeeds) =>
  async (crmId: string, query: SiteQuery, viewer: Viewer): Promise<CompanyCard | null> => {
    const company = await needs.reads.customer('company', crmId);
    if (company === null) return null;
    const places = await placesNow(needs, company);
    const [head, told, bill] = await Promise.all([
      headOf(needs, viewer),
      needs.reads.told(accountsOf(company), outagesIn(places)),
      billOf(needs, company),
    ]);
    const sites = places.map((place): Site => {
      const notices = toldOfPlace(place, told);
      return { ...place, told: bestReached(notices), missed: notices.filter(isMissed).length };
    });
    const { kind, name, noInternet, erasedAt, language } = company;
    const states = sites.map(({ place, situation }) => ({
      name: place.address.line1,
      state: situation.state,
    }));
    return {
      ...head,
      nextPollSeconds: nextPoll(places, told),
      customer: { kind, crmId: company.crmId, name, noInternet, erasedAt },
      say: { language: spokenFor(language), texts: inEach(spoken => sayOfSites(states, spoken)) },
      bill,
      totals: {
        sites: sites.length,
        off: states.filter(({ state }) => state === 'off').length,
        planned: states.filter(({ state }) => state === 'planned').length,
        notReached: sites.filter(({ told: notice }) => isMissed(notice)).length,
      },
      ...pageOf(needs, sites, query, viewer),
    };
  };

export const companyHistory =
  (needs: CustomerViewNeeds) =>
  async (crmId: string, query: HistoryQuery, { language }: Viewer): Promise<HistoryPage | null> => {
    const company = await needs.reads.customer('company', crmId);
    return company === null ? null : historyOf(needs, accountsOf(company), query, zoneOf(company), language);
  };

const isShown = (show: SiteFilter, { situation, missed }: Site): boolean => {
  switch (show) {
    case 'all':
      return true;
    case 'trouble':
      return situation.state === 'off' || missed > 0;
    case 'off':
    case 'planned':
      return situation.state === show;
  }
};

/** 2: nobody there was reached; 1: somebody was not. */
const trouble = ({ told, missed }: Site): number => (isMissed(told) ? 2 : missed > 0 ? 1 : 0);

const contains = (text: string, { place }: Site): boolean =>
  `${nameOf(place)} ${place.address.postcode} ${place.account.number} ${place.crmId}`
    .toLowerCase()
    .includes(text.toLowerCase());

const pageOf = (
  needs: CustomerViewNeeds,
  sites: readonly Site[],
  { show, text = '', page = 1 }: SiteQuery,
  { language }: Viewer,
): Pick<CompanyCard, 'show' | 'sites'> => {
  const wanted: SiteFilter = show ?? (sites.some(site => isShown('trouble', site)) ? 'trouble' : 'all');
  const found = sites.filter(site => isShown(wanted, site) && contains(text, site));
  return {
    show: wanted,
    sites: {
      total: found.length,
      page,
      pageSize: PAGE_SIZE,
      rows: [...found]
        // Where nobody was reached stands before where somebody was not, and both before those who only wait for the light.
        .sort((a, b) => trouble(b) - trouble(a))
        .slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
        .map(site => placeView(needs, site, site, language)),
    },
  };
};
