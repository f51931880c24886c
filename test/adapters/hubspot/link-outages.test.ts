import type { OutageId } from '../../../server/domain/ids.js';
import type { LinkFacts } from '../../../server/workflows/ports/outbox.js';
import { idsOf, openPortal, seedContacts, type LocalPortal } from './local-portal.js';
import { outage } from './facts.js';

let open: LocalPortal;
afterEach(() => open.close());

const linked = async (changes: Partial<LinkFacts> = {}): Promise<LinkFacts> => {
  const [crmId = ''] = idsOf(await open.crm.writeOutages([outage('o-1')])).values();
  return { outage: 'o-1' as OutageId, crmId, contacts: [], companies: [], servicePoints: [], ...changes };
};
const tiesOf = (id: string) =>
  open.portal.records
    .associations('outage', id)
    .map(({ objectType, id: other, labels }) => [objectType, other, labels] as const);

test('an outage is tied to whom and what it affects, with a label, and twice it is the same', async () => {
  open = await openPortal();
  const contacts = seedContacts(open, 3);
  const [mill = ''] = open.portal.records.create('companies', [{ properties: { name: 'Mill' } }]);
  const [point = ''] = open.portal.records.create('service_point', [
    { properties: { service_point_id: 'SP-1' } },
  ]);
  const facts = await linked({ contacts, companies: [mill], servicePoints: [point] });
  for (let times = 0; times < 2; times += 1)
    expect(await open.crm.linkOutages([facts])).toEqual([{ key: 'o-1', crmId: facts.crmId }]);
  const ties = tiesOf(facts.crmId ?? '');
  expect(ties.map(([type, id]) => `${type} ${id}`).sort()).toEqual(
    [...contacts.map(id => `contacts ${id}`), `companies ${mill}`, `service_point ${point}`].sort(),
  );
  for (const [, , labels] of ties) expect(JSON.stringify(labels)).toContain('Affects');
});

test('two thousand take one call, one more takes another, and too many of a kind none', async () => {
  open = await openPortal({ timeoutMs: 60_000 });
  const contacts = seedContacts(open, 2_001);
  const facts = await linked({ contacts, companies: null });
  await open.crm.linkOutages([facts]);
  expect(open.crm.calls()['outage-contacts.associate']).toBe(2);
  expect(open.crm.calls()['outage-companies.associate']).toBeUndefined();
  expect(tiesOf(facts.crmId ?? '')).toHaveLength(2_001);
});

test('who was deleted meanwhile keeps nobody else from being tied', async () => {
  open = await openPortal();
  const [one = '', two = ''] = seedContacts(open, 2);
  open.portal.records.archive('contacts', one);
  const facts = await linked({ contacts: [one, two] });
  expect(await open.crm.linkOutages([facts])).toEqual([{ key: 'o-1', crmId: facts.crmId }]);
  expect(tiesOf(facts.crmId ?? '').map(([, id]) => id)).toEqual([two]);
});

test('an outage without a record waits for it', async () => {
  open = await openPortal();
  const waiting = { ...(await linked()), crmId: null };
  await expect(open.crm.linkOutages([waiting])).rejects.toMatchObject({
    code: 'hubspot.noRecord',
    kind: 'retry',
  });
  const [written] = await open.crm.linkOutages([{ ...(await linked()), outage: 'o-2' as OutageId }, waiting]);
  expect(written).toMatchObject({ key: 'o-1', fault: { kind: 'retry' } });
});
