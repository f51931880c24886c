export type StoredProperties = Readonly<Record<string, string>>;

export interface StoredRecord {
  readonly id: string;
  readonly properties: StoredProperties;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt?: string;
  /** What search may show, oldest first: it follows the record with a lag. */
  readonly versions: readonly { readonly at: number; readonly properties: StoredProperties }[];
  /** What each write set, oldest first; null cleared. */
  readonly history: readonly {
    readonly at: string;
    readonly changes: Readonly<Record<string, string | null>>;
  }[];
}

/** The records of one object type, with an index for each unique property that was asked for. */
export interface RecordTable {
  get(id: string): StoredRecord | undefined;
  /** By a unique property. Living records only; an archived record gives its unique values free. */
  getBy(property: string, value: string): StoredRecord | undefined;
  /** Inserts, or replaces the record of the same id. */
  put(record: StoredRecord): void;
  /** Nothing is left of it. */
  remove(id: string): void;
  /** In order of id, after the given one. */
  page(
    after: string | undefined,
    limit: number,
    accepts: (record: StoredRecord) => boolean,
  ): readonly StoredRecord[];
  living(): Iterable<StoredRecord>;
  count(): number;
}

export function createRecordTable(): RecordTable {
  const records = new Map<string, StoredRecord>();
  const ids: string[] = [];
  const indexes = new Map<string, Map<string, string>>();
  let living = 0;

  /** Made when first needed: a unique property may be created when there are records already. */
  const indexOf = (name: string): ReadonlyMap<string, string> => {
    const known = indexes.get(name);
    if (known) return known;
    const made = new Map<string, string>();
    for (const { id, properties, archivedAt } of records.values()) {
      const value = properties[name];
      if (value !== undefined && !archivedAt) made.set(value, id);
    }
    indexes.set(name, made);
    return made;
  };
  const unindex = (record: StoredRecord): void => {
    for (const [name, index] of indexes) {
      const value = record.properties[name];
      if (value !== undefined && index.get(value) === record.id) index.delete(value);
    }
  };
  const index = (record: StoredRecord): void => {
    for (const [name, index] of indexes) {
      const value = record.properties[name];
      if (value !== undefined) index.set(value, record.id);
    }
  };
  const put = (record: StoredRecord): void => {
    const former = records.get(record.id);
    if (former) unindex(former);
    else ids.push(record.id);
    living += (record.archivedAt ? 0 : 1) - (former && !former.archivedAt ? 1 : 0);
    if (!record.archivedAt) index(record);
    records.set(record.id, record);
  };
  return {
    get: id => records.get(id),
    getBy: (property, value) => {
      const id = property === 'hs_object_id' ? value : indexOf(property).get(value);
      const record = id === undefined ? undefined : records.get(id);
      return record?.archivedAt ? undefined : record;
    },
    put,
    remove: id => {
      const record = records.get(id);
      if (!record) return;
      unindex(record);
      living -= record.archivedAt ? 0 : 1;
      records.delete(id);
    },
    page: (after, limit, accepts) => {
      const found: StoredRecord[] = [];
      for (let at = after === undefined ? 0 : firstAfter(ids, Number(after)); at < ids.length; at += 1) {
        const record = records.get(ids[at] ?? '');
        if (record && accepts(record) && found.push(record) === limit) break;
      }
      return found;
    },
    living: function* () {
      for (const record of records.values()) if (!record.archivedAt) yield record;
    },
    count: () => living,
  };
}

/** Ids only ever grow, so a page starts by bisection. */
function firstAfter(ids: readonly string[], after: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(ids[middle]) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
