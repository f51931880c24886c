import type { Page } from '../../../server/workflows/ports/crm.js';
import { openPortal, START, type LocalPortal } from './local-portal.js';

let open: LocalPortal;
afterEach(() => open.close());

const all = async <T>(read: (after: string | null) => Promise<Page<T>>): Promise<readonly T[]> => {
  const items: T[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await read(after);
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
};

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    properties: {
      email: `p${String(n)}@example.org`,
      firstname: 'Ann',
      lastname: String(n),
      no_internet: n === 0,
    },
  }));

test('1,000 contacts come in ten pages, none refused', async () => {
  open = await openPortal();
  open.portal.records.create('contacts', people(1000));
  const parties = await all(after => open.crm.parties('contact', after));
  expect(new Set(parties.map(({ crmId }) => crmId)).size).toBe(1000);
  expect(open.crm.calls()).toEqual({ 'contacts.list': 10 });
  expect(open.answers(429)).toBe(0);
  expect(parties[0]).toMatchObject({
    kind: 'contact',
    name: 'Ann 0',
    noInternet: true,
    smsOptOut: false,
    mobilephone: null,
  });
});

test('a portal with a small burst is read more slowly instead of being refused', async () => {
  open = await openPortal({}, { limits: { burst: 5 } });
  open.portal.records.create('contacts', people(1000));
  expect(await all(after => open.crm.parties('contact', after))).toHaveLength(1000);
  expect(open.answers(429)).toBe(0);
  expect(Date.parse(open.clock.now()) - Date.parse(START)).toBeGreaterThanOrEqual(20_000);
});

test('companies and service points are read as text, missing values as empty or null', async () => {
  open = await openPortal();
  open.portal.records.create('companies', [
    { properties: { name: ' Mill Ltd ', city: 'Northport', zip: '10115' } },
  ]);
  open.portal.records.create('service_point', [
    {
      properties: {
        service_point_id: 'SP-1',
        account_number: 'A-1',
        feeder: 'F-12',
        timezone: 'Europe/Berlin',
        customer_class: 'business',
        life_support: true,
      },
    },
    { properties: { service_point_id: 'SP-2' } },
  ]);
  const [company] = await all(after => open.crm.parties('company', after));
  expect(company).toMatchObject({
    kind: 'company',
    name: 'Mill Ltd',
    email: null,
    address: { line1: '', city: 'Northport', postcode: '10115' },
  });
  const points = await all(after => open.crm.servicePoints(after));
  expect(points).toMatchObject([
    {
      code: 'SP-1',
      accountNumber: 'A-1',
      feeder: 'F-12',
      zone: 'Europe/Berlin',
      customerClass: 'business',
      lifeSupport: true,
      inArrears: false,
      balance: null,
    },
    { code: 'SP-2', customerClass: 'residential', lifeSupport: false },
  ]);
});

test('a portal without our custom objects is told so, and asked again later', async () => {
  open = await openPortal({}, { schemas: [] });
  const refusal = { kind: 'rejected', code: 'hubspot.notProvisioned' };
  await expect(open.crm.servicePoints(null)).rejects.toMatchObject(refusal);
  await expect(open.crm.servicePoints(null)).rejects.toMatchObject(refusal);
  expect(open.crm.calls()).toEqual({ 'schemas.list': 2 });
});

describe('roles', () => {
  const seed = () => {
    const [ann = '', ben = '', cleo = '', dan = ''] = open.portal.records.create('contacts', people(4));
    const [mill = ''] = open.portal.records.create('companies', [{ properties: { name: 'Mill' } }]);
    const [first = '', second = '', empty = ''] = open.portal.records.create('service_point', [
      {
        properties: { service_point_id: 'SP-1' },
        associations: [
          { to: 'contacts', id: ann, labels: ['occupant', 'account_holder'] },
          { to: 'contacts', id: ben, labels: ['nominated_carer'] },
          { to: 'contacts', id: cleo },
        ],
      },
      {
        properties: { service_point_id: 'SP-2' },
        associations: [
          { to: 'contacts', id: dan, labels: ['third_party'] },
          { to: 'companies', id: mill, labels: ['account_holder'] },
        ],
      },
      { properties: { service_point_id: 'SP-3' } },
    ]);
    return { ann, ben, cleo, dan, mill, first, second, empty };
  };
  const rolesOf = ({ ann, ben, cleo, dan, mill, first, second }: ReturnType<typeof seed>) =>
    expect.arrayContaining([
      { servicePoint: first, party: ann, kind: 'contact', role: 'holder' },
      { servicePoint: first, party: ben, kind: 'contact', role: 'carer' },
      { servicePoint: first, party: cleo, kind: 'contact', role: 'occupant' },
      { servicePoint: second, party: dan, kind: 'contact', role: 'thirdParty' },
      { servicePoint: second, party: mill, kind: 'company', role: 'holder' },
    ]);

  test('come by label, the most responsible of several, and the labels are read once', async () => {
    open = await openPortal();
    const ids = seed();
    const roles = await open.crm.roles([ids.first, ids.second, ids.empty]);
    expect(roles).toHaveLength(5);
    expect(roles).toEqual(rolesOf(ids));
    await open.crm.roles([ids.first]);
    expect(open.crm.calls()).toEqual({
      'schemas.list': 1,
      'service_point-contacts.labels': 1,
      'service_point-companies.labels': 1,
      'service_point-contacts.read': 2,
      'service_point-companies.read': 2,
    });
  });

  test('a lost answer to a read is asked again', async () => {
    open = await openPortal();
    const ids = seed();
    for (const kind of ['500', '502', '423', '429', 'drop'] as const)
      open.portal.faults.inject({ match: { path: /contacts\/batch\/read/ }, times: 1, kind });
    expect(await open.crm.roles([ids.first, ids.second])).toEqual(rolesOf(ids));
    expect(open.crm.calls()).toMatchObject({ 'service_point-contacts.read': 6 });
  });

  test('nobody at all is no fault, nor is no service point', async () => {
    open = await openPortal();
    const { empty } = seed();
    expect(await open.crm.roles([empty])).toEqual([]);
    expect(await open.crm.roles([])).toEqual([]);
  });
});

test('a wrong token stops at once and calls for a person', async () => {
  open = await openPortal({ accessToken: 'wrong' });
  await expect(open.crm.parties('contact', null)).rejects.toMatchObject({
    kind: 'unauthorised',
    code: 'hubspot.token',
  });
  expect(open.answers(401)).toBe(1);
});

test('the daily limit closes the limiter: no call is wasted until it is asked again', async () => {
  open = await openPortal({}, { limits: { daily: 2 } });
  await open.crm.parties('contact', null);
  await open.crm.parties('contact', null);
  const refusal = {
    kind: 'throttled',
    code: 'hubspot.dailyLimit',
    retryAfterSeconds: 3600,
  };
  for (let call = 0; call < 3; call += 1)
    await expect(open.crm.parties('contact', null)).rejects.toMatchObject(refusal);
  expect(open.answers(429)).toBe(1);
  open.clock.advance(16 * 3600);
  await expect(open.crm.parties('contact', null)).resolves.toMatchObject({ items: [] });
});
