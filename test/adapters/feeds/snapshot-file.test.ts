import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { feedTimes } from '../../../server/adapters/feeds/feed-times.js';
import { folderFeed } from '../../../server/adapters/feeds/feed-folder.js';
import { readSnapshotFile } from '../../../server/adapters/feeds/snapshot-file.js';
import type { Zone } from '../../../server/domain/time.js';
import { loadConfig } from '../../../server/load-config.js';
import { ROOT } from '../../structure/project-files.js';

const shipped = loadConfig(join(ROOT, 'config')).feeds['outage-map'];
if (shipped === undefined) throw new Error('config/feeds/outage-map.yaml is gone.');
const file = { ...shipped, mostBytes: 100_000 };
const FIXTURE = join(ROOT, 'test/fixtures/feed');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'forewarn-feed-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const read = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return readSnapshotFile(file, feedTimes(file), join(folder, name));
};
const NAME = '20240310T092000Z.json';

describe('a snapshot that cannot be read', () => {
  it.each<[string, string, string | Buffer, string]>([
    ['is no gzip', `${NAME}.gz`, '[]', 'notGzip'],
    ['is gzip cut short', `${NAME}.gz`, gzipSync(`[${'{"a":1},'.repeat(500)}1]`).subarray(0, 30), 'cutShort'],
    ['is JSON cut short', NAME, '[{"F_OUTAGE_ID":1},{"F_OUT', 'cutShort'],
    ['is no JSON', NAME, '<html>502</html>', 'notJson'],
    ['is empty', NAME, '', 'notJson'],
    ['is no array', NAME, '{"error":{"code":500}}', 'notAnArray'],
    ['has no time in its name', 'latest.json', '[]', 'noTime'],
    ['has a time that never was', '20240231T092000Z.json', '[]', 'noTime'],
    ['unpacks to more than is taken', `${NAME}.gz`, gzipSync(Buffer.alloc(50_000_000)), 'tooLarge'],
  ])('since it %s says so', async (_what, name, content, why) => {
    expect(await read(name, content)).toEqual({ ok: false, why });
  });

  it('since it is not there says so', async () => {
    const reading = await readSnapshotFile(file, feedTimes(file), join(folder, NAME));
    expect(reading).toEqual({ ok: false, why: 'notReadable' });
  });
});

describe('a snapshot', () => {
  it('is read row by row; what is odd or cannot be read is counted with its reason', async () => {
    const reading = await readSnapshotFile(file, feedTimes(file), join(FIXTURE, NAME));
    if (!reading.ok) throw new Error(reading.why);
    const { snapshot } = reading;
    expect(snapshot).toMatchObject({
      at: '2024-03-10T09:20:00.000Z',
      size: 11,
      unreadIds: ['9009', '9010'],
      nameless: 0,
    });
    expect(reading.refused).toEqual({ noStart: 1, noFeeder: 1 });
    expect(reading.odd).toEqual({
      duplicateId: 1,
      noCustomers: 1,
      offTheMap: 1,
      unknownCause: 1,
      unknownStatus: 1,
    });
    expect(reading.unknownCauses).toEqual({ SQUIRREL: 1 });
    const row = (id: string) => snapshot.rows.find(each => each.id === id);
    // 00:40 by the wall clock is 08:40 UTC; an estimate of 03:30 lies after the clocks went forward.
    expect(row('9001')).toMatchObject({
      feeder: '70010001',
      meaning: 'emergency',
      reason: 'investigating',
      start: '2024-03-10T08:40:00.000Z',
      etr: { at: '2024-03-10T10:30:00.000Z', quality: 'model' },
    });
    expect(row('9004')).toMatchObject({ reason: 'broken_pole', etr: { quality: 'crew' } });
    expect(row('9005')).toMatchObject({ meaning: 'planned', reason: 'tree_work', etr: { quality: 'area' } });
    expect(row('9006')).toMatchObject({ meaning: 'notOutage' });
    expect(row('9008')).toMatchObject({ meaning: 'emergency', reason: 'investigating' });
  });

  it('with a row that names nothing knows that it may be any row', async () => {
    const reading = await read(NAME, '[1,{"OUTAGE_CIRCUIT_ID":5},null,[]]');
    expect(reading).toMatchObject({
      ok: true,
      snapshot: { size: 4, rows: [], nameless: 4 },
      refused: { notAnObject: 3, noId: 1 },
    });
  });

  it('does not take a name of Object for a cause', async () => {
    const rows = [
      { F_OUTAGE_ID: 1, OUTAGE_CIRCUIT_ID: 2, OUTAGE_START: 1710034800000, OUTAGE_CAUSE: 'constructor' },
    ];
    expect(await read(NAME, JSON.stringify(rows))).toMatchObject({
      ok: true,
      snapshot: { rows: [{ reason: 'investigating', meaning: 'emergency', customers: null }] },
      unknownCauses: { constructor: 1 },
    });
  });
});

