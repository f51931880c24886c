import type { Channel } from '../../../server/domain/contact-point.js';
import { instant } from '../../../server/domain/time.js';
import type { ActivityRow } from '../../../server/adapters/hubspot/activities.js';
import { Fault } from '../../../server/workflows/fault.js';
import type { FaultKind } from '../../portal/http/faults.js';
import { activity, deliveryId } from './facts.js';
import { idsOf, openPortal, seedContacts, type LocalPortal } from './local-portal.js';

let open: LocalPortal;
afterEach(() => open.close());

const TYPES = ['emails', 'communications', 'postal_mail'] as const;
const CHANNELS: readonly Channel[] = ['email', 'sms', 'letter'];

const rowsFor = (contacts: readonly string[], channels = CHANNELS): readonly ActivityRow[] =>
  contacts.map((contact, n) => activity(n, contact, { channel: channels[n % channels.length] ?? 'email' }));

/** Every Ref line in the portal with how often it stands there. */
const refsInPortal = (): ReadonlyMap<string, number> => {
  const refs = new Map<string, number>();
  for (const type of TYPES)
    for (const { properties } of open.portal.records.list(type)) {
      const body =
        properties['hs_email_text'] ??
        properties['hs_communication_body'] ??
        properties['hs_postal_mail_body'] ??
        '';
      const ref = /Ref (\S+)$/.exec(body)?.[1] ?? 'none';
      refs.set(ref, (refs.get(ref) ?? 0) + 1);
    }
  return refs;
};
const expectEachOnce = (rows: readonly ActivityRow[]): void => {
  expect(refsInPortal()).toEqual(new Map(rows.map(({ delivery }) => [delivery, 1])));
};

/** What the mirror does: writes, looks for what is uncertain until it knows, and writes again what is not there. */
const mirror = async (rows: readonly ActivityRow[]): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  let uncertain: readonly ActivityRow[] = [];
  for (let round = 0; ids.size < rows.length && round < 12; round += 1) {
    const looked = await open.crm.findActivities(uncertain).catch(() => null);
    for (const [key, id] of looked ?? []) ids.set(key, id);
    if (looked !== null) uncertain = [];
    const due = rows.filter(row => !ids.has(row.delivery) && !uncertain.includes(row));
    const kinds = new Map<string, string>();
    const written = await open.crm.writeActivities(due).catch((error: unknown) => {
      for (const row of due) kinds.set(row.delivery, error instanceof Fault ? error.kind : 'bug');
      return [];
    });
    for (const row of written) if ('fault' in row) kinds.set(row.key, row.fault.kind);
    for (const [key, id] of idsOf(written)) ids.set(key, id);
    uncertain = [...uncertain, ...due.filter(({ delivery }) => kinds.get(delivery) === 'unknown')];
  }
  return ids;
};

test('350 activities go in calls of 100 with their associations, then change in calls of 100', async () => {
  open = await openPortal();
  const rows = rowsFor(seedContacts(open, 350));
  const ids = idsOf(await open.crm.writeActivities(rows));
  expect(ids.size).toBe(350);
  expectEachOnce(rows);
  expect(open.crm.calls()).toEqual({
    'emails.create': 2,
    'communications.create': 2,
    'postal_mail.create': 2,
  });
  for (const row of rows.slice(0, 30)) {
    const type = TYPES[CHANNELS.indexOf(row.channel)] ?? 'emails';
    expect(
      open.portal.records.associations(type, ids.get(row.delivery) ?? '', 'contacts').map(({ id }) => id),
    ).toEqual(row.contacts);
  }
  const later = rows.map(row => ({
    ...row,
    crmId: ids.get(row.delivery) ?? null,
    state: 'delivered' as const,
    stateAt: instant('2026-11-23T10:02:00Z'),
  }));
  expect(idsOf(await open.crm.writeActivities(later))).toEqual(ids);
  expectEachOnce(rows);
  expect(open.crm.calls()).toMatchObject({
    'emails.update': 2,
    'communications.update': 2,
    'postal_mail.update': 2,
  });
  expect(open.answers(429)).toBe(0);
});

test('3,000 activities at once stay below a small burst nobody told us of', async () => {
  open = await openPortal({}, { limits: { burst: 20 } });
  const rows = rowsFor(seedContacts(open, 3000));
  expect(idsOf(await open.crm.writeActivities(rows)).size).toBe(3000);
  expect(open.answers(429)).toBe(0);
  expect(open.clock.slept().length).toBeGreaterThan(0);
});

