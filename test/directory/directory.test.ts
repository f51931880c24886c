import { closeSharedStore, startUpkeep, type UpkeepWorld } from './upkeep-world.js';

const FEEDERS = ['F-1', 'F-2'];
let world: UpkeepWorld;
beforeEach(async () => {
  world = await startUpkeep(FEEDERS);
});
afterEach(() => world.close());
afterAll(closeSharedStore);

const seed = (count: number): { contacts: readonly string[]; points: readonly string[] } => {
  const contacts = world.portal.records.create(
    'contacts',
    Array.from({ length: count }, (_, n) => ({
      properties: { firstname: `P${String(n)}`, email: `p${String(n)}@mail.example` },
    })),
  );
  const points = world.portal.records.create(
    'service_point',
    contacts.map((id, n) => ({
      properties: {
        service_point_id: `SP-${String(n)}`,
        account_number: `A-${String(n)}`,
        feeder: 'F-1',
        timezone: 'Europe/Berlin',
        jurisdiction: 'XA-N',
      },
      associations: [{ to: 'contacts', id, labels: ['account_holder'] }],
    })),
  );
  return { contacts, points };
};
const isTrue = async (): Promise<void> => {
  expect(await world.view()).toEqual(await world.freshView());
};
const eventsOf = (event: string) => world.log.filter(entry => entry.event === event);

test('a flood of ten thousand events becomes few jobs and few reads, in the bulk lane', async () => {
  const { contacts } = seed(200);
  await world.importDirectory();
  for (let round = 0; round < 50; round += 1)
    for (const id of contacts)
      world.portal.records.update('contacts', id, { phone: `+49301234${String(round).padStart(2, '0')}` });
  const before = world.calls();
  await world.settle();
  expect(world.portal.webhooks.attempts()).toHaveLength(100);
  expect(eventsOf('directory refreshed')).toHaveLength(1);
  const after = world.calls();
  const made = (kind: string): number => (after[kind] ?? 0) - (before[kind] ?? 0);
  expect([made('contacts.read'), made('service_point.read')]).toEqual([2, 2]);
  await isTrue();
});

test('events in any order and twice end in the same mirror; a replayed one costs no read', async () => {
  const { contacts } = seed(6);
  await world.importDirectory();
  world.portal.webhooks.trouble({ reorder: true, duplicate: true });
  for (const phone of ['+49301234567', '+49301234568', '+49301234569'])
    for (const id of contacts) world.portal.records.update('contacts', id, { phone });
  world.portal.records.archive('contacts', contacts[0] ?? '');
  world.portal.acts.restore('contacts', contacts[0] ?? '');
  await world.settle();
  await isTrue();
});

test('webhooks lost for a day: the sweep finds what changed, and who belongs where', async () => {
  const { contacts, points } = seed(4);
  await world.importDirectory();
  world.portal.webhooks.trouble({ lost: true });
  world.portal.records.update('contacts', contacts[0] ?? '', { email: 'new@mail.example' });
  world.portal.records.update('service_point', points[1] ?? '', { feeder: 'F-2' });
  const [carer = ''] = world.portal.records.create('contacts', [{ properties: { firstname: 'Carer' } }]);
  world.portal.records.associate('service_point', points[2] ?? '', [
    { to: 'contacts', id: carer, labels: ['nominated_carer'] },
  ]);
  world.portal.acts.dissociate('service_point', points[3] ?? '', 'contacts', contacts[3] ?? '');
  await world.sweep();
  await isTrue();
  expect(eventsOf('directory swept').at(-1)?.fields).toMatchObject({ roles: 2 });
});

test('the sweep goes past the ten thousand that one search shows, also where all changed at one moment', async () => {
  seed(1);
  await world.importDirectory();
  world.portal.webhooks.trouble({ lost: true });
  world.portal.records.create(
    'contacts',
    Array.from({ length: 10_450 }, () => ({ properties: {} })),
  );
  await world.sweep();
  expect(eventsOf('directory swept').at(-1)?.fields).toMatchObject({ contact: 10_451 });
}, 60_000);

test('what was deleted unheard is found by the nightly comparison, which counts what it mends', async () => {
  const { contacts, points } = seed(8);
  await world.importDirectory();
  world.portal.webhooks.trouble({ lost: true });
  world.portal.records.archive('contacts', contacts[0] ?? '');
  world.portal.records.archive('service_point', points[1] ?? '');
  world.portal.records.update('contacts', contacts[2] ?? '', { email: 'new@mail.example' });
  await world.reconcile();
  expect(eventsOf('directory reconciled').at(-1)?.fields).toMatchObject({
    differences: {
      contact: { added: 0, changed: 1, ended: 1 },
      servicePoint: { added: 0, changed: 0, ended: 1 },
    },
  });
  await isTrue();
  await world.reconcile();
  expect(eventsOf('directory reconciled').at(-1)?.fields).toMatchObject({
    differences: { contact: { added: 0, changed: 0, ended: 0 }, role: { changed: 0 } },
  });
});

test('a read that fails on its seventh page ends nothing; taken up again, it goes on', async () => {
  seed(1);
  world.portal.records.create(
    'contacts',
    Array.from({ length: 800 }, () => ({ properties: {} })),
  );
  await world.importDirectory();
  const before = await world.view();
  // The seventh page, and every try of it.
  world.portal.faults.inject({
    match: { method: 'GET', path: /contacts$/ },
    after: 6,
    times: 6,
    kind: '500',
  });
  await expect(world.reconcile()).rejects.toMatchObject({ name: 'Fault' });
  expect(await world.view()).toEqual(before);
  expect(eventsOf('directory reconciled')).toHaveLength(1);
  await world.reconcile();
  await isTrue();
});

