import { join } from 'node:path';
import { folderBlobs } from './adapters/blobs/folder.js';
import type { Carriers } from './adapters/carriers/make-carriers.js';
import type { CarriersFile } from './adapters/carriers/carriers-file.js';
import { makeCrm, type CrmSettings } from './adapters/hubspot/crm.js';
import { makeIds } from './adapters/ids.js';
import { DIN_5008_B } from './adapters/letters/letter-form.js';
import { makeLetters } from './adapters/letters/letters.js';
import { readNotoSans } from './adapters/letters/font.js';
import type { PortalFigures } from './adapters/metrics.js';
import { makeBullQueue, PROCESSORS } from './adapters/queue/bull.js';
import { ownBudgets } from './adapters/queue/budget.js';
import type { RedisLink } from './adapters/queue/redis.js';
import { sharedBudgets } from './adapters/queue/shared-budget.js';
import { makeInProcessQueue, type QueueParts } from './adapters/queue/in-process.js';
import { announcing, WORKERS, type Queue, type Workers } from './adapters/queue/queue.js';
import type { Store } from './adapters/store/store.js';
import type { PortalId } from './domain/ids.js';
import type { Person } from './domain/office/person.js';
import { policyWith } from './domain/office/settings.js';
import type { Paces } from './domain/outage/forecast.js';
import type { Policy } from './domain/policy.js';
import { fromEpochMs, hoursBetween, toEpochMs, type Instant } from './domain/time.js';
import type { InstallationRoutes } from './http/routes/installation.js';
import { portalApi, type PortalRoutes } from './http/app.js';
import { composeActionRoutes, composeActions } from './compose-actions.js';
import { composeDebts, type Debts } from './compose-debts.js';
import { composeDirectory, type DirectoryUpkeep } from './compose-directory.js';
import { composeFeeds, listenTo, type FeedSettings } from './compose-feeds.js';
import { composeRoutes } from './compose-routes.js';
import type { Config } from './load-config.js';
import { deliverNotices } from './workflows/deliver-notices.js';
import { escalateUnserved } from './workflows/escalate-unserved.js';
import { finishAction } from './workflows/finish-action.js';
import { followDebtNotices } from './workflows/follow-debt-notices.js';
import { followComplaints } from './workflows/follow-complaints.js';
import { forgetRequests } from './workflows/forget-requests.js';
import { expandCampaign, expandCampaigns } from './workflows/expand-campaign.js';
import { readFeedItem } from './workflows/read-feed-item.js';
import { feedSilence } from './workflows/feed-silence.js';
import { joinAlone } from './workflows/join-alone.js';
import { keepLease, tellTakenOver } from './workflows/keep-lease.js';
import { keepLaw } from './workflows/keep-law.js';
import { launchTogether } from './workflows/launch-campaign.js';
import { mirrorToCrm } from './workflows/mirror-to-crm.js';
import { noteWebhooks } from './workflows/note-webhooks.js';
import type { Clock, Log } from './workflows/ports.js';
import type { Crm } from './workflows/ports/crm.js';
import type { Network } from './workflows/ports/orders.js';
import type { Reads } from './workflows/ports/reads.js';
import type { Role } from './workflows/ports/role.js';
import type { PortalStore } from './workflows/ports/store.js';
import type { Deps, Prices } from './workflows/ports/work.js';
import { openDebtCases } from './workflows/open-debt-cases.js';
import { recordReceipts } from './workflows/record-receipts.js';
import { releaseDue } from './workflows/release-due.js';
import { replyToComplaint } from './workflows/reply-to-complaint.js';
import { resolveUnknown } from './workflows/resolve-unknown.js';
import { takeBilling } from './workflows/take-billing.js';
import { surveyTogether } from './workflows/survey-audience.js';
import { watchPause } from './workflows/watch-pause.js';
import { watchClock } from './workflows/watch-clock.js';
import { watchPromises } from './workflows/watch-promises.js';

/** How often answers that nobody can ask for any more are forgotten. */
const FORGET_EVERY_HOURS = 1;

/** One HubSpot account and how we get into it. */
export interface PortalSettings {
  readonly portal: PortalId;
  readonly data: string;
  /** How browsers reach us, without a path. */
  readonly publicUrl: string;
  /** Administrators from the start; nobody inside the portal can remove them. */
  readonly admins: readonly Person[];
  readonly hubspot: CrmSettings;
  readonly feeds: FeedSettings;
  /** Who switches supply off and on for this utility; none unless it is set up. */
  readonly network?: Network | null;
  /** Ends our access to the account. */
  readonly uninstall: InstallationRoutes['uninstall'];
}

/** What differs between production, the demo and a test. */
export interface World {
  readonly clock: Clock;
  readonly log: Log;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Milliseconds of real time: the age of a signature is never simulated. */
  readonly realNow: () => number;
  readonly store: Store;
  readonly workers?: Workers;
  /** `all` unless it is said. */
  readonly role?: Role;
  /** The connections of one portal, or of what all share. Without it this process is the only one. */
  readonly redis?: (whose: PortalId | 'house') => RedisLink;
}

