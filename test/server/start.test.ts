import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { compile } from '../faults/child-process.js';
import { startPortal, type RunningPortal } from '../portal/running-portal.js';
import { defaultToken } from '../portal/portal.js';
import { makeAgenda } from '../sandbox/agenda.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { startSinks, type Sinks } from '../sandbox/sinks/start-sinks.js';
import { freePort, start, until } from './processes.js';

describe('npm start', () => {
  beforeAll(compile, 120_000);

  it('says in one error every setting that is missing or wrong, and repeats no value', async () => {
    const run = start({
      HUBSPOT_PORTAL_ID: 'my portal',
      SMTP_PORT: 'secret-looking',
      REDIS_URL: 'redis://localhost',
      FOREWARN_ROLE: 'web',
    });
    expect(await run.ended).toBe(1);
    for (const setting of [
      'HUBSPOT_PORTAL_ID',
      'HUBSPOT_ACCESS_TOKEN',
      'HUBSPOT_CLIENT_SECRET',
      'FOREWARN_PUBLIC_URL',
      'FOREWARN_BOUNCE_TOKEN',
      'FOREWARN_ADMINS',
      'REDIS_URL',
      'FOREWARN_ROLE',
      'SMTP_HOST',
      'SMTP_PORT',
      'SMS_TOKEN',
      'LETTERS_SPOOL',
    ])
      expect(run.output()).toContain(setting);
    expect(run.output()).not.toContain('secret-looking');
    expect(run.output()).not.toMatch(/\bat .*\.js:\d+/);
  });

  it('explains itself, and says what it does not understand', async () => {
    const help = start({}, ['--help']);
    expect(await help.ended).toBe(0);
    expect(help.output()).toMatch(/--role web\|worker\|all/);
    const wrong = start({}, ['--rolle', 'web']);
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toMatch(/--rolle[^]*Usage/);
    expect(wrong.output()).not.toMatch(/\bat .*\.js:\d+/);
  });

  describe('with everything set', () => {
    let portal: RunningPortal;
    let sinks: Sinks;
    let folder: string;
    let env: Readonly<Record<string, string>>;
    let port: number;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'forewarn-start-'));
      mkdirSync(join(folder, 'spool'));
      portal = await startPortal();
      const clock = simulatedClock(instant('2026-11-23T10:00+01:00'));
      const handOver = loadConfig().carriers.letter[0]?.handOver;
      if (handOver === undefined) throw new Error('No letter carrier.');
      port = await freePort();
      sinks = await startSinks({
        clock,
        agenda: makeAgenda(clock),
        spool: join(folder, 'spool'),
        handOver,
        bounces: { url: 'http://127.0.0.1:9' },
        smsCallbackUrl: `http://127.0.0.1:${port}/carriers/sms/status`,
      });
      env = {
        ...sinks.environment,
        HUBSPOT_PORTAL_ID: '4310001',
        HUBSPOT_ACCESS_TOKEN: defaultToken,
        HUBSPOT_CLIENT_SECRET: 'a-client-secret-for-the-test',
        HUBSPOT_API_URL: portal.url,
        FOREWARN_PUBLIC_URL: `http://127.0.0.1:${port}`,
        FOREWARN_BOUNCE_TOKEN: 'a-bounce-token-for-the-test',
        FOREWARN_ADMINS: 'marta@utility.example',
        FOREWARN_DATA: join(folder, 'data'),
        PORT: String(port),
      };
    });
    afterAll(async () => {
      await sinks.close();
      await portal.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is ready, shows its metrics, keeps a second process off its folder, and ends in order', async () => {
      const run = start(env);
      await until('ready', async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok);
      expect(await (await fetch(`http://127.0.0.1:${port}/health`)).json()).toEqual({ status: 'alive' });
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(metrics).toMatch(/forewarn_notices_overdue\{portal="4310001"\} 0/);
      await until('the directory has been read', () => Promise.resolve(portal.calls.count() > 3));
      const second = start({ ...env, PORT: String(await freePort()) });
      expect(await second.ended).toBe(1);
      expect(second.output()).toMatch(/in use by process \d+/);
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
      expect(run.output()).toContain('"msg":"stopping"');
      const again = start(env);
      await until('ready again', async () => (await fetch(`http://127.0.0.1:${port}/ready`)).ok);
      again.child.kill('SIGTERM');
      expect(await again.ended).toBe(0);
    }, 240_000);
  });
});
