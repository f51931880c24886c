import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { makeCrm } from '../../server/adapters/hubspot/crm.js';
import { makeIds } from '../../server/adapters/ids.js';
import { ownBudgets } from '../../server/adapters/queue/budget.js';
import { makeInProcessQueue } from '../../server/adapters/queue/in-process.js';
import type { Queue } from '../../server/adapters/queue/queue.js';
import { openEmbeddedStore } from '../../server/adapters/store/embedded.js';
import type { Store } from '../../server/adapters/store/store.js';
import type { AffectedAccount } from '../../server/domain/account.js';
import type { OutageId, PortalId } from '../../server/domain/ids.js';
import { addSeconds, instant } from '../../server/domain/time.js';
import { webhookRoutes } from '../../server/http/routes/webhooks.js';
import { loadConfig } from '../../server/load-config.js';
import { eraseParty } from '../../server/workflows/erase-party.js';
import { finishPass } from '../../server/workflows/finish-pass.js';
import { followParties } from '../../server/workflows/follow-parties.js';
import { importDirectory } from '../../server/workflows/import-directory.js';
import { keepDirectory } from '../../server/workflows/keep-directory.js';
import { noteWebhooks } from '../../server/workflows/note-webhooks.js';
import { openDebtCases } from '../../server/workflows/open-debt-cases.js';
import { readDirectory } from '../../server/workflows/read-directory.js';
import { reconcileDirectory } from '../../server/workflows/reconcile-directory.js';
import { refreshDirectory } from '../../server/workflows/refresh-directory.js';
import { takeBalances } from '../../server/workflows/take-balances.js';
import { sweepDirectory } from '../../server/workflows/sweep-directory.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { forewarnProperties, forewarnSchemas } from '../portal/forewarn-schemas.js';
import { createPortal, defaultPortalId, defaultToken, type Portal } from '../portal/portal.js';
import { directorySubscriptions } from '../portal/webhooks/directory-subscriptions.js';
import { simulatedClock, type SimulatedClock } from '../sandbox/simulated-clock.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import { emptyLedger } from '../engines/empty-ledger.js';

const SECRET = 'a-client-secret-of-no-worth';
const NOBODY = '00000000-0000-7000-8000-000000000000' as OutageId;

