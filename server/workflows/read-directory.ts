import {
  contactPointsOf,
  recordKey,
  servicePointProblem,
  type PartyKind,
  type PartyRecord,
  type RecordKind,
  type ServicePointRecord,
} from '../domain/directory.js';
import type { AccountId, PartyId, ServicePointId } from '../domain/ids.js';
import { readRuleFacts, type FactKinds } from '../domain/rules/rule-facts.js';
import { civilDateIn, fromEpochMs, type Instant, type Zone } from '../domain/time.js';
import type { CrmRole } from './ports/crm.js';
import type {
  DirectoryReader,
  FollowParties,
  NamedRecords,
  ReadPage,
  TakeBalances,
} from './ports/directory-reader.js';
import type { PartyRow, RoleRow, ServicePointRow } from './ports/directory.js';
import type { Tx } from './ports/store.js';
import type { Report, PassCursor } from './ports/upkeep.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'crm' | 'ids' | 'clock' | 'log'> & {
  /** What rulebooks ask of places. */
  readonly factKinds: FactKinds;
  readonly followParties: FollowParties;
  readonly takeBalances: TakeBalances;
};

/** Ids of the directory come from the CRM's own, so that the same record has the same id whenever it is read. */
const ORIGIN = fromEpochMs(0);
const PARTY_KINDS: readonly PartyKind[] = ['contact', 'company'];
const AFTER: Readonly<Record<RecordKind, RecordKind | null>> = {
  contact: 'company',
  company: 'servicePoint',
  servicePoint: null,
};

/** A page of a pass, records by name, or roles: read outside any transaction, written in one. */
export const readDirectory = (deps: Needs): DirectoryReader => ({
  page: cursor =>
    cursor.kind === 'servicePoint' ? pointPage(deps, cursor) : partyPage(deps, cursor, cursor.kind),
  named: records => readNamed(deps, records),
  roles: async points => {
    const readAt = deps.clock.now();
    const found = await readRoles(
      deps,
      points.map(point => point.crmId),
    );
    return deps.store.transact(async tx => {
      await saveParties(deps, tx, found.strangers, readAt);
      return tx.directory.saveRoles(
        points.map(point => point.id),
        found.roles,
        readAt,
      );
    });
  },
});

const nextOf = (cursor: PassCursor, after: string | null): PassCursor | null => {
  const kind = after === null ? AFTER[cursor.kind] : cursor.kind;
  return kind === null ? null : { ...cursor, kind, after };
};

const partyPage = async (deps: Needs, cursor: PassCursor, kind: PartyKind): Promise<ReadPage> => {
  const readAt = deps.clock.now();
  const page = await deps.crm.parties(kind, cursor.after);
  const problems: Record<string, number> = {};
  for (const { problem } of page.items.flatMap(record => toParty(deps, record).contactPoints))
    if (problem !== null) problems[problem] = (problems[problem] ?? 0) + 1;
  const saved = await deps.store.transact(tx => saveParties(deps, tx, page.items, readAt));
  return {
    next: nextOf(cursor, page.next),
    records: page.items.length,
    roles: 0,
    problems,
    refused: [],
    report: { [kind]: saved },
  };
};

const pointPage = async (deps: Needs, cursor: PassCursor): Promise<ReadPage> => {
  const { crm, store, clock } = deps;
  const readAt = clock.now();
  const page = await crm.servicePoints(cursor.after);
  const { usable, refused } = sort(page.items);
  const found = await readRoles(
    deps,
    usable.map(point => point.crmId),
  );
  const { saved, roles } = await store.transact(async tx => {
    await saveParties(deps, tx, found.strangers, readAt);
    const points = await savePoints(deps, tx, usable, found.roles, readAt);
    await tx.upkeep.keepServicePoints(
      refused.map(point => point.crmId),
      cursor.pass,
    );
    return points;
  });
  return {
    next: nextOf(cursor, page.next),
    records: usable.length,
    roles: found.roles.length,
    problems: {},
    refused,
    report: { servicePoint: saved, role: { changed: roles } },
  };
};

const sort = (records: readonly ServicePointRecord[]) => {
  const judged = records.map(record => ({ record, reason: servicePointProblem(record) }));
  return {
    usable: judged.filter(({ reason }) => reason === null).map(({ record }) => record),
    refused: judged.flatMap(({ record, reason }) =>
      reason === null ? [] : [{ crmId: record.crmId, reason }],
    ),
  };
};

const readNamed = async (deps: Needs, named: NamedRecords): Promise<Report> => {
  const { crm, store, clock, log } = deps;
  const readAt = clock.now();
  const parties = await Promise.all(
    PARTY_KINDS.map(async kind => ({ kind, ...(await crm.partiesById(kind, named[kind])) })),
  );
  // Who changed may belong to other places now than before: both are asked who belongs to them.
  const linked = await Promise.all(
    parties.map(({ kind, found }) =>
      crm.servicePointsOf(
        kind,
        found.map(record => record.crmId),
      ),
    ),
  );
  const before = await store.transact(async tx => {
    const points: string[] = [];
    for (const kind of PARTY_KINDS)
      points.push(...(await tx.upkeep.pointsOf(kind, withMerged(kind, parties))));
    return points;
  });
  const asked = [...new Set([...named.servicePoint, ...linked.flat(), ...before])];
  const points = await crm.servicePointsById(asked);
  const { usable, refused } = sort(points.found);
  const found = await readRoles(
    deps,
    usable.map(point => point.crmId),
  );
  if (refused.length > 0) log.warn('service points refused', { refused });
  return store.transact(async tx => {
    const at = clock.now();
    const report: Record<string, { added: number; changed: number; ended: number }> = {};
    for (const { kind, found: records, gone } of parties) {
      const saved = await saveParties(deps, tx, records, readAt);
      report[kind] = { ...saved, ended: await tx.upkeep.endParties(kind, gone, readAt, at) };
    }
    await saveParties(deps, tx, found.strangers, readAt);
    const { saved, roles } = await savePoints(deps, tx, usable, found.roles, readAt);
    const ended = await tx.upkeep.endServicePoints(points.gone, readAt, at, zone => civilDateIn(zone, at));
    await tx.debtCases.wakeAt(
      points.gone.map(crmId => idOf(deps, 'servicePoint', crmId) as ServicePointId),
      at,
    );
    return { ...report, servicePoint: { ...saved, ended }, role: { changed: roles } };
  });
};

