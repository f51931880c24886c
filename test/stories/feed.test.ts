import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotReplay, openRecording } from '../sandbox/feed/recording.js';
import { replayFeed } from '../sandbox/feed/replay.js';
import type { ReplayFigures } from '../sandbox/feed/replay-figures.js';
import { everyNotice } from '../sandbox/feed/replay-figures.js';
import { loadConfig } from '../../server/load-config.js';
import { ROOT } from '../structure/project-files.js';

const FIXTURE = join(ROOT, 'test/fixtures/feed');
const silent = (): void => undefined;

describe('a feed with every oddity, replayed through the whole server', () => {
  let figures: ReplayFigures;
  const told: string[] = [];
  beforeAll(async () => {
    figures = await replayFeed({ folder: FIXTURE, seed: 1, homes: 40 }, silent, async world => {
      for (const notice of await everyNotice(world))
        told.push(`${notice.createdAt.slice(11, 16)} ${notice.kind}`);
    });
  }, 180_000);

  it('opens, updates, ends and opens again what the feed says, once each', () => {
    expect(figures.outages).toEqual({
      opened: 6,
      reopened: 1,
      updated: 1,
      restored: 7,
      cancelled: 0,
      stillOn: 0,
      refused: {},
    });
    expect(figures).toMatchObject({ duplicates: 0, toldTwice: 0 });
  });

  it('counts what it could not read, and alarms', () => {
    expect(figures.snapshots).toMatchObject({ read: 12, unreadable: 0, unknownCauses: { SQUIRREL: 7 } });
    expect(figures.alarms).toMatchObject({ partial: 1, silent: 1 });
  });

  it('tells planned work under way at once, and keeps by how much it was late', () => {
    expect(figures.plannedLate.outages).toBe(1);
    // 48 hours are asked for; the work began 20 minutes before it was first seen.
    expect(figures.plannedLate.hoursShort.max).toBeCloseTo(48.3, 1);
  });

  it('leaves no notice open', () => {
    expect(Object.keys(figures.notices.byState).sort()).not.toContain('open');
    expect(told.length).toBe(figures.notices.all);
    expect(figures.notices.all).toBeGreaterThan(40);
  });
});

describe('a replay', () => {
  const { feeds } = loadConfig();

  it('of the same seed comes to the same figures', async () => {
    const morning = mkdtempSync(join(tmpdir(), 'forewarn-morning-'));
    for (const name of readdirSync(FIXTURE).sort().slice(0, 5))
      cpSync(join(FIXTURE, name), join(morning, name));
    const once = () => replayFeed({ folder: morning, seed: 7, homes: 10 }, silent);
    const first = await once();
    expect(first.outages.opened).toBeGreaterThan(0);
    expect(JSON.stringify(await once())).toBe(JSON.stringify(first));
    rmSync(morning, { recursive: true });
  }, 180_000);

  const empty = mkdtempSync(join(tmpdir(), 'forewarn-empty-'));
  afterAll(() => {
    rmSync(empty, { recursive: true });
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ['of a folder that is not there', join(empty, 'nowhere'), undefined, /There is no folder .*nowhere/],
    ['of a file', join(FIXTURE, '20240310T092000Z.json'), undefined, /is a file/],
    ['of a folder without a snapshot', empty, undefined, /There is no snapshot in/],
    ['by a mapping nobody wrote', FIXTURE, 'tides', /no mapping "tides".*outage-map/],
  ])('%s says what is wrong', async (_what, folder, mapping, words) => {
    const opened = openRecording(feeds, folder, mapping);
    await expect(opened).rejects.toThrow(words);
    await expect(opened).rejects.toBeInstanceOf(CannotReplay);
  });

  it('goes through files that cannot be read', async () => {
    cpSync(join(FIXTURE, '20240310T143000Z.json'), join(empty, '20240310T143000Z.json'));
    cpSync(join(ROOT, 'package.json'), join(empty, '20240310T150000Z.json'));
    const { items } = await openRecording(feeds, empty, undefined);
    expect(items.map(({ item }) => item.name)).toHaveLength(2);
  });
});
