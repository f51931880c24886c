import type { PartyKind, RecordKind } from '../../domain/directory.js';
import type { SaidBalance } from '../../domain/debt/balance.js';
import type { AccountId, PartyId, ServicePointId } from '../../domain/ids.js';
import type { Zone } from '../../domain/time.js';
import type { Tx } from './store.js';
import type { PassCursor, Report } from './upkeep.js';

export interface ReadPage {
  readonly next: PassCursor | null;
  readonly records: number;
  readonly roles: number;
  /** Contact points that cannot be used, by reason. */
  readonly problems: Readonly<Record<string, number>>;
  /** Service points left out or left as they were, with the reason. */
  readonly refused: readonly { readonly crmId: string; readonly reason: string }[];
  readonly report: Report;
}
/** After parties are saved, in the same transaction: what is planned for them follows what became of them. */
export type FollowParties = (
  tx: Tx,
  parties: readonly {
    readonly kind: PartyKind;
    readonly party: PartyId;
    readonly mergedIds: readonly string[];
  }[],
) => Promise<void>;
/** After service points are saved, in the same transaction: what their records say of balances becomes entries. */
export type TakeBalances = (
  tx: Tx,
  said: readonly {
    readonly record: string;
    readonly account: AccountId;
    /** Of the premises. */
    readonly zone: Zone;
    readonly balance: SaidBalance;
  }[],
) => Promise<void>;
export type NamedRecords = Readonly<Record<RecordKind, readonly string[]>>;

/** Reads from the CRM, and writes what it finds into the mirror. Whoever names the records, it is the same reading. */
export interface DirectoryReader {
  page(cursor: PassCursor): Promise<ReadPage>;
  /** These records and who belongs to them; what the CRM has no more ends. */
  named(records: NamedRecords): Promise<Report>;
  /** Who belongs to these service points; returns how many roles differ. */
  roles(points: readonly { readonly id: ServicePointId; readonly crmId: string }[]): Promise<number>;
}
