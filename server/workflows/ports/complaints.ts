import type {
  Complainant,
  ComplaintNotice,
  OpenComplaint,
  standingOfReply,
} from '../../domain/customer/complaint.js';
import type { DecisionId, DeliveryId, NoticeId, PartyId, ServicePointId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { ComplaintProgress } from './customers.js';

export interface IdentifiedReply {
  readonly id: NoticeId;
  readonly notice: ComplaintNotice;
  readonly deliveries: readonly (ComplaintNotice['deliveries'][number] & { readonly id: DeliveryId })[];
}

/** What becomes of complaints after they were taken. */
export interface Complaints {
  /** The complainant as the directory has them now; null: erased, or supplied nowhere that we know. */
  complainant(party: PartyId, place: ServicePointId | null): Promise<Complainant | null>;
  /** Stores answers whose key is new. */
  reply(rows: readonly IdentifiedReply[], at: Instant): Promise<void>;
  /** Answers among these notices, with how each way of them went. */
  replies(
    notices: readonly NoticeId[],
  ): Promise<readonly { readonly id: NoticeId; readonly ways: Parameters<typeof standingOfReply>[0] }[]>;
  /**
   * Open ones whose outage has ended since and whose customers were not asked yet, locked. What was complained of after
   * the end was told is not answered by it.
   */
  toAsk(limit: number): Promise<readonly OpenComplaint[]>;
  ask(ids: readonly string[], at: Instant, closesAt: Instant): Promise<void>;
  /** Those whose outage was taken up again after they were asked are as before; returns their ids. */
  takeUp(): Promise<readonly string[]>;
  /**
   * Ends those whose time to answer is over and returns their ids; of whoever has complained anew since, and not been
   * answered, it is looked at again at `later`.
   */
  closeSilent(at: Instant, later: Instant): Promise<readonly string[]>;
  /** Null: there is none. `closing`: the press that closed it; null of one that closed by itself. */
  progress(id: string): Promise<(ComplaintProgress & { readonly closing: DecisionId | null }) | null>;
  close(id: string, closing: DecisionId, by: string, at: Instant): Promise<void>;
}
