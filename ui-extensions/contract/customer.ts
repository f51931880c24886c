import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { channel, instant, postalAddress, refusal, window } from './common.js';
import { debtSummary, moneyView } from './debt-summary.js';
import { noticeRow, noticeView } from './notice.js';
import { sayView } from './say-view.js';

export const placeState = z.enum(['off', 'planned', 'restored', 'cancelled', 'supplied']);
export type PlaceState = z.infer<typeof placeState>;

/** A notice as the history tells it. */
export const historyRow = z.extend(noticeRow, {
  windows: z.array(window),
  since: z.nullable(instant),
  restoredAt: z.nullable(instant),
  etr: z.nullable(instant),
});
export type HistoryRow = z.infer<typeof historyRow>;

export const situationView = z.object({
  state: placeState,
  outage: z.nullable(z.object({ id: z.string(), ref: z.string(), kind: z.enum(['planned', 'emergency']) })),
  /** In words, in the language asked; empty where nothing is going on. */
  reason: z.string(),
  since: z.nullable(instant),
  etr: z.nullable(instant),
  nextUpdateBy: z.nullable(instant),
  window: z.nullable(window),
  /** What the window was before it was moved. */
  formerWindow: z.nullable(window),
  /** Windows after this one. */
  more: z.number(),
  restoredAt: z.nullable(instant),
});
export type SituationView = z.infer<typeof situationView>;

export const placeNow = z.object({
  id: z.string(),
  crmId: z.string(),
  address: postalAddress,
  zone: z.string(),
  account: z.string(),
  role: z.enum(['holder', 'occupant', 'carer', 'thirdParty']),
  lifeSupport: z.boolean(),
  situation: situationView,
  /** What was last told of it: to the customer or, of a company's site, to whoever was reached best. */
  told: z.nullable(historyRow),
  /** How many people of the place were to be told and were not reached. */
  missed: z.number(),
});
export type PlaceNow = z.infer<typeof placeNow>;

export const contactPointView = z.object({
  id: z.string(),
  kind: z.enum(['email', 'mobile', 'landline', 'address']),
  value: z.string(),
  channel: z.nullable(channel),
  /** Why it cannot carry a notice about an outage, in words; null: it can. */
  problem: z.nullable(z.string()),
});
export type ContactPointView = z.infer<typeof contactPointView>;

/** Whether the user may act; where not, why and whom to ask. */
const permitted = z.object({ allowed: z.boolean(), why: z.nullable(z.string()) });

const head = {
  ...cardAnswer,
  /** The facts are no newer than this; null: they are of `serverNow`. */
  staleSince: z.nullable(instant),
  mayServe: permitted,
};
const customer = z.object({
  kind: z.enum(['contact', 'company']),
  crmId: z.string(),
  name: z.string(),
  noInternet: z.boolean(),
  erasedAt: z.nullable(instant),
});
const counts = z.object({
  /** This civil year, at the first place. */
  notices: z.number(),
  notReached: z.number(),
  underWay: z.number(),
});
/** Of the accounts this customer answers for; of others nothing is said of a debt. */
const bill = z.object({
  /** By the CRM alone; the cases know better. */
  inArrears: z.boolean(),
  /** Of all open ones. */
  totals: z.object({
    cases: z.number(),
    overdue: z.array(moneyView),
    /** The nearest first day on which supply may end, as it was told. */
    firstDay: z.nullable(z.string()),
    /** Such days within a week, with a notice below them that is not proven. */
    atRisk: z.number(),
  }),
  /** The furthest first; at most twenty of them. */
  cases: z.array(debtSummary),
  /** What may be said of the furthest; null: there is none. */
  say: z.nullable(sayView),
});

export const historyPage = z.object({
  total: z.number(),
  page: z.number(),
  pageSize: z.number(),
  notices: z.array(historyRow),
});
export type HistoryPage = z.infer<typeof historyPage>;

export const complaintAbout = z.enum(['noPower', 'notTold', 'stillDark', 'damage', 'bill', 'other']);
export const complaintRow = z.object({
  id: z.string(),
  ref: z.string(),
  at: instant,
  by: z.string(),
  about: complaintAbout,
  ticket: z.nullable(z.string()),
  /** When the customer was asked whether it is over; null: not yet. */
  askedAt: z.nullable(instant),
  /** When it closes by itself unless the customer says otherwise. */
  closesAt: z.nullable(instant),
  closedAt: z.nullable(instant),
  /** Null: it closed with its outage. */
  closedBy: z.nullable(z.string()),
});
export type ComplaintRow = z.infer<typeof complaintRow>;

