import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { makeLog } from '../../server/adapters/log.js';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';

import type { PortalId } from '../../server/domain/ids.js';
import { instant } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { companyCard, contactCard, contactNow } from '../../ui-extensions/contract/customer.js';
import { makeDatabase, onServer } from '../engines/postgres-server.js';
import { defaultPortalId, defaultToken } from '../portal/portal.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import { serverOfOne } from '../sandbox/server-of-one.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { TOWN_ADMINS } from '../sandbox/staff.js';
import { makeCall } from '../sandbox/world.js';
import { listen } from './listen.js';

const NOW = instant('2026-11-23T15:11+01:00');
const SECRET = 'bench-client-secret-of-no-worth';
/** A home has had ten outages, and was told of each by mail and by text. */
const OUTAGES = 10;
const CHANNELS = 2;
const HOMES_PER_FEEDER = 100;
const SITES = 40;
const ASKED = 400;
/** Cards opened at the same moment, as in a call centre in a storm. */
const AT_ONCE = 4;

export interface CardFigures {
  readonly deliveries: number;
  readonly fillSeconds: number;
  readonly cards: readonly {
    readonly card: string;
    readonly asked: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly largestKb: number;
    /** Requests to us, and to HubSpot, for the first sight of one card. */
    readonly requests: number;
    readonly crmCalls: number;
  }[];
}

