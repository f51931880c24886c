import type { Deps } from './ports/work.js';

/** A rulebook changed without a new version: decisions already made cite words that are no longer there. */
export class RulebookChanged extends Error {
  override readonly name = 'RulebookChanged';
  constructor(rulebook: string) {
    super(
      `The rulebook ${rulebook} differs from the one stored under the same version. Give it a new version.`,
    );
  }
}

interface LawFiles {
  readonly rulebooks: readonly { readonly id: string; readonly version: string; readonly body: unknown }[];
  /** A corrected year is another version by its hash, so that none can change unseen. */
  readonly calendars: readonly { readonly id: string; readonly sha256: string; readonly body: unknown }[];
}

/**
 * Stores every rulebook and calendar once, so that each decision can be read with the very words it cites, and made
 * again by the days it counted. Throws RulebookChanged.
 */
export const keepLaw =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  ({ rulebooks, calendars }: LawFiles): Promise<void> =>
    store.transact(async tx => {
      const at = clock.now();
      for (const { id, version, body } of rulebooks) {
        const sha256 = ids.sha256(JSON.stringify(body));
        const kept = await tx.office.keepRulebook({ id, version, body, sha256, at });
        if (kept === 'conflict') throw new RulebookChanged(`${id}@${version}`);
      }
      await tx.office.keepCalendars(calendars, at);
    });
