import { join } from 'node:path';
import type { Express } from 'express';
import { folderBlobs } from './adapters/blobs/folder.js';
import { makeCarriers, type Carriers } from './adapters/carriers/make-carriers.js';
import type { CarrierSettings } from './adapters/carriers/carrier-settings.js';
import type { CarriersFile } from './adapters/carriers/carriers-file.js';
import { makeCrm, type CrmSettings } from './adapters/hubspot/crm.js';
import { makeIds } from './adapters/ids.js';
import { DIN_5008_B } from './adapters/letters/letter-form.js';
import { makeLetters } from './adapters/letters/letters.js';
import { readNotoSans } from './adapters/letters/font.js';
import { makeMetrics } from './adapters/metrics.js';
import { makeInProcessQueue, WORKERS, type Queue, type Workers } from './adapters/queue/in-process.js';
import type { Store } from './adapters/store/store.js';
import type { PortalId } from './domain/ids.js';
import { fromEpochMs } from './domain/time.js';
import { makeApp } from './http/app.js';
import type { Config } from './load-config.js';
import { noticeDetail, noticeList } from './queries/notice-views.js';
import { outageDetail, outageList } from './queries/outage-views.js';
import { approveCampaign } from './workflows/approve-campaign.js';
import { deliverNotices } from './workflows/deliver-notices.js';
import { draftOutage, reviseOutage } from './workflows/draft-outage.js';
import { escalateUnserved } from './workflows/escalate-unserved.js';
import { expandCampaign } from './workflows/expand-campaign.js';
import { gather } from './workflows/gather.js';
import { importDirectory } from './workflows/import-directory.js';
import { keepRulebooks } from './workflows/keep-rulebooks.js';
import { launchCampaign } from './workflows/launch-campaign.js';
import { mirrorToCrm } from './workflows/mirror-to-crm.js';
import type { Clock, Log } from './workflows/ports.js';
import type { Crm } from './workflows/ports/crm.js';
import type { Reads } from './workflows/ports/reads.js';
import type { PortalStore } from './workflows/ports/store.js';
import type { Deps, Prices } from './workflows/ports/work.js';
import { recordReceipts } from './workflows/record-receipts.js';
import { recover } from './workflows/recover.js';
import { rehearseCampaign } from './workflows/rehearse-campaign.js';
import { releaseDue } from './workflows/release-due.js';
import { resolveUnknown } from './workflows/resolve-unknown.js';
import { surveyAudience } from './workflows/survey-audience.js';

/** Callbacks of one transaction; a round of this size takes some tens of milliseconds. */
const RECEIPTS_AT_ONCE = 200;

export interface Settings {
  readonly portal: PortalId;
  readonly data: string;
  readonly publicUrl: string;
  readonly clientSecret: string;
  readonly bounceToken: string;
  readonly hubspot: CrmSettings;
  readonly carriers: CarrierSettings;
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
}

export interface Server {
  readonly app: Express;
  readonly queue: Queue;
  readonly store: PortalStore;
  readonly reads: Reads;
  readonly crm: Crm;
  readonly carriers: Carriers;
  /** Takes what died with the last process up again; keeps the rulebooks. Before anything else. */
  start(): Promise<void>;
  readonly importDirectory: ReturnType<typeof importDirectory>;
  /** One look at what is due: printer's events in, jobs out. Returns how many jobs there are to do. */
  tick(): Promise<number>;
  /** From now on not ready. */
  stop(): void;
  close(): Promise<void>;
}

/** The composition root: the one place that knows every part. */
export const compose = (settings: Settings, config: Config, world: World): Server => {
  const { clock, log } = world;
  const store = world.store.forPortal(settings.portal);
  const reads = world.store.reads(settings.portal);
  const ids = makeIds(clock, world.randomBytes);
  const crm = makeCrm({
    clock,
    log,
    reason: code => config.texts.reason(code, 'en'),
    settings: settings.hubspot,
  });
  const carriers = makeCarriers(config.carriers, settings.carriers, { clock });
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
    policy: config.policy,
    letterCalendar: carriers.of('letter')[0]?.handOver ?? null,
    prices: pricesOf(config.carriers),
    rulebooks: config.rulebooks.map(({ rulebook }) => rulebook),
  };
  const queue = makeInProcessQueue({
    store,
    clock,
    log,
    workers: world.workers ?? WORKERS,
    handlers: {
      expandCampaign: expandCampaign(deps),
      deliverNotices: deliverNotices(deps),
      escalateUnserved: escalateUnserved(deps),
      resolveUnknown: resolveUnknown(deps),
      mirrorToCrm: mirrorToCrm(deps),
    },
  });
  const receipts = recordReceipts(deps);
  const release = releaseDue(deps);
  let stopping = false;
  return {
    app: makeApp({
      log,
      clock,
      reads,
      metrics: makeMetrics({ portal: settings.portal, reads, clock, crm }),
      stopping: () => stopping,
      signature: {
        secret: settings.clientSecret,
        publicUrl: settings.publicUrl,
        portal: settings.portal,
        realNow: world.realNow,
      },
      ...routes(deps, reads, settings, carriers, receipts),
    }),
    queue,
    store,
    reads,
    crm,
    carriers,
    start: async () => {
      await keepRulebooks(deps)(
        config.rulebooks.map(({ file }) => ({ id: file.id, version: file.version, body: file })),
      );
      await store.workers.renew(deps.realNow());
      await recover(deps)();
    },
    importDirectory: async () => {
      const imported = await importDirectory(deps)();
      await world.store.maintain();
      return imported;
    },
    tick: async () => {
      const { badLines } = await carriers.printerEvents(async events => {
        await receipts(events);
      });
      // They lie in the spool under events/rejected until a person looks.
      if (badLines > 0) log.warn('printer events not understood', { lines: badLines });
      return release();
    },
    stop: () => {
      stopping = true;
    },
    close: async () => {
      await carriers.close();
      // A ledger out of reach now: the lease runs out by itself, and another process takes over.
      await store.workers.leave(clock.now()).catch((error: unknown) => {
        log.warn('left without giving back', { error: error instanceof Error ? error.name : 'unknown' });
      });
      await world.store.close();
    },
  };
};

const routes = (
  deps: Deps,
  reads: Reads,
  settings: Settings,
  carriers: Carriers,
  receipts: ReturnType<typeof recordReceipts>,
) => {
  const survey = surveyAudience(deps);
  const views = { reads, clock: deps.clock, texts: deps.texts, rulebooks: deps.rulebooks };
  return {
    outages: {
      clock: deps.clock,
      texts: deps.texts,
      reads,
      nextUpdateMinutes: deps.policy.nextUpdateMinutes,
      draftOutage: draftOutage(deps),
      reviseOutage: reviseOutage(deps),
      rehearseCampaign: rehearseCampaign({ ...deps, survey }),
      approveCampaign: approveCampaign(deps),
      launchCampaign: launchCampaign({ ...deps, survey }),
      outageDetail: outageDetail(views),
      outageList: outageList(views),
    },
    notices: { noticeList: noticeList({ reads }), noticeDetail: noticeDetail({ reads }), blobs: deps.blobs },
    carriers: {
      bounceToken: settings.bounceToken,
      smsStatus: carriers.smsStatus,
      bounce: carriers.bounce,
      recordReceipts: gather(receipts, RECEIPTS_AT_ONCE),
    },
  };
};

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
