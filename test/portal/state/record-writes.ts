import {
  conflict,
  done,
  invalid,
  missingProperties,
  refused,
  type Outcome,
  type Problem,
} from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import {
  claimLinks,
  commitLinks,
  newLinkClaims,
  planInlineLinks,
  type AssociationSpec,
  type LinkClaims,
  type LinkPlan,
} from './association-writes.js';
import type { Crm } from './crm.js';
import type { StoredProperties, StoredRecord } from './record-table.js';
import { checkProperties, type CheckedProperties, type WrittenProperties } from './values.js';

export interface CreateInput {
  readonly properties: WrittenProperties;
  readonly associations?: readonly {
    readonly to: { readonly id: string };
    readonly types: readonly AssociationSpec[];
  }[];
}

/** A checked write that has not happened; a batch plans all of its inputs before it commits any. */
export interface WritePlan {
  readonly type: ObjectType;
  readonly record: StoredRecord;
  readonly links: readonly LinkPlan[];
  readonly isNew: boolean;
}

/** What earlier inputs of the same call are about to write. */
export interface Claims {
  readonly owners: Map<string, string>;
  readonly records: Map<string, StoredRecord>;
  readonly links: LinkClaims;
}

/** A record that is written over and over keeps only the newest of its past. */
const keptWrites = 50;

export const newClaims = (): Claims => ({ owners: new Map(), records: new Map(), links: newLinkClaims() });

export function planCreate(
  crm: Crm,
  type: ObjectType,
  input: CreateInput,
  claims: Claims,
): Outcome<WritePlan> {
  const checked = checkProperties(type, input.properties, { portalId: crm.portalId, lenient: false });
  if (!checked.ok) return checked;
  const missing = missingNames(type, checked.value);
  if (missing.length > 0) return refused(missingProperties(type.singular, missing));
  const taken = takenBy(crm, type, checked.value, undefined, claims);
  if (taken) return refused(taken);

  const id = crm.nextId();
  const links = planInlineLinks(crm, { type, id }, input.associations ?? []);
  if (!links.ok) return links;
  const overCap = claimLinks(crm, links.value, claims.links);
  if (overCap) return refused(overCap);

  const now = crm.now();
  const properties = {
    ...applied({}, checked.value),
    hs_object_id: id,
    [type.createdName]: now,
    [type.modifiedName]: now,
  };
  const history = [{ at: now, changes: checked.value }];
  const record = { id, properties, createdAt: now, updatedAt: now, versions: [], history };
  return done(claim(claims, { type, record, links: links.value, isNew: true }));
}

export function planUpdate(
  crm: Crm,
  type: ObjectType,
  id: string,
  written: WrittenProperties,
  claims: Claims,
): Outcome<WritePlan> {
  const record = claims.records.get(id) ?? crm.table(type).get(id);
  if (!record) throw new Error(`Update of ${type.singular} ${id}, which the caller should have looked up`);
  const checked = checkProperties(type, written, { portalId: crm.portalId, lenient: type.activity });
  if (!checked.ok) return checked;
  const emptied = type.required.filter(name => checked.value[name] === null);
  if (emptied.length > 0) return refused(missingProperties(type.singular, emptied));
  const taken = takenBy(crm, type, checked.value, id, claims);
  if (taken) return refused(taken);

  const now = crm.now();
  const properties = { ...applied(record.properties, checked.value), [type.modifiedName]: now };
  const history = [...record.history, { at: now, changes: checked.value }].slice(-keptWrites);
  const updated = { ...record, properties, updatedAt: now, history };
  return done(claim(claims, { type, record: updated, links: [], isNew: false }));
}

/** `searchableFrom` is for seeds, which search has always known. */
export function commitWrite(crm: Crm, plan: WritePlan, searchableFrom?: number): StoredRecord {
  const at = searchableFrom ?? Date.parse(crm.now());
  const versions = stillNeeded(plan.record.versions, Date.parse(crm.now()) - crm.searchLagMs);
  const record = { ...plan.record, versions: [...versions, { at, properties: plan.record.properties }] };
  crm.table(plan.type).put(record);
  commitLinks(crm, plan.links);
  return record;
}

export function archive(crm: Crm, type: ObjectType, record: StoredRecord): void {
  crm.table(type).put({ ...record, archivedAt: crm.now() });
  crm.links.removeAll({ type, id: record.id });
}

function claim(claims: Claims, plan: WritePlan): WritePlan {
  const { record, type } = plan;
  claims.records.set(record.id, record);
  for (const name of type.unique) {
    const value = record.properties[name];
    if (value !== undefined) claims.owners.set(`${name}=${value}`, record.id);
  }
  return plan;
}

function missingNames(type: ObjectType, checked: CheckedProperties): readonly string[] {
  const missing = type.required.filter(name => !checked[name]);
  const any = type.requiredAny;
  return any.length > 0 && !any.some(name => checked[name]) ? [...missing, ...any] : missing;
}

function takenBy(
  crm: Crm,
  type: ObjectType,
  checked: CheckedProperties,
  self: string | undefined,
  claims: Claims,
): Problem | undefined {
  for (const name of type.unique) {
    const value = checked[name];
    if (!value) continue;
    const owner = claims.owners.get(`${name}=${value}`) ?? crm.table(type).getBy(name, value)?.id;
    if (owner !== undefined && owner !== self) return takenProblem(type, name, value, owner);
  }
  return undefined;
}

/** Contacts answer 409 and name the other record; every other unique value is an invalid one. */
function takenProblem(type: ObjectType, name: string, value: string, owner: string): Problem {
  if (type.id === '0-1' && name === 'email') return conflict(`Contact already exists. Existing ID: ${owner}`);
  return invalid(
    `Cannot set ${name} to ${value}: ${type.singular} ${owner} already has that value and it must be unique`,
    { context: { propertyName: [name], existingObjectId: [owner] } },
  );
}

function applied(former: StoredProperties, changes: CheckedProperties): StoredProperties {
  const next: Record<string, string> = {};
  for (const [name, value] of Object.entries(former)) if (!(name in changes)) next[name] = value;
  for (const [name, value] of Object.entries(changes)) if (value !== null) next[name] = value;
  return next;
}

/** All versions search has yet to reach, and the newest it has reached. */
function stillNeeded(versions: StoredRecord['versions'], reached: number): StoredRecord['versions'] {
  const newest = versions.findLastIndex(({ at }) => at <= reached);
  return newest > 0 ? versions.slice(newest) : versions;
}
