import { pipelinesPath } from '../../../server/adapters/hubspot/paths.js';
import { instant } from '../../../server/domain/time.js';
import { defaultToken } from '../../portal/portal.js';
import { outage, ticket } from './facts.js';
import { idsOf, openPortal, seedContacts, type LocalPortal } from './local-portal.js';

const ANOTHER = {
  ...{ label: 'Field crew', pipelineId: 'another', displayOrder: 9 },
  stages: [{ label: 'New', stageId: 'x', displayOrder: 0, metadata: { ticketState: 'OPEN' } }],
};

let open: LocalPortal;
afterEach(() => open.close());

describe('tickets', () => {
  test('are made once by their key, tied to their people, and say what to do', async () => {
    open = await openPortal();
    const contacts = seedContacts(open, 10);
    const [mill = ''] = open.portal.records.create('companies', [{ properties: { name: 'Mill' } }]);
    const rows = contacts.map((contact, n) =>
      ticket(n, contact, {
        companies: [mill],
        lifeSupport: n === 0,
        reason: n === 1 ? 'outcomeUnknown' : 'unreachable',
      }),
    );
    const ids = idsOf(await open.crm.writeTickets(rows));
    expect(idsOf(await open.crm.writeTickets(rows))).toEqual(ids);
    expect(open.portal.records.count('tickets')).toBe(10);
    const first = open.portal.records.get('tickets', 'notice-0/unreachable', 'forewarn_key');
    expect(first?.properties).toMatchObject({
      subject: 'LIFE SUPPORT – Cannot be reached: Jan Holm (outage K7M2Q)',
      hs_ticket_priority: 'URGENT',
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
    });
    expect(first?.properties['content']).toContain('Until: Mon 23 Nov 2026 09:00 (UTC+01:00, Europe/Berlin)');
    expect(first?.properties['content']).toContain('- Harbour Road 5, 10115 Northport, DE');
    expect(first?.properties['content']).toContain('- E-mail: the mailbox does not exist');
    const tied = ids.get('notice-0/unreachable') ?? '';
    expect(
      open.portal.records.associations('tickets', tied).map(({ objectType, id }) => [objectType, id]),
    ).toEqual(
      expect.arrayContaining([
        ['contacts', contacts[0]],
        ['companies', mill],
      ]),
    );
    expect(
      open.portal.records.get('tickets', 'notice-1/outcomeUnknown', 'forewarn_key')?.properties[
        'hs_ticket_priority'
      ],
    ).toBe('MEDIUM');
    expect(open.crm.calls()).toMatchObject({
      'tickets.pipelines': 1,
      'tickets.upsert': 2,
      'tickets-contacts.associate': 2,
    });
  });

  test('keep the stage and priority an agent gave them', async () => {
    open = await openPortal();
    const [contact = ''] = seedContacts(open, 1);
    const [id = ''] = idsOf(await open.crm.writeTickets([ticket(1, contact)])).values();
    open.portal.records.update('tickets', id, { hs_pipeline_stage: '3', hs_ticket_priority: 'LOW' });
    await open.crm.writeTickets([ticket(1, contact, { tried: ['sms:sms.landline'] })]);
    const properties = open.portal.records.get('tickets', id)?.properties;
    expect(properties).toMatchObject({ hs_pipeline_stage: '3', hs_ticket_priority: 'LOW' });
    expect(properties?.['content']).toContain('- Text: a landline: cannot get texts');
  });

  test('are moved by what a person wrote down here, as long as they stand in our pipeline', async () => {
    open = await openPortal();
    const [contact = ''] = seedContacts(open, 1);
    const [id = ''] = idsOf(await open.crm.writeTickets([ticket(1, contact)])).values();
    const stage = (): unknown => open.portal.records.get('tickets', id)?.properties['hs_pipeline_stage'];
    const tried = (act: 'reached' | 'notReached', ofNewest = true) =>
      ticket(1, contact, {
        tries: [
          {
            ...{ act, ofNewest, way: 'phoneCall', by: 'ida@utility.example' },
            at: instant('2026-11-23T10:00:00Z'),
          },
        ],
      });
    // A foreign pipeline has no stage for waiting that we could know.
    await open.crm.writeTickets([tried('notReached')]);
    expect(stage()).toBe('1');
    await open.crm.writeTickets([tried('reached')]);
    expect(stage()).toBe('4');
    expect(open.portal.records.get('tickets', id)?.properties['content']).toContain(
      'Told by phone, Mon 23 Nov 2026 11:00 (UTC+01:00, Europe/Berlin), ida@utility.example',
    );
    // Newer news was asked about: it is to be done again.
    await open.crm.writeTickets([tried('reached', false)]);
    expect(stage()).toBe('1');
    await fetch(`${open.url}${pipelinesPath('tickets')}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${defaultToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(ANOTHER),
    });
    open.portal.records.update('tickets', id, { hs_pipeline: 'another', hs_pipeline_stage: 'x' });
    await open.crm.writeTickets([tried('reached')]);
    expect(stage()).toBe('x');
  });

  test.each(['429', '423', '500', '502', 'drop', 'commit-then-drop', 'partial'] as const)(
    'survive %s',
    async kind => {
      open = await openPortal();
      const rows = seedContacts(open, 150).map((contact, n) => ticket(n, contact));
      for (const path of [/batch\/upsert/, /batch\/create/, /tickets\/batch\/read/])
        open.portal.faults.inject({ match: { path }, times: 1, kind });
      for (let round = 0; round < 4; round += 1) await open.crm.writeTickets(rows).catch(() => []);
      expect(idsOf(await open.crm.writeTickets(rows)).size).toBe(150);
      expect(open.portal.records.count('tickets')).toBe(150);
      for (const { id } of open.portal.records.list('tickets'))
        expect(open.portal.records.associations('tickets', id, 'contacts')).toHaveLength(1);
    },
  );

  test('a deleted contact does not keep the ticket from being made', async () => {
    open = await openPortal();
    expect(idsOf(await open.crm.writeTickets([ticket(1, '999999')])).size).toBe(1);
    expect(open.logged).toContainEqual(expect.stringContaining('hubspot.ticketWithoutParty'));
  });
});

test('an outage is one record that follows its newest revision', async () => {
  open = await openPortal();
  await open.crm.writeOutages([outage('o-1')]);
  const ids = idsOf(
    await open.crm.writeOutages([
      outage('o-1', {
        n: 2,
        feeders: ['F-12'],
        etr: { at: instant('2026-11-25T10:00:00Z'), quality: 'crew' },
      }),
      outage('o-2'),
    ]),
  );
  expect([...ids.keys()].sort()).toEqual(['o-1', 'o-2']);
  expect(open.portal.records.count('outage')).toBe(2);
  expect(open.portal.records.get('outage', 'o-1', 'forewarn_id')?.properties).toMatchObject({
    outage_name: 'K7M2Q – planned, F-12',
    outage_status: 'Announced',
    window_start: '2026-11-25T08:00:00.000Z',
    etr: '2026-11-25T10:00:00.000Z',
    outage_reason: 'in words: cable_replacement',
    affected_customers: '812',
    verdict: 'Lawful',
    rulebook: 'de@3, baseline@1',
  });
});
