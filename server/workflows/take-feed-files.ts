import { addMinutes, type Instant } from '../domain/time.js';
import { Fault } from './fault.js';
import type { LineRefused } from './ports/billing-feed.js';
import { FILE_FAULT, type Inbox, type InboxFile } from './ports/inbox.js';
import type { Deps } from './ports/work.js';

/** Clocks differ; a file of tomorrow would make today's balances look fresh. */
const AHEAD_MINUTES = 5;

interface Taken {
  /** For the ledger: counts, never a row. */
  readonly counts: object;
  /** Something of it could be read. */
  readonly usable: boolean;
}
export interface FeedTaker<Row> {
  readonly inbox: Inbox<Row>;
  readonly take: (
    rows: AsyncIterable<Row>,
    asOf: Instant | null,
    onRefused: (refused: readonly LineRefused[]) => Promise<void>,
  ) => Promise<Taken>;
  /** A file that cannot be read at all may have held anything. */
  readonly onUnreadable: (asOf: Instant | null) => Promise<void>;
  /** This process is to end: what is under way is broken off, and read again from its beginning by another. */
  readonly stopping: () => boolean;
}

async function* until<Row>(rows: AsyncIterable<Row>, stopping: () => boolean): AsyncGenerator<Row> {
  for await (const row of rows) {
    if (stopping()) throw new Fault('retry', 'feed.stopping', 'This process is to end.');
    yield row;
  }
}

const isOfFile = (error: unknown): boolean => error instanceof Fault && error.code === FILE_FAULT;

/**
 * Reads what lies in a folder of a feed of debts, each file once: by its content and its name. A file that cannot be
 * read is put away and never keeps the next one from its turn; what fails in the ledger leaves it where it is.
 */
export const takeFeedFiles = <Row>(
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  { inbox, take, onUnreadable, stopping }: FeedTaker<Row>,
) => {
  const { feed } = inbox;
  /** Neither to be read nor to be moved: told once. */
  const stuck = new Set<string>();
  const asOfOf = ({ asOf, name }: InboxFile<Row>): Instant | null => {
    if (asOf !== null && asOf <= addMinutes(clock.now(), AHEAD_MINUTES)) return asOf;
    log.warn('feed file without its time', { feed, file: name, future: asOf !== null });
    return null;
  };
  const one = async (file: InboxFile<Row>): Promise<void> => {
    const key = { name: file.name, sha256: await file.sha256() };
    if (await store.transact(tx => tx.feeds.wasTaken(feed, key))) {
      log.info('feed file known', { feed, file: file.name });
      await file.settle('done');
      return;
    }
    const asOf = asOfOf(file);
    const { counts, usable } = await take(until(file.rows(), stopping), asOf, await file.report());
    await store.transact(tx =>
      tx.feeds.keepTaken(feed, { ...key, readAt: clock.now(), asOf, report: counts }),
    );
    await file.settle(usable ? 'done' : 'rejected');
    log.info('feed file taken', { feed, file: file.name, usable });
  };
  const reject = async (file: InboxFile<Row>): Promise<void> => {
    log.error('feed file unreadable', { feed, file: file.name });
    await onUnreadable(file.asOf);
    await file.settle('rejected').catch((error: unknown) => {
      if (!isOfFile(error)) throw error;
      stuck.add(file.name);
    });
  };
  return async (): Promise<void> => {
    const files = await inbox.waiting().catch((error: unknown) => {
      if (!isOfFile(error)) throw error;
      log.error('feed folder unreadable', { feed });
      return [];
    });
    for (const file of files) {
      if (stopping()) return;
      if (stuck.has(file.name)) continue;
      await one(file).catch((error: unknown) => {
        if (!isOfFile(error)) throw error;
        return reject(file);
      });
    }
  };
};
