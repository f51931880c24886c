import { launchNow, need } from '../sandbox/scenario.js';
import { describeEngines } from '../engines/engines.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

/** Monday 23 November 2026, 10:00. The work is on Friday the 27th, 09:00 to 13:00: notice must be served by Wednesday, 09:00. */
const FRIDAY = {
  kind: 'planned' as const,
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};

describeEngines('a planned outage, announced in time', engine => {
  const start: typeof startNeighbourhood = (houses, options) =>
    startNeighbourhood(houses, { ...options, engine });
  let town: Neighbourhood;
  let outage: string;

  beforeAll(async () => {
    town = await start([
      {
        feeder: 'F-12',
        people: [{ name: 'Anna Keller', email: 'anna@mail.example', mobile: '+4917604060001' }],
      },
      {
        feeder: 'F-12',
        inArrears: true,
        people: [{ name: 'Oleg Petrow', email: 'oleg@mail.example', language: 'ru' }],
      },
      {
        feeder: 'F-12',
        people: [{ name: 'Jan Holm', noInternet: true, email: 'jan@mail.example', street: 'Mühlenweg 3' }],
      },
      {
        feeder: 'F-12',
        lifeSupport: true,
        people: [
          { name: 'Maria Lind', mobile: '+4917604060002', street: 'Mühlenweg 4' },
          { name: 'Kim Lind', email: 'kim@mail.example', as: 'nominated_carer' },
        ],
      },
      { feeder: 'F-12', people: [{ name: 'Lena Still', phone: '+493023125001' }] },
      {
        feeder: 'F-12',
        people: [
          { name: 'Rosa Amsel', mobile: '+4917604060003' },
          { name: 'Emil Amsel', mobile: '0176 0406 0003', as: 'occupant' },
        ],
      },
      {
        feeder: 'F-12',
        people: [
          { name: 'Otto Nein', mobile: '+4917604060004', email: 'otto@mail.example', smsOptOut: true },
        ],
      },
      {
        feeder: 'F-12',
        account: 'B-1',
        people: [{ name: 'Elena Sommer', email: 'elena@mail.example', language: 'es' }],
      },
      {
        feeder: 'F-12',
        account: 'B-1',
        timezone: 'Europe/Lisbon',
        jurisdiction: 'XA-S',
        people: [{ name: 'Elena Sommer' }],
      },
      { feeder: 'F-12', account: 'B-2', people: [{ name: 'Max Zwei', email: 'max@mail.example' }] },
      { feeder: 'F-12', account: 'B-2', people: [{ name: 'Max Zwei' }] },
      { feeder: 'F-13', people: [{ name: 'Nora Neben', email: 'nora@mail.example' }] },
      { feeder: 'F-12', people: [{ name: 'Wrong Number', mobile: '0176-12' }] },
    ]);
    outage = need(await town.desk.draft(FRIDAY)).id;
    await launchNow(town.world, outage);
    await town.world.advanceTo(town.at('2026-11-24T09:00+01:00'));
  });
  afterAll(() => town.close());

  it('judges it lawful, with the last lawful moment and its arithmetic', async () => {
    const { verdict } = (await town.desk.see(outage)).revisions[0] ?? {};
    expect(verdict?.kind).toBe('lawful');
    expect(verdict?.serveBy).toBe('2026-11-25T08:00:00.000Z');
    expect(verdict?.judgements.map(j => [j.jurisdiction, j.zone, j.rulebooks])).toEqual([
      ['XA-N', 'Europe/Berlin', ['baseline@1']],
      ['XA-S', 'Europe/Lisbon', ['baseline@1']],
    ]);
    expect(verdict?.judgements[0]?.trace.map(line => line.result)).toContain('2026-11-25T09:00+01:00');
  });

  it('tells everyone affected once, and nobody else', async () => {
    const notices = await town.notices(outage);
    expect(notices.map(n => n.addressee)).toEqual([
      'Anna Keller',
      'Elena Sommer',
      'Elena Sommer',
      'Jan Holm',
      'Kim Lind',
      'Lena Still',
      'Maria Lind',
      'Max Zwei',
      'Oleg Petrow',
      'Otto Nein',
      'Rosa Amsel',
      'Wrong Number',
    ]);
    expect(await town.received('nora@mail.example')).toEqual([]);
    expect(await town.received('anna@mail.example')).toHaveLength(1);
    expect(await town.received('+4917604060001')).toHaveLength(1);
  });

  it('sends one message to two people with one telephone, and knows both', async () => {
    expect(await town.received('+4917604060003')).toHaveLength(1);
    const rosa = (await town.notices(outage)).find(n => n.addressee === 'Rosa Amsel');
    expect([...(rosa?.contactIds ?? [])].sort()).toEqual(
      [town.id('Rosa Amsel'), town.id('Emil Amsel')].sort(),
    );
  });

  it('tells two homes of one account in one zone in one message, and in two zones in two', async () => {
    const [max] = await town.received('max@mail.example');
    expect(max?.channel === 'email' ? max.text : '').toMatch(/Mühlenweg 10[\s\S]*Mühlenweg 11/);
    const elena = await town.received('elena@mail.example');
    expect(elena).toHaveLength(2);
    const texts = elena.map(mail => (mail.channel === 'email' ? mail.text : '')).join('\n');
    // 09:00 in Berlin is 08:00 in Lisbon: each message tells the hour of its own premises.
    expect(texts).toMatch(/9:00/);
    expect(texts).toMatch(/8:00/);
  });

  it('posts a letter to those without Internet, and leaves their e-mail address alone', async () => {
    expect(await town.received('jan@mail.example')).toEqual([]);
    const jan = (await town.notices(outage)).find(n => n.addressee === 'Jan Holm');
    expect(jan?.deliveries.map(d => [d.channel, d.state])).toEqual([['letter', 'posted']]);
    expect(jan?.servedHow).toBe('deemed');
    // Monday's cut-off is 14:00; the print house posts at 17:00.
    expect(jan?.servedAt).toBe('2026-11-23T16:00:00.000Z');
  });

  it('respects an opt-out from texts and still serves by e-mail', async () => {
    expect(await town.received('+4917604060004')).toEqual([]);
    expect(await town.received('otto@mail.example')).toHaveLength(1);
  });

  it('puts life support first, with a letter besides, and tells the carer', async () => {
    const [first] = town.world.sinks.inbox.list({ channel: 'sms', limit: 1 });
    expect(first?.to).toBe('+4917604060002');
    const maria = (await town.notices(outage)).find(n => n.addressee === 'Maria Lind');
    expect(maria?.deliveries.map(d => d.channel)).toEqual(['letter', 'sms']);
    expect(await town.received('kim@mail.example')).toHaveLength(1);
  });

  it('writes in the customer’s language, with the debt kept apart', async () => {
    const [mail] = await town.received('oleg@mail.example');
    const text = mail?.channel === 'email' ? mail.text : '';
    expect(text).toMatch(/пятниц/i);
    expect(text).toMatch(/27 ноября/);
    expect(mail?.channel === 'email' ? mail.headers['content-language'] : '').toBe('ru');
  });

  it('lists who cannot be reached with the reason, one ticket each for a person', async () => {
    const missed = (await town.notices(outage)).filter(n => n.state === 'unreachable');
    expect(missed.map(n => [n.addressee, n.unreachable])).toEqual([
      ['Lena Still', ['only a landline: needs a call']],
      ['Wrong Number', ['the number is not valid']],
    ]);
    const tickets = town.world.portal.records.list('tickets').map(ticket => ticket.properties['subject']);
    expect(tickets.filter(subject => /reach/i.test(subject ?? ''))).toHaveLength(2);
  });

  it('logs each delivery on the contact, once, with the text as it was sent', () => {
    const { records } = town.world.portal;
    const anna = records
      .associations('contacts', town.id('Anna Keller'))
      .filter(a => a.objectType === 'emails' || a.objectType === 'communications');
    expect(anna.map(a => a.objectType).sort()).toEqual(['communications', 'emails']);
    const sms = records.get('communications', anna.find(a => a.objectType === 'communications')?.id ?? '');
    expect(sms?.properties['hs_communication_body']).toMatch(/Ref [0-9a-f-]{36}/);
    expect(sms?.properties['hs_communication_body']).toMatch(/Delivered/);
    expect(records.count('outage')).toBe(1);
    expect(records.list('outage')[0]?.properties['affected_customers']).toBe('10');
  });

  it('keeps names, numbers, addresses and texts out of the log', () => {
    const log = JSON.stringify(town.log);
    for (const personal of ['Keller', 'anna@', '0406', 'Mühlenweg', 'Petrow'])
      expect(log).not.toContain(personal);
  });
});
