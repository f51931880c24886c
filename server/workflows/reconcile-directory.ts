import { nextReconciliation } from '../domain/directory.js';
import type { Instant } from '../domain/time.js';
import type { DirectoryReader, ReadPage } from './ports/directory-reader.js';
import type { FinishPass, PassCursor, Report } from './ports/upkeep.js';
import type { NewJob } from './ports/jobs.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'policy' | 'log'> & {
  readonly reader: DirectoryReader;
  readonly finishPass: FinishPass;
};

/** Some seconds of reading; then others of the lane have their turn, and a restart loses no more than this. */
const PAGES_PER_JOB = 20;

const job = (cursor: PassCursor | null, dueAt: Instant): NewJob => ({
  name: 'reconcileDirectory',
  key: cursor === null ? 'reconcileDirectory' : `reconcileDirectory/${cursor.pass}`,
  lane: 'bulk',
  dueAt,
  data: { cursor },
});

/**
 * Reads the whole directory page by page and mends what differs; at the end what was not found ends. A fault on any
 * page stops this job alone, which is tried again from its own first page: nothing is taken for gone by it.
 */
export const reconcileDirectory =
  (deps: Needs) =>
  async ({ cursor: given }: { readonly cursor: PassCursor | null }): Promise<void> => {
    const { store, clock, reader } = deps;
    let cursor: PassCursor | null = given ?? (await begin(deps));
    let report: Report = given === null ? {} : (await store.transact(tx => tx.upkeep.state())).report;
    const { pass, startedAt } = cursor;
    for (let n = 0; n < PAGES_PER_JOB && cursor !== null; n += 1) {
      const page: ReadPage = await reader.page(cursor);
      if (page.refused.length > 0) deps.log.warn('service points refused', { refused: page.refused });
      report = sum(report, page.report);
      cursor = page.next;
    }
    await store.transact(tx => tx.upkeep.setReport(report));
    const now = clock.now();
    if (cursor !== null) {
      const next = job(cursor, now);
      await store.transact(tx => tx.jobs.enqueue([next]));
      return;
    }
    await deps.finishPass(pass);
    await store.transact(async tx => {
      if ((await tx.upkeep.state()).sweptTo === null) await tx.upkeep.setSwept(startedAt);
      await tx.jobs.enqueue([job(null, nextReconciliation(await deps.policy(tx), clock.now()))]);
    });
  };

const begin = async ({ store, clock }: Needs): Promise<PassCursor> => {
  const startedAt = clock.now();
  const pass = await store.transact(tx => tx.upkeep.beginPass());
  return { pass, startedAt, kind: 'contact', after: null };
};

const sum = (a: Report, b: Report): Report =>
  Object.fromEntries(
    (['contact', 'company', 'servicePoint', 'role'] as const).map(kind => [
      kind,
      {
        added: (a[kind]?.added ?? 0) + (b[kind]?.added ?? 0),
        changed: (a[kind]?.changed ?? 0) + (b[kind]?.changed ?? 0),
      },
    ]),
  );
