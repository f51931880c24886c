import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { makeLog } from '../../server/adapters/log.js';
import type { RedisLink } from '../../server/adapters/queue/redis.js';
import type { Store } from '../../server/adapters/store/store.js';
import { serverOfOne, type Server } from '../sandbox/server-of-one.js';
import type { PortalId } from '../../server/domain/ids.js';
import { addMinutes, earliest, instant, type Instant } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { RENEW_EVERY_SECONDS } from '../../server/workflows/ports/workers.js';
import type { OutageView } from '../../ui-extensions/contract/outage.js';
import { defaultPortalId, defaultToken } from '../portal/portal.js';
import { deskOf, need, type Desk } from '../sandbox/scenario.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import { simulatedClock, type SimulatedClock } from '../sandbox/simulated-clock.js';
import { carriersForSinks } from '../sandbox/sinks/start-sinks.js';
import { grantRoles, TOWN_ADMINS } from '../sandbox/staff.js';
import { makeCall } from '../sandbox/world.js';
import { FEEDER } from './homes.js';
import { listen } from './listen.js';
import { startOtherProcess, type OtherProcess } from './other-process.js';

/** Monday 23 November 2026, 10:00 in Berlin; the work is on Friday. */
const START = instant('2026-11-23T10:00+01:00');
const SECRET = 'bench-client-secret-of-no-worth';
const BOUNCE_TOKEN = 'bench-bounce-token-of-no-worth';

export interface Phase {
  readonly phase: string;
  readonly seconds: number;
  readonly items: number;
  readonly what: string;
  /** Calls to HubSpot in this phase. */
  readonly crmCalls: number;
  readonly peakMb: number;
}
/** What the campaign runs on. */
export interface BenchEngine {
  readonly name: string;
  readonly store: Store;
  readonly redis?: RedisLink;
}
export interface DeliveryFigures {
  readonly engine: string;
  readonly homes: number;
  readonly phases: readonly Phase[];
  readonly messages: Readonly<Record<string, number>>;
  readonly duplicates: number;
  readonly activities: number;
}

interface Bench {
  readonly clock: SimulatedClock;
  readonly server: Server;
  readonly desk: Desk;
  readonly other: OtherProcess;
}

const callsOf = (server: Server): number => Object.values(server.crm.calls()).reduce((a, b) => a + b, 0);

/** Real seconds, calls and the highest memory while `work` runs; it returns how much it did. */
const measure = async (
  { server }: Bench,
  phase: string,
  what: string,
  work: () => Promise<number>,
): Promise<Phase> => {
  let peak = process.memoryUsage().rss;
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
  const calls = callsOf(server);
  const from = process.hrtime.bigint();
  const items = await work();
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  clearInterval(look);
  return {
    phase,
    what,
    items,
    seconds,
    crmCalls: callsOf(server) - calls,
    peakMb: Math.round(Math.max(peak, process.memoryUsage().rss) / 1e6),
  };
};

/** Everything due by the clock here and at the other side, and what it leads to. */
const pump = async ({ clock, server, other }: Bench): Promise<Instant | null> => {
  for (;;) {
    const made = await server.tick();
    const done = await server.queue.drain();
    const { happened, nextAt } = await other.ask<'run'>({ do: 'run', at: clock.now() });
    if (made + done + happened === 0) return nextAt;
  }
};

const advance = async (bench: Bench, to: Instant): Promise<void> => {
  for (;;) {
    const theirs = await pump(bench);
    const ours = await bench.server.store.transact(tx => tx.jobs.nextDue());
    const [first, ...rest] = [theirs, ours].filter(at => at !== null);
    const next = first === undefined ? null : earliest(first, ...rest);
    if (next === null || next > to) break;
    if (next > bench.clock.now()) bench.clock.set(next);
  }
  if (to > bench.clock.now()) bench.clock.set(to);
  await pump(bench);
};

const progressOf = (outage: OutageView): { notices: number; deliveries: number } => {
  const [row] = outage.progress;
  return {
    notices: Object.values(row?.notices ?? {}).reduce((a, b) => a + b, 0),
    deliveries: (row?.deliveries ?? []).reduce((sum, d) => sum + d.count, 0),
  };
};