/** A portal and the part of the server that mirrors it, over a ledger in memory; no carriers, no campaigns. */
export interface UpkeepWorld {
  readonly clock: SimulatedClock;
  readonly portal: Portal;
  readonly store: PortalStore;
  readonly queue: Queue;
  readonly log: readonly { readonly event: string; readonly fields: unknown }[];
  readonly importDirectory: ReturnType<typeof importDirectory>;
  readonly keepDirectory: ReturnType<typeof keepDirectory>;
  /** Delivers the webhooks that are due, and follows them. */
  settle(): Promise<void>;
  sweep(): Promise<void>;
  reconcile(): Promise<void>;
  /** What planning sees, without ids of our own. */
  view(): Promise<unknown>;
  /** The same of a mirror made anew from the portal as it is. */
  freshView(): Promise<unknown>;
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

let ledgers = 0;
let shared: Promise<Store> | null = null;
/** One engine for all worlds of a file, each with a portal number of its own. */
export const sharedStore = (): Promise<Store> =>
  (shared ??= emptyLedger().then(from => openEmbeddedStore({ folder: null, from })));
export const closeSharedStore = async (): Promise<void> => {
  await (await shared)?.close();
  shared = null;
};

export const startUpkeep = async (feeders: readonly string[]): Promise<UpkeepWorld> => {
  const clock = simulatedClock(instant('2026-11-23T09:00:00Z'));
  const engine = await sharedStore();
  const portal = createPortal({ clock, schemas: forewarnSchemas, properties: forewarnProperties });
  const { url, close } = await portal.listen();
  const entries: { event: string; fields: unknown }[] = [];
  const write = (event: string, fields: unknown): void => {
    entries.push({ event, fields });
  };
  const log = { info: write, warn: write, error: write };
  const crm = makeCrm({
    clock,
    budgets: ownBudgets(clock),
    log,
    reason: code => code,
    settings: { basePath: url, accessToken: defaultToken, timeoutMs: 5000 },
  });
  const ids = makeIds(clock, seededRandom(1).bytes);
  const config = loadConfig();
  const policy = () => Promise.resolve(config.policy);
  const blobs = {
    put: () => Promise.resolve(),
    get: () => Promise.resolve(null),
    remove: () => Promise.resolve(),
  };
  const over = (store: PortalStore) => {
    const rulebooks = config.rulebooks.map(({ rulebook }) => rulebook);
    const deps = { clock, log, ids, store, crm, policy, blobs, rulebooks };
    const parts = {
      ...deps,
      reader: readDirectory({
        factKinds: new Map(),
        ...deps,
        followParties: followParties(deps),
        takeBalances: takeBalances(deps),
      }),
      finishPass: finishPass(deps),
    };
    return {
      importDirectory: importDirectory(parts),
      keepDirectory: keepDirectory(deps),
      noteWebhooks: noteWebhooks(deps),
      refreshDirectory: refreshDirectory({ ...parts, eraseParty: eraseParty(deps) }),
      sweepDirectory: sweepDirectory(parts),
      reconcileDirectory: reconcileDirectory(parts),
    };
  };
  const nextStore = (): PortalStore => engine.forPortal(String((ledgers += 1)) as PortalId);
  const store = nextStore();
  const { noteWebhooks: note, ...jobs } = over(store);
  const never = (): Promise<void> => Promise.reject(new Error('not part of this world'));
  const queue = makeInProcessQueue({
    store,
    clock,
    log,
    workers: [['emergency', 'normal', 'bulk']],
    handlers: {
      ...jobs,
      expandCampaign: never,
      expandCampaigns: never,
      deliverNotices: never,
      escalateUnserved: never,
      resolveUnknown: never,
      watchPause: never,
      mirrorToCrm: never,
      finishAction: never,
      openDebtCases: openDebtCases({ store, clock, ids, log }),
      advanceDebtCases: never,
      followDebtNotices: never,
      handOverOrders: never,
    },
  });
  const target = await listenForWebhooks(note, log);
  const install = (): void => {
    portal.webhooks.install({
      appId: 1,
      clientSecret: SECRET,
      targetUrl: `${target.url}/webhooks`,
      subscriptions: directorySubscriptions(portal),
    });
  };
  const pass = (seconds: number): void => {
    clock.set(addSeconds(clock.now(), seconds));
  };
  const viewOf = async (of: PortalStore): Promise<unknown> => {
    const accounts = await of.transact(tx => tx.directory.affected(feeders, NOBODY, 0, null, 10_000));
    return accounts.map(plain).sort(byText);
  };
  return {
    clock,
    portal,
    store,
    queue,
    log: entries,
    importDirectory: async () => {
      const imported = await jobs.importDirectory();
      install();
      return imported;
    },
    keepDirectory: jobs.keepDirectory,
    settle: async () => {
      await portal.webhooks.runDue();
      pass(2);
      await queue.drain();
    },
    sweep: async () => {
      // The search has caught up by then.
      pass(60);
      await jobs.sweepDirectory({});
      await queue.drain();
    },
    reconcile: async () => {
      await jobs.reconcileDirectory({ cursor: null });
      await queue.drain();
    },
    view: () => viewOf(store),
    freshView: async () => {
      const fresh = nextStore();
      await over(fresh).importDirectory();
      return viewOf(fresh);
    },
    calls: () => crm.calls(),
    close: async () => {
      await target.close();
      await close();
    },
  };
};

const listenForWebhooks = async (
  note: ReturnType<typeof noteWebhooks>,
  log: Parameters<typeof webhookRoutes>[0]['log'],
) => {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const app = express();
  const count = (): void => undefined;
  app.use(
    '/webhooks',
    webhookRoutes({
      secret: SECRET,
      publicUrl: url,
      notesOf: id => (id === String(defaultPortalId) ? note : null),
      appId: null,
      alsoAllow: [],
      realNow: Date.now,
      log,
      count,
    }),
  );
  server.on('request', app);
  return {
    url,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const plain = (account: AffectedAccount): unknown => ({
  number: account.number,
  inArrears: account.inArrears,
  servicePoints: account.servicePoints
    .map(({ feeder, address, zone, jurisdiction, customerClass, lifeSupport }) => ({
      ...{ feeder, address, zone, jurisdiction, customerClass, lifeSupport },
    }))
    .sort(byText),
  addressees: account.addressees
    .map(({ name, language, role, noInternet, contactPoints, servicePoints }) => ({
      name,
      language,
      role,
      noInternet,
      places: servicePoints.length,
      contactPoints: contactPoints.map(({ id: _, ...point }) => point).sort(byText),
    }))
    .sort(byText),
});
