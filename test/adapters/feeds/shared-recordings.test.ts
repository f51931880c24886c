import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordedFeed } from '../../../server/adapters/feeds/feed-folder.js';
import { followFeed } from '../../../server/domain/feed/follow-feed.js';
import { hoursBetween, type Instant } from '../../../server/domain/time.js';
import { loadConfig } from '../../../server/load-config.js';
import type { FeedReading } from '../../../server/workflows/ports/feeds.js';
import { EMPTY, remember } from '../../domain/feed/feed-builders.js';
import { ROOT } from '../../structure/project-files.js';

/** Recordings of a real feed, where somebody has put them; they are no part of the project. */
const RECORDINGS = process.env['FOREWARN_RECORDINGS'] ?? join(ROOT, '../shared/data/pge-outages');
const DAYS = ['storm-2024-02-04', 'dst-day-2024-03-10'];

const here = existsSync(RECORDINGS);
if (!here) console.log(`No recordings of a feed in ${RECORDINGS}: their tests are left out.`);

(here ? describe : describe.skip).each(DAYS)('the recorded %s', day => {
  const file = loadConfig(join(ROOT, 'config')).feeds['outage-map'];
  const readings: Extract<FeedReading, { ok: true }>[] = [];
  beforeAll(async () => {
    if (file === undefined) throw new Error('config/feeds/outage-map.yaml is gone.');
    for (const item of await recordedFeed('outage-map', file, join(RECORDINGS, day)).waiting()) {
      const reading = await item.read();
      if (reading.ok) readings.push(reading);
    }
  }, 120_000);

  it('is read without a row refused or a cause or status unknown', () => {
    expect(readings.length).toBeGreaterThan(30);
    for (const { refused, unknownCauses, odd } of readings) {
      expect(refused).toEqual({});
      expect(unknownCauses).toEqual({});
      expect(odd['unknownStatus'] ?? 0).toBe(0);
    }
  });

  it('has times that are the wall clock’s: what is new began minutes before, and estimates lie ahead', () => {
    let freshest = Infinity;
    let ahead = 0;
    let all = 0;
    for (const { snapshot } of readings) {
      const starts = snapshot.rows.map(row => row.start).sort();
      const youngest = hoursBetween(starts.at(-1) as Instant, snapshot.at);
      expect(youngest).toBeGreaterThan(0);
      freshest = Math.min(freshest, youngest);
      for (const { etr } of snapshot.rows) {
        if (etr === null) continue;
        all += 1;
        ahead += etr.at > snapshot.at ? 1 : 0;
      }
    }
    // Read as UTC it would be seven or eight hours.
    expect(freshest).toBeLessThan(0.5);
    expect(ahead / all).toBeGreaterThan(0.95);
  });

  it('tells no end by a snapshot that is not complete, and every outage once', () => {
    if (file === undefined) throw new Error('config/feeds/outage-map.yaml is gone.');
    const served = new Set(readings.flatMap(({ snapshot }) => snapshot.rows.map(row => row.feeder)));
    const open = new Set<string>();
    let memory = EMPTY;
    for (const { snapshot } of readings) {
      const followed = followFeed(memory, snapshot, { rules: file.rules, served, now: snapshot.at });
      for (const { act, before } of followed.decisions) {
        const place = `${before.kind}/${before.feeder}`;
        if (act === 'open' || act === 'reopen') {
          expect(open.has(place)).toBe(false);
          open.add(place);
        }
        if (act === 'restore') {
          expect(followed.complete).toBe(true);
          expect(open.delete(place)).toBe(true);
        }
      }
      memory = remember(memory, followed);
    }
    expect(memory.feeders.filter(({ told }) => told !== null)).toHaveLength(open.size);
  }, 120_000);
});
