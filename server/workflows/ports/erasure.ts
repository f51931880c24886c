import type { PartyKind } from '../../domain/directory.js';
import type { AccountId, NoticeId, OutageId, PartyId } from '../../domain/ids.js';
import type { LastNotice } from '../../domain/notice/retention.js';
import type { ErasedNotice } from '../../domain/notice/after-erasure.js';
import type { Outcome } from '../../domain/outcome.js';
import type { Instant } from '../../domain/time.js';

export interface ToErase {
  /** The party, and everyone who was merged into it: they are one person. */
  readonly parties: readonly PartyId[];
  readonly erasedAt: Instant | null;
  /** Something is being handed to a carrier this moment, and would be written down after the erasure. */
  readonly handing: boolean;
  /** A debt of theirs is not settled. */
  readonly openDebt: boolean;
  readonly lastNoticeAt: Instant | null;
  /** The last notice to them in each place and scenario: the law may want its proof kept. */
  readonly lastNotices: readonly LastNotice[];
}
export interface OpenErasedNotice extends ErasedNotice {
  readonly notice: NoticeId;
  readonly outage: OutageId;
  readonly account: AccountId;
  readonly addressee: PartyId;
}
export interface Overwritten {
  readonly contactPoints: number;
  readonly notices: number;
  readonly renditions: number;
  /** What people wrote in their debt cases. */
  readonly notes: number;
}

/** Takes what is personal out of the ledger and leaves the evidence: ids, hashes, moments, citations, outcomes. */
export interface Erasure {
  find(kind: PartyKind, crmId: string): Promise<ToErase | null>;
  /** Takes back what is planned for them; returns how many deliveries. */
  stop(parties: readonly PartyId[], at: Instant): Promise<number>;
  /** Their notices that nobody has been served with yet. */
  openNotices(parties: readonly PartyId[]): Promise<readonly OpenErasedNotice[]>;
  /** The notice speaks to this party now, and is decided anew. */
  readdress(rows: readonly { readonly notice: NoticeId; readonly to: PartyId }[], at: Instant): Promise<void>;
  settle(
    rows: readonly { readonly notice: NoticeId; readonly state: 'replaced' | 'unserved' }[],
  ): Promise<void>;
  /** Names and addresses; the words that were sent too, unless they are to be kept. */
  overwrite(
    parties: readonly PartyId[],
    keep: { readonly texts: boolean },
    at: Instant,
  ): Promise<Overwritten>;
  /**
   * By hash, letters to them that nobody else's rendition shares, and scans of proofs entered in their cases; also those of
   * an erasure done before.
   */
  files(parties: readonly PartyId[]): Promise<readonly string[]>;
}

export type EraseParty = (request: {
  readonly kind: PartyKind;
  readonly crmId: string;
  readonly by: string;
}) => Promise<Outcome<{ readonly already: boolean }>>;