const withMerged = (
  kind: PartyKind,
  read: readonly {
    readonly kind: PartyKind;
    readonly found: readonly PartyRecord[];
    readonly gone: readonly string[];
  }[],
): readonly string[] =>
  read
    .filter(each => each.kind === kind)
    .flatMap(({ found, gone }) => [...found.flatMap(record => [record.crmId, ...record.mergedIds]), ...gone]);

interface FoundRoles {
  readonly roles: readonly RoleRow[];
  /** People whom the mirror does not have yet: their own news may have been lost. */
  readonly strangers: readonly PartyRecord[];
}

const readRoles = async (deps: Needs, servicePoints: readonly string[]): Promise<FoundRoles> => {
  const { crm, store } = deps;
  const links = await crm.roles(servicePoints);
  const unknown = await store.transact(async tx => {
    const rows: { kind: PartyKind; ids: readonly string[] }[] = [];
    for (const kind of PARTY_KINDS) {
      const ids = [...new Set(links.filter(link => link.kind === kind).map(link => link.party))];
      const known = ids.length === 0 ? new Set<string>() : await tx.upkeep.known(kind, ids);
      rows.push({ kind, ids: ids.filter(id => !known.has(id)) });
    }
    return rows;
  });
  const strangers: PartyRecord[] = [];
  for (const { kind, ids } of unknown) strangers.push(...(await crm.partiesById(kind, ids)).found);
  return { roles: links.map(link => toRole(deps, link)), strangers };
};

const saveParties = async (deps: Needs, tx: Tx, records: readonly PartyRecord[], readAt: Instant) => {
  if (records.length === 0) return { added: 0, changed: 0 };
  const saved = await tx.directory.saveParties(
    records.map(record => toParty(deps, record)),
    readAt,
  );
  await deps.followParties(
    tx,
    records.map(({ kind, crmId, mergedIds }) => ({ kind, party: partyId(deps, kind, crmId), mergedIds })),
  );
  return saved;
};

const savePoints = async (
  deps: Needs,
  tx: Tx,
  records: readonly ServicePointRecord[],
  roles: readonly RoleRow[],
  readAt: Instant,
) => {
  if (records.length === 0) return { saved: { added: 0, changed: 0 }, roles: 0 };
  const rows = records.map(record => toServicePoint(deps, record));
  const saved = await tx.directory.saveServicePoints(rows, readAt);
  await deps.takeBalances(
    tx,
    records.flatMap(({ crmId, balance, zone }, n) => {
      const account = rows[n]?.account.id;
      return balance === null || account === undefined
        ? []
        : [{ record: crmId, account, zone: zone as Zone, balance }];
    }),
  );
  const points = rows.map(row => row.id);
  const changed = await tx.directory.saveRoles(points, roles, readAt);
  // Who has moved out is not waited for until tomorrow: somebody else may live there, and an order may be out.
  await tx.debtCases.wakeAt(points, deps.clock.now());
  return { saved, roles: changed };
};

const idOf = ({ ids, store }: Needs, kind: RecordKind, crmId: string): string =>
  ids.ofKey(ORIGIN, recordKey(store.portal, kind, crmId));
const partyId = (deps: Needs, kind: PartyKind, crmId: string): PartyId => idOf(deps, kind, crmId) as PartyId;

const toRole = (deps: Needs, link: CrmRole): RoleRow => ({
  party: partyId(deps, link.kind, link.party),
  servicePoint: idOf(deps, 'servicePoint', link.servicePoint) as ServicePointId,
  role: link.role,
});

const toParty = (deps: Needs, record: PartyRecord): PartyRow => {
  const { kind, crmId, name, language, noInternet } = record;
  const id = partyId(deps, kind, crmId);
  const contactPoints = contactPointsOf(record, id, key => deps.ids.ofKey(ORIGIN, key));
  return { id, kind, crmId, name, language, noInternet, contactPoints };
};

const toServicePoint = (deps: Needs, point: ServicePointRecord): ServicePointRow => {
  const { ids, store, clock } = deps;
  const zone = point.zone as Zone;
  const { values, bad } = readRuleFacts(point.ruleFacts ?? '', deps.factKinds);
  if (bad.length > 0) deps.log.warn('rule facts not understood', { servicePoint: point.crmId, lines: bad });
  return {
    facts: values,
    id: idOf(deps, 'servicePoint', point.crmId) as ServicePointId,
    crmId: point.crmId,
    feeder: point.feeder,
    address: { ...point.address },
    zone,
    // Kept as it is: an unknown key is judged undetermined, never as something near.
    jurisdiction: point.jurisdiction,
    customerClass: point.customerClass,
    lifeSupport: point.lifeSupport,
    account: {
      id: ids.ofKey(ORIGIN, `${store.portal}/account/${point.accountNumber}`) as AccountId,
      number: point.accountNumber,
      inArrears: point.inArrears,
    },
    today: civilDateIn(zone, clock.now()),
  };
};
