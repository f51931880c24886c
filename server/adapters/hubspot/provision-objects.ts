import type { Api } from './api.js';
import { OBJECTS, STANDARD_IDS, type AssociatedType, type ObjectDefinition } from './definitions.js';
import {
  createAssociation,
  createLabel,
  createSchema,
  readLabels,
  readSchemas,
  type Schema,
} from './provision-calls.js';
import { completeProperties, make, orRefused, type Part, type ProvisionRow } from './provision-steps.js';

/** A standard object's own number, or the portal's of one of ours; undefined: it is not there. */
const idOf = (type: AssociatedType, schemas: ReadonlyMap<string, Schema>): string | undefined =>
  type === 'service_point' ? schemas.get(type)?.objectTypeId : STANDARD_IDS[type];
/** As the paths of associations name it. */
const pathOf = (type: AssociatedType, schemas: ReadonlyMap<string, Schema>): string =>
  type === 'service_point' ? (schemas.get(type)?.objectTypeId ?? type) : type;

const objectPart = ({ name }: ObjectDefinition): Part => ({ on: name, what: 'custom object', name });

export const completeObjects = (api: Api, dryRun: boolean): Promise<readonly ProvisionRow[]> =>
  orRefused(OBJECTS.map(objectPart), async () => {
    const rows: ProvisionRow[] = [];
    // Read anew for each: one may be associated with the one made before it.
    for (const object of OBJECTS)
      rows.push(...(await completeObject(api, object, await readSchemas(api), dryRun)));
    return rows;
  });

const completeObject = async (
  api: Api,
  object: ObjectDefinition,
  schemas: ReadonlyMap<string, Schema>,
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const part = objectPart(object);
  const known = schemas.get(object.name);
  if (known) {
    const { name: on, properties } = object;
    return [
      { ...part, state: 'there' },
      ...(await completeProperties(api, on, known.objectTypeId, properties, dryRun)),
      ...(await completeAssociations(api, object, known, schemas, dryRun)),
    ];
  }
  if (dryRun)
    return [{ ...part, state: 'missing' }, ...within(object, 'missing'), ...labelsOf(object, 'missing')];
  const created = await make(
    part,
    dryRun,
    () =>
      createSchema(
        api,
        object,
        object.associatedObjects.flatMap(({ objectType }) => idOf(objectType, schemas) ?? []),
      ),
    async () => (await readSchemas(api)).has(object.name),
  );
  const after = await readSchemas(api);
  const made = after.get(object.name);
  if (!made) return created;
  return [
    ...created,
    ...within(object, 'created'),
    ...(await completeLabels(api, object, made, after, dryRun)),
  ];
};

/** What comes into being together with the object itself. */
const within = (
  { name: on, properties, associatedObjects }: ObjectDefinition,
  state: 'created' | 'missing',
): readonly ProvisionRow[] => [
  ...properties.map(({ name }): ProvisionRow => ({ on, what: 'property', name, state })),
  ...associatedObjects.map(({ objectType }): ProvisionRow => ({
    on,
    what: 'association',
    name: objectType,
    state,
  })),
];

const labelsOf = (
  { name: on, associatedObjects }: ObjectDefinition,
  state: 'missing',
): readonly ProvisionRow[] =>
  associatedObjects.flatMap(({ objectType, labels = [] }) =>
    labels.map(({ label }): ProvisionRow => ({ on, what: 'label', name: `${label} (${objectType})`, state })),
  );

const completeAssociations = async (
  api: Api,
  object: ObjectDefinition,
  known: Schema,
  schemas: ReadonlyMap<string, Schema>,
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const rows: ProvisionRow[] = [];
  for (const { objectType } of object.associatedObjects) {
    const to = idOf(objectType, schemas);
    const part: Part = { on: object.name, what: 'association', name: objectType };
    const isIn = (schema: Schema | undefined): boolean =>
      to !== undefined && (schema?.associatedTypes.has(to) ?? false);
    if (to === undefined) rows.push({ ...part, state: 'missing' });
    else if (isIn(known)) rows.push({ ...part, state: 'there' });
    else
      rows.push(
        ...(await make(
          part,
          dryRun,
          () => createAssociation(api, object.name, known.objectTypeId, to),
          async () => isIn((await readSchemas(api)).get(object.name)),
        )),
      );
  }
  return [...rows, ...(await completeLabels(api, object, known, schemas, dryRun))];
};

/** Told apart by their words in this direction, as nothing else is told of them. */
const completeLabels = async (
  api: Api,
  { name: on, associatedObjects }: ObjectDefinition,
  { objectTypeId }: Schema,
  schemas: ReadonlyMap<string, Schema>,
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const rows: ProvisionRow[] = [];
  for (const { objectType, labels = [] } of associatedObjects) {
    if (labels.length === 0) continue;
    const to = pathOf(objectType, schemas);
    const part = (label: string): Part => ({ on, what: 'label', name: `${label} (${objectType})` });
    const isIn = (words: ReadonlySet<string>, label: string): boolean => words.has(label.toLowerCase());
    rows.push(
      ...(await orRefused(
        labels.map(({ label }) => part(label)),
        async () => {
          const known = await readLabels(api, objectTypeId, to);
          const made: ProvisionRow[] = [];
          for (const label of labels)
            made.push(
              ...(isIn(known, label.label)
                ? [{ ...part(label.label), state: 'there' as const }]
                : await make(
                    part(label.label),
                    dryRun,
                    () => createLabel(api, objectTypeId, to, label),
                    async () => isIn(await readLabels(api, objectTypeId, to), label.label),
                  )),
            );
          return made;
        },
      )),
    );
  }
  return rows;
};
