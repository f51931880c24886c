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

/** Stores every rulebook once, so that each decision can be read with the very words it cites. Throws RulebookChanged. */
export const keepRulebooks =
  ({ store, clock, ids }: Pick<Deps, 'store' | 'clock' | 'ids'>) =>
  (
    files: readonly { readonly id: string; readonly version: string; readonly body: unknown }[],
  ): Promise<void> =>
    store.transact(async tx => {
      for (const { id, version, body } of files) {
        const kept = await tx.office.keepRulebook({
          id,
          version,
          body,
          sha256: ids.sha256(JSON.stringify(body)),
          at: clock.now(),
        });
        if (kept === 'conflict') throw new RulebookChanged(`${id}@${version}`);
      }
    });
