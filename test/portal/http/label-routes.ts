import { apiVersion } from '../api-version.js';
import { conflict, invalid, notFound, refused } from '../problem.js';
import { labelsPerPair, type AssociationType } from '../schema/association-types.js';
import { pairOf } from './association-pair.js';
import { answered, bodyOf, type Handling, type Route } from './route.js';
import { labelUpdate, newLabel } from './shapes.js';

const base = `/crm/associations/${apiVersion}/:fromType/:toType/labels`;

const view = ({ category, typeId, label }: AssociationType): unknown => ({ category, typeId, label });

/** What an association between two object types may be called; custom objects' ids can only be learned here. */
export function labelRoutes(handling: Handling): readonly Route[] {
  const types = handling.crm.associationTypes;
  const read: Route['answer'] = call => {
    const pair = pairOf(handling, call);
    if (!pair.ok) return pair;
    return answered(200, { results: types.between(pair.value.from, pair.value.to).map(view) });
  };
  const create: Route['answer'] = call => {
    const pair = pairOf(handling, call);
    if (!pair.ok) return pair;
    const body = bodyOf(call, newLabel);
    if (!body.ok) return body;
    const { name, label, inverseLabel } = body.value;
    const known = types.between(pair.value.from, pair.value.to);
    const labelled = known.filter(type => type.category === 'USER_DEFINED' && type.label !== null);
    if (known.length === 0) return refused(invalid('These object types cannot be associated'));
    if (labelled.length >= labelsPerPair)
      return refused(invalid(`At most ${String(labelsPerPair)} labels per pair`));
    if (known.some(type => type.name === name))
      return refused(conflict(`A label named '${name}' already exists.`));
    const made = types.define(
      pair.value.from,
      pair.value.to,
      inverseLabel === undefined ? { name, label } : { name, label, inverseLabel },
    );
    return answered(200, { results: made.map(view) });
  };
  const rename: Route['answer'] = call => {
    const pair = pairOf(handling, call);
    if (!pair.ok) return pair;
    const body = bodyOf(call, labelUpdate);
    if (!body.ok) return body;
    const { associationTypeId, label, inverseLabel } = body.value;
    const renamed = types.rename(pair.value.from, pair.value.to, associationTypeId, label, inverseLabel);
    return renamed ? answered(204) : refused(notFound('No such label between these object types'));
  };
  const remove: Route['answer'] = call => {
    const pair = pairOf(handling, call);
    if (!pair.ok) return pair;
    const removed = types.remove(pair.value.from, pair.value.to, Number(call.params['typeId']));
    return removed ? answered(204) : refused(notFound('No such label between these object types'));
  };
  return [
    { method: 'GET', path: base, answer: read },
    { method: 'POST', path: base, answer: create },
    { method: 'PUT', path: base, answer: rename },
    { method: 'DELETE', path: `${base}/:typeId`, answer: remove },
  ];
}
