import type { DirectoryReader, ReadPage } from './ports/directory-reader.js';
import type { FinishPass, PassCursor } from './ports/upkeep.js';
import type { Deps } from './ports/work.js';

export interface Imported {
  readonly parties: number;
  readonly servicePoints: number;
  readonly roles: number;
  /** Contact points that cannot be used, by reason. */
  readonly problems: Readonly<Record<string, number>>;
  /** Service points left out, with the reason. */
  readonly refused: readonly { readonly crmId: string; readonly reason: string }[];
}
type Needs = Pick<Deps, 'store' | 'clock' | 'log'> & {
  readonly reader: DirectoryReader;
  readonly finishPass: FinishPass;
};

/** A whole pass at once: contacts, companies, service points and who belongs to which, page by page. */
export const importDirectory = (deps: Needs) => async (): Promise<Imported> => {
  const { store, clock, reader, log } = deps;
  const startedAt = clock.now();
  const pass = await store.transact(tx => tx.upkeep.beginPass());
  let imported: Imported = { parties: 0, servicePoints: 0, roles: 0, problems: {}, refused: [] };
  let cursor: PassCursor | null = { pass, startedAt, kind: 'contact', after: null };
  while (cursor !== null) {
    const page: ReadPage = await reader.page(cursor);
    imported = plus(imported, cursor, page);
    cursor = page.next;
  }
  await deps.finishPass(pass);
  await store.transact(tx => tx.upkeep.setSwept(startedAt));
  log.info('directory imported', { ...imported, refused: imported.refused.length });
  return imported;
};

const plus = (sum: Imported, { kind }: PassCursor, page: ReadPage): Imported => ({
  parties: sum.parties + (kind === 'servicePoint' ? 0 : page.records),
  servicePoints: sum.servicePoints + (kind === 'servicePoint' ? page.records : 0),
  roles: sum.roles + page.roles,
  problems: Object.fromEntries(
    [...new Set([...Object.keys(sum.problems), ...Object.keys(page.problems)])].map(reason => [
      reason,
      (sum.problems[reason] ?? 0) + (page.problems[reason] ?? 0),
    ]),
  ),
  refused: [...sum.refused, ...page.refused],
});
