import type { Api } from './api.js';
import { OBJECTS, STANDARD_IDS, type ObjectDefinition } from './definitions.js';
import {
  createAssociation,
  createLabel,
  createSchema,
  readLabels,
  readSchemas,
  type Schema,
} from './provision-calls.js';
import { completeProperties, make, orRefused, type Part, type ProvisionRow } from './provision-steps.js';

const objectPart = ({ name }: ObjectDefinition): Part => ({ on: name, what: 'custom object', name });

export const completeObjects = (api: Api, dryRun: boolean): Promise<readonly ProvisionRow[]> =>
  orRefused(OBJECTS.map(objectPart), async () => {
    const schemas = await readSchemas(api);
    const rows: ProvisionRow[] = [];
    for (const object of OBJECTS) rows.push(...(await completeObject(api, object, schemas, dryRun)));
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
      ...(await completeAssociations(api, object, known, dryRun)),
    ];
  }
  if (dryRun)
    return [{ ...part, state: 'missing' }, ...within(object, 'missing'), ...labelsOf(object, 'missing')];
  const created = await make(
    part,
    dryRun,
    () => createSchema(api, object),
    async () => (await readSchemas(api)).has(object.name),
  );
  const made = (await readSchemas(api)).get(object.name);
  if (!made) return created;
  return [...created, ...within(object, 'created'), ...(await completeLabels(api, object, made, dryRun))];
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
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const rows: ProvisionRow[] = [];
  for (const { objectType } of object.associatedObjects) {
    const part: Part = { on: object.name, what: 'association', name: objectType };
    const isIn = (schema: Schema | undefined): boolean =>
      schema?.associatedTypes.has(STANDARD_IDS[objectType]) ?? false;
    if (isIn(known)) rows.push({ ...part, state: 'there' });
    else
      rows.push(
        ...(await make(
          part,
          dryRun,
          () => createAssociation(api, object.name, known.objectTypeId, STANDARD_IDS[objectType]),
          async () => isIn((await readSchemas(api)).get(object.name)),
        )),
      );
  }
  return [...rows, ...(await completeLabels(api, object, known, dryRun))];
};

/** Told apart by their words in this direction, as nothing else is told of them. */
const completeLabels = async (
  api: Api,
  { name: on, associatedObjects }: ObjectDefinition,
  { objectTypeId }: Schema,
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const rows: ProvisionRow[] = [];
  for (const { objectType, labels = [] } of associatedObjects) {
    if (labels.length === 0) continue;
    const part = (label: string): Part => ({ on, what: 'label', name: `${label} (${objectType})` });
    const isIn = (words: ReadonlySet<string>, label: string): boolean => words.has(label.toLowerCase());
    rows.push(
      ...(await orRefused(
        labels.map(({ label }) => part(label)),
        async () => {
          const known = await readLabels(api, objectTypeId, objectType);
          const made: ProvisionRow[] = [];
          for (const label of labels)
            made.push(
              ...(isIn(known, label.label)
                ? [{ ...part(label.label), state: 'there' as const }]
                : await make(
                    part(label.label),
                    dryRun,
                    () => createLabel(api, objectTypeId, objectType, label),
                    async () => isIn(await readLabels(api, objectTypeId, objectType), label.label),
                  )),
            );
          return made;
        },
      )),
    );
  }
  return rows;
};
