import { NO_OUTAGE } from '../domain/outage/outage.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { addMinutes, type Instant } from '../domain/time.js';
import type { LinkedFile } from './ports/customers.js';
import type { Deps } from './ports/work.js';

const GOOD_FOR_MINUTES = 5;

/**
 * A link to a file of a campaign or of the debt cases that a browser can open without a signature: a card can download nothing. Good once, for
 * five minutes; of the token only the hash is kept, and who asked for it is written down.
 */
export const makeFileLink =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  async (
    what: LinkedFile,
    by: string,
  ): Promise<Outcome<{ readonly token: string; readonly expiresAt: Instant }>> => {
    // 148 random bits; the time in it is no secret.
    const token = `${ids.next()}${ids.next()}`.replaceAll('-', '');
    const at = clock.now();
    const expiresAt = addMinutes(at, GOOD_FOR_MINUTES);
    return store.transact(async tx => {
      if (what.kind !== 'debts' && (await tx.outages.find(what.outage)) === null) return refuse(NO_OUTAGE);
      await tx.customers.addLink({ sha256: ids.sha256(token), what, expiresAt });
      await tx.office.audit({
        at,
        by,
        act: `link.${what.kind}`,
        subject: what.kind === 'debts' ? 'debts' : `outage/${what.outage}`,
        details: what.kind === 'debts' ? { filter: what.filter, rung: what.rung } : {},
      });
      return accept({ token, expiresAt });
    });
  };

/** What a link opens, this once; null: it was used, has expired, or opens something else. */
export const openFileLink =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  async (token: string): Promise<LinkedFile | null> => {
    const what = await store.transact(tx => tx.customers.takeLink(ids.sha256(token), clock.now()));
    return what === null || what.kind === 'letter' ? null : what;
  };
