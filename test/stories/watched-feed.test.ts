import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addHours, instant } from '../../server/domain/time.js';
import { loadConfig, type Config } from '../../server/load-config.js';
import { seedFeedTown } from '../sandbox/feed/feed-town.js';
import { startWorld, type World } from '../sandbox/world.js';
import { ROOT } from '../structure/project-files.js';

const FIXTURE = join(ROOT, 'test/fixtures/feed');
const FIRST = '20240310T092000Z.json';
const START = instant('2024-03-10T09:25Z');

/** The shipped config with the baseline in force on the day of the fixture. */
const inForce = (config: Config): Config => ({
  ...config,
  rulebooks: config.rulebooks.map(each => ({
    ...each,
    rulebook: { ...each.rulebook, validFrom: '2024-01-01' as typeof each.rulebook.validFrom },
  })),
});

describe('a folder that a feed writes into', () => {
  let folder: string;
  let world: World;
  const lines: string[] = [];
  const inbox = () => join(folder, 'feeds', 'outage-map');
  const start = async (jurisdiction: string): Promise<void> => {
    world = await startWorld({
      seed: 1,
      start: START,
      folder,
      memory: true,
      feeds: join(folder, 'feeds'),
      adapt: inForce,
      onLog: line => lines.push(line),
      seedPortal: portal => {
        const mapping = loadConfig().feeds['outage-map'];
        if (mapping === undefined) throw new Error('config/feeds/outage-map.yaml is gone.');
        return seedFeedTown(portal, 1, [['70010002', 1]], { zone: mapping.zone, jurisdiction }, 6);
      },
    });
    await world.server.importDirectory();
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forewarn-watched-'));
    mkdirSync(inbox(), { recursive: true });
    lines.length = 0;
  });
  afterEach(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });
  const logged = (event: string): number => lines.filter(line => line.includes(`"msg":"${event}"`)).length;

  it('is read by the tick: told once, put away, and missed when it falls silent', async () => {
    await start('XA-W');
    cpSync(join(FIXTURE, FIRST), join(inbox(), FIRST));
    writeFileSync(join(inbox(), '20240310T092100Z.json.gz'), 'no gzip');
    await world.pump();
    const [outage, ...more] = await world.server.reads.outages(10);
    expect(more).toEqual([]);
    expect(outage).toMatchObject({ kind: 'emergency', status: 'announced', createdBy: 'feed:outage-map' });
    expect(readdirSync(join(inbox(), 'done'))).toEqual([FIRST]);
    expect(readdirSync(join(inbox(), 'rejected'))).toEqual(['20240310T092100Z.json.gz']);
    const messages = world.sinks.inbox.counts();
    expect(messages.email + messages.sms).toBeGreaterThan(5);

    // After a crash between the commit and the renaming the file lies there again.
    cpSync(join(FIXTURE, FIRST), join(inbox(), FIRST));
    await world.pump();
    expect(await world.server.reads.outages(10)).toHaveLength(1);
    expect(world.sinks.inbox.counts()).toEqual(messages);

    expect(logged('feed silent')).toBe(0);
    await world.advanceTo(addHours(START, 3));
    await world.pump();
    expect(logged('feed silent')).toBeGreaterThan(0);
    const metrics = await (await fetch(`${world.serverUrl}/metrics`)).text();
    expect(metrics).toMatch(/forewarn_feed_age_seconds\{[^}]*feed="outage-map"\} 1\d{4}/);
    expect(metrics).toMatch(/forewarn_feed_alarms\{[^}]*alarm="unreadable"\} 1/);
    expect(metrics).toMatch(/forewarn_feed_unknown_causes\{[^}]*\} 1/);
  }, 180_000);

  it('brings an outage where no rulebook applies: it is left to a person and nobody is written to', async () => {
    await start('XB-1');
    cpSync(join(FIXTURE, FIRST), join(inbox(), FIRST));
    await world.pump();
    const [outage] = await world.server.reads.outages(10);
    expect(outage).toMatchObject({ status: 'draft', revisions: [{ launchedAt: null }] });
    cpSync(join(FIXTURE, '20240310T111500Z.json'), join(inbox(), '20240310T111500Z.json'));
    await world.advanceTo(instant('2024-03-10T11:15Z'));
    expect(await world.server.reads.outages(10)).toHaveLength(1);
    expect(world.sinks.inbox.counts()).toEqual({ email: 0, sms: 0, letter: 0 });
    const [feed] = await world.server.reads.feeds();
    expect(feed).toMatchObject({ name: 'outage-map', refused: 1 });
  }, 180_000);
});
