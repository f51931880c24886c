import type { ComplaintCase } from '../../domain/customer/complaint.js';
import type { OutageId, PartyId, ServicePointId } from '../../domain/ids.js';
import type { ComplaintNoticeKind } from '../../domain/notice/notice.js';
import type { Tx } from './store.js';

/**
 * Plans a message to whoever complained, in the transaction of whoever decides it; nothing where no channel may carry it.
 * The same complaint and kind is the same message.
 */
export type ReplyToComplaint = (
  tx: Tx,
  kind: ComplaintNoticeKind,
  complaint: ComplaintCase & {
    readonly party: PartyId;
    readonly outage: OutageId | null;
    readonly place: ServicePointId | null;
  },
) => Promise<void>;
