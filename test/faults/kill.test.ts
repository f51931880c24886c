import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addHours, addSeconds, instant } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { noticeList } from '../../ui-extensions/contract/notice.js';
import { actionPath } from '../../ui-extensions/contract/actions.js';
import { forewarnProperties, forewarnSchemas } from '../portal/forewarn-schemas.js';
import { createPortal, defaultPortalId, defaultToken } from '../portal/portal.js';
import { describePostgres } from '../engines/engines.js';
import { describeRedis, removeKeys } from '../engines/redis.js';
import { makeAgenda } from '../sandbox/agenda.js';
import { deskOf, need } from '../sandbox/scenario.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { startSinks } from '../sandbox/sinks/start-sinks.js';
import { grantRoles } from '../sandbox/staff.js';
import { makeCall } from '../sandbox/world.js';
import { compile, startChild, type Child } from './child-process.js';
import { HOUSES, seedHouses } from './houses.js';
import type { ChildOptions } from './server-child.js';

const START = instant('2026-11-23T10:00+01:00');
const SECRETS = { clientSecret: 'a-secret-of-the-kill-test', bounceToken: 'a-token-of-the-kill-test' };

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => {
        resolve(port);
      });
    });
  });

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Longest wait for the child to come to rest, in looks of 100 ms. */
const LOOKS = 600;

/** A start that put something right: a kill did hit work under way. */
const RECOVERED = /"(jobs|again|unknown|uncertain)":[1-9].*taken over from a process that died/;

