import { sql } from 'kysely';
import type { HeldRole, People, RoleRecord } from '../../workflows/ports/people.js';
import type { Scope } from './scope.js';

export const people = ({ db, portal }: Scope): People => ({
  held: async lock => {
    // The rule about the last administrator is about all rows at once, so one row's lock would not hold it.
    if (lock === 'lock') await sql`lock table role in share row exclusive mode`.execute(db);
    const { rows } = await sql<HeldRole>`select person, role, granted_at as at, granted_by as by from role
      where portal = ${portal} and revoked_at is null order by person, role`.execute(db);
    return rows;
  },
  grant: async ({ person, role, at, by }) => {
    await sql`insert into role (portal, person, role, granted_at, granted_by)
      values (${portal}, ${person}, ${role}, ${at}, ${by})`.execute(db);
  },
  revoke: async ({ person, role, at, by }) => {
    await sql`update role set revoked_at = ${at}, revoked_by = ${by}
      where portal = ${portal} and person = ${person} and role = ${role} and revoked_at is null`.execute(db);
  },
  history: async limit => {
    const { rows } = await sql<RoleRecord>`
      select person, role, granted_at as at, granted_by as by, revoked_at as "revokedAt", revoked_by as "revokedBy"
        from role where portal = ${portal} order by n desc limit ${limit}`.execute(db);
    return rows;
  },
});
