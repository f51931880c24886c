import type { ObjectType, ObjectTypes } from './object-types.js';

export type AssociationCategory = 'HUBSPOT_DEFINED' | 'USER_DEFINED';

export interface AssociationPair {
  readonly from: ObjectType;
  readonly to: ObjectType;
  readonly category: AssociationCategory;
  readonly typeId: number;
  readonly inverseTypeId: number;
  readonly name?: string;
  readonly label: string | null;
  readonly inverseLabel?: string;
}

type Row = readonly [from: string, to: string, typeId: number, inverseTypeId: number, label?: string];

/**
 * HubSpot's own type ids, both directions. The first row of a pair is the plain association; ids 1, 2, 25 and 26
 * are the primary variants, which look like plain ones and are not.
 */
const rows: readonly Row[] = [
  ['note', 'contact', 202, 201],
  ['note', 'company', 190, 189],
  ['note', 'ticket', 228, 227],
  ['email', 'contact', 198, 197],
  ['email', 'company', 186, 185],
  ['email', 'ticket', 224, 223],
  ['call', 'contact', 194, 193],
  ['call', 'company', 182, 181],
  ['call', 'ticket', 220, 219],
  ['task', 'contact', 204, 203],
  ['task', 'company', 192, 191],
  ['task', 'ticket', 230, 229],
  ['communication', 'contact', 81, 82],
  ['communication', 'company', 87, 88],
  ['communication', 'ticket', 83, 84],
  ['postal_mail', 'contact', 453, 454],
  ['postal_mail', 'company', 459, 460],
  ['postal_mail', 'ticket', 455, 456],
  ['ticket', 'contact', 16, 15],
  ['ticket', 'company', 339, 340],
  ['ticket', 'company', 26, 25, 'Primary'],
  ['ticket', 'ticket', 452, 452],
  ['contact', 'company', 279, 280],
  ['contact', 'company', 1, 2, 'Primary'],
  ['contact', 'contact', 449, 449],
];

export function standardPairs(objects: ObjectTypes): readonly AssociationPair[] {
  return rows.map(([from, to, typeId, inverseTypeId, label]) => ({
    from: known(objects, from),
    to: known(objects, to),
    category: 'HUBSPOT_DEFINED',
    typeId,
    inverseTypeId,
    label: label ?? null,
  }));
}

type UnnumberedPair = Omit<AssociationPair, 'typeId' | 'inverseTypeId'>;

/** A custom object's declared pairs and its automatic ones with activities; their ids differ per portal. */
export function customPairs(objects: ObjectTypes, from: ObjectType): readonly UnnumberedPair[] {
  if (!from.schema) return [];
  const activities = objects.all().filter(type => type.activity);
  const declared = from.schema.associatedObjects.flatMap(({ objectType, labels = [] }) => {
    const to = known(objects, objectType);
    const plain: UnnumberedPair = { from, to, category: 'USER_DEFINED', label: null };
    return [plain, ...labels.map((label): UnnumberedPair => ({ ...plain, ...label }))];
  });
  return [
    ...declared,
    ...activities.map(to => ({ from, to, category: 'HUBSPOT_DEFINED' as const, label: null })),
  ];
}

function known(objects: ObjectTypes, name: string): ObjectType {
  const type = objects.find(name);
  if (!type) throw new Error(`associations: expected an object type's name, found "${name}"`);
  return type;
}
