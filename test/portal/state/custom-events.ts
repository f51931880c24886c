export interface EventProperty {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'enumeration' | 'datetime';
  readonly options?: readonly { readonly label: string; readonly value: string }[] | undefined;
}

export interface EventDefinition {
  readonly name: string;
  readonly fullyQualifiedName: string;
  readonly label: string;
  readonly description: string;
  readonly primaryObject: string;
  readonly properties: readonly EventProperty[];
  readonly createdAt: string;
}

export interface Occurrence {
  readonly eventName: string;
  readonly uuid?: string | undefined;
  readonly objectId?: string | undefined;
  readonly email?: string | undefined;
  readonly occurredAt?: string | undefined;
  readonly properties: Readonly<Record<string, string>>;
}

export interface KeptEvent {
  readonly id: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly eventType: string;
  readonly occurredAt: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Why an occurrence that was taken with 204 never shows: HubSpot tells nobody, a test may want to know. */
export type Dropped = 'unknown event' | 'unknown record' | 'unknown property' | 'sent before';

export interface CustomEvents {
  define(definition: EventDefinition): void;
  definition(fullyQualifiedName: string): EventDefinition | undefined;
  definitions(): readonly EventDefinition[];
  removeDefinition(fullyQualifiedName: string): void;
  send(occurrence: Occurrence): void;
  of(objectType: string, objectId: string): readonly KeptEvent[];
  dropped(): readonly { readonly occurrence: Occurrence; readonly why: Dropped }[];
}

interface Parts {
  readonly now: () => string;
  readonly newId: () => string;
  /** The record an occurrence belongs to. */
  readonly recordOf: (definition: EventDefinition, occurrence: Occurrence) => string | undefined;
}

const yearMs = 365 * 86_400_000;

export function createCustomEvents({ now, newId, recordOf }: Parts): CustomEvents {
  const definitions = new Map<string, EventDefinition>();
  const events: KeptEvent[] = [];
  const dropped: { readonly occurrence: Occurrence; readonly why: Dropped }[] = [];
  const sent = new Map<string, number>();

  const isRepeated = ({ eventName, uuid }: Occurrence): boolean => {
    if (uuid === undefined) return false;
    const key = `${eventName}/${uuid}`;
    const before = sent.get(key);
    const at = Date.parse(now());
    if (before !== undefined && at - before < yearMs) return true;
    sent.set(key, at);
    return false;
  };
  const place = (occurrence: Occurrence): KeptEvent | Dropped => {
    const definition = definitions.get(occurrence.eventName);
    if (!definition) return 'unknown event';
    const objectId = recordOf(definition, occurrence);
    if (objectId === undefined) return 'unknown record';
    const known = definition.properties.map(({ name }) => name);
    const strange = Object.keys(occurrence.properties).some(
      name => !name.startsWith('hs_') && !known.includes(name),
    );
    if (strange) return 'unknown property';
    if (isRepeated(occurrence)) return 'sent before';
    return {
      id: newId(),
      objectType: definition.primaryObject,
      objectId,
      eventType: occurrence.eventName,
      occurredAt: occurrence.occurredAt ?? now(),
      properties: occurrence.properties,
    };
  };
  return {
    define: definition => {
      definitions.set(definition.fullyQualifiedName, definition);
    },
    definition: name => definitions.get(name),
    definitions: () => [...definitions.values()],
    removeDefinition: name => {
      definitions.delete(name);
    },
    send: occurrence => {
      const placed = place(occurrence);
      if (typeof placed === 'string') dropped.push({ occurrence, why: placed });
      else events.push(placed);
    },
    of: (objectType, objectId) =>
      events.filter(event => event.objectType === objectType && event.objectId === objectId),
    dropped: () => dropped,
  };
}
