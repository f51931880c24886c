import { planReply, type ToldState } from '../domain/customer/complaint.js';
import type { DeliveryId, NoticeId, OutageId } from '../domain/ids.js';
import type { ReplyToComplaint } from './ports/reply-to-complaint.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'policy' | 'letterCalendar' | 'texts'>;

/** Plans a message to whoever complained, in the transaction of whoever decides it; see `ReplyToComplaint`. */
export const replyToComplaint =
  ({ store, clock, ids, policy, letterCalendar, texts }: Needs): ReplyToComplaint =>
  async (tx, kind, complaint) => {
    const who = await tx.complaints.complainant(complaint.party, complaint.place);
    if (who === null) return;
    const now = clock.now();
    const notice = planReply(kind, {
      portal: store.portal,
      complaint,
      who,
      outage: await lastTold(tx, complaint.outage),
      policy: await policy(tx),
      letters: letterCalendar,
      languageFor: preferred => texts.languageFor(preferred),
      now,
    });
    if (notice === null) return;
    const deliveries = notice.deliveries.map(draft => ({
      ...draft,
      id: ids.ofKey(now, draft.key) as DeliveryId,
    }));
    await tx.complaints.reply([{ id: ids.ofKey(now, notice.key) as NoticeId, notice, deliveries }], now);
  };

/** An outage as the newest revision that was launched tells it. */
const lastTold = async (tx: Tx, id: OutageId | null): Promise<ToldState | null> => {
  const outage = id === null ? null : await tx.outages.find(id);
  const revision = outage?.revisions.filter(({ launchedAt }) => launchedAt !== null).at(-1);
  return outage === null || revision === undefined ? null : { ...outage, revision };
};
