import type { Outcome } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import { typeOf, type Call, type Handling } from './route.js';

/** The two object types an association stands between, in the direction of the call. */
export interface Pair {
  readonly from: ObjectType;
  readonly to: ObjectType;
}

export function pairOf(handling: Handling, call: Call): Outcome<Pair> {
  const from = typeOf(handling, call.params['fromType']);
  if (!from.ok) return from;
  const to = typeOf(handling, call.params['toType']);
  return to.ok ? { ok: true, value: { from: from.value, to: to.value } } : to;
}
