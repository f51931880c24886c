import { lastLaunched, pinnedFor } from '../domain/outage/judge.js';
import { timesOnce } from '../domain/notice/choose-deliveries.js';
import { firstCheck } from '../domain/notice/next-move.js';
import type { AccountId, CampaignId, DeliveryId, NoticeId, PartyId } from '../domain/ids.js';
import { ticketSubject } from '../domain/notice/notice.js';
import type { Policy } from '../domain/policy.js';
import { narrowTo } from '../domain/outage/narrowing.js';
import { planNotices, type Planned } from '../domain/outage/plan-notices.js';
import type { IdentifiedNotice } from './ports/notices.js';
import type { AffectedAccount } from '../domain/account.js';
import { addMinutes, type Instant } from '../domain/time.js';
import type { Campaign, StoredOutage, StoredRevision } from './ports/outages.js';
import type { OutboxEntry } from './ports/outbox.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

const PAGE = 500;

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'texts' | 'policy' | 'letterCalendar'>;
/** What one run works with: the policy as it was when it began. */
type Run = Omit<Needs, 'policy'> & { readonly policy: Policy };

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
    const { store, clock } = deps;
    return store.transact(async tx => {
      const campaign = await tx.outages.campaign(id);
      const outage = campaign === null ? null : await tx.outages.find(campaign.outage, 'lock');
      const revision = outage?.revisions.find(r => r.n === campaign?.revision);
      if (campaign === null || outage === null || revision === undefined || isOvertaken(outage, revision))
        return;
      const now = clock.now();
      const run = { ...deps, policy: await deps.policy(tx) };
      const accounts = await tx.directory.affected(revision.feeders, outage.id, revision.n, after, PAGE);
      const people = accounts.flatMap(account => account.addressees.map(({ party }) => party));
      const onList =
        revision.narrowedTo === undefined ? null : await tx.outages.onList(outage.id, revision.n, people);
      const rows = planAll(run, campaign, outage, revision, accounts, onList, now);
      await keep(tx, rows, now);
      const last = accounts.at(-1);
      if (last === undefined || accounts.length < PAGE) {
        await tx.outages.setExpanded(id);
        await tx.outbox.put([linkOf(outage, now)]);
      } else
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

/** A newer revision took over while this one waited: it plans these people itself. */
const isOvertaken = (outage: StoredOutage, revision: StoredRevision): boolean =>
  outage.revisions.some(r => r.n > revision.n && r.launchedAt !== null);

const planAll = (
  deps: Run,
  campaign: Campaign,
  outage: StoredOutage,
  revision: StoredRevision,
  accounts: readonly AffectedAccount[],
  onList: ReadonlySet<PartyId> | null,
  now: Instant,
): readonly IdentifiedNotice[] => {
  const times = timesOnce();
  return accounts
    .flatMap(account => {
      const planned = planNotices(account, {
        portal: deps.store.portal,
        outage,
        campaign: campaign.id,
        revision,
        former: lastLaunched(outage.revisions, revision.n),
        affectedAccounts: campaign.affectedAccounts,
        policy: deps.policy,
        letters: deps.letterCalendar,
        languageFor: deps.texts.languageFor,
        pinned: pinnedFor(campaign.pinned),
        now,
        times,
      });
      return narrowTo(account, planned, onList).told;
    })
    .map(notice => identify(notice, campaign, deps));
};

const keep = async (tx: Tx, rows: readonly IdentifiedNotice[], now: Instant): Promise<void> => {
  const stored = new Set(await tx.notices.plan(rows, now));
  await tx.outbox.put(
    rows
      .filter(row => row.notice.unreachable.length > 0 && stored.has(row.id))
      .map(({ notice }) => ({
        kind: 'ticket',
        subject: ticketSubject(notice.outage, notice.account, notice.addressee, 'unreachable'),
        dueAt: now,
      })),
  );
};

/** The notices of many small campaigns, as a feed launches them, planned and stored together. */
export const expandCampaigns =
  (deps: Needs) =>
  ({ campaigns: ids }: { readonly campaigns: readonly CampaignId[] }): Promise<void> =>
    deps.store.transact(async tx => {
      const campaigns = await tx.outages.campaigns(ids);
      const outages = new Map(
        (await tx.outages.some([...new Set(campaigns.map(({ outage }) => outage))], 'lock')).map(outage => [
          outage.id,
          outage,
        ]),
      );
      const open = campaigns.flatMap(campaign => {
        const outage = outages.get(campaign.outage);
        const revision = outage?.revisions.find(r => r.n === campaign.revision);
        return outage === undefined || revision === undefined || isOvertaken(outage, revision)
          ? []
          : [{ campaign, outage, revision }];
      });
      const affected = await tx.directory.affectedEach(
        open.map(({ outage, revision }) => ({
          outage: outage.id,
          before: revision.n,
          feeders: revision.feeders,
        })),
      );
      const now = deps.clock.now();
      const run = { ...deps, policy: await deps.policy(tx) };
      const rows = open.flatMap(({ campaign, outage, revision }) =>
        // No feed narrows what it launches.
        planAll(run, campaign, outage, revision, affected.get(outage.id) ?? [], null, now),
      );
      await keep(tx, rows, now);
      await tx.outages.setAllExpanded(open.map(({ campaign }) => campaign.id));
      await tx.outbox.put(open.map(({ outage }) => linkOf(outage, now)));
    });

/** Once everybody is known whom it touches, and its own record has had the time to be written. */
const linkOf = ({ id }: StoredOutage, now: Instant): OutboxEntry => ({
  kind: 'link',
  subject: id,
  dueAt: addMinutes(now, 1),
});

const identify = (notice: Planned, campaign: Campaign, { ids, policy }: Run): IdentifiedNotice => ({
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
