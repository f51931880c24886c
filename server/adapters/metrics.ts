import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { PortalId } from '../domain/ids.js';
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
}

/** What an operator's alarms are made of; every figure is read from the ledger when it is asked for. */
export const makeMetrics = ({
  portal,
  reads,
  clock,
  crm,
  standing,
  workersLive,
}: {
  readonly portal: PortalId;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly crm: Crm;
  readonly standing: () => Standing;
  /** By the leases in the ledger. */
  readonly workersLive: () => Promise<number>;
}) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'forewarn_' });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({
      name: `forewarn_${name}`,
      help,
      labelNames: ['portal', ...labelNames],
      registers: [registry],
    });
  const overdue = gauge(
    'notices_overdue',
    'Open notices past their last lawful moment that nobody was asked about; anything above 0 is an alarm',
  );
  const jobs = gauge('jobs_waiting', 'Jobs not finished');
  const failing = gauge('jobs_failing', 'Jobs that failed more than three times');
  const unknown = gauge('deliveries_unknown', 'Hand-overs whose outcome is not known');
  const pending = gauge('crm_outbox_pending', 'Rows the CRM does not have yet');
  const calls = gauge('crm_calls', 'Calls to the CRM since the start', ['kind']);
  const mode = gauge('queue_mode', 'Who brings jobs to the workers: 1 for the one that does', ['mode']);
  const redis = gauge('redis_up', 'Whether Redis answers; absent where none is set');
  const live = gauge('workers_live', 'Processes that do jobs, by their leases');
  const leader = gauge('leader', '1 in the process that imports and reads the printer’s events');
  return {
    contentType: registry.contentType,
    render: async () => {
      const backlog = await reads.backlog(clock.now());
      overdue.set({ portal }, backlog.overdue);
      jobs.set({ portal }, backlog.jobs);
      failing.set({ portal }, backlog.failingJobs);
      unknown.set({ portal }, backlog.unknown);
      pending.set({ portal }, backlog.crmPending);
      const now = standing();
      for (const one of ['bull', 'polling'] as const)
        mode.set({ portal, mode: one }, now.mode === one ? 1 : 0);
      if (now.redisUp !== null) redis.set({ portal }, now.redisUp ? 1 : 0);
      leader.set({ portal }, now.leader ? 1 : 0);
      live.set({ portal }, await workersLive());
      for (const [kind, count] of Object.entries(crm.calls())) calls.set({ portal, kind }, count);
      return registry.metrics();
    },
  };
};
