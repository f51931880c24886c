import { addMinutes } from '../../server/domain/time.js';
import type { OutageView } from '../../ui-extensions/contract/outage.js';
import { launchNow, need } from '../sandbox/scenario.js';
import { describeAnEngine } from '../engines/engines.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

/** Monday, 10:00; the work is on Friday the 27th, so notices must be served by Wednesday, 09:00. */
const FRIDAY = {
  kind: 'planned' as const,
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};
const MOBILE = '+4917604060001';
const EMAIL = 'ben@mail.example';

describeAnEngine('carriers and a CRM that fail', engine => {
  const start: typeof startNeighbourhood = (houses, options) =>
    startNeighbourhood(houses, { ...options, engine });
  let town: Neighbourhood;
  beforeEach(async () => {
    town = await start(
      [
        { feeder: 'F-12', people: [{ name: 'Anna Keller', mobile: MOBILE, street: 'Mühlenweg 1' }] },
        { feeder: 'F-12', people: [{ name: 'Ben Adler', email: EMAIL }] },
      ],
      { timeoutMs: 400 },
    );
  });
  afterEach(() => town.close());

  const launch = async (): Promise<OutageView> =>
    launchNow(town.world, need(await town.desk.draft(FRIDAY)).id);
  const later = (minutes: number): Promise<void> =>
    town.world.advanceTo(addMinutes(town.world.clock.now(), minutes));
  const statesOf = async (outage: OutageView): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (await town.notices(outage.id)).map(n => [
        n.addressee,
        `${n.state}: ${n.deliveries.map(d => `${d.channel} ${d.state}`).join(', ')}`,
      ]),
    );
  const handOvers = (to: string): readonly [number, number][] =>
    town.world.sinks.inbox.list({ to, limit: 10 }).map(item => [item.handOvers, item.copies]);

  it('an SMS carrier that is down: tried again, then delivered, once', async () => {
    await town.world.sinks.setKnob('sms.down', true);
    const outage = await launch();
    expect((await statesOf(outage))['Anna Keller']).toBe('open: sms planned');
    await later(4);
    await town.world.sinks.setKnob('sms.down', false);
    await later(60);
    expect((await statesOf(outage))['Anna Keller']).toBe('served: sms delivered');
    expect(handOvers(MOBILE)).toEqual([[1, 1]]);
  });

  it('an SMS carrier that stays down: the next channel takes over in time', async () => {
    await town.world.sinks.setKnob('sms.down', true);
    const outage = await launch();
    await town.world.advanceTo(town.at('2026-11-24T18:00+01:00'));
    expect((await statesOf(outage))['Anna Keller']).toBe('served: letter posted, sms failed');
    const [anna] = await town.notices(outage.id);
    expect((anna?.servedAt ?? '') < (anna?.serveBy ?? '')).toBe(true);
  });

  it('one that takes a message and never answers: asked by our key, one message', async () => {
    await town.world.sinks.setKnob('sms.acceptThenHang', true);
    const outage = await launch();
    await town.world.sinks.setKnob('sms.acceptThenHang', false);
    await later(30);
    expect((await statesOf(outage))['Anna Keller']).toBe('served: sms delivered');
    expect(handOvers(MOBILE)).toEqual([[1, 1]]);
  });

  it('one that hangs and takes nothing: asked, then sent again', async () => {
    await town.world.sinks.setKnob('sms.hang', true);
    const outage = await launch();
    expect((await statesOf(outage))['Anna Keller']).toBe('open: sms unknown');
    await town.world.sinks.setKnob('sms.hang', false);
    await later(30);
    expect((await statesOf(outage))['Anna Keller']).toBe('served: sms delivered');
    expect(handOvers(MOBILE)).toEqual([[1, 1]]);
  });

  it('one that answers with 500 and one that throttles: patience, and one message', async () => {
    await town.world.sinks.setKnob('sms.serverError', true);
    await town.world.sinks.setKnob('email.throttle', true);
    const outage = await launch();
    await later(3);
    await town.world.sinks.setKnob('sms.serverError', false);
    await town.world.sinks.setKnob('email.throttle', false);
    await later(120);
    expect(await statesOf(outage)).toEqual({
      'Anna Keller': 'served: sms delivered',
      'Ben Adler': 'served: email accepted',
    });
    expect(handOvers(MOBILE)).toEqual([[1, 1]]);
    expect(handOvers(EMAIL)).toEqual([[1, 1]]);
  });

  it('a mail server that takes a mail and drops the line: it goes again under the same Message-ID', async () => {
    await town.world.sinks.setKnob('email.drop', true);
    const outage = await launch();
    expect((await statesOf(outage))['Ben Adler']).toBe('open: email unknown');
    await town.world.sinks.setKnob('email.drop', false);
    await later(30);
    expect((await statesOf(outage))['Ben Adler']).toBe('served: email accepted');
    expect(town.world.sinks.inbox.list({ to: EMAIL, limit: 10 })).toHaveLength(1);
  });

  it.each([
    ['429', 30],
    ['502', 3],
    ['423', 3],
    ['500', 3],
    ['drop', 4],
    ['commit-then-drop', 3],
    ['timeout', 2],
  ] as const)(
    'a HubSpot that answers with %s delays no notice, and has each activity once in the end',
    async (kind, times) => {
      town.world.portal.faults.inject({
        match: { method: 'POST', path: /batch\/(create|upsert)/ },
        times,
        kind,
      });
      const outage = await launch();
      expect((await statesOf(outage))['Ben Adler']).toBe('served: email accepted');
      await town.world.advanceTo(addMinutes(town.world.clock.now(), 24 * 60));
      const { records } = town.world.portal;
      expect([records.count('communications'), records.count('emails'), records.count('outage')]).toEqual([
        1, 1, 1,
      ]);
      expect((await town.world.server.reads.backlog(town.world.clock.now())).crmPending).toBe(0);
    },
  );

  it('a HubSpot that refuses one row of a batch: the others are written', async () => {
    town.world.portal.faults.inject({
      match: { method: 'POST', path: /batch\/create/ },
      times: 1,
      kind: 'partial',
      share: 1,
    });
    await launch();
    await later(24 * 60);
    expect(
      town.world.portal.records.count('communications') + town.world.portal.records.count('emails'),
    ).toBe(2);
  });

  it('a mailbox that does not exist, learnt at once and learnt later', async () => {
    await town.close();
    town = await start(
      [
        {
          feeder: 'F-12',
          people: [{ name: 'Anna Keller', email: 'anna@mail.example', street: 'Mühlenweg 1' }],
        },
        { feeder: 'F-12', people: [{ name: 'Ben Adler', email: EMAIL }] },
      ],
      { rules: { email: address => (address === EMAIL ? 'unknownMailbox' : 'bounceLater') } },
    );
    const outage = await launch();
    await later(60);
    // Anna was served by rule until the bounce came; then the letter took over. Ben has nothing else: a person.
    expect(await statesOf(outage)).toEqual({
      'Anna Keller': 'open: email failed, letter accepted',
      'Ben Adler': 'unserved: email failed',
    });
    await town.world.advanceTo(town.at('2026-11-23T18:00+01:00'));
    expect((await statesOf(outage))['Anna Keller']).toBe('served: email failed, letter posted');
    expect(
      town.world.portal.records.list('tickets').map(t => t.properties['forewarn_key']?.split('/').at(-1)),
    ).toEqual(['unserved']);
    // Next time the address is known to be no use.
    const again = need(
      await town.desk.draft({ ...FRIDAY, windows: [{ from: '2026-12-04T09:00', to: '2026-12-04T11:00' }] }),
    );
    const { rehearsal } = need(await town.desk.rehearse(again.id)).revisions[0] ?? {};
    expect(rehearsal?.summary).toMatchObject({
      unreachableNotices: 1,
      byChannel: { email: 0, letter: 1 },
      unreachable: [{ reason: 'email.mailboxUnknown', notices: 1 }],
    });
  });
});