/** Homes on feeders, each feeder with outages behind it and every second one with an emergency now; one company with forty sites. */
const fill = (homes: number): readonly string[] => {
  const portal = `'${String(defaultPortalId)}'`;
  const feeders = Math.ceil(homes / HOMES_PER_FEEDER);
  const idOf = (kind: string, ...parts: readonly string[]): string =>
    `md5(${[`'${kind}'`, ...parts].join(` || '/' || `)})::uuid`;
  return [
    `insert into party select ${portal}, ${idOf('p', 'i')}, 'contact', (100000 + i)::text, 'Home ' || i, case when i % 3 = 0 then 'ru' else 'en' end, false
       from generate_series(0, ${homes - 1}) i`,
    `insert into party values (${portal}, ${idOf('p', "'company'")}, 'company', '900', 'Nordbäckerei', 'de', false)`,
    `insert into contact_point select ${portal}, ${idOf('c', 'i', 'k')}, ${idOf('p', 'i')}, k,
            case k when 'email' then 'home' || i || '@mail.example' else '+49176' || lpad(i::text, 7, '0') end, '{}', null
       from generate_series(0, ${homes - 1}) i, unnest(array['email', 'mobile']) k`,
    `insert into account select ${portal}, ${idOf('a', 'i')}, 'A-' || i, false from generate_series(0, ${homes - 1}) i`,
    `insert into service_point select ${portal}, ${idOf('s', 'i')}, (500000 + i)::text, 'F-' || (i / ${HOMES_PER_FEEDER}),
            jsonb_build_object('line1', 'Mühlenweg ' || i, 'city', 'Flussau', 'postcode', '00999', 'country', 'DE'), 'Europe/Berlin', 'XA-N', 'residential', false
       from generate_series(0, ${homes - 1}) i`,
    `insert into supply select ${portal}, ${idOf('a', 'i')}, ${idOf('s', 'i')} from generate_series(0, ${homes - 1}) i`,
    `insert into party_role select ${portal}, ${idOf('s', 'i')}, ${idOf('p', 'i')}, 'holder' from generate_series(0, ${homes - 1}) i`,
    `insert into party_role select ${portal}, ${idOf('s', `i * ${HOMES_PER_FEEDER}`)}, ${idOf('p', "'company'")}, 'thirdParty'
       from generate_series(0, ${Math.min(SITES, feeders) - 1}) i`,
    `insert into outage select ${portal}, ${idOf('o', 'f', 'n')}, 'R' || f || 'N' || n, 'emergency',
            case when n = ${OUTAGES} and f % 2 = 0 then 'announced' else 'restored' end, at, 'bench'
       from generate_series(0, ${feeders - 1}) f, generate_series(1, ${OUTAGES}) n,
            lateral (select timestamptz '2026-11-23 13:00+00' - make_interval(days => (${OUTAGES} - n) * 30) as at) t`,
    `insert into outage_revision select ${portal}, o.id, 1,
            jsonb_build_object('n', 1, 'kind', case o.status when 'announced' then 'announce' else 'restore' end, 'feeders', jsonb_build_array('F-' || f),
              'windows', '[]'::jsonb, 'since', '2026-11-23T13:02:00.000Z', 'detectedAt', null, 'restoredAt', case o.status when 'restored' then '2026-10-01T12:00:00.000Z' end,
              'etr', jsonb_build_object('at', '2026-11-23T15:30:00.000Z', 'quality', 'crew'), 'nextUpdateBy', '2026-11-23T14:30:00.000Z',
              'reason', 'damaged_cable', 'alsoAffected', '[]'::jsonb, 'hasNewDate', false),
            o.created_at, 'bench', null, null, o.created_at, 'bench'
       from outage o, lateral (select substring(o.ref from 'R(\\d+)N') as f) t where o.portal = ${portal}`,
    `insert into campaign (portal, id, outage_id, revision, emergency, started_at, pinned, templates, affected_accounts, expanded)
       select ${portal}, id, id, 1, true, created_at, '[]', '{}', ${HOMES_PER_FEEDER}, true from outage where portal = ${portal}`,
    `insert into notice (portal, id, key, campaign_id, outage_id, revision, kind, account_id, addressee_id, also_for, role, jurisdiction, zone,
            language, facts, life_support, serve_by, citations, unreachable, late, created_at, state, service)
       select ${portal}, ${idOf('n', 'i', 'n')}, 'n/' || i || '/' || n, o, o, 1, 'emergency', ${idOf('a', 'i')}, ${idOf('p', 'i')}, '{}', 'holder',
              'XA-N', 'Europe/Berlin', 'en',
              jsonb_build_object('kind', 'emergency', 'ref', 'R' || f || 'N' || n, 'addresseeName', 'Home ' || i, 'role', 'holder', 'customerClass', 'residential',
                'accountNumber', 'A-' || i, 'premises', jsonb_build_array(jsonb_build_object('line1', 'Mühlenweg ' || i, 'city', 'Flussau', 'postcode', '00999', 'country', 'DE')),
                'windows', '[]'::jsonb, 'formerWindows', '[]'::jsonb, 'since', '2026-11-23T13:02:00.000Z', 'restoredAt', null,
                'etr', jsonb_build_object('at', '2026-11-23T15:30:00.000Z', 'quality', 'crew'), 'reason', 'damaged_cable', 'othersAffected', 99),
              false, null,
              '[{"rule":"emergency.inform","rulebook":"baseline@3","source":"The baseline of the utility, section 2","confidence":"secondary"}]',
              '[]', false, timestamptz '2026-11-23 13:08+00' - make_interval(days => (${OUTAGES} - n) * 30), 'served',
              '{"state":"served","at":"2026-11-23T13:09:00.000Z","how":"proof","by":"x"}'
         from generate_series(0, ${homes - 1}) i, generate_series(1, ${OUTAGES}) n,
              lateral (select i / ${HOMES_PER_FEEDER} as f) t, lateral (select ${idOf('o', 'f', 'n')} as o) u`,
    `insert into notice_service_point select ${portal}, ${idOf('n', 'i', 'n')}, ${idOf('s', 'i')}
       from generate_series(0, ${homes - 1}) i, generate_series(1, ${OUTAGES}) n`,
    `insert into delivery (portal, id, key, notice_id, channel, contact_point_id, priority, lane, state, send_at, released, state_at, accepted_at, delivered_at, attempts, carrier, reference)
       select ${portal}, ${idOf('d', 'i', 'n', 'k')}, 'd/' || i || '/' || n || '/' || k, ${idOf('n', 'i', 'n')}, case k when 'email' then 'email' else 'sms' end,
              ${idOf('c', 'i', 'k')}, 1, 'emergency', case k when 'email' then 'accepted' else 'delivered' end, at, true, at, at, case k when 'mobile' then at end, 1, 'c', 'r/' || i || '/' || n || '/' || k
         from generate_series(0, ${homes - 1}) i, generate_series(1, ${OUTAGES}) n, unnest(array['email', 'mobile']) k,
              lateral (select timestamptz '2026-11-23 13:09+00' - make_interval(days => (${OUTAGES} - n) * 30) as at) t`,
    'vacuum analyze',
  ];
};

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const NOWHERE = 'x'.repeat(16);
const CARRIERS = {
  SMTP_HOST: 'localhost',
  SMTP_PORT: '1',
  SMTP_FROM: 'a@example.com',
  SMTP_FROM_NAME: NOWHERE,
  SMTP_MAIL_DOMAIN: 'example.com',
  SMTP_BOUNCE_DOMAIN: 'example.com',
  SMTP_BOUNCE_SECRET: NOWHERE,
  SMS_URL: 'http://localhost:1',
  SMS_ACCOUNT: NOWHERE,
  SMS_TOKEN: NOWHERE,
  SMS_FROM: NOWHERE,
  SMS_CALLBACK_URL: 'http://localhost:1/carriers/sms/status',
  LETTERS_SPOOL: '/nowhere',
};

