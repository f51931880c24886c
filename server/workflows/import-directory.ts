import {
  parseEmail,
  parsePhone,
  parsePostalAddress,
  type ContactPoint,
  type ContactPointKind,
  type PostalAddress,
} from '../domain/contact-point.js';
import type { AccountId, ContactPointId, PartyId, ServicePointId } from '../domain/ids.js';
import { fromEpochMs, isZone, type Zone } from '../domain/time.js';
import type { CrmParty, CrmServicePoint, Page } from './ports/crm.js';
import type { PartyRow, ServicePointRow } from './ports/directory.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'crm' | 'ids' | 'log'>;

export interface Imported {
  readonly parties: number;
  readonly servicePoints: number;
  readonly roles: number;
  /** Contact points that cannot be used, by reason. */
  readonly problems: Readonly<Record<string, number>>;
  /** Service points left out, with the reason. */
  readonly refused: readonly { readonly crmId: string; readonly reason: string }[];
}

/** Ids of the directory come from the CRM's own, so that the same import gives the same ids. */
const ORIGIN = fromEpochMs(0);

/** Reads contacts, companies, service points and who belongs to which, page by page, into the local mirror. */
export const importDirectory = (deps: Needs) => async (): Promise<Imported> => {
  const problems: Record<string, number> = {};
  let parties = 0;
  for (const kind of ['contact', 'company'] as const)
    for await (const page of pagesOf(after => deps.crm.parties(kind, after))) {
      const rows = page.map(party => toParty(deps, party));
      for (const { problem } of rows.flatMap(row => row.contactPoints))
        if (problem !== null) problems[problem] = (problems[problem] ?? 0) + 1;
      await deps.store.transact(tx => tx.directory.saveParties(rows));
      parties += rows.length;
    }
  const rest = await importServicePoints(deps);
  deps.log.info('directory imported', { parties, ...rest, refused: rest.refused.length, problems });
  return { parties, problems, ...rest };
};

async function* pagesOf<T>(read: (after: string | null) => Promise<Page<T>>): AsyncGenerator<readonly T[]> {
  let after: string | null = null;
  do {
    const page: Page<T> = await read(after);
    if (page.items.length > 0) yield page.items;
    after = page.next;
  } while (after !== null);
}

const importServicePoints = async (
  deps: Needs,
): Promise<Pick<Imported, 'servicePoints' | 'roles' | 'refused'>> => {
  const { crm, store, ids } = deps;
  const refused: { crmId: string; reason: string }[] = [];
  let servicePoints = 0;
  let roles = 0;
  for await (const page of pagesOf(after => crm.servicePoints(after))) {
    const rows = page.flatMap(point => {
      const row = toServicePoint(deps, point);
      if (typeof row !== 'string') return [row];
      refused.push({ crmId: point.crmId, reason: row });
      return [];
    });
    const links = (await crm.roles(rows.map(row => row.crmId))).map(link => ({
      party: partyId(deps, link.kind, link.party),
      servicePoint: ids.ofKey(ORIGIN, `${store.portal}/servicePoint/${link.servicePoint}`) as ServicePointId,
      role: link.role,
    }));
    await store.transact(async tx => {
      await tx.directory.saveServicePoints(rows);
      await tx.directory.saveRoles(
        rows.map(row => row.id),
        links,
      );
    });
    servicePoints += rows.length;
    roles += links.length;
  }
  return { servicePoints, roles, refused };
};

const partyId = ({ ids, store }: Needs, kind: CrmParty['kind'], crmId: string): PartyId =>
  ids.ofKey(ORIGIN, `${store.portal}/${kind}/${crmId}`) as PartyId;

const toServicePoint = ({ ids, store }: Needs, point: CrmServicePoint): ServicePointRow | string => {
  if (point.accountNumber === '') return 'account.missing';
  if (point.feeder === '') return 'feeder.missing';
  if (!isZone(point.zone)) return 'zone.unknown';
  const address: PostalAddress = { ...point.address };
  return {
    id: ids.ofKey(ORIGIN, `${store.portal}/servicePoint/${point.crmId}`) as ServicePointId,
    crmId: point.crmId,
    feeder: point.feeder,
    address,
    zone: point.zone as Zone,
    // Kept as it is: an unknown key is judged undetermined, never as something near.
    jurisdiction: point.jurisdiction,
    customerClass: point.customerClass,
    lifeSupport: point.lifeSupport,
    account: {
      id: ids.ofKey(ORIGIN, `${store.portal}/account/${point.accountNumber}`) as AccountId,
      number: point.accountNumber,
      inArrears: point.inArrears,
    },
  };
};

/** Everything written in the CRM becomes a contact point, what cannot be used too: with the reason, so that it can be mended. */
const toParty = (deps: Needs, party: CrmParty): PartyRow => {
  const id = partyId(deps, party.kind, party.crmId);
  const country = party.address.country || 'DE';
  const point = (
    kind: ContactPointKind,
    value: string,
    problem: string | null,
    optedOut: boolean,
  ): ContactPoint => ({
    id: deps.ids.ofKey(ORIGIN, `${id}/${kind}/${value}`) as ContactPointId,
    kind,
    value,
    optedOut: optedOut ? ['outage'] : [],
    problem,
  });
  const points: ContactPoint[] = [];
  if (party.email !== null) {
    const email = parseEmail(party.email);
    points.push(
      point(
        'email',
        email.ok ? email.value : party.email.trim(),
        email.ok ? null : email.refusals[0].code,
        party.emailOptOut,
      ),
    );
  }
  for (const field of ['mobilephone', 'phone'] as const) {
    const text = party[field];
    if (text === null) continue;
    const phone = parsePhone(text, country, field);
    const known = phone.ok && points.some(p => p.value === phone.value.number);
    if (!known)
      points.push(
        phone.ok
          ? point(
              phone.value.kind,
              phone.value.number,
              null,
              phone.value.kind === 'mobile' && party.smsOptOut,
            )
          : point(
              field === 'mobilephone' ? 'mobile' : 'landline',
              text.trim(),
              phone.refusals[0].code,
              false,
            ),
      );
  }
  if (party.address.line1 !== '' || party.address.city !== '') {
    const address = parsePostalAddress(party.address);
    points.push(
      point('address', JSON.stringify(party.address), address.ok ? null : address.refusals[0].code, false),
    );
  }
  return {
    id,
    kind: party.kind,
    crmId: party.crmId,
    name: party.name,
    language: party.language,
    noInternet: party.noInternet,
    contactPoints: points,
  };
};
