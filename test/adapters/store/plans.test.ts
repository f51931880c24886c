import { openPostgresStore } from '../../../server/adapters/store/postgres.js';
import type { Store } from '../../../server/adapters/store/store.js';
import type {
  AccountId,
  DebtCaseId,
  DeliveryId,
  NoticeId,
  OutageId,
  PartyId,
  PortalId,
  ServicePointId,
} from '../../../server/domain/ids.js';
import { addSeconds, type CivilDate, type Zone } from '../../../server/domain/time.js';
import type { HistoryFilter } from '../../../server/workflows/ports/customer-reads.js';
import type { PortalStore } from '../../../server/workflows/ports/store.js';
import { AT, campaignId, FEEDER, outageId, saveCampaign, saveHouses } from '../../batteries/ledger-rows.js';
import { describePostgres, type Ledger } from '../../engines/engines.js';
import { onServer } from '../../engines/postgres-server.js';

const PORTAL = '1' as PortalId;
const NOTICES = 100_000;
/** One in a hundred of as many debt cases has been given its first notice. */
const ALL_NOTICES = NOTICES + NOTICES / 100;
const WEEK = '2026-11-30' as CivilDate;
/** A statement that reads a whole table of this size does not use an index it should. */
const LARGE = [
  'notice',
  'delivery',
  'attempt',
  'receipt',
  'contact_point',
  'party',
  'service_point',
  'supply',
  'party_role',
  'account',
  'crm_outbox',
  'notice_service_point',
  'debt_case',
  'billing_account',
  'case_event',
  'billing_entry',
];

