import { standingOfReply } from '../domain/customer/complaint.js';
import type { CampaignId, DeliveryId, NoticeId } from '../domain/ids.js';
import { nextMove, type NextMove } from '../domain/notice/next-move.js';
import { ticketSubject } from '../domain/notice/notice.js';
import { progressOf, serviceOf, type Service } from '../domain/notice/service.js';
import { pinnedBy } from '../domain/outage/judge.js';
import { addMinutes } from '../domain/time.js';
import type { NoticeAtWork, NoticeState, NoticeUpdate } from './ports/notices.js';
import type { Campaign } from './ports/outages.js';
import type { OutboxEntry } from './ports/outbox.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'policy' | 'letterCalendar' | 'log'>;

/**
 * Decides of each notice what the law makes of its deliveries now, and what happens next: nothing, the next channel,
 * or a person. Run after every result and receipt, and when a notice's time to be looked at has come.
 */
export const escalateUnserved =
  (deps: Needs) =>
  async ({ notices: ids }: { readonly notices: readonly NoticeId[] }): Promise<void> => {
    const { store, clock, letterCalendar, log } = deps;
    const escalated = await store.transact(async tx => {
      const policy = await deps.policy(tx);
      const now = clock.now();
      const moves: { readonly notice: NoticeId; readonly move: NextMove['kind'] }[] = [];
      const campaigns = await campaignsOf(tx);
      const updates: NoticeUpdate[] = [];
      const outbox: OutboxEntry[] = [];
      // No law asks for the answer to a complaint, and a person has its ticket already: it is only noted how it went.
      for (const { id, ways } of await tx.complaints.replies(ids))
        updates.push({ id, ...standingOfReply(ways), checkAt: null, asked: false });
      for (const notice of await tx.notices.atWork(ids)) {
        if (notice.state === 'replaced') continue;
        if (notice.state === 'unreachable' && notice.told.length === 0) continue;
        const campaign = await campaigns(notice.campaign);
        const pinned = pinnedBy(campaign?.pinned ?? [], notice);
        if (campaign === null || pinned === null) throw new Error(`Notice ${notice.id} has no rules pinned.`);
        const service = serviceOf(progressOf(notice.deliveries, notice.told), pinned.rules, notice.zone);
        // What a pause keeps back is decided when it ends; until then the pause itself is watched.
        const keptBack = notice.paused && notice.deliveries.some(({ state }) => state === 'planned');
        const move: NextMove =
          notice.outdated || keptBack
            ? { kind: 'wait', checkAt: null }
            : nextMove(notice, pinned.rules, policy, letterCalendar, now);
        updates.push({
          id: notice.id,
          state: stateAfter(notice, service, move),
          service,
          checkAt: move.checkAt,
          asked: move.kind === 'askPerson',
        });
        if (move.kind === 'fallBack')
          await tx.notices.addDeliveries(
            move.deliveries.map(draft => ({
              ...draft,
              notice: notice.id,
              id: deps.ids.ofKey(campaign.startedAt, draft.key) as DeliveryId,
            })),
            now,
          );
        if (move.kind === 'askPerson')
          outbox.push({
            kind: 'ticket',
            subject: ticketSubject(notice.outage, notice.account, notice.addressee.party, move.reason),
            dueAt: now,
          });
        if (service.state !== notice.service.state)
          outbox.push({
            kind: 'outage',
            subject: notice.outage,
            dueAt: addMinutes(now, policy.mirrorAfterMinutes),
          });
        if (move.kind !== 'wait') moves.push({ notice: notice.id, move: move.kind });
      }
      await tx.notices.update(updates);
      await tx.outbox.put([
        ...new Map(outbox.map(entry => [`${entry.kind}/${entry.subject}`, entry])).values(),
      ]);
      return moves;
    });
    for (const move of escalated) log.info('notice escalated', move);
  };

const campaignsOf = (tx: Tx): Promise<(id: CampaignId) => Promise<Campaign | null>> => {
  const known = new Map<CampaignId, Campaign | null>();
  return Promise.resolve(async id => {
    if (!known.has(id)) known.set(id, await tx.outages.campaign(id));
    return known.get(id) ?? null;
  });
};

const stateAfter = (notice: NoticeAtWork, service: Service, move: NextMove): NoticeState => {
  if (service.state === 'served') return 'served';
  if (notice.told.length > 0) return 'told';
  if (notice.outdated) return 'replaced';
  if (move.kind === 'askPerson' || notice.asked) return 'unserved';
  return 'open';
};