describe('a server killed at any moment of a campaign', () => {
  beforeAll(compile, 120_000);

  const children: Child[] = [];
  const start = (options: ChildOptions): Child => {
    const child = startChild(options);
    children.push(child);
    return child;
  };
  // A failed expectation must not leave a server behind.
  afterEach(() => Promise.all(children.splice(0).map(child => child.kill())));

  const play = async (seed: number, servers: ChildOptions['servers']): Promise<void> => {
    const random = seededRandom(seed);
    const folder = mkdtempSync(join(tmpdir(), 'forewarn-kill-'));
    const spool = join(folder, 'spool');
    mkdirSync(spool);
    const clock = simulatedClock(START);
    const agenda = makeAgenda(clock);
    const portal = createPortal({ clock, schemas: forewarnSchemas, properties: forewarnProperties, seed });
    const { url: portalUrl, close: closePortal } = await portal.listen();
    seedHouses(portal);
    const port = await freePort();
    const handOver = loadConfig().carriers.letter[0]?.handOver;
    if (handOver === undefined) throw new Error('No letter carrier.');
    const sinks = await startSinks({
      clock,
      agenda,
      spool,
      handOver,
      rules: {},
      bounces: {
        url: `http://127.0.0.1:${port}/carriers/mail/bounce`,
        headers: { authorization: `Bearer ${SECRETS.bounceToken}` },
      },
      smsCallbackUrl: `http://127.0.0.1:${port}/carriers/sms/status`,
    });
    sinks.printer.start();
    const options = {
      folder,
      port,
      portal: String(defaultPortalId),
      portalUrl,
      accessToken: defaultToken,
      environment: sinks.environment,
      servers,
      ...SECRETS,
    };
    const call = makeCall(`http://127.0.0.1:${port}`, SECRETS.clientSecret);
    const desk = deskOf({ call });
    let at = START;
    let said = '';
    let child: Child = start({ ...options, start: at, seed });
    await child.ready;
    await grantRoles(call);

    const draft = need(
      await desk.draft({
        kind: 'planned',
        feeders: ['F-01'],
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T12:00' }],
        reason: 'network_repair',
      }),
    );
    need(await desk.rehearse(draft.id));
    // A workflow launches it; the first life ends after that is done, with HubSpot not told of it yet.
    portal.faults.inject({ match: { path: /callbacks/ }, times: 1, kind: 'timeout' });
    const { callbackId } = await portal.workflowActions.execute(
      {
        actionDefinitionId: 1,
        actionUrl: `http://127.0.0.1:${port}${actionPath('send-outage-notice')}`,
        clientSecret: SECRETS.clientSecret,
      },
      { objectType: 'contacts', objectId: '1', inputFields: { outage: draft.ref } },
    );
    const execution = () => portal.workflowActions.execution(callbackId);
    for (let look = 0; look < LOOKS && portal.faults.state().length > 0; look += 1) await pause(20);
    expect(execution()?.state).toBe('BLOCK');
    await child.kill();
    child = start({ ...options, start: at, seed: seed * 1000 });
    await child.ready;

    // Five lives, each cut short in the middle of whatever it is doing; on a slow machine more and longer ones, until
    // a kill has hit something. On servers that shows only when the lease of the dead has run out.
    for (let life = 1; life <= 5 || (servers === null && life <= 20 && !RECOVERED.test(said)); life += 1) {
      await pause(random.integer(20, 700 * Math.ceil(life / 5)));
      await child.kill();
      said += child.complaints();
      // A quarter of an hour passes, so that the CRM is written in some of the lives.
      at = addSeconds(at, 1000);
      clock.set(at);
      child = start({ ...options, start: at, seed: seed * 100 + life });
      await child.ready;
    }
    // The rest of the week, undisturbed: receipts, letters, the CRM.
    for (let hour = 0; hour < 58; hour += 2) {
      await settle(child);
      at = addHours(at, 2);
      clock.set(at);
      child.advance(7200);
      await agenda.runDue();
    }
    await settle(child);

    const notices = noticeList.parse(
      (await call('GET', `/api/notices?outage=${draft.id}&limit=200`, undefined, 'ida')).body,
    ).notices;
    expect(notices).toHaveLength(HOUSES);
    const deliveries = notices.flatMap(n => n.deliveries);
    // The kills did hit work under way.
    said += child.complaints();
    expect(said).toMatch(RECOVERED);
    // The workflow was answered once, by what was written down before the kill: done anew it would be `launched_before`.
    expect(execution()).toMatchObject({ state: 'SUCCESS', outputFields: { result: 'launched' } });
    // Nothing lost: everyone is served, or listed as unreachable.
    expect(
      notices.filter(n => n.state !== 'served' && n.state !== 'unreachable').map(n => [n.addressee, n.state]),
    ).toEqual([]);
    expect(notices.filter(n => n.state === 'unreachable')).toHaveLength(HOUSES / 15);
    // Nothing twice where the key is honoured: texts and letters.
    const items = sinks.inbox.list({ limit: 10_000 });
    for (const channel of ['sms', 'letter'] as const) {
      const own = items.filter(item => item.channel === channel);
      expect(new Set(own.map(item => item.to)).size).toBe(own.length);
      expect(own.every(item => item.copies === 1)).toBe(true);
      expect(own).toHaveLength(deliveries.filter(d => d.channel === channel).length);
    }
    // A mail whose answer was lost may go again, under the same Message-ID.
    const mails = items.filter(item => item.channel === 'email');
    expect(new Set(mails.map(item => item.key)).size).toBe(
      deliveries.filter(d => d.channel === 'email').length,
    );
    // The CRM has each delivery exactly once, and a ticket for each who could not be reached.
    const refs = (['emails', 'communications', 'postal_mail'] as const).flatMap(type =>
      everyRef(portal, type),
    );
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs).toHaveLength(deliveries.length);
    expect(portal.records.count('tickets')).toBe(HOUSES / 15);

    await child.end();
    await sinks.close();
    await closePortal();
    rmSync(folder, { recursive: true, force: true });
  };

  it(
    'loses nothing and sends nothing twice where keys are honoured, on the embedded ledger',
    () => play(1, null),
    240_000,
  );

  describeRedis('on servers', redisUrl => {
    describePostgres('that outlive it', ({ makeLedger }) => {
      it('loses nothing either, once its lease has run out', async () => {
        const ledger = await makeLedger();
        const prefix = `forewarn-kill:${process.pid}`;
        await play(2, { databaseUrl: ledger.url ?? '', redisUrl, prefix });
        await removeKeys(redisUrl, prefix);
        await ledger.drop();
      }, 240_000);
    });
  });
});

/** Waits until nothing is due, running or unknown. */
const settle = async (child: Child): Promise<void> => {
  for (let look = 0; look < LOOKS; look += 1) {
    const { jobs, unknown, dueNow } = await child.backlog();
    if (jobs === 0 && unknown === 0 && !dueNow) return;
    await pause(100);
  }
  throw new Error(
    `The child does not come to rest: ${JSON.stringify(await child.backlog())} ${child.complaints()}`,
  );
};

const BODIES = {
  emails: 'hs_email_text',
  communications: 'hs_communication_body',
  postal_mail: 'hs_postal_mail_body',
} as const;
const everyRef = (portal: ReturnType<typeof createPortal>, type: keyof typeof BODIES): readonly string[] =>
  portal.records
    .list(type)
    .map(record => /Ref ([0-9a-f-]{36})/.exec(record.properties[BODIES[type]] ?? '')?.[1] ?? 'none');
