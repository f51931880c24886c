import type { ObjectType } from '../schema/object-types.js';
import type { AssociationType } from '../schema/association-types.js';

/** One record at the other end, with the ids of the association types of this direction. */
export interface Link {
  readonly toId: string;
  readonly typeIds: readonly number[];
}

/** Who is associated with whom, kept in both directions. Knows no rules: the caller has checked the types. */
export interface Links {
  /** Sets the whole set of types of a pair; labels the pair had before are gone, as in HubSpot. */
  set(from: Endpoint, to: Endpoint, types: readonly AssociationType[]): void;
  /** Removes some types of a pair; the pair itself stays while any are left. */
  removeTypes(from: Endpoint, to: Endpoint, types: readonly AssociationType[]): void;
  remove(from: Endpoint, to: Endpoint): void;
  removeAll(of: Endpoint): void;
  of(from: Endpoint, toType: ObjectType): readonly Link[];
  has(from: Endpoint, to: Endpoint): boolean;
  count(from: Endpoint, toType: ObjectType): number;
  /** How many associations each record of a type has with another type; for the usage report. */
  counts(from: ObjectType, to: ObjectType): ReadonlyMap<string, number>;
}

export interface Endpoint {
  readonly type: ObjectType;
  readonly id: string;
}

type Neighbours = Map<string, ReadonlySet<number>>;

export function createLinks(): Links {
  const directions = new Map<string, Map<string, Neighbours>>();
  const direction = (from: ObjectType, to: ObjectType): Map<string, Neighbours> => {
    const key = `${from.id}>${to.id}`;
    const known = directions.get(key);
    if (known) return known;
    const made = new Map<string, Neighbours>();
    directions.set(key, made);
    return made;
  };
  const neighbours = (from: Endpoint, to: ObjectType): Neighbours | undefined =>
    direction(from.type, to).get(from.id);
  const put = (from: Endpoint, to: Endpoint, typeIds: ReadonlySet<number>): void => {
    const known = neighbours(from, to.type);
    if (known) known.set(to.id, typeIds);
    else direction(from.type, to.type).set(from.id, new Map([[to.id, typeIds]]));
  };
  const drop = (from: Endpoint, to: Endpoint): void => {
    neighbours(from, to.type)?.delete(to.id);
  };
  const typesOf = (from: Endpoint, to: Endpoint): ReadonlySet<number> =>
    neighbours(from, to.type)?.get(to.id) ?? new Set();
  const remove = (from: Endpoint, to: Endpoint): void => {
    drop(from, to);
    drop(to, from);
  };
  return {
    set: (from, to, types) => {
      put(from, to, new Set(types.map(({ typeId }) => typeId)));
      put(to, from, new Set(types.map(({ inverseTypeId }) => inverseTypeId)));
    },
    removeTypes: (from, to, types) => {
      const left = without(
        typesOf(from, to),
        types.map(({ typeId }) => typeId),
      );
      if (left.size === 0) return remove(from, to);
      put(from, to, left);
      put(
        to,
        from,
        without(
          typesOf(to, from),
          types.map(({ inverseTypeId }) => inverseTypeId),
        ),
      );
    },
    remove,
    removeAll: of => {
      for (const [key, records] of directions) {
        const [fromId = '', toId = ''] = key.split('>');
        if (fromId !== of.type.id) continue;
        const back = directions.get(`${toId}>${fromId}`);
        for (const other of records.get(of.id)?.keys() ?? []) back?.get(other)?.delete(of.id);
        records.delete(of.id);
      }
    },
    of: (from, toType) =>
      [...(neighbours(from, toType) ?? [])].map(([toId, typeIds]) => ({ toId, typeIds: [...typeIds] })),
    has: (from, to) => neighbours(from, to.type)?.has(to.id) ?? false,
    count: (from, toType) => neighbours(from, toType)?.size ?? 0,
    counts: (from, to) => new Map([...direction(from, to)].map(([id, known]) => [id, known.size])),
  };
}

function without(from: ReadonlySet<number>, removed: readonly number[]): ReadonlySet<number> {
  return new Set([...from].filter(typeId => !removed.includes(typeId)));
}