test('a portal that suddenly shows under half alarms and ends nothing, until it shows them again', async () => {
  const { contacts } = seed(12);
  await world.importDirectory();
  const before = await world.view();
  world.portal.webhooks.trouble({ lost: true });
  for (const id of contacts.slice(0, 7)) world.portal.records.archive('contacts', id);
  await world.reconcile();
  expect(eventsOf('directory shrunk')).toHaveLength(1);
  const parties = (view: unknown): string => JSON.stringify(view);
  // Their roles are gone with the associations, and that is the CRM's own word; the people themselves stay.
  expect(parties(before)).toContain('p0@mail.example');
  expect((await world.store.transact(tx => tx.upkeep.known('contact', contacts))).size).toBe(12);
  expect((await world.store.transact(tx => tx.upkeep.state())).shrunk).toBe(true);
});

test('an older read never overwrites a newer one', async () => {
  const { contacts } = seed(1);
  await world.importDirectory();
  const row = {
    id: '01900000-0000-8000-8000-000000000001' as never,
    kind: 'contact' as const,
    crmId: '999',
    language: null,
    noInternet: false,
    contactPoints: [],
  };
  const save = (name: string, at: string) =>
    world.store.transact(tx => tx.directory.saveParties([{ ...row, name }], at as never));
  expect(await save('newer', '2026-11-23T10:00:00.000Z')).toEqual({ added: 1, changed: 0 });
  expect(await save('older', '2026-11-23T09:59:59.000Z')).toEqual({ added: 0, changed: 0 });
  expect(await save('newest', '2026-11-23T10:00:00.000Z')).toEqual({ added: 0, changed: 1 });
  expect(contacts).toHaveLength(1);
});

test('what a carrier taught us of an address stays until something arrives there later, or the CRM takes it out', async () => {
  const id = '01900000-0000-8000-8000-0000000000a1' as never;
  const point = {
    id: '01900000-0000-8000-8000-0000000000b1' as never,
    kind: 'mobile' as const,
    value: '+4917604060001',
    optedOut: [],
    problem: null,
  };
  const party = { id, kind: 'contact' as const, crmId: '7', name: 'Anna', language: null, noInternet: false };
  const point1 = 'SP-of-Anna';
  const save = (contactPoints: readonly (typeof point)[]) =>
    world.store.transact(async tx => {
      await tx.directory.saveParties([{ ...party, contactPoints }], world.clock.now());
      await tx.directory.saveServicePoints([placeOf(point1)], world.clock.now());
      await tx.directory.saveRoles(
        [placeOf(point1).id],
        [{ party: id, servicePoint: placeOf(point1).id, role: 'holder' }],
        world.clock.now(),
      );
    });
  const problem = async () => JSON.stringify(await world.view()).match(/"problem":("[^"]*"|null)/)?.[1];
  const learn = (at: string) =>
    world.store.transact(tx =>
      tx.directory.markProblem([{ id: point.id, problem: 'sms.numberUnknown' }], at as never),
    );
  const arrived = (at: string) =>
    world.store.transact(tx => tx.directory.clearProblem([{ id: point.id, at: at as never }]));

  await save([point]);
  await learn('2026-11-23T10:00:00.000Z');
  await save([point]);
  expect(await problem()).toBe('"sms.numberUnknown"');
  await arrived('2026-11-23T09:59:00.000Z');
  expect(await problem()).toBe('"sms.numberUnknown"');
  await arrived('2026-11-23T10:01:00.000Z');
  expect(await problem()).toBe('null');
  await learn('2026-11-23T11:00:00.000Z');
  await save([]);
  expect(await problem()).toBeUndefined();
  await save([point]);
  expect(await problem()).toBe('null');
});

const placeOf = (code: string) => ({
  id: '01900000-0000-8000-8000-0000000000c1' as never,
  crmId: code,
  feeder: 'F-1',
  address: { line1: '', city: '', postcode: '', country: '' },
  zone: 'Europe/Berlin' as never,
  jurisdiction: 'XA-N',
  customerClass: 'residential' as const,
  lifeSupport: false,
  account: { id: '01900000-0000-8000-8000-0000000000d1' as never, number: 'A-1', inArrears: false },
  today: '2026-11-23' as never,
});

test('the ledger itself says when it is next: the first start reads everything, then each goes on by itself', async () => {
  seed(3);
  await world.keepDirectory();
  await world.queue.drain();
  expect(eventsOf('directory reconciled')).toHaveLength(1);
  expect(await world.view()).toHaveLength(3);
  const due = () => world.store.transact(tx => tx.jobs.nextDue());
  expect(await due()).toBe('2026-11-23T10:00:00.000Z');
  await world.keepDirectory();
  await world.queue.drain();
  expect(await due()).toBe('2026-11-23T10:00:00.000Z');
  world.clock.set('2026-11-24T01:30:00.000Z' as never);
  await world.queue.drain();
  expect(eventsOf('directory reconciled')).toHaveLength(2);
  expect(eventsOf('directory swept').length).toBeGreaterThanOrEqual(2);
});
