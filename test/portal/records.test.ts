import { startPortal, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
beforeEach(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());

const path = '/crm/objects/2026-09';

test('a record goes in and comes out as strings, by id and by unique property', async () => {
  const made = await portal.objects('service_point', {
    properties: { service_point_id: 'SP-1', life_support: true, customer_class: 'residential' },
  });
  expect(made.status).toBe(201);
  expect(made.body.properties).toMatchObject({ service_point_id: 'SP-1', life_support: 'true' });

  const names = 'properties=service_point_id,life_support,feeder';
  for (const address of [`${made.body.id}?${names}`, `SP-1?idProperty=service_point_id&${names}`]) {
    const read = await portal.call('GET', `${path}/service_point/${address}`);
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({
      id: made.body.id,
      archived: false,
      createdAt: '2026-11-23T09:00:00.000Z',
      properties: {
        service_point_id: 'SP-1',
        life_support: 'true',
        feeder: null,
        hs_object_id: made.body.id,
      },
    });
  }
});

test.each(['contacts', 'contact', '0-1'])('contacts go by the name %s', async name => {
  expect((await portal.objects(name, { properties: { firstname: 'Ada' } })).status).toBe(201);
  expect(portal.records.count('contacts')).toBe(1);
});

test.each(['outage', '2-41000002', 'p4310001_outage'])('a custom object goes by the name %s', async name => {
  expect((await portal.objects(name, { properties: { forewarn_id: 'O-1' } })).status).toBe(201);
  expect(portal.records.count('outage')).toBe(1);
});

const refusals: readonly (readonly [string, string, Record<string, unknown>, RegExp])[] = [
  [
    'an unknown property',
    'contacts',
    { shoe_size: '44' },
    /valid: \[\{"isValid":false.*"PROPERTY_DOESNT_EXIST"/,
  ],
  [
    'an option that is not one',
    'service_point',
    { service_point_id: 'a', customer_class: 'royal' },
    /INVALID_OPTION/,
  ],
  ['a number that is not one', 'outage', { forewarn_id: 'a', served_customers: 'many' }, /INVALID_DOUBLE/],
  ['a boolean that is not one', 'contacts', { no_internet: 'perhaps' }, /INVALID_OPTION/],
  ['a date without a zone', 'outage', { forewarn_id: 'a', etr: '2026-11-23T10:00:00' }, /INVALID_DATE/],
  ['an address that is not one', 'contacts', { email: 'ada' }, /INVALID_EMAIL/],
  ['a read-only property', 'contacts', { hs_object_id: '1' }, /READ_ONLY_VALUE/],
  ['a required property left out', 'outage', { outage_name: 'Storm' }, /required properties were not set/],
  [
    'a ticket without a stage',
    'tickets',
    { subject: 'Call', hs_pipeline: '0' },
    /required properties were not set/,
  ],
  ['a company without name and domain', 'companies', { city: 'Cork' }, /required properties were not set/],
  ['a note without a time', 'notes', { hs_note_body: 'Told' }, /required properties were not set/],
];
test.each(refusals)('refuses %s', async (_name, type, properties, message) => {
  const refused = await portal.objects(type, { properties });
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
  expect(refused.body['correlationId']).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(refused.body.message).toMatch(message);
  expect(portal.records.count(type)).toBe(0);
});

test('datetimes are kept as UTC instants, whether written as text or as milliseconds', async () => {
  const { body } = await portal.objects('outage', {
    properties: {
      forewarn_id: 'O-1',
      window_start: '2026-11-24T10:00:00+02:00',
      window_end: 1_795_507_200_000,
    },
  });
  expect(body.properties).toMatchObject({
    window_start: '2026-11-24T08:00:00.000Z',
    window_end: '2026-11-24T08:00:00.000Z',
  });
});

test('a contact whose email is taken is a conflict that names the other; other unique values are invalid', async () => {
  const [id] = portal.records.create('contacts', [{ properties: { email: 'Ada@example.org' } }]);
  const again = await portal.objects('contacts', { properties: { email: 'ada@EXAMPLE.org' } });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({
    category: 'CONFLICT',
    message: `Contact already exists. Existing ID: ${id ?? ''}`,
  });

  portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
  const point = await portal.objects('service_point', { properties: { service_point_id: 'SP-1' } });
  expect(point.status).toBe(400);
  expect(point.body.message).toMatch(/already has that value/);
});

test('an update changes, clears and stamps; an activity drops what it does not know', async () => {
  const [contact, note] = [
    portal.records.create('contacts', [{ properties: { firstname: 'Ada', phone: '1' } }])[0] ?? '',
    portal.records.create('notes', [{ properties: { hs_timestamp: '2026-11-23T09:00:00Z' } }])[0] ?? '',
  ];
  portal.advance(60_000);
  const updated = await portal.call('PATCH', `${path}/contacts/${contact}`, {
    properties: { phone: '', city: 'Cork' },
  });
  expect(updated.body).toMatchObject({ updatedAt: '2026-11-23T09:01:00.000Z', properties: { city: 'Cork' } });
  expect(portal.records.get('contacts', contact)?.properties).not.toHaveProperty('phone');

  const wrong = { properties: { nonsense: 'x', hs_createdate: '1', hs_note_body: 'Told' } };
  expect((await portal.call('PATCH', `${path}/notes/${note}`, wrong)).status).toBe(200);
  expect(portal.records.get('notes', note)?.properties).toMatchObject({ hs_note_body: 'Told' });
  expect((await portal.call('PATCH', `${path}/contacts/${contact}`, wrong)).status).toBe(400);
});

test('an archived record leaves reads, frees its unique value, and stays ninety days in the bin', async () => {
  const [id = ''] = portal.records.create('service_point', [{ properties: { service_point_id: 'SP-1' } }]);
  expect((await portal.call('DELETE', `${path}/service_point/${id}`)).status).toBe(204);
  expect((await portal.call('DELETE', `${path}/service_point/${id}`)).status).toBe(204);
  const gone = await portal.call('GET', `${path}/service_point/${id}`);
  expect(gone.body).toMatchObject({ status: 'error', category: 'OBJECT_NOT_FOUND' });
  expect((await portal.objects('service_point', { properties: { service_point_id: 'SP-1' } })).status).toBe(
    201,
  );

  const binned = async (): Promise<number> =>
    (await portal.call('GET', `${path}/service_point?archived=true`)).body.results.length;
  expect(await binned()).toBe(1);
  portal.advance(91 * 86_400_000);
  expect(await binned()).toBe(0);
});

test('a list is paged by record id and carries associations by name', async () => {
  const people = portal.records.create(
    'contacts',
    Array.from({ length: 5 }, (_, index) => ({ properties: { firstname: String(index) } })),
  );
  portal.records.create('service_point', [
    {
      properties: { service_point_id: 'SP-1' },
      associations: [{ to: 'contacts', id: people[0] ?? '', labels: ['occupant'] }],
    },
  ]);
  const seen: string[] = [];
  let after: string | undefined = '0';
  while (after !== undefined) {
    const page = await portal.call(
      'GET',
      `${path}/contacts?limit=2&after=${after}&associations=service_point`,
    );
    seen.push(...page.body.results.map(({ id }) => id));
    if (seen.length === 2) {
      expect(page.body.results[0]?.['associations']).toEqual({
        p4310001_service_point: {
          results: [
            { id: expect.any(String) as string, type: 'contact_to_service_point' },
            { id: expect.any(String) as string, type: 'occupant_inverse' },
          ],
        },
      });
    }
    after = page.body.paging?.next.after;
  }
  expect(seen).toEqual(people);
  expect((await portal.call('GET', `${path}/contacts?limit=101`)).status).toBe(400);
});

test('five thousand records with associations are seeded, and a batch of a hundred is written', async () => {
  const contacts = portal.records.create(
    'contacts',
    Array.from({ length: 5_000 }, (_, n) => ({ properties: { email: `c${String(n)}@example.org` } })),
  );
  portal.records.create(
    'service_point',
    contacts.map((id, n) => ({
      properties: { service_point_id: `SP-${String(n)}`, life_support: n % 50 === 0 },
      associations: [{ to: 'contacts', id, labels: ['account_holder'] }],
    })),
  );
  const inputs = contacts.slice(0, 100).map(id => ({
    objectWriteTraceId: id,
    properties: { hs_timestamp: '2026-11-23T09:00:00Z' },
    associations: [
      { to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }] },
    ],
  }));
  expect((await portal.objects('notes/batch/create', { inputs })).status).toBe(201);
  expect(portal.records.associations('contacts', contacts[0] ?? '', 'notes')).toHaveLength(1);
});
