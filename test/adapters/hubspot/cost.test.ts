import type { Channel } from '../../../server/domain/contact-point.js';
import { activity, ticket } from './facts.js';
import { openPortal, type LocalPortal } from './local-portal.js';

let open: LocalPortal;
afterEach(() => open.close());

const CHANNELS: readonly Channel[] = ['email', 'sms', 'letter'];
const total = (): number => Object.values(open.crm.calls()).reduce((sum, count) => sum + count, 0);

/** What a storm costs in calls; a change that makes it dearer should be meant. */
test('1,000 customers cost 25 calls to read and 16 to write, and the counters agree with the portal', async () => {
  open = await openPortal();
  const contacts = open.portal.records.create(
    'contacts',
    Array.from({ length: 1000 }, (_, n) => ({ properties: { email: `p${String(n)}@example.org` } })),
  );
  const points = open.portal.records.create(
    'service_point',
    contacts.map((id, n) => ({
      properties: { service_point_id: `SP-${String(n)}` },
      associations: [{ to: 'contacts', id, labels: ['account_holder'] }],
    })),
  );
  for (let after: string | null = null, first = true; first || after !== null; first = false)
    after = (await open.crm.parties('contact', after)).next;
  for (let after: string | null = null, first = true; first || after !== null; first = false)
    after = (await open.crm.servicePoints(after)).next;
  expect(await open.crm.roles(points)).toHaveLength(1000);
  // 10 pages of contacts, 10 of service points, the schemas, two lists of labels, two reads of roles.
  const read = total();

  const rows = contacts.map((contact, n) => activity(n, contact, { channel: CHANNELS[n % 3] ?? 'email' }));
  await open.crm.writeActivities(rows);
  await open.crm.writeTickets(contacts.slice(0, 10).map((contact, n) => ticket(n, contact)));
  // 12 for three channels of 334, the pipelines, then one each to look for, write and tie the tickets.
  const written = total() - read;
  expect({ read, written }).toEqual({ read: 25, written: 16 });
  expect(total()).toBe(open.portal.calls.count());
  expect(open.answers(429)).toBe(0);
  expect(open.clock.slept()).toEqual([]);
});
