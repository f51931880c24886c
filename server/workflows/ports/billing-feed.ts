import type { BillingFields } from '../../domain/debt/billing-row.js';
import type { Instant, Zone } from '../../domain/time.js';

/** A row as its reader found it. */
export type FeedLine =
  | { readonly line: number; readonly fields: BillingFields; readonly why?: undefined }
  /** It could not be split into fields; `why` where there is more to say of it than that. */
  | {
      readonly line: number;
      readonly fields: null;
      readonly why?: { readonly code: string; readonly message: string };
    };

export interface LineRefused {
  readonly line: number;
  readonly code: string;
  /** Repeats nothing of the line. */
  readonly message: string;
}
export interface BillingReport {
  readonly lines: number;
  readonly added: number;
  readonly repeated: number;
  readonly refused: number;
  /** The first refusals, in the order of the lines. */
  readonly errors: readonly LineRefused[];
  /** The balances are as of this moment now; null: none was given, or a line nobody could read leaves all in doubt. */
  readonly balancesAsOf: Instant | null;
}

export type TakeBilling = (
  lines: AsyncIterable<FeedLine>,
  how: {
    /** Of the billing system: days and wall-clock times of its rows. */
    readonly zone: Zone;
    /** With these lines billing has said all up to that moment; null: they are some of what it says. */
    readonly asOf: Instant | null;
    /** Every refusal as it comes, beyond those that the report has room for. */
    readonly onRefused?: (refused: readonly LineRefused[]) => Promise<void>;
  },
) => Promise<BillingReport>;

/** A body that was received whole, on disk and not in memory; gone when it is dropped, or with the process. */
export interface Spooled {
  /** Of its bytes, in hex. */
  readonly sha256: string;
  read(): AsyncIterable<Uint8Array>;
  drop(): Promise<void>;
}