/** First answers of the cards over HTTP, signed and parsed as a card does, from a ledger of that many deliveries. */
export const benchCards = async (serverUrl: string, deliveries: number): Promise<CardFigures> => {
  const homes = Math.ceil(deliveries / (OUTAGES * CHANNELS));
  const database = await makeDatabase(serverUrl);
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  const http = await listen();
  try {
    const from = process.hrtime.bigint();
    await onServer(database.url, async client => {
      for (const statement of fill(homes)) await client.query(statement);
    });
    const fillSeconds = Number(process.hrtime.bigint() - from) / 1e9;
    const config = loadConfig();
    const server = serverOfOne(
      {
        own: {
          portal: String(defaultPortalId) as PortalId,
          hubspot: { basePath: 'http://127.0.0.1:1', accessToken: defaultToken },
        },
        data: join(folder, 'data'),
        publicUrl: http.url,
        clientSecret: SECRET,
        bounceToken: NOWHERE,
        admins: TOWN_ADMINS,
        carriers: readCarrierSettings(config.carriers, CARRIERS).settings,
      },
      config,
      {
        clock: simulatedClock(NOW),
        log: makeLog('warn', { write: line => process.stderr.write(line) }),
        randomBytes: seededRandom(1).bytes,
        realNow: Date.now,
        store: await openPostgresStore({ url: database.url }),
        role: 'web',
      },
    );
    http.handle(server.app);
    const call = makeCall(http.url, SECRET);
    const random = seededRandom(2);
    const home = (): string => String(100_000 + (random.bytes(4).reduce((n, b) => n * 256 + b, 0) % homes));
    const calls = (): number => Object.values(server.crm.calls()).reduce((a, b) => a + b, 0);

    const measure = async (card: string, path: () => string, schema: { parse(value: unknown): unknown }) => {
      const times: number[] = [];
      let largest = 0;
      const before = calls();
      const one = async (): Promise<void> => {
        const start = process.hrtime.bigint();
        const { status, body } = await call('GET', path(), undefined, 'ida');
        times.push(Number(process.hrtime.bigint() - start) / 1e6);
        if (status !== 200) throw new Error(`${card}: ${status} ${JSON.stringify(body)}`);
        largest = Math.max(largest, Buffer.byteLength(JSON.stringify(schema.parse(body))));
      };
      await one();
      times.length = 0;
      for (let asked = 0; asked < ASKED; asked += AT_ONCE)
        await Promise.all(Array.from({ length: AT_ONCE }, one));
      times.sort((a, b) => a - b);
      return {
        card,
        asked: ASKED,
        p50Ms: at(times, 0.5),
        p95Ms: at(times, 0.95),
        largestKb: largest / 1000,
        requests: 1,
        crmCalls: (calls() - before) / (ASKED + 1),
      };
    };
    const cards = [
      await measure('contact sidebar', () => `/api/cards/contacts/${home()}/now`, contactNow),
      await measure('contact tab', () => `/api/cards/contacts/${home()}`, contactCard),
      await measure('company tab, 40 sites', () => '/api/cards/companies/900?show=all', companyCard),
    ];
    await server.close();
    return { deliveries: homes * OUTAGES * CHANNELS, fillSeconds, cards };
  } finally {
    http.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const cardTable = ({ deliveries, fillSeconds, cards }: CardFigures): string =>
  [
    `${deliveries} deliveries in the ledger (filled in ${fillSeconds.toFixed(0)} s), ${AT_ONCE} cards at once`,
    ...cards.map(
      ({ card, asked, p50Ms, p95Ms, largestKb, requests, crmCalls }) =>
        `${card.padEnd(22)} ${asked} asked  p50 ${p50Ms.toFixed(0)} ms  p95 ${p95Ms.toFixed(0)} ms  largest ${largestKb.toFixed(1)} KB  ${requests} request, ${crmCalls.toFixed(1)} HubSpot calls`,
    ),
  ].join('\n');