/** The directory of a town of a hundred feeders, and a campaign half of which has left. */
const FILL = `
insert into party select '1', gen_random_uuid(), 'contact', 'P' || i, 'Party ' || i, 'de', false from generate_series(1, ${NOTICES}) i;
insert into contact_point select portal, gen_random_uuid(), id, 'email', crm_id || '@mail.example', '{}', null from party where crm_id like 'P%';
insert into account select '1', id, crm_id, false from party where crm_id like 'P%';
insert into service_point select '1', id, crm_id, 'F-' || (right(crm_id, 2)), '{"line1":"x","city":"y"}', 'Europe/Berlin', 'XA-N', 'residential', false
  from party where crm_id like 'P%';
insert into supply select '1', id, id from party where crm_id like 'P%';
insert into party_role select '1', id, id, 'holder' from party where crm_id like 'P%';
insert into notice (portal, id, key, campaign_id, outage_id, revision, kind, account_id, addressee_id, also_for, role, jurisdiction, zone,
    language, facts, life_support, serve_by, citations, unreachable, late, created_at, state, service, check_at)
  select '1', gen_random_uuid(), 'k' || p.crm_id, c.id, c.outage_id, 1, 'planned', p.id, p.id, '{}', 'holder', 'XA-N', 'Europe/Berlin', 'de',
    '{"ref":"R","addresseeName":"x","premises":[],"windows":[{"from":"2026-11-27T08:00:00.000Z"}]}', false, '2026-11-25 08:00+00', '[]', '[]', false,
    '2026-11-23 09:00+00', case when right(p.crm_id, 1) < '5' then 'served' else 'open' end, '{"state":"pending"}',
    case when right(p.crm_id, 3) = '001' then timestamptz '2026-11-23 09:00+00' when right(p.crm_id, 1) >= '5' then '2026-11-25 08:00+00' end
  from party p, campaign c where p.crm_id like 'P%' and c.portal = '1';
insert into notice_service_point select portal, id, account_id from notice;
insert into delivery (portal, id, key, notice_id, channel, contact_point_id, priority, lane, state, send_at, released, state_at, attempts, carrier, reference)
  select n.portal, gen_random_uuid(), 'd' || n.key, n.id, 'email', c.id, (right(n.key, 1)::int % 3), 'normal',
    case when right(n.key, 1) < '5' then 'delivered' when right(n.key, 3) = '556' then 'unknown' when right(n.key, 3) = '557' then 'sending' else 'planned' end,
    case when right(n.key, 1) = '9' then timestamptz '2026-11-24 09:00+00' else '2026-11-23 08:00+00' end,
    false, '2026-11-23 09:00+00', case when right(n.key, 1) < '5' or right(n.key, 3) = '556' then 1 else 0 end, 'mail', 'ref' || n.key
  from notice n join contact_point c on c.portal = n.portal and c.party_id = n.addressee_id;
insert into attempt select portal, id, 1, 'mail', '2026-11-23 09:00+00', case when state = 'delivered' then 'accepted' end, null, reference
  from delivery where attempts = 1;
insert into receipt select portal, id, 'mail', 'delivered', 'ok', null, '2026-11-23 09:00+00', '2026-11-23 09:00+00' from delivery where state = 'delivered';
insert into crm_outbox select portal, 'activity', id::text, 1, case when right(key, 3) = '001' then 'pending' else 'done' end, '2026-11-23 09:00+00', 'x'
  from delivery where state = 'delivered';
insert into billing_account (portal, account_id, currency, heard_at) select portal, id, 'EUR', '2026-11-23 06:00+00' from account where number like 'P%';
insert into billing_entry (portal, account_id, type, id, at, minor, due, body, recorded_at) select portal, account_id, 'billed', 'b1', '2026-11-01', 18420, '2026-11-23',
    '{}', '2026-11-01' from billing_account;
insert into debt_case (portal, id, account_id, service_point_id, opened_at, ref, standing) select '1', id, id, id, '2026-11-01 06:00+00', 'R' || number,
    jsonb_build_object('rung', case when number like '%7' then 'final_notice' else 'grace' end, 'overdue', jsonb_build_object('minor', 18420, 'currency', 'EUR'),
      'next', case when number like '%03' then 'hold' else 'wait' end, 'about', 'grace', 'until', null, 'holds', '[]'::jsonb, 'obstacles', '[]'::jsonb,
      'unproven', case when number like '%001' then 1 else 0 end, 'returned', case when number like '%002' then 1 else 0 end,
      'firstDay', case when number like '%01' then '2026-11-28' else '2027-01-31' end)
  from account where number like 'P%';
insert into case_event (portal, case_id, type, id, at, body, because, recorded_at) select portal, id, 'opened', 'opened', opened_at, '{}', '[]', opened_at from debt_case where ref like '%7';
insert into notice (portal, id, key, debt_case_id, step, revision, kind, account_id, addressee_id, also_for, role, jurisdiction, zone,
    language, facts, life_support, serve_by, citations, unreachable, late, created_at, state, service)
  select portal, gen_random_uuid(), 'debt' || ref, id, 'first', 1, 'initial_notice', account_id, account_id, '{}', 'holder', 'XA-N', 'Europe/Berlin', 'de',
    '{}', false, null, '[]', '[]', false, opened_at, 'served', '{"state":"served"}' from debt_case where ref like '%01';
insert into delivery (portal, id, key, notice_id, channel, contact_point_id, priority, lane, state, send_at, released, state_at, attempts)
  select n.portal, gen_random_uuid(), 'd' || n.key, n.id, 'letter', c.id, 1, 'normal', case when n.key like '%0001' then 'accepted' else 'posted' end,
    n.created_at, true, n.created_at, 0
  from notice n join contact_point c on c.portal = n.portal and c.party_id = n.addressee_id where n.debt_case_id is not null;
insert into crm_outbox select portal, 'debt', id::text, 1, 'done', '2026-11-23 09:00+00', ref from debt_case where ref like '%7';
insert into job select '1', gen_random_uuid(), 'j' || i, 'mirrorToCrm', '{"kind":"ticket"}', i % 3, '2026-11-23 09:00+00', 0, false from generate_series(1, 5000) i;
`;

