import { sendAgainToAll } from '../domain/customer/send-again.js';
import type { CampaignId, DeliveryId, NoticeId, OutageId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { DeliveryDraft } from '../domain/notice/notice.js';
import type { Policy } from '../domain/policy.js';
import type { Instant } from '../domain/time.js';
import type { RunningCampaign } from './ports/outages.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'policy' | 'letterCalendar' | 'log'>;

/** Notices that go again, and those of people who have no address left that could carry one. */
export interface Resent {
  readonly again: number;
  readonly cannot: number;
}
const PAGE = 500;

/**
 * Sends a campaign's notices once more to those who were not reached, wherever an address of theirs can carry it; nobody
 * who was reached gets it twice, and what is under way is left alone. `count` alone: it says what would be done.
 */
export const resendMissed =
  (deps: Needs) =>
  async (command: {
    readonly outage: OutageId;
    readonly by: string;
    readonly what: 'count' | 'send';
  }): Promise<Outcome<Resent>> => {
    const { store, clock, log } = deps;
    const { outage, by, what } = command;
    const campaign = await store.transact(tx => tx.outages.newestCampaign(outage));
    const obstacle = obstacleTo(campaign);
    if (campaign === null || obstacle !== null) return obstacle ?? accept({ again: 0, cannot: 0 });
    const now = clock.now();
    let sum: Resent = { again: 0, cannot: 0 };
    let after: NoticeId | null = null;
    do {
      const from: NoticeId | null = after;
      const page: Page = await store.transact(async tx => {
        const planned = await plan(deps, tx, campaign.id, from, now);
        if (what === 'send') await keep(deps, tx, campaign.id, planned, now);
        return planned;
      });
      sum = { again: sum.again + page.drafts.size, cannot: sum.cannot + page.missed - page.drafts.size };
      after = page.last;
    } while (after !== null);
    if (what === 'count') return accept(sum);
    await store.transact(tx =>
      tx.office.audit({
        at: now,
        by,
        act: 'resend',
        subject: `outage/${outage}/${campaign.revision}`,
        details: { ...sum },
      }),
    );
    log.info('campaign sent again to those missed', { campaign: campaign.id, ...sum });
    return accept(sum);
  };

const obstacleTo = (campaign: RunningCampaign | null): Outcome<never> | null => {
  if (campaign === null)
    return refuse({
      code: 'campaign.notLaunched',
      message: 'Nothing has been launched, so nobody was missed.',
      lawful: 'Rehearse it and launch it first.',
      because: [],
    });
  return campaign.pause === null
    ? null
    : refuse({
        code: 'campaign.paused',
        message: 'The campaign is paused, so nothing of it leaves.',
        lawful: 'Resume it first.',
        because: [],
      });
};

interface Page {
  readonly missed: number;
  readonly drafts: ReadonlyMap<NoticeId, readonly DeliveryDraft[]>;
  /** Where the next page goes on; null: there is none. */
  readonly last: NoticeId | null;
}

const plan = async (
  { policy, letterCalendar }: Needs,
  tx: Tx,
  campaign: CampaignId,
  after: NoticeId | null,
  now: Instant,
): Promise<Page> => {
  const ids = await tx.notices.missedOf(campaign, after, PAGE);
  const inForce: Policy = await policy(tx);
  const drafts = new Map<NoticeId, readonly DeliveryDraft[]>();
  for (const notice of await tx.notices.atWork(ids)) {
    const own = sendAgainToAll({ notice, policy: inForce, letters: letterCalendar, now });
    if (own.length > 0) drafts.set(notice.id, own);
  }
  return { missed: ids.length, drafts, last: ids.length < PAGE ? null : (ids.at(-1) ?? null) };
};

const keep = async (
  { ids }: Needs,
  tx: Tx,
  id: CampaignId,
  { drafts }: Page,
  now: Instant,
): Promise<void> => {
  const campaign = await tx.outages.campaign(id);
  if (campaign === null || drafts.size === 0) return;
  await tx.notices.addDeliveries(
    [...drafts].flatMap(([notice, own]) =>
      own.map(draft => ({
        ...draft,
        notice,
        id: ids.ofKey(campaign.startedAt, draft.key) as DeliveryId,
      })),
    ),
    now,
  );
  await tx.customers.reopen([...drafts.keys()]);
};
