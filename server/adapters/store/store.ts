import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely, Transaction } from 'kysely';
import type { PortalId } from '../../domain/ids.js';
import type { CustomerReads } from '../../workflows/ports/customer-reads.js';
import type { Installations } from '../../workflows/ports/installations.js';
import type { Reads } from '../../workflows/ports/reads.js';
import { Fault } from '../../workflows/fault.js';
import type { PortalStore, Tx } from '../../workflows/ports/store.js';
import { actions } from './actions.js';
import { billing } from './billing.js';
import { complaints } from './complaints.js';
import { customers } from './customers.js';
import { caseActs } from './case-acts.js';
import { debtCases } from './debt-cases.js';
import { orders } from './orders.js';
import { directory } from './directory.js';
import { deliveries } from './deliveries.js';
import { erasure } from './erasure.js';
import { feeds } from './feeds.js';
import { installations, type TokenSeal } from './installations.js';
import { jobs } from './jobs.js';
import { notices } from './notices.js';
import { office } from './office.js';
import { outages } from './outages.js';
import { outbox } from './outbox.js';
import { people } from './people.js';
import { reads } from './reads.js';
import { requests } from './requests.js';
import type { Scope } from './scope.js';
import { asStoreFault, isConflict } from './store-fault.js';
import { makeWorkers, type WorkersParts } from './workers.js';
import { settings } from './settings.js';
import { upkeep } from './upkeep.js';
import { weather } from './weather.js';

export interface Store {
  forPortal(portal: PortalId): PortalStore;
  /** For what is no part of a decision: queries and metrics. */
  reads(portal: PortalId): Reads & CustomerReads;
  /** The accounts the app is installed into; their tokens are sealed. */
  installations(seal: TokenSeal): Installations;
  /** Renews the planner's statistics after a large change. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

/** Set inside a transaction: a second one would wait for the first for ever on the embedded engine. */
const inside = new AsyncLocalStorage<Kysely<unknown>>();

const makeTx = (scope: Scope): Tx => ({
  directory: directory(scope),
  upkeep: upkeep(scope),
  erasure: erasure(scope),
  outages: outages(scope),
  notices: notices(scope),
  deliveries: deliveries(scope),
  jobs: jobs(scope),
  outbox: outbox(scope),
  office: office(scope),
  people: people(scope),
  settings: settings(scope),
  requests: requests(scope),
  feeds: feeds(scope),
  actions: actions(scope),
  customers: customers(scope),
  complaints: complaints(scope),
  billing: billing(scope),
  debtCases: debtCases(scope),
  weather: weather(scope),
  caseActs: caseActs(scope),
  orders: orders(scope),
});

/** A read beside an open transaction would wait for that transaction, which waits for the read. */
const outside = (db: Kysely<unknown>, portalReads: Reads & CustomerReads): Reads & CustomerReads =>
  new Proxy(portalReads, {
    get: (target, name, receiver) => {
      if (inside.getStore() === db) throw new Error('A read inside a transaction: use the transaction.');
      const read: unknown = Reflect.get(target, name, receiver);
      return typeof read === 'function'
        ? (...input: readonly unknown[]) =>
            (read as (...input: readonly unknown[]) => Promise<unknown>)(...input).catch((error: unknown) => {
              throw asStoreFault(error);
            })
        : read;
    },
  });

/** A transaction that was in another's way goes again this often; each time the other one has got further. */
const CONFLICTS = 6;
const CONFLICT_PAUSE_MS = 15;
const INSIST_MS = 500;
const INSIST_MOST_MS = 5000;

/** What both engines share: the same code over either pool. */
export const storeOver = (
  db: Kysely<unknown>,
  process: Pick<WorkersParts, 'host' | 'exclusive'>,
): Omit<Store, 'maintain'> => {
  const portals = new Map<PortalId, PortalStore>();
  return {
    reads: portal => outside(db, reads(db, portal)),
    // The same one each time: a process has one lease for a portal.
    forPortal: portal => {
      const store = portals.get(portal) ?? portalStore(db, portal, process);
      portals.set(portal, store);
      return store;
    },
    installations: seal => installations(db, seal),
    close: () => db.destroy(),
  };
};

const portalStore = (
  db: Kysely<unknown>,
  portal: PortalId,
  process: Pick<WorkersParts, 'host' | 'exclusive'>,
): PortalStore => {
  const { workers, claimant, giveUp } = makeWorkers({
    ...process,
    portal,
    transact: work => transact(db, work),
  });
  const inPortal: PortalStore['transact'] = async work => {
    let claimed = false;
    const onClaim = (): void => {
      claimed = true;
    };
    try {
      return await transact(db, tx => work(makeTx({ db: tx, portal, claimant: claimant(), onClaim })));
    } catch (error) {
      if (claimed && error instanceof Fault && error.kind === 'retry') giveUp();
      throw error;
    }
  };
  return {
    portal,
    workers,
    transact: inPortal,
    insist: async work => {
      const { id } = claimant();
      for (let tries = 1; ; tries += 1)
        try {
          return await inPortal(work);
        } catch (error) {
          if (!(error instanceof Fault && error.kind === 'retry') || claimant().id !== id) throw error;
          await pause(Math.min(INSIST_MOST_MS, INSIST_MS * tries));
        }
    },
  };
};

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Runs `work`, which is SQL and nothing else, in a transaction; again where the server gave it up for another's sake:
 * then it was rolled back for certain. Where the answer to COMMIT is lost nobody knows, and it is not repeated here: it
 * throws a Fault of kind `retry`, and what a caller does twice falls together on its natural key.
 */
const transact = async <T>(
  db: Kysely<unknown>,
  work: (trx: Transaction<unknown>) => Promise<T>,
): Promise<T> => {
  if (inside.getStore() === db) throw new Error('A transaction inside a transaction: pass the outer one on.');
  for (let conflicts = 1; ; conflicts += 1)
    try {
      return await inside.run(db, () => db.transaction().setIsolationLevel('read committed').execute(work));
    } catch (error) {
      if (!isConflict(error) || conflicts === CONFLICTS) throw asStoreFault(error);
      await pause(CONFLICT_PAUSE_MS * conflicts);
    }
};