/** All that works for one portal; what several share is the house's. */
export interface PortalServer extends Omit<DirectoryUpkeep, 'refreshDirectory' | 'reader'> {
  readonly portal: PortalId;
  readonly routes: PortalRoutes;
  readonly queue: Queue;
  readonly store: PortalStore;
  readonly reads: Reads;
  readonly crm: Crm;
  readonly figures: PortalFigures;
  readonly recordReceipts: ReturnType<typeof recordReceipts>;
  readonly takeNetworkWords: Debts['takeNetworkWords'];
  /** Joins the others, or makes sure that there are none; keeps the law. Before anything else. */
  start(): Promise<void>;
  /** Every few seconds: keeps this process's claims its own, and takes over those of the dead. */
  renew(): Promise<void>;
  /** One look at what is due: jobs out. Returns how many jobs there are to do. */
  tick(): Promise<number>;
  /** Reads one snapshot of a feed now; the tick does it with what lies in the watched folders. */
  readonly readFeedItem: ReturnType<typeof readFeedItem>;
  /** Reads the files of billing and weather that lie in the watched folders, to the end; the tick begins it. */
  readDebtFeeds(): Promise<void>;
  close(): Promise<void>;
}

/** The composition root: the one place that knows every part. Nothing made here is shared with another portal. */
export const composePortal = (
  settings: PortalSettings,
  config: Config,
  world: World,
  carriers: Carriers,
): PortalServer => {
  const { clock, log } = world;
  const ledger = world.store.forPortal(settings.portal);
  const store = announcing(ledger, () => {
    queue.wake();
  });
  const reads = world.store.reads(settings.portal);
  const ids = makeIds(clock, world.randomBytes);
  const { role = 'all' } = world;
  const redis = world.redis?.(settings.portal);
  let standing = { leader: false, workers: 1 };
  const budgets =
    redis === undefined
      ? ownBudgets(clock)
      : sharedBudgets({
          redis,
          clock,
          client: Buffer.from(world.randomBytes(8)).toString('hex'),
          processes: () => standing.workers,
        });
  const crm = makeCrm({
    clock,
    budgets,
    log,
    reason: code => config.texts.reason(code, 'en'),
    settings: settings.hubspot,
  });
  const inForce = policyInForce(config.policy, log);
  const deps: Deps = {
    clock,
    realNow: () => fromEpochMs(world.realNow()),
    log,
    ids,
    store,
    crm,
    texts: config.texts,
    letters: makeLetters({ brand: config.brand, form: DIN_5008_B, fonts: readNotoSans() }),
    blobs: folderBlobs(join(settings.data, 'letters'), settings.portal),
    carriers: carriers.all.map(({ carrier }) => carrier),
    policy: async tx => inForce(await tx.settings.current()),
    admins: settings.admins,
    letterCalendar: carriers.of('letter')[0]?.handOver ?? null,
    prices: pricesOf(config.carriers),
    paces: pacesOf(config.carriers),
    rulebooks: config.rulebooks.map(({ rulebook }) => rulebook),
    network: settings.network ?? null,
  };
  const upkeep = composeDirectory(deps);
  const debts = composeDebts(deps);
  const actions = composeActions(deps, reads, debts);
  const jobs: QueueParts = {
    store: ledger,
    clock,
    log,
    workers: world.workers ?? WORKERS,
    handlers: {
      expandCampaign: expandCampaign(deps),
      expandCampaigns: expandCampaigns(deps),
      deliverNotices: deliverNotices(deps),
      escalateUnserved: escalateUnserved(deps),
      watchPause: watchPause(deps),
      resolveUnknown: resolveUnknown(deps),
      mirrorToCrm: mirrorToCrm(deps),
      finishAction: finishAction({ ...deps, actions }),
      openDebtCases: openDebtCases(deps),
      advanceDebtCases: debts.advanceDebtCases,
      followDebtNotices: followDebtNotices(deps),
      handOverOrders: debts.handOverOrders,
      refreshDirectory: upkeep.refreshDirectory,
      sweepDirectory: upkeep.sweepDirectory,
      reconcileDirectory: async data => {
        await upkeep.reconcileDirectory(data);
        await world.store.maintain();
      },
    },
  };
  const queue: Queue =
    redis === undefined
      ? makeInProcessQueue(jobs)
      : makeBullQueue({
          ...jobs,
          redis,
          realNow: world.realNow,
          processors: role === 'web' ? null : PROCESSORS,
        });
  const sleepUntil = (at: Instant): Promise<void> =>
    new Promise(resolve => {
      setTimeout(resolve, Math.max(0, toEpochMs(at) - world.realNow()));
    });
  const lease = keepLease(deps);
  const renew = async (): Promise<void> => {
    const { leader, others } = await lease();
    standing = { leader, workers: others.length + 1 };
  };
  const receipts = recordReceipts(deps);
  const release = releaseDue(deps);
  const forget = forgetRequests(deps);
  let forgotAt: Instant | null = null;
  const readItem = readFeedItem({
    ...deps,
    survey: surveyTogether(deps),
    launches: launchTogether(deps),
  });
  const feeds = composeFeeds(deps, config, settings.feeds);
  const silence = feedSilence(deps);
  const lookAtClock = watchClock(deps);
  const promises = watchPromises(deps);
  const complaints = followComplaints({ ...deps, replyToComplaint: replyToComplaint(deps) });
  const routes = composeRoutes(deps, {
    reads,
    publicUrl: settings.publicUrl,
    reader: upkeep.reader,
    shipped: config.policy,
    policy: async () => inForce(await reads.settings()),
    carriers,
    debts,
    brand: config.brand,
    feedSilence: Object.fromEntries(
      [...feeds.outages.map(listenTo), ...feeds.listened].map(({ name, silentAfterMinutes }) => [
        name,
        silentAfterMinutes,
      ]),
    ),
  });
  return {
    portal: settings.portal,
    routes: {
      api: portalApi({ ...routes, installation: { uninstall: settings.uninstall } }),
      letters: routes.letters,
      files: routes.files,
      billing: {
        clock,
        answerOnce: routes.guard.answerOnce,
        takeBilling: takeBilling(deps),
        zone: config.billing.zone,
      },
      noteWebhooks: noteWebhooks(deps),
      actions: composeActionRoutes(deps, reads, actions),
    },
    figures: {
      portal: settings.portal,
      reads,
      crm,
      standing: () => ({
        mode: queue.mode(),
        redisUp: redis?.isUp() ?? null,
        leader: standing.leader,
        workers: standing.workers,
      }),
      workersLive: async () => (await ledger.workers.live(deps.realNow())).length,
    },
    recordReceipts: receipts,
    takeNetworkWords: debts.takeNetworkWords,
    queue,
    store,
    reads,
    crm,
    start: async () => {
      await keepLaw(deps)({
        rulebooks: config.rulebooks.map(({ file }) => ({ id: file.id, version: file.version, body: file })),
        calendars: config.calendars.map(({ id, sha256 }, index) => ({
          ...{ id, sha256 },
          body: config.calendarFiles[index],
        })),
      });
      // Who takes requests alone claims nothing, and has no lease.
      if (role === 'web') return;
      if (redis === undefined) tellTakenOver(log, await joinAlone({ ...deps, sleepUntil })());
      await renew();
    },
    renew,
    ...upkeep,
    importDirectory: async () => {
      const imported = await upkeep.importDirectory();
      await world.store.maintain();
      return imported;
    },
    readFeedItem: readItem,
    readDebtFeeds: feeds.readAll,
    tick: async () => {
      lookAtClock();
      if (!standing.leader) {
        queue.wake();
        return 0;
      }
      const now = clock.now();
      if (forgotAt === null || hoursBetween(forgotAt, now) >= FORGET_EVERY_HOURS) {
        await forget();
        forgotAt = now;
      }
      for (const feed of feeds.outages) {
        for (const item of await feed.waiting()) await readItem(feed, item);
        await silence(listenTo(feed));
      }
      feeds.begin();
      for (const feed of feeds.listened) await silence(feed);
      await promises();
      await debts.watchOrders();
      await complaints();
      const made = await release();
      queue.wake();
      return made;
    },
    close: async () => {
      await feeds.close();
      // A ledger out of reach now: the lease runs out by itself, and another process takes over.
      if (role !== 'web')
        await store.workers.leave(clock.now()).catch((error: unknown) => {
          log.warn('left without giving back', { error: error instanceof Error ? error.name : 'unknown' });
        });
      redis?.close();
    },
  };
};

/** What is shipped with what is stored over it; a stored value that no longer fits is told and left aside. */
const policyInForce =
  (shipped: Policy, log: Log) =>
  (stored: Parameters<typeof policyWith>[1]): Policy => {
    const { policy, ignored } = policyWith(shipped, stored);
    if (ignored.length > 0) log.error('settings ignored', { settings: ignored });
    return policy;
  };

const pacesOf = (file: CarriersFile): Paces => ({
  email: file.email[0]?.ratePerSecond ?? null,
  sms: file.sms[0]?.ratePerSecond ?? null,
  letter: file.letter[0]?.ratePerSecond ?? null,
});

/** Prices of the preferred carrier of each channel. */
const pricesOf = (file: CarriersFile): Prices => {
  const cost = { email: file.email[0]?.cost, sms: file.sms[0]?.cost, letter: file.letter[0]?.cost };
  return {
    currency: cost.letter?.currency ?? cost.sms?.currency ?? 'EUR',
    email: cost.email?.perMessage ?? 0,
    smsSegment: cost.sms?.perSegment ?? 0,
    letterPage: (cost.letter?.perMessage ?? 0) + (cost.letter?.perPage ?? 0),
  };
};
