import { randomInt } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMinutes, fromEpochMs } from '../../server/domain/time.js';
import { loadConfig, projectFolder } from '../../server/load-config.js';
import { noticeList, type NoticeRow } from '../../ui-extensions/contract/notice.js';
import { describePostgres, type Ledger } from '../engines/engines.js';
import { describeRedis, removeKeys } from '../engines/redis.js';
import { compile } from '../faults/child-process.js';
import { HOUSES, seedHouses } from '../faults/houses.js';
import { forewarnProperties, forewarnSchemas } from '../portal/forewarn-schemas.js';
import { createPortal, defaultPortalId, defaultToken, type Portal } from '../portal/portal.js';
import { makeAgenda } from '../sandbox/agenda.js';
import { deskOf, need } from '../sandbox/scenario.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { startSinks, type Sinks } from '../sandbox/sinks/start-sinks.js';
import { grantRoles, TOWN_ADMINS } from '../sandbox/staff.js';
import { makeCall, type World } from '../sandbox/world.js';
import { freePort, start, until, type Run } from './processes.js';

const CLIENT_SECRET = 'a-client-secret-of-this-test';
const BOUNCE_TOKEN = 'a-bounce-token-of-this-test';

/** The shipped configuration, with carriers slow enough to be interrupted and an SMS provider that honours keys. */
const slowConfig = (folder: string): string => {
  const config = join(folder, 'config');
  cpSync(join(projectFolder(), 'config'), config, { recursive: true });
  const file = join(config, 'carriers.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text
      .replace(/honoursKeys: false\n(\s+)answersByKey: false/, 'honoursKeys: true\n$1answersByKey: true')
      .replaceAll(/ratePerSecond: \d+/g, 'ratePerSecond: 8'),
  );
  return config;
};

/** A database of its own in the Redis under test: production's keys begin with the portal alone. */
const ownDatabase = (url: string): string => {
  const address = new URL(url);
  address.pathname = `/${1 + randomInt(15)}`;
  return address.href;
};

