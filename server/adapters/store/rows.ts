import { sql, type RawBuilder } from 'kysely';

/**
 * Rows as one parameter: `from jsonb_to_recordset(${records(rows)}) as r(id uuid, ...)`. One statement for any number
 * of rows, on either engine, without a limit on parameters.
 */
export const records = (rows: readonly object[]): RawBuilder<unknown> => json(rows);

/** Escaped, as JSON writes them: what PostgreSQL's text cannot hold, a NUL and half a character. */
const UNKEEPABLE = /\\u(0000|d[89a-f])/i;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const keepable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').replace(HALF, '\ufffd') : value;

/** As jsonb. A name with a NUL in it, from a form or a file, must not stop the batch it came in. */
export const json = (value: unknown): RawBuilder<unknown> => {
  const text = JSON.stringify(value);
  return sql`${UNKEEPABLE.test(text) ? JSON.stringify(value, keepable) : text}::jsonb`;
};

/** In one order everywhere: two transactions that lock the same rows then wait for each other, and never in a circle. */
export const sorted = <T>(rows: readonly T[], key: (row: T) => string): readonly T[] =>
  [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));

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
