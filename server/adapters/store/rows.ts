import { sql, type RawBuilder } from 'kysely';

/**
 * Rows as one parameter: `from jsonb_to_recordset(${records(rows)}) as r(id uuid, ...)`. One statement for any number
 * of rows, on either engine, without a limit on parameters.
 */
export const records = (rows: readonly object[]): RawBuilder<unknown> => sql`${JSON.stringify(rows)}::jsonb`;

export const uuids = (ids: readonly string[]): RawBuilder<unknown> => sql`${[...ids]}::uuid[]`;
export const texts = (values: readonly string[]): RawBuilder<unknown> => sql`${[...values]}::text[]`;

export const groupBy = <K, T>(rows: readonly T[], key: (row: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
};