describeRedis('web and workers', testUrl => {
  const redisUrl = ownDatabase(testUrl);
  describePostgres('on one ledger', ({ makeLedger }) => {
    let ledger: Ledger;
    let folder: string;
    let sinks: Sinks;
    let portal: Portal;
    let closePortal: () => Promise<void>;
    let env: Readonly<Record<string, string>>;
    let web: string;
    let call: World['call'];
    let runs: Run[] = [];

    beforeAll(compile, 240_000);
    beforeEach(async () => {
      ledger = await makeLedger();
      folder = mkdtempSync(join(tmpdir(), 'forewarn-roles-'));
      mkdirSync(join(folder, 'spool'));
      const clock = simulatedClock(fromEpochMs(Date.now()));
      clock.setMode('real');
      portal = createPortal({ clock, schemas: forewarnSchemas, properties: forewarnProperties, seed: 1 });
      const listening = await portal.listen();
      closePortal = listening.close;
      seedHouses(portal);
      const port = await freePort();
      web = `http://127.0.0.1:${port}`;
      const handOver = loadConfig().carriers.letter[0]?.handOver;
      if (handOver === undefined) throw new Error('No letter carrier.');
      sinks = await startSinks({
        clock,
        agenda: makeAgenda(clock),
        spool: join(folder, 'spool'),
        handOver,
        bounces: { url: `${web}/carriers/mail/bounce` },
        smsCallbackUrl: `${web}/carriers/sms/status`,
      });
      env = {
        ...sinks.environment,
        HUBSPOT_PORTAL_ID: String(defaultPortalId),
        HUBSPOT_ACCESS_TOKEN: defaultToken,
        HUBSPOT_CLIENT_SECRET: CLIENT_SECRET,
        HUBSPOT_API_URL: listening.url,
        FOREWARN_PUBLIC_URL: web,
        FOREWARN_BOUNCE_TOKEN: BOUNCE_TOKEN,
        FOREWARN_ADMINS: TOWN_ADMINS.join(','),
        FOREWARN_DATA: join(folder, 'data'),
        FOREWARN_CONFIG: slowConfig(folder),
        DATABASE_URL: ledger.url ?? '',
        PORT: String(port),
      };
      call = makeCall(web, CLIENT_SECRET);
    });
    afterEach(async () => {
      for (const run of runs) run.child.kill('SIGKILL');
      await Promise.all(runs.map(run => run.ended));
      runs = [];
      await sinks.close();
      await closePortal();
      await ledger.drop();
      await removeKeys(redisUrl, `forewarn:${defaultPortalId}`);
      rmSync(folder, { recursive: true, force: true });
    });

    const begin = (words: readonly string[], more: Readonly<Record<string, string>> = {}): Run => {
      const run = start({ ...env, REDIS_URL: redisUrl, ...more }, words);
      runs.push(run);
      return run;
    };
    const worker = async (): Promise<Run & { readonly url: string }> => {
      const port = await freePort();
      return { ...begin(['--role', 'worker'], { PORT: String(port) }), url: `http://127.0.0.1:${port}` };
    };
    const isReady = (url: string) => async (): Promise<boolean> => (await fetch(`${url}/ready`)).ok;
    const metric = async (url: string, name: string): Promise<number> =>
      Number(
        new RegExp(`^forewarn_${name}\\{[^}]*\\} (\\S+)$`, 'm').exec(
          await (await fetch(`${url}/metrics`)).text(),
        )?.[1],
      );
    const everyone = async () => {
      begin(['--role', 'web']);
      const workers = [await worker(), await worker()] as const;
      await until('all are ready', async () =>
        (await Promise.all([web, ...workers.map(({ url }) => url)].map(url => isReady(url)()))).every(
          ready => ready,
        ),
      );
      await until('the directory is read', async () => {
        const { body } = await call('GET', '/api/feeders', undefined, 'ida');
        return JSON.stringify(body).includes('F-01');
      });
      return workers;
    };
    const launch = async (): Promise<string> => {
      await grantRoles(call);
      const desk = deskOf({ call });
      const { id } = need(
        await desk.draft({
          kind: 'emergency',
          feeders: ['F-01'],
          since: addMinutes(fromEpochMs(Date.now()), -5),
          etr: null,
          reason: 'investigating',
        }),
      );
      need(await desk.launch(need(await desk.rehearse(id))));
      return id;
    };
    const noticesOf = async (outage: string): Promise<readonly NoticeRow[]> =>
      noticeList.parse((await call('GET', `/api/notices?outage=${outage}&limit=200`, undefined, 'ida')).body)
        .notices;
    const sent = (): number => sinks.inbox.list({ limit: 10_000 }).length;
    /** Every notice there must be, each delivery with its carrier, and no reader has anything twice. */
    const expectEachOnce = async (outage: string, mailsMayRepeat = false): Promise<void> => {
      await until('everything is delivered', async () => {
        const notices = await noticesOf(outage);
        return (
          notices.length === HOUSES &&
          notices.every(n => n.deliveries.every(d => !['planned', 'sending', 'unknown'].includes(d.state)))
        );
      });
      const deliveries = (await noticesOf(outage)).flatMap(n => n.deliveries);
      const items = sinks.inbox.list({ limit: 10_000 });
      for (const channel of ['sms', 'email', 'letter'] as const) {
        const own = items.filter(item => item.channel === channel);
        const keys = new Set(own.map(item => item.key));
        expect([channel, keys.size]).toEqual([
          channel,
          deliveries.filter(d => d.channel === channel && d.state !== 'superseded').length,
        ]);
        if (channel !== 'email' || !mailsMayRepeat) {
          expect(own).toHaveLength(keys.size);
          expect(own.every(item => item.copies === 1)).toBe(true);
        }
      }
    };

    it('deliver a campaign, every message once, and stop in order', async () => {
      const [one, two] = await everyone();
      const outage = await launch();
      await expectEachOnce(outage);
      expect(await metric(web, 'workers_live')).toBe(2);
      expect(await metric(web, 'redis_up')).toBe(1);
      expect((await metric(one.url, 'leader')) + (await metric(two.url, 'leader'))).toBe(1);
      expect(await (await fetch(`${one.url}/metrics`)).text()).toMatch(/queue_mode\{[^}]*mode="bull"\} 1/);
      // A worker takes no requests.
      expect((await fetch(`${one.url}/api/feeders`)).status).toBe(404);
      for (const run of runs) run.child.kill('SIGTERM');
      expect(await Promise.all(runs.map(run => run.ended))).toEqual([0, 0, 0]);
      // Eight texts a second, over both: each for itself they would have needed half the time.
      const texts = sinks.inbox.list({ channel: 'sms', limit: 10_000 }).map(({ at }) => Date.parse(at));
      expect(Math.max(...texts) - Math.min(...texts)).toBeGreaterThan(0.85 * 1000 * (texts.length / 8 - 1));
      expect(one.output() + two.output()).not.toMatch(/"level":50/);
    }, 240_000);

    it('take over within the lease what a killed worker had in hand', async () => {
      const [one, two] = await everyone();
      const outage = await launch();
      await until('some are sent', () => Promise.resolve(sent() > 10));
      one.child.kill('SIGKILL');
      await one.ended;
      await expectEachOnce(outage, true);
      expect(two.output()).toContain('taken over from a process that died');
      await until('it leads', async () => (await metric(two.url, 'leader')) === 1);
    }, 240_000);

    it('lose nothing when one is told to stop in the middle', async () => {
      const [one] = await everyone();
      const outage = await launch();
      await until('some are sent', () => Promise.resolve(sent() > 10));
      one.child.kill('SIGTERM');
      expect(await one.ended).toBe(0);
      await expectEachOnce(outage);
      expect(one.output()).not.toMatch(/taken over from a process that died/);
    }, 240_000);

    it('go on without Redis, and say so', async () => {
      const run = begin(['--role', 'all'], { REDIS_URL: 'redis://:a-secret-word@127.0.0.1:9' });
      await until('it is ready', isReady(web));
      expect(await (await fetch(`${web}/ready`)).json()).toEqual({
        status: 'degraded',
        because: 'redis not reached',
      });
      expect(await metric(web, 'redis_up')).toBe(0);
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
      expect(run.output().match(/redis not reached/g)).toHaveLength(1);
      expect(run.output()).not.toContain('a-secret-word');
    }, 120_000);

    it('are one without REDIS_URL: a second is refused, and one that died is waited for', async () => {
      const alone = { REDIS_URL: '' };
      const first = begin([], alone);
      await until('it is ready', isReady(web));
      const second = begin([], { ...alone, PORT: String(await freePort()) });
      expect(await second.ended).toBe(1);
      expect(second.output()).toMatch(/in use by a process on .*REDIS_URL/);
      first.child.kill('SIGKILL');
      await first.ended;
      begin([], alone);
      await until('the next is ready', isReady(web));
    }, 180_000);
  });
});
