import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import type { CarrierSettings } from './adapters/carriers/carrier-settings.js';
import { makeCarriers, type Carriers } from './adapters/carriers/make-carriers.js';
import { writeWhole } from './adapters/carriers/whole-file.js';
import { makeNetworks, type NetworkSettings } from './adapters/network/make-networks.js';
import type { CrmSettings } from './adapters/hubspot/crm.js';
import { billingLines } from './adapters/feeds/billing-lines.js';
import { spoolIn } from './adapters/feeds/spool.js';
import { makeMetrics } from './adapters/metrics.js';
import { ownBudgets } from './adapters/queue/budget.js';
import { sharedBudgets } from './adapters/queue/shared-budget.js';
import { composeOAuth, type Doors, type OAuthSettings } from './compose-oauth.js';
import type { FeedSettings } from './compose-feeds.js';
import { composePortal, type PortalServer, type PortalSettings, type World } from './compose.js';
import type { PortalId } from './domain/ids.js';
import type { Person } from './domain/office/person.js';
import { refuse } from './domain/outcome.js';
import { makeApp, makeWorkerApp } from './http/app.js';
import type { Config } from './load-config.js';
import type { NetworkWord } from './workflows/ports/orders.js';
import { gather } from './workflows/gather.js';
import { shareReceipts } from './workflows/share-receipts.js';

export interface Settings {
  /** The account of a static token; null: there are only accounts that installed the app by consent. */
  readonly own: { readonly portal: PortalId; readonly hubspot: CrmSettings } | null;
  /** Null: nobody can install the app. */
  readonly oauth?: OAuthSettings | null;
  readonly data: string;
  readonly publicUrl: string;
  readonly clientSecret: string;
  /** Of the app whose webhooks are taken; null: of any app with our secret. */
  readonly appId?: string | null;
  /** Signatures of webhooks taken beside v3. */
  readonly olderSignatures?: readonly ('v1' | 'v2')[];
  readonly bounceToken: string;
  /** Administrators of every portal from the start; nobody inside a portal can remove them. */
  readonly admins: readonly Person[];
  readonly carriers: CarrierSettings;
  /**
   * A folder with one folder for each feed of config/feeds that is to be followed, and for an account that installed the
   * app one of its number with such folders; null: no feed is.
   */
  readonly feeds?: string | null;
  /** Where weather is asked for; null: nowhere. */
  readonly weather?: FeedSettings['weather'];
  /** Who may sign billing's rows of which account. */
  readonly billingSecrets?: readonly { readonly portal: string; readonly secret: string }[];
  /** Who switches supply off and on, for all portals; null: a person tells them. */
  readonly network?: NetworkSettings | null;
}

/** The whole process: one app, one ledger and one set of carriers for all portals, and all else once for each portal. */
export interface House {
  readonly app: Express;
  readonly carriers: Carriers;
  portals(): readonly PortalServer[];
  portal(id: string): PortalServer | null;
  /** Before anything else. */
  start(): Promise<void>;
  /** Workers that stay, for each portal; those of a portal that comes later begin by themselves. */
  startWork(): void;
  stopWork(): Promise<void>;
  keepDirectory(): Promise<void>;
  /** Opens what was installed meanwhile, by whichever process, and closes what was removed; the tick does it too. */
  look(): Promise<void>;
  renew(): Promise<void>;
  /** One look at what is due: what was installed or removed, printer's events in, jobs out. Returns how many jobs. */
  tick(): Promise<number>;
  /** From now on not ready. */
  stop(): void;
  close(): Promise<void>;
}

/** Callbacks of one transaction; a round of this size takes some tens of milliseconds. */
const RECEIPTS_AT_ONCE = 200;
/** Real milliseconds between two looks at what was installed by another process. */
const LOOK_EVERY_MS = 5000;

const OWN_TOKEN = {
  code: 'portal.ownToken',
  message: 'This account has a token of its own, which only HubSpot and the server’s settings can end.',
  lawful: 'Delete the app’s token in HubSpot, and take HUBSPOT_ACCESS_TOKEN out of the settings.',
  because: [],
};

