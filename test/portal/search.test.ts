import { startPortal, type Reply, type RunningPortal } from './running-portal.js';

let portal: RunningPortal;
beforeEach(async () => {
  portal = await startPortal();
});
afterEach(() => portal.close());

const find = (filters: readonly object[], more: object = {}): Promise<Reply> =>
  portal.objects('outage/search', {
    filterGroups: [{ filters }],
    limit: 200,
    properties: ['forewarn_id'],
    ...more,
  });
const found = ({ body }: Reply): readonly unknown[] =>
  body.results.map(row => row.properties['forewarn_id']).sort();

const outages = [
  {
    forewarn_id: 'A',
    outage_name: 'Storm at Cork',
    served_customers: 9,
    etr: '2026-11-24T10:00:00Z',
    verdict: 'lawful',
  },
  {
    forewarn_id: 'B',
    outage_name: 'Pole works',
    served_customers: 10,
    etr: '2026-11-25T10:00:00Z',
    verdict: 'Unlawful',
  },
  { forewarn_id: 'C', outage_name: 'Storm-damage', served_customers: 100 },
];

const cases: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
  ['EQ, any case', { propertyName: 'verdict', operator: 'EQ', value: 'UNLAWFUL' }, ['B']],
  ['NEQ passes over what has no value', { propertyName: 'verdict', operator: 'NEQ', value: 'lawful' }, ['B']],
  ['IN', { propertyName: 'forewarn_id', operator: 'IN', values: ['a', 'C', 'Z'] }, ['A', 'C']],
  ['NOT_IN', { propertyName: 'forewarn_id', operator: 'NOT_IN', values: ['A'] }, ['B', 'C']],
  ['GT by number, not by text', { propertyName: 'served_customers', operator: 'GT', value: '9' }, ['B', 'C']],
  ['GTE', { propertyName: 'served_customers', operator: 'GTE', value: 10 }, ['B', 'C']],
  ['LT', { propertyName: 'served_customers', operator: 'LT', value: '10' }, ['A']],
  ['LTE', { propertyName: 'served_customers', operator: 'LTE', value: '10' }, ['A', 'B']],
  [
    'BETWEEN on instants, in milliseconds',
    {
      propertyName: 'etr',
      operator: 'BETWEEN',
      value: String(Date.parse('2026-11-25T00:00Z')),
      highValue: '2026-11-26',
    },
    ['B'],
  ],
  ['HAS_PROPERTY', { propertyName: 'verdict', operator: 'HAS_PROPERTY' }, ['A', 'B']],
  ['NOT_HAS_PROPERTY', { propertyName: 'verdict', operator: 'NOT_HAS_PROPERTY' }, ['C']],
  ['CONTAINS_TOKEN', { propertyName: 'outage_name', operator: 'CONTAINS_TOKEN', value: 'storm' }, ['A', 'C']],
  [
    'CONTAINS_TOKEN, part of a word',
    { propertyName: 'outage_name', operator: 'CONTAINS_TOKEN', value: 'stor' },
    [],
  ],
  [
    'CONTAINS_TOKEN with a star',
    { propertyName: 'outage_name', operator: 'CONTAINS_TOKEN', value: 'po*' },
    ['B'],
  ],
];
test.each(cases)('filters by %s', async (_name, filter, expected) => {
  portal.records.create(
    'outage',
    outages.map(properties => ({ properties })),
  );
  expect(found(await find([filter]))).toEqual(expected);
});

test('filters of a group are joined by and, groups by or; the rest is text, sorts and pages', async () => {
  portal.records.create(
    'outage',
    outages.map(properties => ({ properties })),
  );
  const storm = { propertyName: 'outage_name', operator: 'CONTAINS_TOKEN', value: 'storm' };
  const small = { propertyName: 'served_customers', operator: 'LT', value: '50' };
  const lawless = { propertyName: 'verdict', operator: 'EQ', value: 'unlawful' };
  expect(found(await find([storm, small]))).toEqual(['A']);
  const either = await find([], { filterGroups: [{ filters: [storm, small] }, { filters: [lawless] }] });
  expect(found(either)).toEqual(['A', 'B']);
  expect(found(await find([], { filterGroups: [], query: 'cork storm' }))).toEqual(['A']);

  const sorts = [{ propertyName: 'served_customers', direction: 'DESCENDING' }];
  const first = await portal.objects('outage/search', { sorts, limit: 2, properties: ['forewarn_id'] });
  expect(first.body.total).toBe(3);
  expect(first.body.results.map(row => row.properties['forewarn_id'])).toEqual(['C', 'B']);
  expect(first.body.paging?.next.after).toBe('2');
  const rest = await portal.objects('outage/search', {
    sorts,
    limit: 2,
    after: '2',
    properties: ['forewarn_id'],
  });
  expect(rest.body.results.map(row => row.properties['forewarn_id'])).toEqual(['A']);
  expect(rest.body.paging).toBeUndefined();
});

test('what is written is found only after the lag, an update as much as a creation; what is archived never', async () => {
  const byName = (value: string): Promise<Reply> =>
    find([{ propertyName: 'outage_name', operator: 'EQ', value }]);
  const { body } = await portal.objects('outage', { properties: { forewarn_id: 'A', outage_name: 'old' } });
  expect((await byName('old')).body.total).toBe(0);
  portal.advance(3_000);
  expect((await byName('old')).body.total).toBe(1);

  await portal.call('PATCH', `/crm/objects/2026-09/outage/${body.id}`, {
    properties: { outage_name: 'new' },
  });
  expect([(await byName('old')).body.total, (await byName('new')).body.total]).toEqual([1, 0]);
  portal.advance(3_000);
  expect([(await byName('old')).body.total, (await byName('new')).body.total]).toEqual([0, 1]);

  await portal.call('DELETE', `/crm/objects/2026-09/outage/${body.id}`);
  expect((await byName('new')).body.total).toBe(0);
});

const filter = { propertyName: 'forewarn_id', operator: 'HAS_PROPERTY' };
const group = (filters: number): object => ({ filters: Array.from({ length: filters }, () => filter) });
test.each([
  ['six groups', { filterGroups: Array.from({ length: 6 }, () => group(1)) }],
  ['seven filters in a group', { filterGroups: [group(7)] }],
  ['nineteen filters', { filterGroups: [group(6), group(6), group(6), group(1)] }],
  ['two sorts', { sorts: ['forewarn_id', 'verdict'] }],
  ['a page of 201', { limit: 201 }],
  ['the 10,001st result', { limit: 100, after: '9901' }],
  ['a body over 3,000 characters', { query: 'x'.repeat(3_000) }],
  ['an unknown property', { filterGroups: [{ filters: [{ ...filter, propertyName: 'nonsense' }] }] }],
  ['an operator without its value', { filterGroups: [{ filters: [{ ...filter, operator: 'EQ' }] }] }],
  ['an unknown operator', { filterGroups: [{ filters: [{ ...filter, operator: 'LIKE', value: 'x' }] }] }],
])('refuses %s', async (_name, body) => {
  const refused = await portal.objects('outage/search', body);
  expect(refused.status).toBe(400);
  expect(refused.body.category).toBe('VALIDATION_ERROR');
});
