import { notFound, refused, type Outcome, type Problem } from '../problem.js';
import type { Crm } from '../state/crm.js';
import type { Pair } from './association-pair.js';
import { batchAnswer, type Row } from './batch.js';
import { answered, limitOf, type Answer, type Call, type Handling } from './route.js';

const pageOfLinks = 500;

/** A record with nothing at the other end is an error row here, not an empty list. */
export function readLinks(
  handling: Handling,
  pair: Pair,
  inputs: readonly { readonly id: string; readonly after?: string | undefined }[],
): Outcome<Answer> {
  const rows = inputs.map(({ id, after }): Row => {
    const { to, paging } = pageOfLinksOf(handling, pair, id, Number(after ?? 0), pageOfLinks);
    if (to.length === 0) return refused(noneFound(pair, id));
    return { ok: true, value: { from: { id }, to, ...paging } };
  });
  return batchAnswer(handling, rows, 200);
}

/** Here a record without associations has an empty list. */
export function readOne(handling: Handling, pair: Pair, call: Call): Outcome<Answer> {
  const limit = limitOf(call, pageOfLinks, pageOfLinks);
  if (!limit.ok) return limit;
  const id = call.params['fromId'] ?? '';
  const missing = missingFrom(handling.crm, pair, id);
  if (missing) return refused(missing);
  const start = Number(call.query.get('after') ?? 0);
  const { to, paging } = pageOfLinksOf(handling, pair, id, start, limit.value);
  return answered(200, { results: to, ...paging });
}

const missingFrom = (crm: Crm, { from }: Pair, id: string): Problem | undefined =>
  crm.table(from).getBy('hs_object_id', id) ? undefined : notFound(`No ${from.singular} with ID ${id}`);

function pageOfLinksOf(
  { crm, chance }: Handling,
  { from, to }: Pair,
  id: string,
  start: number,
  size: number,
): { readonly to: readonly unknown[]; readonly paging: object } {
  const types = crm.associationTypes.between(from, to);
  const links = crm.links.of({ type: from, id }, to);
  const page = links.slice(start, start + size).map(({ toId, typeIds }) => ({
    toObjectId: toId,
    associationTypes: types
      .filter(({ typeId }) => typeIds.includes(typeId))
      .map(({ category, typeId, label }) => ({ category, typeId, label })),
  }));
  const next = start + size;
  const paging = next < links.length ? { paging: { next: { after: String(next) } } } : {};
  return { to: chance.shuffled(page), paging };
}

function noneFound({ from, to }: Pair, id: string): Problem {
  return notFound(`No ${to.singular} is associated with ${from.singular} ${id}.`, {
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    context: { fromObjectId: [id], fromObjectType: [from.name], toObjectType: [to.name] },
  });
}