test('an activity says what was sent and what became of it, and ends with its reference', async () => {
  open = await openPortal({ sender: { email: 'notices@grid.example', name: 'Northport Grid' } });
  const [contact = ''] = seedContacts(open, 1);
  await open.crm.writeActivities([
    activity(1, contact, { state: 'failed', reason: 'email.mailboxUnknown' }),
    activity(2, contact, { channel: 'sms', state: 'delivered', stateAt: instant('2026-11-23T10:02:00Z') }),
    activity(3, contact, { channel: 'letter', state: 'posted', stateAt: instant('2026-11-24T16:00:00Z') }),
  ]);
  const [email] = open.portal.records.list('emails');
  expect(email?.properties).toMatchObject({
    hs_timestamp: '2026-11-23T09:00:30.000Z',
    hs_email_direction: 'EMAIL',
    hs_email_status: 'BOUNCED',
    hs_email_subject: 'Power off on 25 November',
    hs_email_text: `We will work on your line.\nRef K7M2Q\n\nNot delivered: the mailbox does not exist\nRef ${deliveryId(1)}`,
    hs_email_html: `<html><body><p>We will work on your line.</p><p>Not delivered: the mailbox does not exist<br>Ref ${deliveryId(1)}</p></body></html>`,
  });
  expect(JSON.parse(email?.properties['hs_email_headers'] ?? '')).toMatchObject({
    from: { email: 'notices@grid.example' },
    to: [{ email: 'person1@example.org' }],
  });
  const [sms] = open.portal.records.list('communications');
  expect(sms?.properties).toMatchObject({
    hs_communication_channel_type: 'SMS',
    hs_communication_logged_from: 'CRM',
    hs_communication_body: `Power off 25 Nov 9-12. Ref K7M2Q\n\nDelivered 23 Nov 2026 10:02 UTC\nRef ${deliveryId(2)}`,
  });
  const [letter] = open.portal.records.list('postal_mail');
  expect(letter?.properties['hs_postal_mail_body']).toContain(
    'Dear Jan Holm,\n\nWe will work on your line.\n\nFrom: 09:00\nTo: 12:00\n\nYours\n\nHanded to the post 24 Nov 2026 16:00 UTC\nRef ',
  );
});

test('a text beyond HubSpot’s limit is cut, but never its reference', async () => {
  open = await openPortal();
  const [contact = ''] = seedContacts(open, 1);
  const text = 'long '.repeat(20_000);
  const rows = [
    activity(1, contact, { content: { channel: 'email', subject: 'S', text, html: `<p>${text}</p>` } }),
  ];
  expect(idsOf(await open.crm.writeActivities(rows)).size).toBe(1);
  expectEachOnce(rows);
});

describe('nothing lost, nothing twice', () => {
  const FAULTS: readonly FaultKind[] = ['429', '500', '423', '502', 'drop', 'commit-then-drop', 'partial'];
  test.each(FAULTS)('after %s in a create', async kind => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 350), ['email', 'sms']);
    open.portal.faults.inject({
      match: { method: 'POST', path: /batch\/create/ },
      times: 2,
      kind,
      share: 0.3,
    });
    expect((await mirror(rows)).size).toBe(350);
    expectEachOnce(rows);
  });

  test('after an answer that never comes', async () => {
    open = await openPortal({ timeoutMs: 200 });
    const rows = rowsFor(seedContacts(open, 150), ['sms']);
    open.portal.faults.inject({
      match: { path: /communications\/batch\/create/ },
      times: 1,
      kind: 'timeout',
    });
    expect((await mirror(rows)).size).toBe(150);
    expectEachOnce(rows);
  });

  test('after all of them at once, reads of the reconciliation included', async () => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 300));
    for (const kind of FAULTS)
      for (const path of [/batch\/create/, /batch\/read/])
        open.portal.faults.inject({ match: { path }, times: 2, kind });
    expect((await mirror(rows)).size).toBe(300);
    expectEachOnce(rows);
  });

  test('rows of a batch that went through keep their ids when another batch is lost', async () => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 200), ['email']);
    open.portal.faults.inject({
      match: { path: /emails\/batch\/create/ },
      times: 1,
      kind: 'commit-then-drop',
    });
    const written = await open.crm.writeActivities(rows);
    expect(idsOf(written).size).toBe(100);
    const lost = written.flatMap(row => ('fault' in row ? [row] : []));
    expect(lost.map(({ fault }) => [fault.kind, fault.code])).toEqual(
      Array(100).fill(['unknown', 'hubspot.answerLost']),
    );
    const found = await open.crm.findActivities(
      rows.filter(({ delivery }) => lost.some(({ key }) => key === delivery)),
    );
    expect(found.size).toBe(100);
  });

  test('an update is repeated by itself', async () => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 100), ['email']);
    const ids = idsOf(await open.crm.writeActivities(rows));
    for (const kind of ['commit-then-drop', '500', 'partial'] as const)
      open.portal.faults.inject({ match: { path: /batch\/update/ }, times: 1, kind, share: 0.1 });
    const again = rows.map(row => ({ ...row, crmId: ids.get(row.delivery) ?? null }));
    const written = await open.crm.writeActivities(again);
    expect(idsOf(written).size).toBe(90);
    expect(written.flatMap(row => ('fault' in row ? [row.fault.kind] : []))).toEqual(Array(10).fill('retry'));
    expectEachOnce(rows);
  });
});

