import type { DeliveryId, NoticeId } from '../domain/ids.js';
import { addMinutes, type Instant } from '../domain/time.js';
import type { LinkedLetter } from './ports/customers.js';
import type { Deps } from './ports/work.js';

const GOOD_FOR_MINUTES = 5;

/**
 * A link to a letter that a browser can open without a signature: HubSpot's cards can download nothing. Good once, for
 * five minutes; of the token only the hash is kept.
 */
export const makeLetterLink =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  async (
    notice: NoticeId,
    delivery: DeliveryId,
  ): Promise<{ readonly token: string; readonly expiresAt: Instant }> => {
    // 148 random bits; the time in it is no secret.
    const token = `${ids.next()}${ids.next()}`.replaceAll('-', '');
    const expiresAt = addMinutes(clock.now(), GOOD_FOR_MINUTES);
    await store.transact(tx =>
      tx.customers.addLink({
        sha256: ids.sha256(token),
        what: { kind: 'letter', notice, delivery },
        expiresAt,
      }),
    );
    return { token, expiresAt };
  };

/** What a link opens, this once; null: it was used, has expired or was never made. */
export const openLetterLink =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  async (token: string): Promise<LinkedLetter | null> => {
    const what = await store.transact(tx => tx.customers.takeLink(ids.sha256(token), clock.now()));
    return what?.kind === 'letter' ? what : null;
  };
