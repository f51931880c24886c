import type { PartyKind, PartyRecord } from '../../domain/directory.js';
import type { ById, Page } from '../../workflows/ports/crm.js';
import { recordPage, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { objectsPath } from './paths.js';
import { readById } from './read-by-id.js';
import { flag, pageQuery, text, textOrNull } from './values.js';

const ADDRESS = ['address', 'city', 'zip', 'country'];
/** The records merged into this one, as HubSpot lists them. */
const MERGED = 'hs_merged_object_ids';
export const PROPERTIES: Readonly<Record<PartyKind, readonly string[]>> = {
  contact: [
    ...['firstname', 'lastname', 'email', 'mobilephone', 'phone', ...ADDRESS],
    ...['preferred_language', 'hs_language', 'no_internet', 'outage_sms_opt_out', 'outage_email_opt_out'],
    MERGED,
  ],
  company: ['name', 'phone', ...ADDRESS, 'preferred_language', MERGED],
};
export const PARTY_TYPE = { contact: 'contacts', company: 'companies' } as const;

const nameOf = (record: CrmRecord, kind: PartyKind): string =>
  kind === 'company'
    ? text(record, 'name')
    : `${text(record, 'firstname')} ${text(record, 'lastname')}`.trim();

/**
 * `hs_email_optout` is not read: it is about marketing mail and does not silence a statutory notice. A company of
 * HubSpot has neither mailbox nor mobile number; what reaches it are its contacts and its address.
 */
const partyOf = (kind: PartyKind, record: CrmRecord): PartyRecord => ({
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
  mergedIds: text(record, MERGED)
    .split(';')
    .map(id => id.trim())
    .filter(id => /^\d+$/.test(id)),
});

export const readPartiesById =
  (api: Api) =>
  async (kind: PartyKind, ids: readonly string[]): Promise<ById<PartyRecord>> => {
    const { found, gone } = await readById(api, PARTY_TYPE[kind], PARTY_TYPE[kind], PROPERTIES[kind], ids);
    return { found: found.map(record => partyOf(kind, record)), gone };
  };

export const readParties =
  (api: Api) =>
  async (kind: PartyKind, after: string | null): Promise<Page<PartyRecord>> => {
    const type = PARTY_TYPE[kind];
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
