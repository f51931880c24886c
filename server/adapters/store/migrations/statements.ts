import { sql, type Kysely } from 'kysely';

/** Runs statements one by one: a server's prepared protocol takes one at a time. None may hold a semicolon inside. */
export const statements = async (db: Kysely<unknown>, text: string): Promise<void> => {
  for (const statement of text
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== ''))
    await sql.raw(statement).execute(db);
};