describe('a time of a feed', () => {
  const zone = 'America/Los_Angeles' as Zone;
  it.each([
    ['epochMs', 1710066600000, '2024-03-10T10:30:00.000Z'],
    ['epochMs', '1710066600000', '2024-03-10T10:30:00.000Z'],
    ['epochSeconds', 1710066600, '2024-03-10T10:30:00.000Z'],
    ['iso', '2024-03-10T03:30:00-07:00', '2024-03-10T10:30:00.000Z'],
    ['local', '2024-03-10 03:30:00', '2024-03-10T10:30:00.000Z'],
    ['local', '3/10/2024 3:30:00 AM', '2024-03-10T10:30:00.000Z'],
    ['local', '3/10/2024 12:01 PM', '2024-03-10T19:01:00.000Z'],
    ['wallClockEpochMs', 1710041400000, '2024-03-10T10:30:00.000Z'],
    ['wallClockEpochSeconds', 1710041400, '2024-03-10T10:30:00.000Z'],
    ['epochMs', 0, null],
    ['epochMs', 'soon', null],
    ['epochMs', null, null],
    ['iso', '2024-03-10T03:30:00', null],
    ['local', 'tomorrow', null],
  ] as const)('written as %s, %s, is %s', (times, value, expected) => {
    expect(feedTimes({ times, zone })(value, 'first')).toBe(expected);
  });

  it('that the clocks skip or repeat is taken so that nobody is promised too much', () => {
    const read_ = feedTimes({ times: 'local', zone });
    // Sunday 10 March 2024: 02:30 does not exist. Sunday 3 November 2024: 01:30 comes twice.
    expect(read_('2024-03-10 02:30', 'first')).toBe('2024-03-10T10:30:00.000Z');
    expect(read_('2024-11-03 01:30', 'first')).toBe('2024-11-03T08:30:00.000Z');
    expect(read_('2024-11-03 01:30', 'second')).toBe('2024-11-03T09:30:00.000Z');
  });
});

describe('a watched folder', () => {
  it('is read in order of time, and gives each file once', async () => {
    for (const name of ['20240310T101500Z.json', NAME, 'half.json.part', '20240310T104500Z.json.gz'])
      writeFileSync(join(folder, name), '[]');
    const feed = folderFeed('outage-map', file, folder);
    const items = await feed.waiting();
    expect(items.map(({ name }) => name)).toEqual([
      NAME,
      '20240310T101500Z.json',
      '20240310T104500Z.json.gz',
    ]);
    await items[0]?.settle('done');
    await items[2]?.settle('rejected');
    expect((await feed.waiting()).map(({ name }) => name)).toEqual(['20240310T101500Z.json']);
    expect([readdirSync(join(folder, 'done')), readdirSync(join(folder, 'rejected'))]).toEqual([
      [NAME],
      ['20240310T104500Z.json.gz'],
    ]);
  });
});
