import type { CarrierHealth, Need, OperationsPage } from '../../ui-extensions/contract/operations.js';
import type { KnownCarrier } from '../domain/office/carrier-health.js';
import type { Person } from '../domain/office/person.js';
import type { Policy } from '../domain/policy.js';
import { hoursBetween, type Instant } from '../domain/time.js';
import type { Clock, Texts } from '../workflows/ports.js';
import type { Backlog, FeedRead, Reads } from '../workflows/ports/reads.js';
import type { StandingRow } from '../workflows/ports/operations-reads.js';
import type { StoredOutage } from '../workflows/ports/outages.js';
import { carrierHealth } from './carrier-health.js';
import { me } from './office-views.js';
import { outageRow } from './outage-row.js';

export interface OperationsNeeds {
  readonly customObjects: () => boolean | null;
  readonly reads: Reads;
  readonly clock: Clock;
  readonly texts: Texts;
  readonly policy: () => Promise<Policy>;
  readonly admins: readonly Person[];
  readonly carriers: readonly KnownCarrier[];
  /** Minutes after which each feed counts as silent, by name. */
  readonly feedSilence: Readonly<Record<string, number>>;
}

const OUTAGES = 50;
const ROWS = 25;
const POLL_SECONDS = 30;

/** The whole picture: what needs a person, what is on, what is due, and whether the machine is well. */
export const operationsPage =
  (needs: OperationsNeeds) =>
  async (person: Person): Promise<OperationsPage> => {
    const { reads, clock } = needs;
    const now = clock.now();
    const policy = await needs.policy();
    const open = await reads.openOutages(OUTAGES);
    const standings = await reads.standings(open.map(({ id }) => id));
    const deadlines = await reads.deadlines(ROWS);
    const missed = await reads.missedOutages(ROWS);
    const carriers = await carrierHealth(reads, needs.carriers, policy, now);
    const feeds = feedsAt(await reads.feeds(), needs.feedSilence, now);
    const backlog = await reads.backlog(now);
    const { shrunk } = await reads.directory();
    const { permissions } = await me(needs)(person);
    return {
      serverNow: now,
      nextPollSeconds: POLL_SECONDS,
      customObjects: needs.customObjects(),
      may: {
        prepare: permissions.find(({ permission }) => permission === 'campaigns.prepare')?.why ?? null,
      },
      needs: needsOf({ backlog, carriers, feeds, standings, open, shrunk }),
      figures: {
        outages: open.filter(({ status }) => status === 'announced').length,
        notReached: standings.reduce((sum, { notReached }) => sum + notReached, 0),
        nextDeadline: deadlines[0]?.at ?? null,
        missed: missed.reduce((sum, { customers }) => sum + customers, 0),
      },
      outages: open.map(outage =>
        outageRow(
          needs.texts,
          policy,
          outage,
          standings.find(row => row.outage === outage.id),
        ),
      ),
      deadlines: [...deadlines],
      carriers: [...carriers],
      writeBack: await reads.writeBack(),
      queue: [...(await reads.lanes(now))],
      feeds: [...feeds],
      missed: [...missed],
    };
  };

const feedsAt = (
  feeds: readonly FeedRead[],
  silence: OperationsNeeds['feedSilence'],
  now: Instant,
): OperationsPage['feeds'] =>
  feeds.map(({ name, at }) => {
    const minutes = silence[name];
    return {
      name,
      at,
      silent: minutes !== undefined && at !== null && hoursBetween(at, now) * 60 > minutes,
    };
  });

interface Seen {
  readonly backlog: Backlog;
  readonly carriers: readonly CarrierHealth[];
  readonly feeds: OperationsPage['feeds'];
  readonly standings: readonly StandingRow[];
  readonly open: readonly StoredOutage[];
  readonly shrunk: boolean;
}

const plain = (kind: Need['kind'], n: number): readonly Need[] =>
  n === 0 ? [] : [{ kind, n, outage: null, name: null, at: null }];

/** The worst first: a duty broken, then what will break one, then what is not known. */
const needsOf = ({ backlog, carriers, feeds, standings, open, shrunk }: Seen): Need[] => {
  const about = (kind: Need['kind'], rows: readonly StandingRow[]): readonly Need[] =>
    rows.flatMap(({ outage, notReached, deadline }) => {
      const ref = open.find(({ id }) => id === outage)?.ref;
      return ref === undefined
        ? []
        : [{ kind, n: notReached, outage: { id: outage, ref }, name: null, at: deadline }];
    });
  return [
    ...plain('overdue', backlog.overdue),
    ...about(
      'pausedTooLong',
      standings.filter(({ paused, alarmed }) => paused && alarmed),
    ),
    ...carriers
      .filter(({ state }) => state === 'down')
      .map(({ name, attempts }): Need => ({
        kind: 'carrierDown',
        n: attempts,
        outage: null,
        name,
        at: null,
      })),
    ...about(
      'notReached',
      [...standings].filter(({ notReached }) => notReached > 0).sort((a, b) => b.notReached - a.notReached),
    ),
    ...feeds
      .filter(({ silent }) => silent)
      .map(({ name, at }): Need => ({ kind: 'feedSilent', n: 1, outage: null, name, at })),
    ...plain('unknownOutcomes', backlog.unknown),
    ...plain('jobsFailing', backlog.failingJobs),
    ...plain('directoryShrunk', shrunk ? 1 : 0),
  ];
};
