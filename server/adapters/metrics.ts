import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { PortalId } from '../domain/ids.js';
import { hoursBetween } from '../domain/time.js';
import type { Clock } from '../workflows/ports.js';
import type { Crm } from '../workflows/ports/crm.js';
import type { Reads } from '../workflows/ports/reads.js';

/** What an operator's alarms are made of; every figure is read from the ledger when it is asked for. */
export const makeMetrics = ({
  portal,
  reads,
  clock,
  crm,
}: {
  readonly portal: PortalId;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly crm: Crm;
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
  const setFeeds = async (): Promise<void> => {
    for (const { name: feed, at, size, alarms, unknownCauses, refused } of await reads.feeds()) {
      if (at !== null) feedAge.set({ portal, feed }, hoursBetween(at, clock.now()) * 3600);
      feedRows.set({ portal, feed }, size ?? 0);
      for (const [alarm, count] of Object.entries(alarms)) feedAlarms.set({ portal, feed, alarm }, count);
      feedUnknown.set({ portal, feed }, unknownCauses);
      feedRefused.set({ portal, feed }, refused);
    }
  };
  return {
    contentType: registry.contentType,
    render: async () => {
      const backlog = await reads.backlog(clock.now());
      overdue.set({ portal }, backlog.overdue);
      jobs.set({ portal }, backlog.jobs);
      failing.set({ portal }, backlog.failingJobs);
      unknown.set({ portal }, backlog.unknown);
      pending.set({ portal }, backlog.crmPending);
      await setFeeds();
      for (const [kind, count] of Object.entries(crm.calls())) calls.set({ portal, kind }, count);
      return registry.metrics();
    },
  };
};
