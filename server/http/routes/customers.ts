import { z } from 'zod';
import {
  companyCard as companyCardView,
  contactCard as contactCardView,
  contactNow as contactNowView,
  historyKinds,
  historyPage,
  historyStates,
  noticePanel as noticePanelView,
  siteFilter,
  ticketCard as ticketCardView,
  type HistoryQuery,
} from '../../../ui-extensions/contract/customer.js';
import { spoken } from '../../../ui-extensions/contract/say-view.js';
import { spokenFor, type SpokenLanguage } from '../../domain/customer/spoken-times.js';
import type { companyCard, companyHistory, SiteQuery } from '../../queries/company-card.js';
import type { contactCard, contactHistory, customerNow } from '../../queries/contact-card.js';
import type { Viewer } from '../../queries/customer-now.js';
import type { noticePanel } from '../../queries/notice-panel.js';
import type { ticketCard } from '../../queries/ticket-card.js';
import type { Api, Call } from '../api.js';
import { orNotFound } from '../problems.js';
import { idOf } from './outages.js';

export interface CustomerCardRoutes {
  readonly customerNow: ReturnType<typeof customerNow>;
  readonly contactCard: ReturnType<typeof contactCard>;
  readonly contactHistory: ReturnType<typeof contactHistory>;
  readonly companyCard: ReturnType<typeof companyCard>;
  readonly companyHistory: ReturnType<typeof companyHistory>;
  readonly ticketCard: ReturnType<typeof ticketCard>;
  readonly noticePanel: ReturnType<typeof noticePanel>;
}

const RECORD_ID = /^\d{1,20}$/;
/** A HubSpot id from the path; anything else names nobody. */
export const recordIdOf = (text: string | undefined, what: string): string =>
  orNotFound(text !== undefined && RECORD_ID.test(text) ? text : null, what);

const page = z.coerce.number().int().min(1).max(10_000).optional();
const text = z.string().trim().min(1).max(80).optional();
const historyQuery = z.object({
  place: z.uuid().optional(),
  kind: z.enum(historyKinds.options).optional(),
  state: z.enum(historyStates.options).optional(),
  text,
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  page,
});
const siteQuery = z.object({ show: z.enum(siteFilter.options).optional(), text, page });
const ticketQuery = z.object({ contact: z.string().regex(RECORD_ID).optional() });

/** What is empty was not asked for; HubSpot adds parameters of its own. */
export const asked = <T extends object>(schema: z.ZodType<T>, { query }: Call): T =>
  schema.parse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')));

/** Only what was given, so that the query's optional parts are absent and not undefined. */
export const given = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

export const languageOf = ({ query }: Call): SpokenLanguage =>
  spoken.options.find(language => language === query['language']) ??
  spokenFor(String(query['language'] ?? ''));
export const viewerOf = (call: Call): Viewer => ({ person: call.actor.email, language: languageOf(call) });

/** What the cards of contacts, companies and tickets show: one request for a card's first sight. */
export const customerCardRoutes = (api: Api, deps: CustomerCardRoutes): void => {
  const contact = ({ params }: Call): string => recordIdOf(params['contact'], 'contact');
  const company = ({ params }: Call): string => recordIdOf(params['company'], 'company');
  const historyAsked = (call: Call): HistoryQuery => given(asked(historyQuery, call)) as HistoryQuery;

  api.get('/cards/contacts/:contact/now', 'read', async call => ({
    status: 200,
    body: contactNowView.parse(
      orNotFound(await deps.customerNow('contact', contact(call), viewerOf(call)), 'contact'),
    ),
  }));
  api.get('/cards/contacts/:contact', 'read', async call => ({
    status: 200,
    body: contactCardView.parse(orNotFound(await deps.contactCard(contact(call), viewerOf(call)), 'contact')),
  }));
  api.get('/cards/contacts/:contact/history', 'read', async call => ({
    status: 200,
    body: historyPage.parse(
      orNotFound(await deps.contactHistory(contact(call), historyAsked(call), viewerOf(call)), 'contact'),
    ),
  }));
  api.get('/cards/companies/:company', 'read', async call => {
    const query = given(asked(siteQuery, call)) as SiteQuery;
    const card = orNotFound(await deps.companyCard(company(call), query, viewerOf(call)), 'company');
    return { status: 200, body: companyCardView.parse(card) };
  });
  api.get('/cards/companies/:company/history', 'read', async call => ({
    status: 200,
    body: historyPage.parse(
      orNotFound(await deps.companyHistory(company(call), historyAsked(call), viewerOf(call)), 'company'),
    ),
  }));
  api.get('/cards/tickets/:ticket', 'read', async call => {
    const ticket = recordIdOf(call.params['ticket'], 'ticket');
    const { contact: who } = asked(ticketQuery, call);
    return {
      status: 200,
      body: ticketCardView.parse(await deps.ticketCard(ticket, who ?? null, viewerOf(call))),
    };
  });
  api.get('/cards/notices/:id', 'read', async call => ({
    status: 200,
    body: noticePanelView.parse(
      orNotFound(await deps.noticePanel(idOf(call.params['id'], 'notice'), languageOf(call)), 'notice'),
    ),
  }));
};
