import type { PartyKind, RecordKind, ServicePointRecord } from '../../domain/directory.js';
import type { Crm } from '../../workflows/ports/crm.js';
import { recordPage, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import type { readChangedIds } from './changed-ids.js';
import { PLACE_PROPERTIES } from './definitions.js';
import { PARTY_TYPE } from './parties.js';
import { objectsPath } from './paths.js';
import { readById } from './read-by-id.js';
import { balanceOf, flag, pageQuery, text } from './values.js';

type Places = Pick<Crm, 'servicePoints' | 'servicePointsById' | 'servicePointsOf' | 'roles' | 'changedIds'>;

const KINDS: readonly PartyKind[] = ['contact', 'company'];
const PROPERTIES = [...PLACE_PROPERTIES.map(({ name }) => name), 'address', 'city', 'zip', 'country'];

/** A place has its customer's id, told apart by the kind: contacts and companies count from the same numbers. */
const placeId = (kind: PartyKind, crmId: string): string => `${kind}-${crmId}`;
const ownerOf = (place: string): { readonly kind: PartyKind; readonly crmId: string } | null => {
  const [kind = '', crmId = ''] = place.split('-');
  return (kind === 'contact' || kind === 'company') && crmId !== '' ? { kind, crmId } : null;
};

/** Null for a record that says of no supply. */
const placeOf = (kind: PartyKind, record: CrmRecord): ServicePointRecord | null => {
  const accountNumber = text(record, 'account_number');
  if (accountNumber === '' || text(record, 'feeder') === '') return null;
  return {
    crmId: placeId(kind, record.id),
    code: accountNumber,
    accountNumber,
    feeder: text(record, 'feeder'),
    address: {
      line1: text(record, 'address'),
      line2: '',
      city: text(record, 'city'),
      postcode: text(record, 'zip'),
      country: text(record, 'country'),
    },
    zone: text(record, 'supply_timezone'),
    jurisdiction: text(record, 'jurisdiction'),
    // Where nothing is said the better protected class holds.
    customerClass: text(record, 'customer_class').toLowerCase() === 'business' ? 'business' : 'residential',
    lifeSupport: flag(record, 'life_support'),
    inArrears: flag(record, 'in_arrears'),
    balance: balanceOf(record),
  };
};

/** `company/123`: pages of contacts, then of companies. */
const cursorOf = (after: string | null): { readonly kind: PartyKind; readonly after: string | null } => {
  const [kind = 'contact', id = ''] = (after ?? 'contact/').split('/');
  return { kind: kind === 'company' ? 'company' : 'contact', after: id === '' ? null : id };
};
const nextCursor = (kind: PartyKind, next: string | null): string | null =>
  next !== null ? `${kind}/${next}` : kind === 'contact' ? 'company/' : null;

/**
 * Service points of an account that has no custom objects: each contact and each company with an account number and a
 * feeder is supplied at one place, its own address, and holds the account.
 */
export const recordPlaces = (api: Api, changedIds: ReturnType<typeof readChangedIds>): Places => ({
  servicePoints: async cursor => {
    const { kind, after } = cursorOf(cursor);
    const page = await api.call({
      kind: `${PARTY_TYPE[kind]}.list`,
      method: 'GET',
      path: `${objectsPath(PARTY_TYPE[kind])}?${pageQuery(PROPERTIES, after)}`,
      answer: recordPage,
      repeatable: true,
    });
    return {
      items: page.results.flatMap(record => placeOf(kind, record) ?? []),
      next: nextCursor(kind, page.paging?.next?.after ?? null),
    };
  },
  servicePointsById: async places => {
    const ends = await Promise.all(
      KINDS.map(async kind => {
        const ids = places.flatMap(place => {
          const owner = ownerOf(place);
          return owner?.kind === kind ? [owner.crmId] : [];
        });
        if (ids.length === 0) return { found: [], gone: [] };
        const { found, gone } = await readById(api, PARTY_TYPE[kind], PARTY_TYPE[kind], PROPERTIES, ids);
        const here = found.map(record => ({ id: record.id, place: placeOf(kind, record) }));
        return {
          found: here.flatMap(({ place }) => place ?? []),
          // A customer without a supply has no place, as one who is gone.
          gone: [...gone, ...here.flatMap(({ id, place }) => (place === null ? [id] : []))].map(id =>
            placeId(kind, id),
          ),
        };
      }),
    );
    return { found: ends.flatMap(({ found }) => found), gone: ends.flatMap(({ gone }) => gone) };
  },
  servicePointsOf: (kind, parties) => Promise.resolve(parties.map(crmId => placeId(kind, crmId))),
  roles: places =>
    Promise.resolve(
      places.flatMap(servicePoint => {
        const owner = ownerOf(servicePoint);
        return owner === null
          ? []
          : [{ servicePoint, party: owner.crmId, kind: owner.kind, role: 'holder' as const }];
      }),
    ),
  changedIds: async (kind: RecordKind, since, cursor) => {
    if (kind !== 'servicePoint') return changedIds(kind, since, cursor);
    const { kind: owner, after } = cursorOf(cursor);
    const { items, next } = await changedIds(owner, since, after);
    return { items: items.map(id => placeId(owner, id)), next: nextCursor(owner, next) };
  },
});
