import { withProperties, type ObjectType, type ObjectTypes } from '../schema/object-types.js';
import type { PropertyDefinition } from '../schema/property.js';

export interface Stage {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly stages: readonly Stage[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The ways records of a type can go: tickets have one from the beginning, custom objects may get some. */
export interface Pipelines {
  of(type: ObjectType): readonly Pipeline[];
  /** Inserts, or replaces the one of the same id; records may then stand in its stages. */
  put(type: ObjectType, pipeline: Pipeline): void;
  remove(type: ObjectType, id: string): void;
  nextId(): string;
}

const stage = (id: string, label: string, ticketState: 'OPEN' | 'CLOSED'): Stage => ({
  id,
  label,
  displayOrder: Number(id) - 1,
  metadata: { ticketState, isClosed: String(ticketState === 'CLOSED') },
});

const supportStages = [
  stage('1', 'New', 'OPEN'),
  stage('2', 'Waiting on contact', 'OPEN'),
  stage('3', 'Waiting on us', 'OPEN'),
  stage('4', 'Closed', 'CLOSED'),
];
const ticketTypeId = '0-5';
const firstId = 890_001;

export function createPipelines(objects: ObjectTypes, since: string): Pipelines {
  const support = { id: '0', label: 'Support Pipeline', displayOrder: 0, stages: supportStages };
  const pipelines = new Map<string, ReadonlyMap<string, Pipeline>>([
    [ticketTypeId, new Map([['0', { ...support, createdAt: since, updatedAt: since }]])],
  ]);
  let next = firstId;
  const of = (type: ObjectType): readonly Pipeline[] =>
    [...(pipelines.get(type.id)?.values() ?? [])].sort((a, b) => a.displayOrder - b.displayOrder);
  const keep = (type: ObjectType, kept: ReadonlyMap<string, Pipeline>): void => {
    pipelines.set(type.id, kept);
    objects.put(withOptions(type, of(type)));
  };
  return {
    of,
    put: (type, pipeline) => {
      keep(type, new Map([...(pipelines.get(type.id) ?? []), [pipeline.id, pipeline]]));
    },
    remove: (type, id) => {
      keep(type, new Map([...(pipelines.get(type.id) ?? [])].filter(([known]) => known !== id)));
    },
    nextId: () => String(next++),
  };
}

/** What a record may say of its pipeline and stage is what there is. */
function withOptions(type: ObjectType, pipelines: readonly Pipeline[]): ObjectType {
  const property = (
    name: string,
    label: string,
    from: readonly { readonly id: string; readonly label: string }[],
  ): readonly [string, PropertyDefinition] => [
    name,
    {
      name,
      label,
      type: 'enumeration',
      hubspotDefined: true,
      options: from.map(each => ({ value: each.id, label: each.label })),
    },
  ];
  return withProperties(
    type,
    new Map([
      ...type.properties,
      property('hs_pipeline', 'Pipeline', pipelines),
      property(
        'hs_pipeline_stage',
        `${type.label} status`,
        pipelines.flatMap(({ stages }) => stages),
      ),
    ]),
  );
}
