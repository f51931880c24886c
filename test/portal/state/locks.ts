/** HubSpot locks a record while it is written and refuses other writes of it meanwhile. */
export interface Locks {
  /** For so long by the portal's clock, as when another system writes it. */
  hold(objectTypeId: string, id: string, ms: number): void;
  /** Locks for the length of a call; the answer gives them free. */
  begin(records: readonly string[]): () => void;
  /** The first of them that may not be written now. */
  lockedAmong(records: readonly string[]): string | undefined;
  /** Whether there is any: without one nobody needs to look. */
  any(): boolean;
}

export const lockKey = (objectTypeId: string, id: string): string => `${objectTypeId}/${id}`;

export function createLocks(now: () => string): Locks {
  const held = new Map<string, number>();
  const underway = new Map<string, number>();
  const isLocked = (record: string): boolean => {
    const until = held.get(record);
    if (until !== undefined && until <= Date.parse(now())) held.delete(record);
    return held.has(record) || underway.has(record);
  };
  return {
    hold: (objectTypeId, id, ms) => {
      held.set(lockKey(objectTypeId, id), Date.parse(now()) + ms);
    },
    begin: records => {
      for (const record of records) underway.set(record, (underway.get(record) ?? 0) + 1);
      return () => {
        for (const record of records) {
          const left = (underway.get(record) ?? 1) - 1;
          if (left > 0) underway.set(record, left);
          else underway.delete(record);
        }
      };
    },
    lockedAmong: records => records.find(isLocked),
    any: () => held.size + underway.size > 0,
  };
}
