import { sql } from 'kysely';

/**
 * Whoever lives at the place of case `c` by now may be a stranger to it: the place's people are told of a case only while
 * its account is supplied there.
 */
export const STILL_SUPPLIED = `exists (select from supply u where u.portal = c.portal and u.account_id = c.account_id
  and u.service_point_id = c.service_point_id and u.valid_to is null)`;
export const stillSupplied = sql.raw(STILL_SUPPLIED);
