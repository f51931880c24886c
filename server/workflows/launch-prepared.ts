import { refuse, accept, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { OutageId } from '../domain/ids.js';
import type { Deps, LaunchAnswer } from './ports/work.js';

export interface PreparedLaunch {
  readonly launched: 'now' | 'before';
  readonly ref: string;
  readonly customers: number;
  /** The last lawful moment of service; null: there is none. */
  readonly serveBy: Instant | null;
}

/**
 * Launches what a person has prepared, on behalf of a workflow. A workflow names no person, so it decides nothing: only
 * what was rehearsed, and approved where it takes a second person, may go, unchanged since; all that stands against a
 * launch by hand stands against this one. What is launched already stays so.
 */
export const launchPrepared =
  ({
    store,
    launch,
  }: Pick<Deps, 'store'> & {
    readonly launch: (command: {
      readonly outage: OutageId;
      readonly fingerprint: string;
      readonly by: string;
      readonly again: boolean;
    }) => Promise<LaunchAnswer>;
  }) =>
  async (command: { readonly outage: string; readonly by: string }): Promise<Outcome<PreparedLaunch>> => {
    const outage = await store.transact(tx => tx.outages.named(command.outage));
    const revision = outage?.revisions.at(-1);
    if (outage === null || revision === undefined)
      return refuse({
        code: 'outage.unknown',
        message: 'There is no outage of that reference.',
        lawful: 'Give the reference of an outage that was drafted and rehearsed in Forewarn.',
        because: [],
      });
    let launched: PreparedLaunch['launched'] = 'before';
    if (revision.launchedAt === null) {
      const answer = await launch({
        outage: outage.id,
        fingerprint: revision.rehearsal?.fingerprint ?? '',
        by: command.by,
        again: true,
      });
      if (!answer.ok) return answer;
      launched = answer.value.launched;
    }
    // As it stands now: who launched it at the same moment has told the same customers.
    const now = (await store.transact(tx => tx.outages.find(outage.id)))?.revisions.at(-1) ?? revision;
    return accept({
      launched,
      ref: outage.ref,
      customers: now.rehearsal?.summary.accounts ?? 0,
      serveBy: now.verdict?.serveBy ?? null,
    });
  };
