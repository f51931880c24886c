import {
  customPairs,
  standardPairs,
  type AssociationCategory,
  type AssociationPair,
} from './association-pairs.js';
import type { AssociationLabel } from './custom-object.js';
import type { ObjectType, ObjectTypes } from './object-types.js';

/** One direction of one kind of association. */
export interface AssociationType {
  readonly from: string;
  readonly to: string;
  readonly category: AssociationCategory;
  readonly typeId: number;
  readonly inverseTypeId: number;
  readonly name: string;
  /** Null for the plain association that every linked pair carries. */
  readonly label: string | null;
}

export interface AssociationTypes {
  /** Every type from one object type to another; the plain one first; empty when the two cannot be linked. */
  between(from: ObjectType, to: ObjectType): readonly AssociationType[];
  /** By the id a write names; the object type at the other end follows from it. */
  byId(from: ObjectType, typeId: number): AssociationType | undefined;
  define(from: ObjectType, to: ObjectType, label: AssociationLabel): readonly AssociationType[];
  /** Makes two types associable; the plain type of the first direction. */
  declare(from: ObjectType, to: ObjectType, name?: string): AssociationType;
  /** What a schema created later brings with it. */
  addCustom(type: ObjectType): void;
  /** The two can no longer be associated. */
  undeclare(from: ObjectType, to: ObjectType): void;
  /** Other words for a label of the portal's own; the inverse keeps its words unless they are given. */
  rename(from: ObjectType, to: ObjectType, typeId: number, label: string, inverseLabel?: string): boolean;
  remove(from: ObjectType, to: ObjectType, typeId: number): boolean;
}

export const labelsPerPair = 10;

const pairKey = (from: string, to: string): string => `${from}>${to}`;

export function createAssociationTypes(objects: ObjectTypes): AssociationTypes {
  const pairs = new Map<string, AssociationType[]>();
  const ids = new Map<string, AssociationType>();
  let nextId = 101;
  const put = (type: AssociationType): void => {
    const key = pairKey(type.from, type.to);
    const known = pairs.get(key);
    if (known?.some(({ typeId }) => typeId === type.typeId)) return;
    if (known) known.push(type);
    else pairs.set(key, [type]);
    ids.set(`${type.from}#${String(type.typeId)}`, type);
  };
  const addPair = ({
    from,
    to,
    category,
    typeId,
    inverseTypeId,
    name,
    label,
    inverseLabel,
  }: AssociationPair): void => {
    const there = name ?? `${from.singular}_to_${to.singular}`;
    const back = name ? `${name}_inverse` : `${to.singular}_to_${from.singular}`;
    put({ from: from.id, to: to.id, category, typeId, inverseTypeId, name: there, label });
    put({
      from: to.id,
      to: from.id,
      category,
      typeId: inverseTypeId,
      inverseTypeId: typeId,
      name: back,
      label: inverseLabel ?? label,
    });
  };
  const takeIds = (): { readonly typeId: number; readonly inverseTypeId: number } => ({
    typeId: nextId++,
    inverseTypeId: nextId++,
  });
  const addCustom = (type: ObjectType): void => {
    for (const pair of customPairs(objects, type)) addPair({ ...pair, ...takeIds() });
  };
  for (const pair of standardPairs(objects)) addPair(pair);
  objects.all().forEach(addCustom);

  const between = (from: ObjectType, to: ObjectType): readonly AssociationType[] =>
    pairs.get(pairKey(from.id, to.id)) ?? [];
  const forget = (from: string, to: string, typeId: number): void => {
    const key = pairKey(from, to);
    pairs.set(
      key,
      (pairs.get(key) ?? []).filter(type => type.typeId !== typeId),
    );
    ids.delete(`${from}#${String(typeId)}`);
  };
  const own = (from: ObjectType, to: ObjectType, typeId: number): AssociationType | undefined => {
    const type = between(from, to).find(candidate => candidate.typeId === typeId);
    return type?.category === 'USER_DEFINED' && type.label !== null ? type : undefined;
  };
  const relabel = (from: string, to: string, typeId: number, label: string): void => {
    const row = pairs.get(pairKey(from, to)) ?? [];
    const changed = row.map(type => (type.typeId === typeId ? { ...type, label } : type));
    pairs.set(pairKey(from, to), changed);
    for (const type of changed) ids.set(`${from}#${String(type.typeId)}`, type);
  };
  return {
    between,
    rename: (from, to, typeId, label, inverseLabel) => {
      const type = own(from, to, typeId);
      if (!type) return false;
      relabel(from.id, to.id, typeId, label);
      if (inverseLabel !== undefined) relabel(to.id, from.id, type.inverseTypeId, inverseLabel);
      return true;
    },
    byId: (from, typeId) => ids.get(`${from.id}#${String(typeId)}`),
    define: (from, to, label) => {
      const taken = takeIds();
      const { name, label: there, inverseLabel } = label;
      const pair = { from, to, category: 'USER_DEFINED' as const, ...taken, name, label: there };
      addPair(inverseLabel === undefined ? pair : { ...pair, inverseLabel });
      const made = [
        ids.get(`${from.id}#${String(taken.typeId)}`),
        ids.get(`${to.id}#${String(taken.inverseTypeId)}`),
      ];
      return made.filter(type => type !== undefined);
    },
    declare: (from, to, name) => {
      const plain = between(from, to).find(({ label }) => label === null);
      if (plain) return plain;
      const pair = { from, to, category: 'USER_DEFINED' as const, label: null, ...takeIds() };
      addPair(name === undefined ? pair : { ...pair, name });
      const made = ids.get(`${from.id}#${String(pair.typeId)}`);
      if (!made) throw new Error(`No association from ${from.name} to ${to.name} was made`);
      return made;
    },
    addCustom,
    undeclare: (from, to) => {
      for (const { typeId, inverseTypeId } of between(from, to)) {
        forget(from.id, to.id, typeId);
        forget(to.id, from.id, inverseTypeId);
      }
    },
    remove: (from, to, typeId) => {
      const type = own(from, to, typeId);
      if (!type) return false;
      forget(from.id, to.id, typeId);
      forget(to.id, from.id, type.inverseTypeId);
      return true;
    },
  };
}
