import {
  operationsPage,
  outageArchive,
  type OperationsPage,
} from '../../ui-extensions/contract/operations.js';
import { settingsPage, type SettingsPage } from '../../ui-extensions/contract/settings-page.js';
import { need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const FRIDAY = {
  kind: 'planned' as const,
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};

describe('the office: the whole picture, and what is set', () => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await startNeighbourhood([
      { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example' }] },
      { feeder: 'F-12', people: [{ name: 'Ben Adler', mobile: '+4917604060001' }] },
      { feeder: 'F-12', lifeSupport: true, people: [{ name: 'Maria Lind', phone: '+493023125002' }] },
      { feeder: 'F-13', jurisdiction: 'ZZ-9', people: [{ name: 'Nora Neben', email: 'nora@mail.example' }] },
    ]);
  });
  afterAll(() => town.close());

  const page = async (): Promise<OperationsPage> =>
    operationsPage.parse((await town.world.call('GET', '/api/pages/operations', undefined, 'ida')).body);
  const settings = async (as: 'ida' | 'marta' = 'marta'): Promise<SettingsPage> =>
    settingsPage.parse((await town.world.call('GET', '/api/pages/settings', undefined, as)).body);
  const save = (name: string, version: number, value: unknown) =>
    town.world.call('POST', '/api/settings', { changes: [{ name, version, value }] }, 'marta');

  it('is calm while nothing is on', async () => {
    expect(await page()).toMatchObject({
      needs: [],
      figures: { outages: 0, notReached: 0, nextDeadline: null, missed: 0 },
      outages: [],
      carriers: [
        { name: 'mail', state: 'idle' },
        { name: 'sms', state: 'idle' },
        { name: 'print', state: 'idle' },
      ],
      may: { prepare: null },
    });
  });

  it('shows a campaign with the next deadline, a carrier that is down, and who was not reached', async () => {
    const { id } = need(await town.desk.draft(FRIDAY));
    expect((await page()).outages).toMatchObject([{ stage: 'draft', feeders: ['F-12'], customers: 0 }]);
    await town.world.sinks.setKnob('sms.down', true);
    need(await town.desk.launch(need(await town.desk.rehearse(id))));
    await town.world.pump();
    const now = await page();
    expect(now.outages).toMatchObject([
      { id, stage: 'sending', customers: 3, reached: 1, underWay: 1, notReached: 1 },
    ]);
    expect(now.figures).toMatchObject({
      outages: 1,
      notReached: 1,
      nextDeadline: '2026-11-25T08:00:00.000Z',
    });
    expect(now.deadlines).toMatchObject([{ outage: id, revision: 1, notices: 1 }]);
    expect(now.carriers).toMatchObject([
      { name: 'mail', state: 'working', accepted: 1 },
      { name: 'sms', state: 'down', putOff: 1 },
      { name: 'print', state: 'idle' },
    ]);
    expect(now.needs.map(({ kind, name, n }) => [kind, name, n])).toEqual([
      ['carrierDown', 'sms', 1],
      ['notReached', null, 1],
    ]);
    expect(now.missed).toMatchObject([{ outage: id, customers: 1, lifeSupport: 1 }]);
  });

  it('has a carrier that was switched off wait, and sends by it once it is on again', async () => {
    await town.world.sinks.setKnob('sms.down', false);
    expect((await save('carriersOff', 0, ['sms'])).status).toBe(200);
    await town.world.advanceTo(town.at('2026-11-23T14:00+01:00'));
    expect(await town.received('+4917604060001')).toEqual([]);
    expect((await page()).carriers.find(({ name }) => name === 'sms')?.state).toBe('off');
    expect((await save('carriersOff', 1, [])).status).toBe(200);
    await town.world.advanceTo(town.at('2026-11-23T14:30+01:00'));
    expect(await town.received('+4917604060001')).toHaveLength(1);
  });

  it('writes the telephone number that an administrator set in whatever is sent afterwards', async () => {
    const contact = {
      customerPhone: '+44 20 7946 0999',
      emergencyPhone: '+44 20 7946 0998',
      email: 'new@riverside.example',
    };
    const before = await settings();
    expect(before.setUp.find(({ step }) => step === 'brand')?.done).toBe(false);
    expect((await save('contact', 0, { ...contact, customerPhone: '112' })).status).toBe(422);
    expect((await save('contact', 0, contact)).status).toBe(200);
    const { brand, setUp } = await settings();
    expect(brand).toMatchObject({ customerPhone: contact.customerPhone, email: contact.email });
    expect(setUp.find(({ step }) => step === 'brand')?.done).toBe(true);
    const [{ id } = { id: '' }] = (await page()).outages;
    need(await town.desk.revise(id, { kind: 'cancel' }));
    need(await town.desk.launch(need(await town.desk.rehearse(id))));
    await town.world.pump();
    const mails = await town.received('anna@mail.example');
    const texts = mails.map(mail => (mail.channel === 'email' ? mail.text : ''));
    expect(texts).toHaveLength(2);
    expect(texts[0]).not.toContain('7946 0999');
    expect(texts[1]).toContain('7946 0999');
  });

  it('says for each place which rules are in force, how sure they are, and where there are none', async () => {
    const { places, setUp, carriers, may } = await settings();
    expect(places).toMatchObject([
      {
        jurisdiction: 'XA-N',
        servicePoints: 3,
        missing: null,
        rulebooks: [{ id: 'baseline@2' }],
        confidence: 'secondary',
      },
      { jurisdiction: 'ZZ-9', servicePoints: 1, missing: expect.stringContaining('ZZ-9') as string },
    ]);
    expect(setUp.map(({ step, done }) => [step, done])).toEqual([
      ['directory', true],
      ['carriers', true],
      ['brand', true],
      ['rules', false],
      ['roles', true],
      ['cards', null],
    ]);
    expect(carriers.map(({ name, cost }) => [name, cost.perMessage])).toEqual([
      ['mail', 0.05],
      ['sms', 0],
      ['print', 85],
    ]);
    expect(may).toEqual({ change: null, roles: null });
  });

  it('shows the names, the senders and the address of letters that an administrator chose, in what is sent', async () => {
    const before = await settings();
    const { names, sender } = before.brand;
    expect(sender.line1).toBe('1 Weir Street');
    const name = (short: boolean) =>
      Object.fromEntries(names.map(({ language }) => [language, short ? 'NPower' : 'North Power']));
    expect((await save('names', 0, { name: name(false), shortName: name(true) })).status).toBe(200);
    const senders = { email: { mail: 'North Power, outages' }, sms: { sms: 'NPower' } };
    expect((await save('senders', 0, senders)).status).toBe(200);
    const lost = await save('senders', 1, { email: { nobody: 'North' }, sms: {} });
    expect(lost.body).toMatchObject({ refusals: [{ code: 'carrier.unknown' }] });
    const after = await settings();
    expect(after.carriers.map(each => each.sender)).toEqual(['North Power, outages', 'NPower', null]);
    expect(after.brand.names[0]).toMatchObject({ name: 'North Power', shortName: 'NPower' });
    need(await town.desk.launch(need(await town.desk.rehearse(need(await town.desk.draft(FRIDAY)).id))));
    await town.world.pump();
    const mail = (await town.received('anna@mail.example')).at(-1);
    expect(mail?.channel === 'email' ? mail.headers['from'] : '').toContain('North Power, outages');
    const text = (await town.received('+4917604060001')).at(-1);
    expect(text?.channel === 'sms' ? text.body : '').toMatch(/^NPower/);
  });

  const test = (carrier: string, to: string | null, as: 'marta' | 'ida' = 'marta', idempotencyKey?: string) =>
    town.world.call(
      'POST',
      `/api/carriers/${carrier}/test`,
      { to, language: 'ru', ...(idempotencyKey === undefined ? {} : { idempotencyKey }) },
      as,
    );

  it('sends a test by each carrier, marked as one, once, and to nobody else', async () => {
    const key = '5f0c0a52-5a3b-4a0e-9d9a-0f6a9d3c7b11';
    for (const _ of [1, 2])
      expect((await test('mail', null, 'marta', key)).body).toMatchObject({
        outcome: 'accepted',
        reason: null,
      });
    const [mail, ...more] = await town.received('marta@utility.example');
    expect(mail).toMatchObject({ subject: 'ПРОВЕРКА: это не уведомление' });
    expect(more).toEqual([]);
    expect((await test('sms', '+49 176 0406 7777')).body).toMatchObject({ outcome: 'accepted' });
    expect(await town.received('+4917604067777')).toMatchObject([
      { body: 'NPower: ПРОВЕРКА. Это сообщение ни о чём не извещает.' },
    ]);
    expect((await test('print', null)).body).toMatchObject({ outcome: 'accepted' });
    await town.world.sinks.printer.collect();
    expect(town.world.sinks.inbox.list({ channel: 'letter' })).toHaveLength(1);
  });

  it('says what is wrong with a test, asks for the role, and ends when there are too many', async () => {
    expect((await test('sms', '112')).body).toMatchObject({ refusals: [{ code: 'phone.malformed' }] });
    expect((await test('mail', 'nobody')).body).toMatchObject({ refusals: [{ code: 'email.malformed' }] });
    expect((await test('none', null)).body).toMatchObject({ refusals: [{ code: 'carrier.unknown' }] });
    expect((await test('mail', null, 'ida')).status).toBe(403);
    await town.world.sinks.setKnob('sms.down', true);
    expect((await test('sms', '+49 176 0406 7777')).body).toMatchObject({
      outcome: 'refused',
      reason: { en: 'the carrier of texts was not reached' },
    });
    await town.world.sinks.setKnob('sms.down', false);
    expect((await test('mail', null)).status).toBe(200);
    expect((await test('mail', null)).body).toMatchObject({ refusals: [{ code: 'test.tooMany' }] });
    expect((await town.received('marta@utility.example')).length).toBe(2);
  });

  it('lets everybody look, and shows the roles only to who manages them', async () => {
    const { may, roles, settings: values } = await settings('ida');
    expect(may.change).toContain('Administrator');
    expect(roles).toBeNull();
    expect(values.map(({ name }) => name)).toContain('approvalAbove');
    expect((await settings()).roles?.people.map(({ email }) => email)).toContain('ida@utility.example');
  });

  it('keeps every outage, those that are over too, the newest first and a page at a time', async () => {
    const archive = async (query: string) => {
      const { status, body } = await town.world.call('GET', `/api/pages/outages${query}`, undefined, 'ida');
      return { status, body };
    };
    await town.world.advanceTo(town.at('2026-11-23T15:00+01:00'));
    const made: string[] = [];
    for (let n = 0; n < 26; n += 1) made.push(need(await town.desk.draft(FRIDAY)).id);
    const newest = outageArchive.parse((await archive('')).body);
    const older = outageArchive.parse((await archive(`?after=${newest.next ?? ''}`)).body);
    const ids = [...newest.rows, ...older.rows].map(({ id }) => id);
    expect([newest.rows.length, older.next]).toEqual([25, null]);
    expect([...ids.slice(0, 26)].sort()).toEqual([...made].sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(older.rows.at(-1)).toMatchObject({ status: 'cancelled', customers: 3 });
    expect((await archive('?after=1')).status).toBe(404);
  });
});
