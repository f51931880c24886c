import { sql, type RawBuilder } from 'kysely';

/** Of the outbox row `o` of a ticket: it is about one addressee, `<outage>/<account>/<addressee>/<reason>`. */
export const ABOUT_SOMEBODY = sql.raw(`o.subject like '%/%/%/%'`);

/** The newest notice to whom a ticket is about, by its subject; what somebody was told before they were merged, they were told. */
export const newestOfTicket = (
  portal: RawBuilder<unknown>,
  subject: RawBuilder<unknown>,
): RawBuilder<unknown> =>
  sql`select m.* from notice m join party told on told.portal = m.portal and told.id = m.addressee_id
       where m.portal = ${portal} and m.outage_id = split_part(${subject}, '/', 1)::uuid and m.account_id = split_part(${subject}, '/', 2)::uuid
         and (told.id = split_part(${subject}, '/', 3)::uuid or told.merged_into = split_part(${subject}, '/', 3)::uuid)
       order by m.revision desc, m.id limit 1`;
