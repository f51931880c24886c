import { closesAt } from '../domain/customer/complaint.js';
import type { ReplyToComplaint } from './ports/reply-to-complaint.js';
import { complaintSubject } from './ports/outbox.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'log'> & { readonly replyToComplaint: ReplyToComplaint };

/** So many are asked in one transaction; after a storm the next look goes on. */
const AT_ONCE = 200;

/**
 * Asks those who complained, once their outage has ended, whether it is over; what nobody takes up again is closed.
 * An outage that is taken up again takes its complaints with it. The tickets follow.
 */
export const followComplaints =
  ({ store, clock, log, replyToComplaint }: Needs) =>
  async (): Promise<void> => {
    const { asked, closed } = await store.transact(async tx => {
      const now = clock.now();
      const again = await tx.complaints.takeUp();
      const toAsk = await tx.complaints.toAsk(AT_ONCE);
      for (const complaint of toAsk) await replyToComplaint(tx, 'complaint_followup', complaint);
      const ids = toAsk.map(({ id }) => id);
      if (ids.length > 0) await tx.complaints.ask(ids, now, closesAt(now));
      const silent = await tx.complaints.closeSilent(now, closesAt(now));
      await tx.outbox.put(
        [...new Set([...again, ...ids, ...silent])].map(id => ({
          ...{ kind: 'ticket' as const, subject: complaintSubject(id) },
          dueAt: now,
        })),
      );
      return { asked: ids.length, closed: silent.length };
    });
    if (asked + closed > 0) log.info('complaints followed', { asked, closed });
  };
