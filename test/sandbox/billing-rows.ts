import { csvRows } from '../../server/adapters/feeds/csv-rows.js';
import { BILLING_COLUMNS } from '../../server/domain/debt/billing-row.js';
import type { Zone } from '../../server/domain/time.js';
import type { BillingReport } from '../../server/workflows/ports/billing-feed.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import type { World } from './world.js';

const ZONE = 'Europe/Berlin' as Zone;
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}

/** What the billing system says at this moment: rows as its file has them. Everything due by then happens. */
export const billing =
  (world: Pick<World, 'server' | 'clock' | 'pump'>) =>
  async (...rows: readonly string[]): Promise<BillingReport> => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const report = await takeBilling({ store: world.server.store, clock: world.clock, log })(
      csvRows(bytesOf([HEADER, ...rows].join('\n')), BILLING_COLUMNS),
      { zone: ZONE, asOf: world.clock.now() },
    );
    await world.pump();
    return report;
  };
