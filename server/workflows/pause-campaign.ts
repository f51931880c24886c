import type { OutageId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { alarmAt, mayResume, resumeBy } from '../domain/outage/pause.js';
import { NO_OUTAGE } from '../domain/outage/outage.js';
import type { RunningCampaign, StoredOutage } from './ports/outages.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'policy' | 'letterCalendar' | 'log'>;

interface Running {
  readonly outage: StoredOutage;
  readonly campaign: RunningCampaign;
}
const running = async (tx: Tx, id: OutageId): Promise<Outcome<Running>> => {
  const outage = await tx.outages.find(id, 'lock');
  if (outage === null) return refuse(NO_OUTAGE);
  const campaign = await tx.outages.newestCampaign(id);
  return campaign === null
    ? refuse({
        code: 'campaign.notLaunched',
        message: 'Nothing has been launched, so nothing is being sent.',
        lawful: 'Rehearse it and launch it first.',
        because: [],
      })
    : accept({ outage, campaign });
};

/**
 * Stops a campaign for the moment: from now on nothing of it leaves the house. What the carriers have arrives. Paused
 * already, it stays as it is, with the first reason.
 */
export const pauseCampaign =
  ({ store, clock, policy, letterCalendar, log }: Needs) =>
  (command: {
    readonly outage: OutageId;
    readonly by: string;
    readonly reason: string;
  }): Promise<Outcome<null>> =>
    store.transact(async tx => {
      const found = await running(tx, command.outage);
      if (!found.ok) return found;
      const reason = command.reason.trim();
      if (reason === '')
        return refuse({
          code: 'pause.reason',
          message: 'A pause needs a reason: it is kept, and told to whoever finds it.',
          lawful: 'Give the reason and press again.',
          because: [],
        });
      const { campaign } = found.value;
      if (campaign.pause !== null) return accept(null);
      const pause = { at: clock.now(), by: command.by, reason };
      await tx.outages.setPause(campaign.id, pause);
      const deliveries = await tx.deliveries.hold(campaign.id);
      const held = await tx.deliveries.held(campaign.id);
      const by = resumeBy(held, letterCalendar);
      await tx.office.audit({
        at: pause.at,
        by: command.by,
        act: 'pause',
        subject: `outage/${command.outage}/${campaign.revision}`,
        details: { held: deliveries, resumeBy: by },
      });
      const due = alarmAt({ at: pause.at, emergency: campaign.emergency, resumeBy: by }, await policy(tx));
      await tx.jobs.enqueue([
        {
          name: 'watchPause',
          key: `pause/${campaign.id}`,
          lane: 'normal',
          // While people are still being planned, the first deadline is not known yet.
          dueAt: campaign.expanded ? due : pause.at,
          data: { outage: command.outage },
        },
      ]);
      log.info('campaign paused', { campaign: campaign.id, held: deliveries });
      return accept(null);
    });

/** Goes on where the campaign was stopped: each delivery that waited leaves once, and what failed meanwhile is decided anew. */
export const resumeCampaign =
  ({ store, clock, log }: Needs) =>
  (command: { readonly outage: OutageId; readonly by: string }): Promise<Outcome<null>> =>
    store.transact(async tx => {
      const found = await running(tx, command.outage);
      if (!found.ok) return found;
      const { campaign, outage } = found.value;
      if (campaign.pause === null) return accept(null);
      const revision = outage.revisions.find(each => each.n === campaign.revision);
      const now = clock.now();
      const may = revision === undefined ? accept(null) : mayResume(outage, revision, now);
      if (!may.ok) return may;
      await tx.outages.setPause(campaign.id, null);
      const deliveries = await tx.deliveries.letGo(campaign.id);
      await tx.notices.checkAll(campaign.id, now);
      await tx.office.audit({
        at: now,
        by: command.by,
        act: 'resume',
        subject: `outage/${command.outage}/${campaign.revision}`,
        details: { letGo: deliveries, pausedAt: campaign.pause.at },
      });
      log.info('campaign resumed', { campaign: campaign.id, letGo: deliveries });
      return accept(null);
    });
