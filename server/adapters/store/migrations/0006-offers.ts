import { sql, type Kysely } from 'kysely';

/** When, in real time, a messenger was last given a job's id, and how often; null: not since it became due. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`alter table job add column offered_at timestamptz, add column offers integer not null default 0`.execute(
    db,
  );
};