describePostgres('with a hundred thousand notices', ({ makeLedger }) => {
  let ledger: Ledger;
  let url: string;
  let deliveries: readonly DeliveryId[];
  let notices: readonly NoticeId[];
  let party: PartyId;
  let account: AccountId;
  let place: ServicePointId;
  let debtCase: DebtCaseId;
  const PAGE: HistoryFilter = {
    place: null,
    kinds: null,
    states: null,
    text: null,
    between: null,
    offset: 0,
    limit: 25,
  };

  beforeAll(async () => {
    ledger = await makeLedger();
    url = ledger.url ?? '';
    const store = await ledger.open();
    await store.forPortal(PORTAL).transact(async tx => {
      await saveHouses(tx, 0, 1);
      await saveCampaign(tx);
    });
    await store.close();
    await onServer(url, async client => {
      for (const statement of FILL.split(';').filter(text => text.trim() !== ''))
        await client.query(statement);
      await client.query('vacuum analyze');
      const due = await client.query<{ id: string }>(
        `select id from delivery where state = 'planned' limit 50`,
      );
      deliveries = due.rows.map(row => row.id as DeliveryId);
      const some = await client.query<{ id: string }>(`select id from notice where state = 'open' limit 50`);
      notices = some.rows.map(row => row.id as NoticeId);
      // Party, account, service point and debt case share an id here.
      const who = await client.query<{ id: string }>(`select id from party where crm_id = 'P77'`);
      const [{ id } = { id: '' }] = who.rows;
      [party, account, place, debtCase] = [
        id as PartyId,
        id as AccountId,
        id as ServicePointId,
        id as DebtCaseId,
      ];
    });
  }, 300_000);
  afterAll(() => ledger.drop());

  /** Rows that the work read by scanning a large table from end to end, by table. */
  const scanned = async (
    work: (portal: PortalStore, store: Store) => Promise<unknown>,
  ): Promise<Readonly<Record<string, number>>> => {
    const read = (): Promise<ReadonlyMap<string, number>> =>
      onServer(url, async client => {
        const { rows } = await client.query<{ relname: string; read: string }>(
          'select relname, seq_tup_read as read from pg_stat_user_tables where relname = any($1)',
          [LARGE],
        );
        return new Map(rows.map(row => [row.relname, Number(row.read)]));
      });
    const before = await read();
    // A session that ends hands in what it counted.
    const store = await openPostgresStore({ url, poolSize: 1 });
    const portal = store.forPortal(PORTAL);
    await portal.workers.renew(AT);
    await work(portal, store);
    await store.close();
    await new Promise(resolve => setTimeout(resolve, 100));
    const after = await read();
    return Object.fromEntries(
      [...after]
        .map(([table, count]) => [table, count - (before.get(table) ?? 0)] as const)
        .filter(([, n]) => n > 0),
    );
  };

  it('an outage that touches more than a record is linked with is linked with none of them', async () => {
    const store = await openPostgresStore({ url, poolSize: 1 });
    const rows = await store.forPortal(PORTAL).transact(tx => tx.outbox.links([outageId]));
    await store.close();
    expect(rows).toEqual([
      { outage: outageId, crmId: null, contacts: null, companies: [], servicePoints: null },
    ]);
  });

  it.each<[string, (portal: PortalStore, store: Store) => Promise<unknown>]>([
    ['release', portal => portal.transact(tx => tx.deliveries.release(AT, 2000))],
    [
      'claim, start and end',
      async portal => {
        const claimed = await portal.transact(tx => tx.deliveries.claim(deliveries, AT));
        await portal.transact(tx =>
          tx.deliveries.startAttempts(
            claimed.map(({ id }) => ({ delivery: id, n: 1, carrier: 'mail', at: AT })),
          ),
        );
        await portal.transact(tx =>
          tx.deliveries.endAttempts(
            claimed.map(({ id }) => ({
              delivery: id,
              n: 1,
              carrier: 'mail',
              at: AT,
              result: 'accepted',
              state: 'accepted',
              reference: null,
              reason: null,
              sendAt: null,
            })),
          ),
        );
      },
    ],
    [
      'targets, by id and by reference',
      portal =>
        portal.transact(tx =>
          tx.deliveries.targets([
            {
              carrier: 'mail',
              delivery: deliveries[0] ?? null,
              reference: null,
              outcome: 'delivered',
              reason: null,
              raw: '',
              at: AT,
            },
            {
              carrier: 'mail',
              delivery: null,
              reference: 'refkP1',
              outcome: 'delivered',
              reason: null,
              raw: '',
              at: AT,
            },
          ]),
        ),
    ],
    ['unknown', portal => portal.transact(tx => tx.deliveries.unknown(AT, 100))],
    ['takeDue', portal => portal.transact(tx => tx.notices.takeDue(AT, 2000))],
    ['atWork', portal => portal.transact(tx => tx.notices.atWork(notices))],
    ['checkAt', portal => portal.transact(tx => tx.notices.checkAt(notices, AT))],
    [
      'affected, of one feeder',
      portal =>
        portal.transact(tx =>
          tx.directory.affected(['F-12'], 'ffffffff-0000-8000-8000-000000000000' as OutageId, 1, null, 500),
        ),
    ],
    [
      'affected, of those told',
      portal => portal.transact(tx => tx.directory.affected([FEEDER], outageId, 2, notices[0] as never, 500)),
    ],
    [
      'reach, of one feeder',
      portal =>
        portal.transact(tx =>
          tx.directory.reach(['F-12'], 'ffffffff-0000-8000-8000-000000000000' as OutageId, 1),
        ),
    ],
    [
      'a page of the accounts that may owe',
      portal =>
        portal.transact(async tx => {
          const today = [{ zone: 'Europe/Berlin' as Zone, on: WEEK }];
          expect((await tx.billing.overdue(today, null, 100)).last).not.toBeNull();
        }),
    ],
    [
      'the next bill to become overdue',
      portal =>
        portal.transact(async tx => {
          expect(await tx.billing.nextDue('2026-11-01' as CivilDate)).toBe('2026-11-23');
        }),
    ],
    ['the open debt cases of a place', portal => portal.transact(tx => tx.debtCases.wakeAt([place], AT))],
    ['jobs.claim', portal => portal.transact(tx => tx.jobs.claim(AT, ['emergency', 'normal', 'bulk']))],
    ['nextDue', portal => portal.transact(tx => tx.jobs.nextDue())],
    ['outbox.claim', portal => portal.transact(tx => tx.outbox.claim('activity', AT, 500))],
    ['outbox.due', portal => portal.transact(tx => tx.outbox.due(AT))],
    ['activities', portal => portal.transact(tx => tx.outbox.activities(deliveries))],
    ['takeOver', portal => portal.workers.takeOver(addSeconds(AT, 60), AT)],
    [
      'the newest notices',
      (_, store) =>
        store.reads(PORTAL).notices({
          outage: outageId,
          revision: null,
          state: null,
          channel: null,
          contact: null,
          after: null,
          limit: 50,
        } as never),
    ],
    [
      'the notices of one contact',
      (_, store) =>
        store.reads(PORTAL).notices({
          outage: null,
          revision: null,
          state: null,
          channel: null,
          contact: 'P77',
          after: null,
          limit: 50,
        } as never),
    ],
    ['a customer with their places', (_, store) => store.reads(PORTAL).customer('contact', 'P77')],
    ['the outages at a feeder', (_, store) => store.reads(PORTAL).outagesAt(['F-77'], AT)],
    [
      'what a customer was told of an outage',
      (_, store) => store.reads(PORTAL).told({ parties: [party] }, [outageId]),
    ],
    [
      'what an account was told of it',
      (_, store) => store.reads(PORTAL).told({ accounts: [account] }, [outageId]),
    ],
    ['a page of a customer’s history', (_, store) => store.reads(PORTAL).history({ parties: [party] }, PAGE)],
    [
      'a page of an account’s history, found by words and place',
      (_, store) =>
        store
          .reads(PORTAL)
          .history({ accounts: [account] }, { ...PAGE, text: 'x', states: ['served'], place: place }),
    ],
    ['the figures of a customer', (_, store) => store.reads(PORTAL).counts({ parties: [party] }, AT)],
    ['the addressee of a notice', (_, store) => store.reads(PORTAL).addresseeOf(notices[0] as never)],
    ['the decisions about a notice', (_, store) => store.reads(PORTAL).decisions(notices[0] as never)],
    ['the complaints of a customer', (_, store) => store.reads(PORTAL).complaints([party], 10)],
    ['whose ticket it is', (_, store) => store.reads(PORTAL).ticketSubject('12345')],
    ['a notice sent anew', portal => portal.transact(tx => tx.customers.reopen(notices))],
    [
      'what is newer than a notice',
      portal => portal.transact(tx => tx.customers.newest(notices[0] as never)),
    ],
    ['who was missed', (_, store) => store.reads(PORTAL).missed(outageId, null, 25)],
    ['how many were missed', (_, store) => store.reads(PORTAL).missedCount(outageId)],
    ['whose contacts were missed', (_, store) => store.reads(PORTAL).missedContacts(outageId)],
    ['the outages with somebody missed', (_, store) => store.reads(PORTAL).missedOutages(25)],
    ['notices to send again', portal => portal.transact(tx => tx.notices.missedOf(campaignId(1), null, 500))],
    ['the outage of a record', (_, store) => store.reads(PORTAL).outageOfRecord('12345')],
    ['what carriers did lately', (_, store) => store.reads(PORTAL).carrierWork(addSeconds(AT, 1), AT)],
    ['what HubSpot lacks', (_, store) => store.reads(PORTAL).writeBack()],
    ['what is open', (_, store) => store.reads(PORTAL).openOutages(50)],
    ['every outage', (_, store) => store.reads(PORTAL).outagePage(outageId, 26)],
    ...(['all', 'unproven', 'returned', 'held', 'cutThisWeek', 'atRisk', 'atPrinter'] as const).map(
      (filter): [string, (portal: PortalStore, store: Store) => Promise<unknown>] => [
        `a page of the debt cases, ${filter}`,
        (_, store) =>
          store
            .reads(PORTAL)
            .casesListed({ filter, rung: null, text: null, until: WEEK, after: null, limit: 26 }),
      ],
    ),
    [
      'a page of the debt cases at one step',
      (_, store) =>
        store.reads(PORTAL).casesListed({
          ...{ filter: 'all', rung: 'final_notice', text: null, until: WEEK, limit: 26 },
          after: debtCase,
        }),
    ],
    [
      'a debt case by its account or reference',
      (_, store) =>
        store
          .reads(PORTAL)
          .casesListed({ filter: 'all', rung: null, text: 'P77', until: WEEK, after: null, limit: 26 }),
    ],
    ['the debt cases of a customer', (_, store) => store.reads(PORTAL).casesOfAccounts([account], AT)],
    ['the debt case of a record', (_, store) => store.reads(PORTAL).caseNamed('record', 'RP77')],
    ['the debt case of a reference', (_, store) => store.reads(PORTAL).caseNamed('case', 'RP77')],
    [
      'what a look at a debt case is made of',
      async (_, store) => {
        const reads = store.reads(PORTAL);
        const ids = [debtCase];
        expect(await reads.caseRows(ids)).toHaveLength(1);
        await Promise.all([reads.caseEvents(ids), reads.casePlaces(ids), reads.caseDeliveries(ids)]);
      },
    ],
    ['proofs', (_, store) => store.reads(PORTAL).proofs(notices[0] as never)],
    ['backlog', (_, store) => store.reads(PORTAL).backlog(AT)],
  ])('%s reads no large table from end to end', async (_what, work) => {
    expect(await scanned(work)).toEqual({});
  });

  it.each<[string, (store: Store) => Promise<unknown>]>([
    ['the figures of a campaign', store => store.reads(PORTAL).figures(campaignId(1))],
    ['the standing of open outages', store => store.reads(PORTAL).standings([outageId])],
    ['the next deadlines', store => store.reads(PORTAL).deadlines(25)],
  ])('%s come of the campaign’s notices, read no more than twice', async (_what, work) => {
    const read = await scanned((_, store) => work(store));
    expect(read['notice'] ?? 0).toBeLessThanOrEqual(2 * ALL_NOTICES);
  });

  it('counts the debt cases by their indexes, with no more than one read of the cases themselves', async () => {
    const counted = await scanned((_, store) => store.reads(PORTAL).caseCounts(WEEK));
    expect(counted).toEqual({});
    const read = await scanned((_, store) => store.reads(PORTAL).rungCounts());
    expect(read['debt_case'] ?? 0).toBeLessThanOrEqual(NOTICES);
  });

  it('reads the notices of a campaign once for its progress, and not once for each figure', async () => {
    const read = await scanned((_, store) => store.reads(PORTAL).progress([outageId]));
    expect(read['notice'] ?? 0).toBeLessThanOrEqual(2 * ALL_NOTICES);
  });
});
