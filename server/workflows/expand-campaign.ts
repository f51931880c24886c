import { lastLaunched, pinnedFor } from '../domain/outage/judge.js';
import { firstCheck } from '../domain/notice/next-move.js';
import type { AccountId, CampaignId, DeliveryId, NoticeId } from '../domain/ids.js';
import { ticketSubject } from '../domain/notice/notice.js';
import type { Policy } from '../domain/policy.js';
import { planNotices, type Planned } from '../domain/outage/plan-notices.js';
import type { IdentifiedNotice } from './ports/notices.js';
import type { Campaign } from './ports/outages.js';
import type { Deps } from './ports/work.js';

const PAGE = 500;

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'texts' | 'policy' | 'letterCalendar'>;

/** Plans the notices of one page of affected accounts, and queues the next page in the same transaction. */
export const expandCampaign =
  (deps: Needs) =>
  ({
    campaign: id,
    after,
  }: {
    readonly campaign: CampaignId;
    readonly after: AccountId | null;
  }): Promise<void> => {
    const { store, clock, texts, letterCalendar } = deps;
    return store.transact(async tx => {
      const campaign = await tx.outages.campaign(id);
      const outage = campaign === null ? null : await tx.outages.find(campaign.outage, 'lock');
      const revision = outage?.revisions.find(r => r.n === campaign?.revision);
      // A newer revision took over while this page waited: it plans these people itself.
      if (
        campaign === null ||
        outage === null ||
        revision === undefined ||
        outage.revisions.some(r => r.n > revision.n && r.launchedAt !== null)
      )
        return;
      const now = clock.now();
      const policy = await deps.policy(tx);
      const accounts = await tx.directory.affected(revision.feeders, outage.id, revision.n, after, PAGE);
      const planned = accounts.flatMap(account =>
        planNotices(account, {
          portal: store.portal,
          outage,
          campaign: id,
          revision,
          former: lastLaunched(outage.revisions, revision.n),
          affectedAccounts: campaign.affectedAccounts,
          policy,
          letters: letterCalendar,
          languageFor: texts.languageFor,
          pinned: pinnedFor(campaign.pinned),
          now,
        }),
      );
      const rows = planned.map(notice => identify(notice, campaign, policy, deps.ids));
      const stored = new Set(await tx.notices.plan(rows, campaign, now));
      await tx.outbox.put(
        rows
          .filter(row => row.notice.unreachable.length > 0 && stored.has(row.id))
          .map(({ notice }) => ({
            kind: 'ticket',
            subject: ticketSubject(notice.outage, notice.account, notice.addressee, 'unreachable'),
            dueAt: now,
          })),
      );
      const last = accounts.at(-1);
      if (last === undefined || accounts.length < PAGE) await tx.outages.setExpanded(id);
      else
        await tx.jobs.enqueue([
          {
            name: 'expandCampaign',
            key: `expand/${id}/${last.id}`,
            lane: campaign.emergency ? 'emergency' : 'normal',
            dueAt: now,
            data: { campaign: id, after: last.id },
          },
        ]);
    });
  };

const identify = (
  notice: Planned,
  campaign: Campaign,
  policy: Policy,
  ids: Needs['ids'],
): IdentifiedNotice => ({
  id: ids.ofKey(campaign.startedAt, notice.key) as NoticeId,
  notice,
  deliveries: notice.deliveries.map(delivery => ({
    ...delivery,
    id: ids.ofKey(campaign.startedAt, delivery.key) as DeliveryId,
  })),
  checkAt:
    notice.unreachable.length > 0
      ? null
      : firstCheck(
          {
            createdAt: campaign.startedAt,
            serveBy: notice.serveBy,
            lifeSupport: notice.lifeSupport,
            emergency: campaign.emergency,
          },
          policy,
        ),
});
