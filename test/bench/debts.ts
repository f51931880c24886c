import { makeIds } from '../../server/adapters/ids.js';
import { openPostgresStore } from '../../server/adapters/store/postgres.js';
import type { PortalId } from '../../server/domain/ids.js';
import { fromEpochMs, instant, type Instant } from '../../server/domain/time.js';
import type { Config } from '../../server/load-config.js';
import { advanceDebtCases } from '../../server/workflows/advance-debt-cases.js';
import { composeSteps } from '../../server/compose-debts.js';
import { openDebtCases } from '../../server/workflows/open-debt-cases.js';
import type { Log } from '../../server/workflows/ports.js';
import { makeDatabase, onServer } from '../engines/postgres-server.js';
import { seededRandom } from '../sandbox/seeded-random.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { textTable } from './table.js';

const PORTAL = '1' as PortalId;
/** A bill of five a household, the last of them not paid; due on Monday 2 November 2026. */
const BILLS = 5;
const OPENING = instant('2026-11-03T06:00+01:00');
/** The days of grace are over: everybody is told. */
const TOLD = instant('2026-11-10T06:00+01:00');
const BATCH = 50;

export interface DebtFigures {
  readonly cases: number;
  readonly phases: readonly {
    readonly phase: string;
    readonly items: number;
    readonly seconds: number;
    readonly peakMb: number;
  }[];
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Households with a mailbox, a mobile and an address, each with four bills paid and one that is not. */
const fill = (cases: number): readonly string[] => {
  const idOf = (kind: string, ...parts: readonly string[]): string =>
    `md5(${[`'${kind}'`, ...parts].join(` || '/' || `)})::uuid`;
  const each = `from generate_series(0, ${cases - 1}) i`;
  return [
    `insert into party (portal, id, kind, crm_id, name, language, no_internet)
       select '${PORTAL}', ${idOf('p', 'i')}, 'contact', (100000 + i)::text, 'Home ' || i, 'en', false ${each}`,
    `insert into contact_point (portal, id, party_id, kind, value, opted_out, problem)
       select '${PORTAL}', ${idOf('c', 'i', 'k')}, ${idOf('p', 'i')}, k,
              case k when 'email' then 'home' || i || '@mail.example' when 'mobile' then '+49176' || lpad(i::text, 7, '0')
                else '{"line1":"Mühlenweg 1","city":"Flussau","postcode":"00999","country":"DE"}' end, '{}', null
         ${each}, unnest(array['email', 'mobile', 'address']) k`,
    `insert into account (portal, id, number, in_arrears) select '${PORTAL}', ${idOf('a', 'i')}, 'A-' || i, true ${each}`,
    `insert into service_point (portal, id, crm_id, feeder, address, zone, jurisdiction, customer_class, life_support)
       select '${PORTAL}', ${idOf('s', 'i')}, (500000 + i)::text, 'F-1',
              '{"line1":"Mühlenweg 1","city":"Flussau","postcode":"00999","country":"DE"}', 'Europe/Berlin', 'XA-N', 'residential', false ${each}`,
    `insert into supply (portal, account_id, service_point_id) select '${PORTAL}', ${idOf('a', 'i')}, ${idOf('s', 'i')} ${each}`,
    `insert into party_role (portal, service_point_id, party_id, role) select '${PORTAL}', ${idOf('s', 'i')}, ${idOf('p', 'i')}, 'holder' ${each}`,
    `insert into billing_account (portal, account_id, currency, heard_at) select '${PORTAL}', ${idOf('a', 'i')}, 'EUR', timestamptz '${TOLD}' ${each}`,
    `insert into billing_entry (portal, account_id, type, id, at, minor, due, body, recorded_at)
       select '${PORTAL}', ${idOf('a', 'i')}, 'billed', 'b' || n, t.at, 18420, t.due,
              jsonb_build_object('amount', jsonb_build_object('minor', 18420, 'currency', 'EUR'), 'issued', (t.due - 21)::text, 'due', t.due::text), t.at
         ${each}, generate_series(1, ${BILLS}) n,
              lateral (select date '2026-11-02' - (${BILLS} - n) * 30 as due, timestamptz '2026-10-12' - make_interval(days => (${BILLS} - n) * 30) as at) t`,
    `insert into billing_entry (portal, account_id, type, id, at, minor, body, recorded_at)
       select '${PORTAL}', ${idOf('a', 'i')}, 'paid', 'p' || n, t.at, 18420, '{"amount":{"minor":18420,"currency":"EUR"}}', t.at
         ${each}, generate_series(1, ${BILLS - 1}) n,
              lateral (select timestamptz '2026-10-20' - make_interval(days => (${BILLS} - n) * 30) as at) t`,
    'vacuum analyze',
  ];
};

/** Opens that many cases, looks at each in its days of grace, and plans the first notice of each: on PostgreSQL. */
export const benchDebts = async (serverUrl: string, config: Config, cases: number): Promise<DebtFigures> => {
  const database = await makeDatabase(serverUrl);
  try {
    const all = await openPostgresStore({ url: database.url });
    await onServer(database.url, async client => {
      for (const statement of fill(cases)) await client.query(statement);
    });
    const clock = simulatedClock(OPENING);
    const store = all.forPortal(PORTAL);
    await store.workers.renew(fromEpochMs(Date.now()));
    const deps = {
      store,
      clock,
      log: silent,
      ids: makeIds(clock, seededRandom(1).bytes),
      texts: config.texts,
      policy: () => Promise.resolve(config.policy),
      rulebooks: config.rulebooks.map(({ rulebook }) => rulebook),
      letterCalendar: config.carriers.letter[0]?.handOver ?? null,
      network: null,
    };
    const advance = advanceDebtCases(composeSteps(deps));
    const lookAtAll = async (at: Instant): Promise<void> => {
      clock.set(at);
      for (;;) {
        const due = await store.transact(tx => tx.debtCases.takeDue(clock.now(), 2000));
        if (due.length === 0) return;
        for (let i = 0; i < due.length; i += BATCH) await advance({ cases: due.slice(i, i + BATCH) });
      }
    };
    const measured = async (phase: string, work: () => Promise<void>) => {
      let peak = 0;
      const watch = setInterval(() => {
        peak = Math.max(peak, process.memoryUsage.rss());
      }, 100);
      const from = process.hrtime.bigint();
      await work();
      const seconds = Number(process.hrtime.bigint() - from) / 1e9;
      clearInterval(watch);
      return { phase, items: cases, seconds, peakMb: Math.round(peak / 1e6) };
    };
    const phases = [
      await measured('open the cases', () => openDebtCases(deps)({})),
      await measured('look at each, in its days of grace', () => lookAtAll(OPENING)),
      await measured('look again, and plan the first notice', () => lookAtAll(TOLD)),
    ];
    await all.close();
    return { cases, phases };
  } finally {
    await database.drop();
  }
};

export const debtsTable = ({ cases, phases }: DebtFigures): string =>
  [
    `${cases} debt cases, Node ${process.version}`,
    textTable(
      [
        ['phase', 'time', 'rate', 'memory'],
        ...phases.map(({ phase, items, seconds, peakMb }) => [
          phase,
          `${seconds.toFixed(1)} s`,
          `${Math.round(items / seconds)}/s`,
          `${peakMb} MB`,
        ]),
      ],
      1,
    ),
  ].join('\n');