const play = async (bench: Bench, homes: number): Promise<readonly Phase[]> => {
  const { clock, server, desk } = bench;
  const phases: Phase[] = [];
  const then = async (phase: string, what: string, work: () => Promise<number>): Promise<void> => {
    const done = await measure(bench, phase, what, work);
    phases.push(done);
    process.stderr.write(`${phase}: ${done.items} ${what} in ${done.seconds.toFixed(1)} s\n`);
  };
  await then('directory read', 'accounts', async () => {
    await server.importDirectory();
    return homes;
  });
  const { id } = need(
    await desk.draft({
      kind: 'planned',
      feeders: [FEEDER],
      zone: 'Europe/Berlin',
      windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
      reason: 'network_repair',
    }),
  );
  const noticesOf = (outage: OutageView): number => outage.revisions[0]?.rehearsal?.summary.notices ?? 0;
  await then('rehearsal', 'notices', async () => noticesOf(need(await desk.rehearse(id))));
  const rehearsed = need(await desk.approve(id, 'size'));
  await then('launch', 'notices checked again', async () => noticesOf(need(await desk.launch(rehearsed))));
  await then('expansion and delivery', 'deliveries', async () => {
    for (;;) {
      const made = await server.tick();
      const done = await server.queue.drain();
      if (made + done === 0) break;
    }
    return progressOf(await desk.see(id)).deliveries;
  });
  await then('receipts and decisions', 'callbacks', async () => {
    // All of them in one burst, as after a storm: two for each text.
    clock.set(addMinutes(clock.now(), 10));
    await pump(bench);
    return 2 * ((await bench.other.ask<'count'>({ do: 'count' })).messages['sms'] ?? 0);
  });
  await then('write-back', 'activities', async () => {
    await advance(bench, addMinutes(clock.now(), 12 * 60));
    return (await bench.other.ask<'count'>({ do: 'count' })).activities;
  });
  return phases;
};

/**
 * One planned campaign from the directory to the CRM, with the real carriers' protocols against the other process. The
 * clock is simulated, so rate limits and waits cost no time: what is measured is our own work.
 */
export const benchDelivery = async (
  { name: engine, store, redis }: BenchEngine,
  homes: number,
): Promise<DeliveryFigures> => {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  const other = startOtherProcess();
  const http = await listen();
  const config = loadConfig();
  const shipped = { ...config, carriers: carriersForSinks(config.carriers) };
  const clock = simulatedClock(START);
  const spool = join(folder, 'spool');
  const { portalUrl, environment } = await other.ask<'open'>({
    do: 'open',
    start: START,
    homes,
    spool,
    serverUrl: http.url,
    bounceToken: BOUNCE_TOKEN,
  });
  const server = serverOfOne(
    {
      own: {
        portal: String(defaultPortalId) as PortalId,
        hubspot: { basePath: portalUrl, accessToken: defaultToken },
      },
      data: join(folder, 'data'),
      publicUrl: http.url,
      clientSecret: SECRET,
      bounceToken: BOUNCE_TOKEN,
      admins: TOWN_ADMINS,
      carriers: readCarrierSettings(shipped.carriers, environment).settings,
    },
    shipped,
    {
      clock,
      log: makeLog('warn', { write: line => process.stderr.write(line) }),
      randomBytes: seededRandom(1).bytes,
      realNow: Date.now,
      store,
      ...(redis === undefined ? {} : { redis: () => redis }),
    },
  );
  http.handle(server.app);
  let renewing: NodeJS.Timeout | undefined;
  try {
    await server.start();
    // As production does: leases run by real time.
    renewing = setInterval(() => {
      void server.renew().catch(() => undefined);
    }, RENEW_EVERY_SECONDS * 1000);
    const call = makeCall(http.url, SECRET);
    await grantRoles(call);
    const bench = { clock, server, other, desk: deskOf({ call }) };
    const phases = await play(bench, homes);
    const { messages, duplicates, activities } = await other.ask<'count'>({ do: 'count' });
    return { engine, homes, phases, messages, duplicates, activities };
  } finally {
    clearInterval(renewing);
    http.close();
    await server.queue.stop();
    await server.close();
    other.end();
    rmSync(folder, { recursive: true, force: true });
  }
};
