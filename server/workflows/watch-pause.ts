import type { OutageId } from '../domain/ids.js';
import { alarmAt, resumeBy } from '../domain/outage/pause.js';
import { addHours, addMinutes, type Instant } from '../domain/time.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'policy' | 'letterCalendar' | 'log'>;

/** How often an alarm that nobody heeds is raised again. */
const AGAIN_HOURS = 1;

/**
 * Raises an alarm while a campaign is paused and what it keeps back is about to be late, or is late: a pause must not
 * be how somebody is missed. It looks again until the campaign goes on.
 */
export const watchPause =
  ({ store, clock, policy, letterCalendar, log }: Needs) =>
  async ({ outage }: { readonly outage: OutageId }): Promise<void> => {
    const alarm = await store.transact(async tx => {
      const campaign = await tx.outages.newestCampaign(outage);
      if (campaign === null || campaign.pause === null) return null;
      const now = clock.now();
      const lookAgain = (dueAt: Instant): Promise<void> =>
        tx.jobs.enqueue([
          { name: 'watchPause', key: `pause/${campaign.id}`, lane: 'normal', dueAt, data: { outage } },
        ]);
      const held = await tx.deliveries.held(campaign.id);
      const by = resumeBy(held, letterCalendar);
      const due = alarmAt(
        { at: campaign.pause.at, emergency: campaign.emergency, resumeBy: by },
        await policy(tx),
      );
      if (now < due) {
        await lookAgain(campaign.expanded ? due : addMinutes(now, 1));
        return null;
      }
      const deliveries = held.reduce((sum, row) => sum + row.deliveries, 0);
      await tx.outages.setAlarmed(campaign.id, now);
      await tx.office.audit({
        at: now,
        by: 'server',
        act: 'pause.alarm',
        subject: `outage/${outage}/${campaign.revision}`,
        details: { held: deliveries, resumeBy: by },
      });
      await lookAgain(by !== null && by > now ? by : addHours(now, AGAIN_HOURS));
      return { campaign: campaign.id, held: deliveries, resumeBy: by, passed: by !== null && by <= now };
    });
    if (alarm !== null) log.error('campaign paused for too long', alarm);
  };
