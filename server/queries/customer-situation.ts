import type { PartyKind } from '../domain/directory.js';
import { staleSince } from '../domain/customer/freshness.js';
import { spokenFor } from '../domain/customer/spoken-times.js';
import { bestReached } from '../domain/customer/told.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import {
  outageOf,
  outagesIn,
  placesNow,
  sayView,
  toldOfPlace,
  type CustomerViewNeeds,
  type PlaceInMind,
} from './customer-now.js';

export interface CustomerSituation {
  readonly state: PlaceInMind['situation']['state'];
  /** What can be said to the customer, in the language asked for or their own. */
  readonly say: string;
  readonly outageRef: string | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly etr: Instant | null;
  readonly nextUpdateBy: Instant | null;
  readonly told: 'served' | 'told_by_person' | 'under_way' | 'not_reached' | 'nothing_sent';
  readonly toldAt: Instant | null;
  /** `e-mail delivered, sms failed` */
  readonly toldBy: string;
}

/** What is going on at the place of a customer where most is, and what they were told of it: for a workflow or an agent. */
export const customerSituation =
  (needs: Pick<CustomerViewNeeds, 'reads' | 'clock' | 'texts'>) =>
  async (asked: {
    readonly kind: PartyKind;
    readonly crmId: string;
    /** Null: the customer's own. */
    readonly language: string | null;
  }): Promise<Outcome<CustomerSituation>> => {
    const { reads, clock } = needs;
    const customer = await reads.customer(asked.kind, asked.crmId);
    const [worst] = customer === null ? [] : await placesNow(needs, customer);
    if (customer === null || worst === undefined)
      return refuse({
        code: 'customer.noServicePoint',
        message:
          'It is not known where this customer is supplied, so nothing can be said of an outage there.',
        lawful: 'Link the customer with a service point.',
        because: [],
      });
    const told = toldOfPlace(worst, await reads.told({ parties: customer.parties }, outagesIn([worst])));
    const notice = bestReached(told);
    const language = spokenFor(asked.language ?? customer.language);
    const since = staleSince(await reads.feedTimes(), clock.now());
    return accept({
      state: worst.situation.state,
      say: sayView(needs, worst, notice, customer, since).texts[language],
      outageRef: outageOf(worst.situation)?.ref ?? null,
      ...timesOf(worst.situation),
      told: notice === null ? 'nothing_sent' : TOLD[notice.state],
      toldAt: notice?.service.state === 'served' ? notice.service.at : null,
      toldBy: notice?.deliveries.map(({ channel, state }) => `${channel} ${state}`).join(', ') ?? '',
    });
  };

const TOLD = {
  served: 'served',
  told: 'told_by_person',
  open: 'under_way',
  replaced: 'under_way',
  unserved: 'not_reached',
  unreachable: 'not_reached',
} as const;

const NO_TIMES = { from: null, to: null, etr: null, nextUpdateBy: null };

const timesOf = (
  situation: PlaceInMind['situation'],
): Pick<CustomerSituation, 'from' | 'to' | 'etr' | 'nextUpdateBy'> => {
  switch (situation.state) {
    case 'supplied':
      return NO_TIMES;
    case 'off':
      return {
        ...NO_TIMES,
        from: situation.since,
        etr: situation.etr?.at ?? null,
        nextUpdateBy: situation.nextUpdateBy,
      };
    case 'planned':
    case 'cancelled':
      return { ...NO_TIMES, from: situation.window?.from ?? null, to: situation.window?.to ?? null };
    case 'restored':
      return { ...NO_TIMES, to: situation.at };
  }
};
