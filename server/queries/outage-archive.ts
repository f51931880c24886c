import type { OutageArchive } from '../../ui-extensions/contract/operations.js';
import type { OutageId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { Clock, Texts } from '../workflows/ports.js';
import type { Reads } from '../workflows/ports/reads.js';
import { outageRow } from './outage-row.js';

const PAGE = 25;

export interface OutageArchiveNeeds {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly policy: () => Promise<Policy>;
}

/** Every outage, those that are over too, the newest first; `after` is the last one of the page before. */
export const outageArchive =
  ({ reads, clock, texts, policy }: OutageArchiveNeeds) =>
  async (after: OutageId | null): Promise<OutageArchive> => {
    const found = await reads.outagePage(after, PAGE + 1);
    const page = found.slice(0, PAGE);
    const standings = await reads.standings(page.map(({ id }) => id));
    const inForce = await policy();
    return {
      serverNow: clock.now(),
      nextPollSeconds: null,
      rows: page.map(outage =>
        outageRow(
          texts,
          inForce,
          outage,
          standings.find(row => row.outage === outage.id),
        ),
      ),
      next: found.length > PAGE ? (page.at(-1)?.id ?? null) : null,
    };
  };
