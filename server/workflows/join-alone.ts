import { addSeconds, type Instant } from '../domain/time.js';
import { LEASE_SECONDS, type GivenBack, type LiveWorker } from './ports/workers.js';
import type { Deps } from './ports/work.js';

/** Another process works on the same ledger, and without a shared queue there can be only one. */
export class LedgerInUse extends Error {
  override readonly name = 'LedgerInUse';
  constructor({ host, startedAt }: LiveWorker) {
    super(
      `The ledger is in use by a process on ${host}, at work since ${startedAt}. Stop it, or set REDIS_URL for both to share the work.`,
    );
  }
}

const LOOK_EVERY_SECONDS = 1;

/**
 * Takes the lease as the only process there may be. One that died a moment ago still holds its own: it is waited for,
 * its work taken over. Throws LedgerInUse if the other renews, and so lives. `sleepUntil` is by real time.
 */
export const joinAlone =
  ({
    store,
    clock,
    realNow,
    sleepUntil,
  }: Pick<Deps, 'store' | 'clock' | 'realNow'> & {
    readonly sleepUntil: (at: Instant) => Promise<void>;
  }) =>
  async (): Promise<GivenBack> => {
    const { workers } = store;
    const patience = addSeconds(realNow(), LEASE_SECONDS + 2 * LOOK_EVERY_SECONDS);
    for (;;) {
      const { leader, others } = await workers.renew(realNow());
      if (leader) break;
      const [eldest] = others;
      if (realNow() > patience && eldest !== undefined) {
        await workers.leave(clock.now());
        throw new LedgerInUse(eldest);
      }
      await sleepUntil(addSeconds(realNow(), LOOK_EVERY_SECONDS));
    }
    return workers.takeOver(realNow(), clock.now());
  };