test('findActivities finds what is there and nothing else', async () => {
  open = await openPortal();
  const contacts = seedContacts(open, 30);
  const rows = rowsFor(contacts);
  const ids = idsOf(await open.crm.writeActivities(rows.slice(0, 15)));
  expect(await open.crm.findActivities(rows)).toEqual(ids);
  expect(await open.crm.findActivities([])).toEqual(new Map());
});

describe('bad rows', () => {
  test('one of a batch is refused by itself in a 207', async () => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 100), ['email']).map((row, n) =>
      n === 41 ? { ...row, contacts: ['999999'] } : row,
    );
    const written = await open.crm.writeActivities(rows);
    expect(open.answers(207)).toBe(1);
    expect(idsOf(written).size).toBe(99);
    expect(written.filter(row => 'refused' in row)).toEqual([
      { key: deliveryId(41), refused: expect.stringMatching(/^hubspot\.\S*NOT_FOUND$/) },
    ]);
  });

  test('one that refuses the whole batch is found by halves', async () => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 100), ['email']);
    const ids = idsOf(await open.crm.writeActivities(rows));
    // A timestamp that is none makes the portal refuse an update whole.
    const again = rows.map((row, n) => ({
      ...row,
      crmId: ids.get(row.delivery) ?? null,
      ...(n === 7 ? { sentAt: 'never' as typeof row.sentAt } : {}),
    }));
    const written = await open.crm.writeActivities(again);
    expect(idsOf(written).size).toBe(99);
    expect(written.filter(row => 'refused' in row)).toMatchObject([{ key: deliveryId(7) }]);
    expect(open.crm.calls()['emails.update']).toBeLessThanOrEqual(15);
  });

  test('what is wrong with every row is not blamed on each', async () => {
    open = await openPortal();
    const rows = rowsFor(seedContacts(open, 100), ['email']);
    const ids = idsOf(await open.crm.writeActivities(rows));
    const bad = rows.map(row => ({
      ...row,
      crmId: ids.get(row.delivery) ?? null,
      sentAt: 'never' as typeof row.sentAt,
    }));
    const written = await open.crm.writeActivities(bad);
    expect(written.filter(row => 'fault' in row).length).toBeGreaterThan(80);
    expect(open.crm.calls()['emails.update']).toBeLessThanOrEqual(40);
  });

  test('an activity nobody would see is not written', async () => {
    open = await openPortal();
    expect(await open.crm.writeActivities([activity(1, '', { contacts: [] })])).toEqual([
      { key: deliveryId(1), refused: 'hubspot.nobodyToLink' },
    ]);
  });
});

test('neither log nor fault holds a name, an address or a text', async () => {
  open = await openPortal({ tries: 1 });
  const rows = rowsFor(seedContacts(open, 3));
  for (const kind of ['500', 'commit-then-drop', '502'] as const)
    open.portal.faults.inject({ match: { path: /create/ }, times: 1, kind });
  const written = await open.crm.writeActivities(rows);
  const bad = rows.map(row => ({ ...row, crmId: '1', sentAt: 'p1@example.org' as typeof row.sentAt }));
  const thrown: unknown = await open.crm.writeActivities(bad).catch((error: unknown) => error);
  const said = [
    ...open.logged,
    ...written.map(row => ('fault' in row ? row.fault.message : '')),
    String(thrown),
    JSON.stringify(thrown),
  ].join('\n');
  expect(said).toContain('hubspot.failed');
  expect(said).not.toMatch(/example\.org|Jan Holm|\+49|We will work/);
});
