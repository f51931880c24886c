import { sql } from 'kysely';
import type { CampaignId, DeliveryId } from '../../domain/ids.js';
import type { Held } from '../../domain/outage/pause.js';
import type { Deliveries } from '../../workflows/ports/notices.js';
import { uuids } from './rows.js';
import type { Scope } from './scope.js';

type Holding = Pick<Deliveries, 'hold' | 'letGo' | 'held'> & {
  /** Of those about to be claimed, the ones whose campaign is paused: held from now on. */
  holdIfPaused(ids: readonly DeliveryId[]): Promise<void>;
};

/** What a pause does to deliveries. Whoever locks a campaign and deliveries locks the campaign first. */
export const holding = ({ db, portal }: Scope): Holding => {
  const planned = (campaign: CampaignId) =>
    sql`from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
         where n.portal = ${portal} and n.campaign_id = ${campaign} and d.state = 'planned'`;
  return {
    hold: async campaign => {
      // Those being claimed at this moment we wait for: they leave, and everything else stays.
      const { rows: waiting } = await sql<{ id: DeliveryId }>`
        select d.id ${planned(campaign)} order by d.id for no key update of d`.execute(db);
      const { rows } = await sql`update delivery set held = true, released = false
        where portal = ${portal} and id = any(${uuids(waiting.map(row => row.id))}) and state = 'planned' returning 1`.execute(
        db,
      );
      return rows.length;
    },
    letGo: async campaign => {
      const { rows: waiting } = await sql<{ id: DeliveryId }>`
        select d.id ${planned(campaign)} and d.held order by d.id for no key update of d`.execute(db);
      const { rows } = await sql`update delivery set held = false
        where portal = ${portal} and id = any(${uuids(waiting.map(row => row.id))}) returning state`.execute(
        db,
      );
      return rows.length;
    },
    held: async campaign => {
      const { rows } = await sql<Held>`
        select d.channel, count(*)::int as deliveries, min(n.serve_by) as "firstServeBy"
          ${planned(campaign)} and d.held group by 1 order by 1`.execute(db);
      return rows;
    },
    holdIfPaused: async ids => {
      const { rows: paused } = await sql<{ id: string }>`
        select c.id from campaign c where c.portal = ${portal} and c.paused_at is not null
           and exists (select from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
                        where d.portal = c.portal and d.id = any(${uuids(ids)}) and n.campaign_id = c.id)
         order by c.id for share of c`.execute(db);
      if (paused.length === 0) return;
      const { rows: waiting } = await sql<{ id: DeliveryId }>`
        select d.id from delivery d join notice n on n.portal = d.portal and n.id = d.notice_id
         where d.portal = ${portal} and d.id = any(${uuids(ids)}) and d.state = 'planned'
           and n.campaign_id = any(${uuids(paused.map(row => row.id))}) order by d.id for no key update of d`.execute(
        db,
      );
      await sql`update delivery set held = true, released = false
        where portal = ${portal} and id = any(${uuids(waiting.map(row => row.id))}) and state = 'planned'`.execute(
        db,
      );
    },
  };
};
