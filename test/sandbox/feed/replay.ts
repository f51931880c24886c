import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, addHours, addMinutes, civilDateIn, type Instant } from '../../../server/domain/time.js';
import { loadConfig, type Config } from '../../../server/load-config.js';
import type { SnapshotRecord } from '../../../server/workflows/ports/feeds.js';
import { startWorld, type World } from '../world.js';
import { HOMES, seedFeedTown } from './feed-town.js';
import { openRecording, type Recording } from './recording.js';
import { figuresOf, type ReplayFigures } from './replay-figures.js';

const LONGEST_DAYS = 14;
const STRIDE_SECONDS = 20;

/** Some outages of the first snapshot have been on for days. */
const BEFORE_DAYS = 366;

/** The baseline as it would have been on the days of the recording: what is judged is the feed, not the calendar. */
const beforeTheFirstDay =
  ({ items, file }: Recording) =>
  (config: Config): Config => {
    const [first] = items;
    const day = first === undefined ? null : addDays(civilDateIn(file.zone, first.at), -BEFORE_DAYS);
    return {
      ...config,
      rulebooks: config.rulebooks.map(each =>
        day === null || each.rulebook.validFrom <= day
          ? each
          : { ...each, rulebook: { ...each.rulebook, validFrom: day } },
      ),
    };
  };

/** The ledger waits for nothing, and the CRM has everything; the print house's rounds go on for ever. */
const isSettled = async ({ server, clock }: World): Promise<boolean> => {
  const { crmPending, jobs, unknown } = await server.reads.backlog(clock.now());
  if (crmPending + jobs + unknown > 0) return false;
  return (await server.store.transact(tx => tx.jobs.nextDue())) === null;
};

/** Receipts that are still on their way when the ledger waits for nothing. */
const LAST_RECEIPTS_MINUTES = 10;

/** Letters, receipts, fallbacks and the CRM: on until nothing is left to be done. */
const settle = async (world: World): Promise<void> => {
  const end = addHours(world.clock.now(), LONGEST_DAYS * 24);
  await world.advanceTo(addMinutes(world.clock.now(), LAST_RECEIPTS_MINUTES));
  while (!(await isSettled(world))) {
    const next = await world.nextAt();
    if (next === null || next > end) throw new Error('The replay does not settle.');
    await world.advanceTo(next);
  }
};

const play = async (
  world: World,
  recording: Recording,
  say: (line: string) => void,
): Promise<readonly SnapshotRecord[]> => {
  const records: SnapshotRecord[] = [];
  const { items, feed } = recording;
  for (const { at, item } of items) {
    if (at > world.clock.now()) await world.advanceTo(at);
    const record = await world.server.readFeedItem(feed, item);
    records.push(record);
    await world.pump();
    const acts = Object.entries(record.acts).map(([act, count]) => `${act} ${count}`);
    say(
      `${record.at.slice(0, 16)}Z  ${String(record.size).padStart(5)} rows  ${[...record.alarms.map(alarm => alarm.toUpperCase()), ...acts].join(', ') || 'nothing new'}`,
    );
  }
  return records;
};

export interface Replay {
  readonly folder: string;
  readonly mapping?: string;
  readonly seed: number;
  /** Fewer for a test. */
  readonly homes?: number;
}

/** Replays a recorded feed through the whole server, on a simulated clock, against the town laid on its feeders. */
export const replayFeed = async (
  { folder, mapping, seed, homes = HOMES }: Replay,
  say: (line: string) => void,
  look?: (world: World) => Promise<void>,
): Promise<ReplayFigures> => {
  const recording = await openRecording(loadConfig().feeds, folder, mapping);
  const start: Instant = addMinutes(recording.items[0]?.at ?? ('' as Instant), -10);
  const data = mkdtempSync(join(tmpdir(), 'forewarn-replay-'));
  try {
    const world = await startWorld({
      seed,
      start,
      folder: data,
      logLevel: 'silent',
      memory: true,
      adapt: beforeTheFirstDay(recording),
      strideSeconds: STRIDE_SECONDS,
      seedPortal: portal => seedFeedTown(portal, seed, recording.circuits, recording.file, homes),
    });
    try {
      const imported = await world.server.importDirectory();
      say(
        `Town: ${imported.servicePoints} service points, laid on ${recording.circuits.length} feeders of the feed and some calm ones. The baseline is taken to be in force before the first day.`,
      );
      const records = await play(world, recording, say);
      say('The last snapshot is read; the clock runs until everything is settled.');
      await settle(world);
      await look?.(world);
      return await figuresOf(world, recording, records);
    } finally {
      await world.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};