/** A contact's card: one answer for all that is drawn at first. */
export const contactNow = z.object({
  ...head,
  customer,
  say: z.nullable(sayView),
  /** The worst first; at most fifty of `placesTotal`. */
  places: z.array(placeNow),
  placesTotal: z.number(),
  contactPoints: z.array(contactPointView),
  bill,
  counts,
  complaints: z.array(complaintRow),
});
export type ContactNow = z.infer<typeof contactNow>;
/** The same with the first page of the history. */
export const contactCard = z.extend(contactNow, { history: historyPage });
export type ContactCard = z.infer<typeof contactCard>;

export const siteFilter = z.enum(['trouble', 'all', 'off', 'planned']);
export type SiteFilter = z.infer<typeof siteFilter>;
/** A company's card: how its sites are, and one page of those asked for. */
export const companyCard = z.object({
  ...head,
  customer,
  say: sayView,
  bill,
  totals: z.object({
    sites: z.number(),
    off: z.number(),
    planned: z.number(),
    /** Sites where nobody who was to be told was reached. */
    notReached: z.number(),
  }),
  show: siteFilter,
  sites: z.object({
    total: z.number(),
    page: z.number(),
    pageSize: z.number(),
    rows: z.array(placeNow),
  }),
});
export type CompanyCard = z.infer<typeof companyCard>;

export const reachAct = z.enum(['reached', 'notReached']);
export const reachWay = z.enum(['phoneCall', 'inPerson']);
export type ReachWay = z.infer<typeof reachWay>;
/** What is to be done after a try to tell somebody by word of mouth; `at` of the next call. */
export const afterTry = z.object({
  next: z.enum(['nothing', 'callAgain', 'sendSomebody', 'goThere']),
  at: z.nullable(instant),
});
const tryRow = z.object({ act: reachAct, way: reachWay, by: z.string(), at: instant });
export type TryRow = z.infer<typeof tryRow>;

/** What a person must do, where the ticket is one of ours. */
const ticketTask = z.object({
  reason: z.string(),
  serveBy: z.nullable(instant),
  zone: z.nullable(z.string()),
  lifeSupport: z.boolean(),
  /** How people tried to tell the customer what the newest notice says, the oldest first. */
  tries: z.array(tryRow),
  /** Null: nobody has tried. */
  after: z.nullable(afterTry),
});
export type TicketTask = z.infer<typeof ticketTask>;
export const ticketCard = z.object({
  ...cardAnswer,
  ticket: z.string(),
  mayServe: permitted,
  task: z.nullable(ticketTask),
  /** Where the ticket is that of a complaint. */
  complaint: z.nullable(complaintRow),
  /** Everybody the ticket is linked to; the situation is of the one asked for, else of the first. */
  contacts: z.array(z.object({ crmId: z.string(), name: z.string() })),
  now: z.nullable(contactNow),
  reply: z.nullable(sayView),
});
export type TicketCard = z.infer<typeof ticketCard>;

/** One notice with its proofs, what was decided about it, and where it could go now. */
export const noticePanel = z.object({
  detail: noticeView,
  decisions: z.array(
    z.object({
      at: instant,
      by: z.string(),
      act: z.enum(['resend', 'otherChannel', 'correct', ...reachAct.options]),
      delivery: z.nullable(z.string()),
      reason: z.nullable(z.string()),
    }),
  ),
  /** Newer news has been sent: this one may not go again. */
  outdated: z.boolean(),
  contactPoints: z.array(contactPointView),
});
export type NoticePanel = z.infer<typeof noticePanel>;

export const sendAgainAnswer = z.object({
  notice: z.string(),
  delivery: z.string(),
  channel,
  /** When it leaves: later than now where quiet hours are kept. */
  sendAt: instant,
});
export type SendAgainAnswer = z.infer<typeof sendAgainAnswer>;

export const correctionAnswer = z.object({
  contactPoint: z.string(),
  kind: z.enum(['email', 'mobile', 'landline', 'address']),
  sent: z.nullable(sendAgainAnswer),
  /** Why the notice did not go there after all. */
  notSent: z.nullable(refusal),
});
export type CorrectionAnswer = z.infer<typeof correctionAnswer>;

export const closedAnswer = z.object({ at: instant, by: z.nullable(z.string()) });
export const complaintAnswer = z.object({ ref: z.string(), receipt: sayView });
export type ComplaintAnswer = z.infer<typeof complaintAnswer>;

export const tryAnswer = z.object({ attempt: z.number(), after: afterTry });
export type TryAnswer = z.infer<typeof tryAnswer>;

/** Which notices of the history are asked for; every part may be left out. */
export const historyStates = z.enum(['served', 'open', 'notReached', 'replaced']);
export type HistoryStates = z.infer<typeof historyStates>;
export const historyKinds = z.enum(['planned', 'emergency', 'restored']);
export type HistoryKinds = z.infer<typeof historyKinds>;
export interface HistoryQuery {
  readonly place?: string;
  readonly kind?: HistoryKinds;
  readonly state?: HistoryStates;
  readonly text?: string;
  readonly year?: number;
  readonly page?: number;
}
