import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { PortalId } from '../domain/ids.js';
import { hoursBetween, toEpochMs, type Instant } from '../domain/time.js';
import type { Clock } from '../workflows/ports.js';
import type { Crm } from '../workflows/ports/crm.js';
import type { Reads } from '../workflows/ports/reads.js';

/** How this process stands among the others. */
export interface Standing {
  /** Who brings the jobs. */
  readonly mode: 'bull' | 'polling';
  /** Null: no Redis is set. */
  readonly redisUp: boolean | null;
  readonly leader: boolean;
  /** Live processes, this one among them. */
  readonly workers: number;
}

/** Of one portal. */
export interface PortalFigures {
  readonly portal: PortalId;
  readonly reads: Reads;
  readonly crm: Crm;
  readonly standing: () => Standing;
  /** By the leases in the ledger. */
  readonly workersLive: () => Promise<number>;
}

/** What an operator's alarms are made of; every figure is read from the ledger when it is asked for. */
export const makeMetrics = ({
  clock,
  portals,
}: {
  readonly clock: Clock;
  readonly portals: () => readonly PortalFigures[];
}) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'forewarn_' });
  const gauges: Gauge[] = [];
  const gauge = (name: string, help: string, labelNames: string[] = []) => {
    const made = new Gauge({
      name: `forewarn_${name}`,
      help,
      labelNames: ['portal', ...labelNames],
      registers: [registry],
    });
    gauges.push(made);
    return made;
  };
  const overdue = gauge(
    'notices_overdue',
    'Open notices past their last lawful moment that nobody was asked about; anything above 0 is an alarm',
  );
  const jobs = gauge('jobs_waiting', 'Jobs not finished');
  const failing = gauge('jobs_failing', 'Jobs that failed more than three times');
  const unknown = gauge('deliveries_unknown', 'Hand-overs whose outcome is not known');
  const pending = gauge('crm_outbox_pending', 'Rows the CRM does not have yet');
  const paused = gauge(
    'campaigns_paused_too_long',
    'Paused campaigns with deadlines in danger; above 0 is an alarm',
  );
  const calls = gauge('crm_calls', 'Calls to the CRM since the start', ['kind']);
  const hints = gauge('directory_hints', 'Records named by webhooks or the sweep and not read yet');
  const swept = gauge('directory_sweep_age_seconds', 'Since the last sweep of changes began; -1: never');
  const reconciled = gauge(
    'directory_reconciled_age_seconds',
    'Since the whole directory was last compared; -1: never',
  );
  const shrunk = gauge(
    'directory_shrunk',
    '1: the CRM showed fewer than half of the former records, and nothing was ended',
  );
  const differences = gauge('directory_differences', 'What the last comparison had to mend', ['kind', 'how']);
  const webhooks = new Counter({
    name: 'forewarn_webhooks',
    help: 'Webhook events taken, and requests refused, by reason',
    labelNames: ['portal', 'outcome'],
    registers: [registry],
  });
  const age = (now: Instant, at: Instant | null): number =>
    at === null ? -1 : Math.round((toEpochMs(now) - toEpochMs(at)) / 1000);
  const mode = gauge('queue_mode', 'Who brings jobs to the workers: 1 for the one that does', ['mode']);
  const redis = gauge('redis_up', 'Whether Redis answers; absent where none is set');
  const live = gauge('workers_live', 'Processes that do jobs, by their leases');
  const leader = gauge('leader', '1 in the process that imports and reads the printer’s events');
  const feedAge = gauge('feed_age_seconds', 'Since the newest snapshot of the feed was taken', ['feed']);
  const feedRows = gauge('feed_rows', 'Rows in the newest snapshot of the feed', ['feed']);
  const feedAlarms = gauge('feed_alarms', 'Snapshots of the feed with something wrong, by what', [
    'feed',
    'alarm',
  ]);
  const feedUnknown = gauge('feed_unknown_causes', 'Rows whose cause the mapping does not know', ['feed']);
  const feedRefused = gauge('feed_refused', 'What the feed asked for and was not launched: with a person', [
    'feed',
  ]);
  const setFeeds = async ({ portal, reads }: PortalFigures): Promise<void> => {
    for (const { name: feed, at, size, alarms, unknownCauses, refused } of await reads.feeds()) {
      if (at !== null) feedAge.set({ portal, feed }, hoursBetween(at, clock.now()) * 3600);
      feedRows.set({ portal, feed }, size ?? 0);
      for (const [alarm, count] of Object.entries(alarms)) feedAlarms.set({ portal, feed, alarm }, count);
      feedUnknown.set({ portal, feed }, unknownCauses);
      feedRefused.set({ portal, feed }, refused);
    }
  };
  const setAll = async (figures: PortalFigures): Promise<void> => {
    const { portal, reads, crm, standing, workersLive } = figures;
    const backlog = await reads.backlog(clock.now());
    overdue.set({ portal }, backlog.overdue);
    jobs.set({ portal }, backlog.jobs);
    failing.set({ portal }, backlog.failingJobs);
    unknown.set({ portal }, backlog.unknown);
    pending.set({ portal }, backlog.crmPending);
    paused.set({ portal }, backlog.pausedTooLong);
    const directory = await reads.directory();
    hints.set({ portal }, directory.hints);
    swept.set({ portal }, age(clock.now(), directory.sweptTo));
    reconciled.set({ portal }, age(clock.now(), directory.reconciledAt));
    shrunk.set({ portal }, directory.shrunk ? 1 : 0);
    for (const [kind, row] of Object.entries(directory.report))
      for (const [how, count] of Object.entries(row)) differences.set({ portal, kind, how }, count);
    const now = standing();
    for (const one of ['bull', 'polling'] as const) mode.set({ portal, mode: one }, now.mode === one ? 1 : 0);
    if (now.redisUp !== null) redis.set({ portal }, now.redisUp ? 1 : 0);
    leader.set({ portal }, now.leader ? 1 : 0);
    live.set({ portal }, await workersLive());
    await setFeeds(figures);
    for (const [kind, count] of Object.entries(crm.calls())) calls.set({ portal, kind }, count);
  };
  /** One at a time: a second scrape must not find what the first has just cleared. */
  let tail: Promise<unknown> = Promise.resolve();
  return {
    countWebhooks: (portal: string, outcome: string, n: number) => {
      webhooks.inc({ portal, outcome }, n);
    },
    contentType: registry.contentType,
    render: () => {
      const turn = tail.then(async () => {
        // Of a portal that is no more nothing stays behind as an alarm.
        for (const each of gauges) each.reset();
        for (const figures of portals()) await setAll(figures);
        return registry.metrics();
      });
      tail = turn.catch(() => undefined);
      return turn;
    },
  };
};
