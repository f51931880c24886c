import { done, invalid, notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { AssociationType } from '../schema/association-types.js';
import type { ObjectType } from '../schema/object-types.js';
import type { Crm } from './crm.js';
import type { Endpoint } from './links.js';

/** As written on the wire; the category is checked against the type the id names. */
export interface AssociationSpec {
  readonly associationCategory: string;
  readonly associationTypeId: number;
}

export interface LinkPlan {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly types: readonly AssociationType[];
}

/** What earlier inputs of the same call will add, so that a cap holds within one batch too. */
export interface LinkClaims {
  readonly pairs: Set<string>;
  readonly counts: Map<string, number>;
}

export const newLinkClaims = (): LinkClaims => ({ pairs: new Set(), counts: new Map() });

/** Both records must live, the types must belong to the pair; the plain type is always among those set. */
export function planLink(
  crm: Crm,
  from: Endpoint,
  to: Endpoint,
  specs: readonly AssociationSpec[],
): Outcome<LinkPlan> {
  const missing = missingEnd(crm, from, 'FROM');
  return missing ? refused(missing) : planLinkOfNew(crm, from, to, specs);
}

/** For a record that has its id but not yet its row. */
function planLinkOfNew(
  crm: Crm,
  from: Endpoint,
  to: Endpoint,
  specs: readonly AssociationSpec[],
): Outcome<LinkPlan> {
  const known = crm.associationTypes.between(from.type, to.type);
  const plain = known.find(({ label }) => label === null);
  if (!plain) return refused(invalid(`${from.type.name} cannot be associated with ${to.type.name}`));
  const missing = missingEnd(crm, to, 'TO');
  if (missing) return refused(missing);
  const types = new Set([plain]);
  for (const spec of specs) {
    const type = known.find(({ typeId }) => typeId === spec.associationTypeId);
    if (type?.category !== spec.associationCategory) return refused(unknownSpec(from.type, to.type, spec));
    types.add(type);
  }
  return done({ from, to, types: [...types] });
}

/** The object type at the other end follows from the type id. */
export function planInlineLinks(
  crm: Crm,
  from: Endpoint,
  inputs: readonly { readonly to: { readonly id: string }; readonly types: readonly AssociationSpec[] }[],
): Outcome<readonly LinkPlan[]> {
  const plans: LinkPlan[] = [];
  for (const { to, types } of inputs) {
    const [first] = types;
    const named = first && crm.associationTypes.byId(from.type, first.associationTypeId);
    const toType = named && crm.objects.find(named.to);
    if (!toType)
      return refused(invalid(`Association type ${describe(first)} does not start at ${from.type.name}`));
    const plan = planLinkOfNew(crm, from, { type: toType, id: to.id }, types);
    if (!plan.ok) return plan;
    plans.push(plan.value);
  }
  return done(plans);
}

/** Refuses the plan that would put one record over its cap; counts what it lets through in `claims`. */
export function claimLinks(crm: Crm, plans: readonly LinkPlan[], claims: LinkClaims): Problem | undefined {
  for (const { from, to } of plans) {
    const pair = `${from.type.id}/${from.id}-${to.type.id}/${to.id}`;
    if (crm.links.has(from, to) || claims.pairs.has(pair)) continue;
    claims.pairs.add(pair);
    for (const [near, far] of [
      [from, to],
      [to, from],
    ] as const) {
      const key = `${near.type.id}/${near.id}>${far.type.id}`;
      const claimed = (claims.counts.get(key) ?? 0) + 1;
      if (crm.links.count(near, far.type) + claimed > crm.associationCap)
        return overCap(near, far, crm.associationCap);
      claims.counts.set(key, claimed);
    }
  }
  return undefined;
}

export function commitLinks(crm: Crm, plans: readonly LinkPlan[]): void {
  for (const { from, to, types } of plans) crm.links.set(from, to, types);
}

function overCap(near: Endpoint, far: Endpoint, cap: number): Problem {
  const message = `${near.type.singular} ${near.id} may be associated with at most ${String(cap)} ${far.type.name}`;
  return invalid(message, {
    subCategory: 'crm.associations.ASSOCIATION_LIMIT_EXCEEDED',
    context: { objectId: [near.id], limit: [String(cap)] },
  });
}

function missingEnd(crm: Crm, end: Endpoint, side: 'FROM' | 'TO'): Problem | undefined {
  if (crm.table(end.type).getBy('hs_object_id', end.id)) return undefined;
  return notFound(`No ${end.type.singular} with ID ${end.id} exists in this portal`, {
    subCategory: `crm.associations.${side}_OBJECT_NOT_FOUND`,
    context: { [side === 'FROM' ? 'fromObjectId' : 'toObjectId']: [end.id] },
  });
}

const describe = (spec: AssociationSpec | undefined): string =>
  spec ? `${spec.associationCategory} ${String(spec.associationTypeId)}` : '(none given)';

function unknownSpec(from: ObjectType, to: ObjectType, spec: AssociationSpec): Problem {
  return invalid(`${describe(spec)} is not an association type from ${from.name} to ${to.name}`, {
    context: { typeId: [String(spec.associationTypeId)] },
  });
}
