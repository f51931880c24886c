import type { CrmParty, Page } from '../../workflows/ports/crm.js';
import { recordPage, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { objectsPath } from './paths.js';
import { flag, pageQuery, text, textOrNull } from './values.js';

const ADDRESS = ['address', 'city', 'zip', 'country'];
const PROPERTIES: Readonly<Record<CrmParty['kind'], readonly string[]>> = {
  contact: [
    ...['firstname', 'lastname', 'email', 'mobilephone', 'phone', ...ADDRESS],
    ...['preferred_language', 'hs_language', 'no_internet', 'outage_sms_opt_out', 'outage_email_opt_out'],
  ],
  company: ['name', 'phone', ...ADDRESS, 'preferred_language'],
};
const TYPE = { contact: 'contacts', company: 'companies' } as const;

const nameOf = (record: CrmRecord, kind: CrmParty['kind']): string =>
  kind === 'company'
    ? text(record, 'name')
    : `${text(record, 'firstname')} ${text(record, 'lastname')}`.trim();

/**
 * `hs_email_optout` is not read: it is about marketing mail and does not silence a statutory notice. A company of
 * HubSpot has neither mailbox nor mobile number; what reaches it are its contacts and its address.
 */
const partyOf = (kind: CrmParty['kind'], record: CrmRecord): CrmParty => ({
  crmId: record.id,
  kind,
  name: nameOf(record, kind),
  language: textOrNull(record, 'preferred_language') ?? textOrNull(record, 'hs_language'),
  noInternet: flag(record, 'no_internet'),
  email: textOrNull(record, 'email'),
  mobilephone: textOrNull(record, 'mobilephone'),
  phone: textOrNull(record, 'phone'),
  smsOptOut: flag(record, 'outage_sms_opt_out'),
  emailOptOut: flag(record, 'outage_email_opt_out'),
  address: {
    line1: text(record, 'address'),
    city: text(record, 'city'),
    postcode: text(record, 'zip'),
    country: text(record, 'country'),
  },
});

export const readParties =
  (api: Api) =>
  async (kind: CrmParty['kind'], after: string | null): Promise<Page<CrmParty>> => {
    const type = TYPE[kind];
    const page = await api.call({
      kind: `${type}.list`,
      method: 'GET',
      path: `${objectsPath(type)}?${pageQuery(PROPERTIES[kind], after)}`,
      answer: recordPage,
      repeatable: true,
    });
    return {
      items: page.results.map(record => partyOf(kind, record)),
      next: page.paging?.next?.after ?? null,
    };
  };