export const composeHouse = (settings: Settings, config: Config, world: World): House => {
  const { clock, log, role = 'all', store } = world;
  const { own, oauth: oauthSettings = null, feeds = null, weather = null, billingSecrets = [] } = settings;
  const portals = new Map<string, PortalServer>();
  const all = (): readonly PortalServer[] => [...portals.values()];
  const redis = world.redis?.('house');
  const carriers = makeCarriers(config.carriers, settings.carriers, {
    clock,
    budgets:
      redis === undefined
        ? ownBudgets(clock)
        : sharedBudgets({
            redis,
            clock,
            client: Buffer.from(world.randomBytes(8)).toString('hex'),
            processes: () => Math.max(1, ...all().map(({ figures }) => figures.standing().workers)),
          }),
  });
  const networks =
    settings.network === undefined || settings.network === null
      ? null
      : makeNetworks(settings.network, { writeWhole, nowMs: world.realNow });
  const open = (given: Pick<PortalSettings, 'portal' | 'hubspot' | 'feeds' | 'uninstall'>): PortalServer =>
    composePortal(
      {
        ...given,
        network: networks?.of(given.portal) ?? null,
        data: settings.data,
        publicUrl: settings.publicUrl,
        admins: settings.admins,
      },
      config,
      world,
      carriers,
    );
  if (own !== null)
    portals.set(
      own.portal,
      open({
        ...own,
        feeds: { folder: feeds, weather },
        uninstall: () => Promise.resolve(refuse(OWN_TOKEN)),
      }),
    );

  let working = false;
  let keeping = false;
  const admit: Doors['admit'] = async ({ portal, ...given }) => {
    const watched = feeds === null ? null : join(feeds, portal);
    const folder = watched !== null && existsSync(watched) ? watched : null;
    const made = open({ ...given, portal, feeds: { folder, weather } });
    try {
      await made.start();
      if (keeping) await made.keepDirectory();
    } catch (error) {
      await made.close();
      throw error;
    }
    portals.set(portal, made);
    if (working) made.queue.start();
  };
  const dismiss = async (portal: string): Promise<void> => {
    const gone = portals.get(portal);
    portals.delete(portal);
    await gone?.queue.stop();
    await gone?.close();
  };
  const oauth =
    oauthSettings === null
      ? null
      : composeOAuth(oauthSettings, settings, world, {
          isOwn: portal => portal === own?.portal,
          open: () => all().map(({ portal }) => portal),
          admit,
          dismiss,
        });
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async (): Promise<void> => {
    lookedAt = world.realNow();
    await oauth?.look();
  };

  /** What fails for one portal keeps no other from its turn; it is thrown when all have had theirs. */
  const inEach = async (work: (portal: PortalServer) => Promise<void>): Promise<void> => {
    const failed: unknown[] = [];
    for (const each of all())
      await work(each).catch((error: unknown) => {
        failed.push(error);
      });
    if (failed.length > 0) throw failed[0];
  };

  const share = shareReceipts(all);
  const readPrinters = async (): Promise<void> => {
    const { badLines } = await carriers.printerEvents(share);
    // They lie in the spool under events/rejected until a person looks.
    if (badLines > 0) log.warn('printer events not understood', { lines: badLines });
  };
  /** Each portal knows its own orders; a word about none of them is nobody's. */
  const takeWords = async (words: readonly NetworkWord[]): Promise<number> => {
    let known = 0;
    for (const each of all()) known += await each.takeNetworkWords(words);
    if (known < words.length) log.warn('words about unknown orders', { words: words.length - known });
    return known;
  };
  const readNetwork = async (): Promise<void> => {
    const rejected = (await networks?.replies(takeWords)) ?? 0;
    if (rejected > 0) log.warn('replies of the network not understood', { files: rejected });
  };
  let stopping = false;
  const metrics = makeMetrics({ clock, portals: () => all().map(({ figures }) => figures) });
  const health = {
    log,
    clock,
    ping: () => store.reads((own?.portal ?? 'house') as PortalId).ping(),
    stopping: () => stopping,
    redisUp: () => redis?.isUp() ?? null,
    metrics,
  };
  const portal = (id: string): PortalServer | null => portals.get(id) ?? null;
  return {
    app:
      role === 'worker'
        ? makeWorkerApp(health)
        : makeApp({
            ...health,
            signature: {
              secret: settings.clientSecret,
              publicUrl: settings.publicUrl,
              realNow: world.realNow,
            },
            portal: id => portal(id)?.routes ?? null,
            carriers: {
              bounceToken: settings.bounceToken,
              smsStatus: carriers.smsStatus,
              bounce: carriers.bounce,
              recordReceipts: gather(share, RECEIPTS_AT_ONCE),
            },
            webhooks: {
              appId: settings.appId ?? null,
              alsoAllow: settings.olderSignatures ?? [],
              count: metrics.countWebhooks,
            },
            billing: {
              secretsOf: id =>
                billingSecrets.filter(({ portal: whose }) => whose === id).map(({ secret }) => secret),
              spool: spoolIn(join(settings.data, 'incoming')),
              lines: billingLines,
            },
            oauth: oauth?.routes ?? null,
            network: networks === null ? null : { callback: networks.callback, takeWords },
          }),
    carriers,
    portals: all,
    portal,
    start: async () => {
      for (const each of all()) await each.start();
      await look();
    },
    startWork: () => {
      working = true;
      for (const { queue } of all()) queue.start();
    },
    stopWork: async () => {
      working = false;
      await Promise.all(all().map(({ queue }) => queue.stop()));
    },
    keepDirectory: async () => {
      keeping = true;
      for (const each of all()) await each.keepDirectory();
    },
    look,
    renew: async () => {
      await inEach(({ renew }) => renew());
    },
    tick: async () => {
      if (world.realNow() - lookedAt >= LOOK_EVERY_MS) await look();
      // One reads them for all; of several processes the one that leads the first portal.
      if (all()[0]?.figures.standing().leader === true) {
        await readPrinters();
        await readNetwork();
      }
      let made = 0;
      await inEach(async ({ tick }) => {
        made += await tick();
      });
      return made;
    },
    stop: () => {
      stopping = true;
    },
    close: async () => {
      await carriers.close();
      for (const each of all()) await each.close();
      redis?.close();
      await store.close();
    },
  };
};
