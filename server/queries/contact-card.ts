import type {
  ContactCard,
  ContactNow,
  HistoryPage,
  HistoryQuery,
} from '../../ui-extensions/contract/customer.js';
import { isMissed } from '../domain/customer/told.js';
import type { PartyKind } from '../domain/directory.js';
import type { CustomerRead } from '../workflows/ports/customer-reads.js';
import { billOf, withTheBill, type CustomerDebtNeeds } from './customer-debt.js';
import {
  contactPointViews,
  headOf,
  historyOf,
  nextPoll,
  outagesIn,
  placesNow,
  placeView,
  sayView,
  toldOfPlace,
  yearSoFar,
  zoneOf,
  type CustomerViewNeeds,
  type Viewer,
} from './customer-now.js';

/** A contact with more places than this is a company in all but name; its card names the rest by number. */
const MOST_PLACES = 50;
const MOST_COMPLAINTS = 10;

/** Everything the sidebar of a contact draws, or what stands beside the ticket of one or of a company. */
export const customerNow =
  (needs: CustomerViewNeeds & CustomerDebtNeeds) =>
  async (kind: PartyKind, crmId: string, viewer: Viewer): Promise<ContactNow | null> => {
    const customer = await needs.reads.customer(kind, crmId);
    return customer === null ? null : nowOf(needs, customer, viewer);
  };

export const contactCard =
  (needs: CustomerViewNeeds & CustomerDebtNeeds) =>
  async (crmId: string, viewer: Viewer): Promise<ContactCard | null> => {
    const customer = await needs.reads.customer('contact', crmId);
    if (customer === null) return null;
    const [now, history] = await Promise.all([
      nowOf(needs, customer, viewer),
      historyOf(needs, { parties: customer.parties }, {}, zoneOf(customer), viewer.language),
    ]);
    return { ...now, history };
  };

export const contactHistory =
  (needs: CustomerViewNeeds) =>
  async (crmId: string, query: HistoryQuery, { language }: Viewer): Promise<HistoryPage | null> => {
    const customer = await needs.reads.customer('contact', crmId);
    return customer === null
      ? null
      : historyOf(needs, { parties: customer.parties }, query, zoneOf(customer), language);
  };

const nowOf = async (
  needs: CustomerViewNeeds & CustomerDebtNeeds,
  customer: CustomerRead,
  viewer: Viewer,
): Promise<ContactNow> => {
  const { reads, clock } = needs;
  const whose = { parties: customer.parties };
  const places = await placesNow(needs, customer);
  const [head, told, counts, complaints, bill] = await Promise.all([
    headOf(needs, viewer),
    reads.told(whose, outagesIn(places)),
    reads.counts(whose, yearSoFar(zoneOf(customer), clock.now())),
    reads.complaints(customer.parties, MOST_COMPLAINTS),
    billOf(needs, customer),
  ]);
  const [worst] = places;
  const { kind, name, noInternet, erasedAt } = customer;
  return {
    ...head,
    nextPollSeconds: nextPoll(places, told),
    customer: { kind, crmId: customer.crmId, name, noInternet, erasedAt },
    say:
      worst === undefined
        ? null
        : withTheBill(
            sayView(needs, worst, toldOfPlace(worst, told)[0] ?? null, customer, head.staleSince),
            bill,
            worst.situation.state,
          ),
    places: places.slice(0, MOST_PLACES).map(place => {
      const notices = toldOfPlace(place, told);
      return placeView(
        needs,
        place,
        { told: notices[0] ?? null, missed: notices.filter(isMissed).length },
        viewer.language,
      );
    }),
    placesTotal: places.length,
    contactPoints: [...contactPointViews(customer, viewer.language)],
    bill,
    counts,
    complaints: [...complaints],
  };
};
