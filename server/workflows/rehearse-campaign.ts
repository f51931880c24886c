import type { OutageId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Verdict } from '../domain/rules/assess.js';
import { NO_OUTAGE } from '../domain/outage/outage.js';
import type { Rehearsal, StoredRevision } from './ports/outages.js';
import type { Deps, Survey } from './ports/work.js';

/** Counts all that a launch would do, and keeps the result for the launch and for the second person. Nothing is sent. */
export const rehearseCampaign =
  ({ store, clock, survey }: Pick<Deps, 'store' | 'clock'> & { readonly survey: Survey }) =>
  async (command: {
    readonly outage: OutageId;
    readonly by: string;
  }): Promise<Outcome<{ readonly rehearsal: Rehearsal; readonly verdict: Verdict }>> => {
    const outage = await store.transact(tx => tx.outages.find(command.outage));
    const revision = outage?.revisions.at(-1);
    if (outage === null || revision === undefined) return refuse(NO_OUTAGE);
    if (revision.launchedAt !== null)
      return refuse({
        code: 'campaign.launched',
        message: 'This has been launched already.',
        lawful: 'Send an update instead.',
        because: [],
      });
    const { judged, summary, forecast, fingerprint } = await survey(outage, revision);
    const rehearsal: Rehearsal = { at: clock.now(), by: command.by, fingerprint, summary, forecast };
    return store.transact(async tx => {
      const now = await tx.outages.find(outage.id, 'lock');
      // While it was being counted it may have been launched, or rewritten under the same number.
      if (!isSame(now?.revisions.at(-1), revision))
        return refuse({
          code: 'campaign.changed',
          message: 'Somebody changed this outage a moment ago.',
          lawful: 'Rehearse again.',
          because: [],
        });
      await tx.outages.setRehearsal(outage.id, revision.n, rehearsal);
      return accept({ rehearsal, verdict: judged.verdict });
    });
  };

/** The same words, written down at the same moment, and not launched; another rehearsal of them does not matter. */
const isSame = (current: StoredRevision | undefined, rehearsed: StoredRevision): boolean => {
  if (current === undefined) return false;
  const { rehearsal: _r, approvals: _a, ...now } = current;
  const { rehearsal: _q, approvals: _b, ...then } = rehearsed;
  return JSON.stringify(now) === JSON.stringify(then);
};
