import { addMinutes } from '../../server/domain/time.js';
import { launchNow, need } from '../sandbox/scenario.js';
import { describeEngines } from '../engines/engines.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const PLANNED = {
  kind: 'planned' as const,
  feeders: ['F-01'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-30T09:00', to: '2026-11-30T12:00' }],
  reason: 'network_repair',
};
const MOVED = [{ from: '2026-12-02T09:00', to: '2026-12-02T12:00' }];

const HOUSES = [
  { feeder: 'F-01', people: [{ name: 'Anna Keller', email: 'anna@mail.example', mobile: '+4917604060001' }] },
  { feeder: 'F-01', people: [{ name: 'Jan Holm', street: 'Mühlenweg 2' }] },
  { feeder: 'F-02', people: [{ name: 'Nora Neben', email: 'nora@mail.example' }] },
  { feeder: 'F-01', people: [{ name: 'Lena Still', phone: '+493023125001' }] },
  { feeder: 'F-01', people: [{ name: 'Bert Bounce', email: 'bert@mail.example', mobile: '+4917604060005' }] },
];
const RULES = {
  email: (address: string) =>
    address.startsWith('bert') ? ('unknownMailbox' as const) : ('accept' as const),
};

describeEngines('what changes is told to exactly those who were told', engine => {
  const start: typeof startNeighbourhood = (houses, options) =>
    startNeighbourhood(houses, { ...options, engine });
  let town: Neighbourhood;
  beforeEach(async () => {
    town = await start(HOUSES, { rules: RULES });
  });
  afterEach(() => town.close());

  const kinds = async (outage: string, revision: number) =>
    Object.fromEntries(
      (await town.notices(outage, revision)).map(n => [
        n.addressee,
        [n.kind, ...n.deliveries.map(d => d.channel).sort()].join(' '),
      ]),
    );

  it('a new date: on the channels that reached them, with the clock started anew; the newly affected get the first notice', async () => {
    const { id } = need(await town.desk.draft(PLANNED));
    await launchNow(town.world, id);
    await town.world.advanceTo(town.at('2026-11-24T10:00+01:00'));
    const tooSoon = need(
      await town.desk.revise(id, {
        kind: 'change',
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-25T09:00', to: '2026-11-25T12:00' }],
      }),
    );
    expect(tooSoon.revisions.at(-1)?.verdict?.kind).toBe('unlawful');
    need(
      await town.desk.revise(id, {
        kind: 'change',
        zone: 'Europe/Berlin',
        windows: MOVED,
        feeders: ['F-01', 'F-02'],
      }),
    );
    const changed = await launchNow(town.world, id);
    expect(changed.revisions.map(r => r.n)).toEqual([1, 2]);
    expect(await kinds(id, 2)).toEqual({
      'Anna Keller': 'moved email sms',
      'Bert Bounce': 'moved sms',
      'Jan Holm': 'moved letter',
      'Lena Still': 'moved',
      'Nora Neben': 'planned email',
    });
    const mail = (await town.received('anna@mail.example')).at(-1);
    expect(mail?.channel === 'email' ? mail.subject : '').toMatch(/CHANGED/);
    expect(mail?.channel === 'email' ? mail.text : '').toMatch(/Wednesday 2 December/);
  });

  it('a feeder taken out: those people are told that nothing will happen', async () => {
    const { id } = need(await town.desk.draft({ ...PLANNED, feeders: ['F-01', 'F-02'] }));
    await launchNow(town.world, id);
    need(
      await town.desk.revise(id, {
        kind: 'change',
        zone: 'Europe/Berlin',
        windows: MOVED,
        feeders: ['F-01'],
      }),
    );
    await launchNow(town.world, id);
    expect((await kinds(id, 2))['Nora Neben']).toBe('cancelled email');
    expect((await kinds(id, 2))['Anna Keller']).toBe('moved email sms');
    // Once is enough: the next change is no matter of theirs any more.
    need(await town.desk.revise(id, { kind: 'cancel' }));
    await launchNow(town.world, id);
    expect(await kinds(id, 3)).toMatchObject({ 'Anna Keller': 'cancelled email sms' });
    expect((await kinds(id, 3))['Nora Neben']).toBeUndefined();
  });

  it('a cancellation: nobody who was not told hears of it, and what has not left never leaves', async () => {
    await town.close();
    // Sunday night: texts wait for the morning, mail goes at once.
    town = await start(HOUSES, { rules: RULES, start: town.at('2026-11-22T22:30+01:00') });
    const { id } = need(await town.desk.draft({ ...PLANNED, feeders: ['F-01'] }));
    await launchNow(town.world, id);
    expect(await town.received('+4917604060001')).toEqual([]);
    need(await town.desk.revise(id, { kind: 'cancel' }));
    await launchNow(town.world, id);
    await town.world.advanceTo(town.at('2026-11-23T12:00+01:00'));
    expect(await town.received('+4917604060001')).toEqual([]);
    expect(
      (await town.received('anna@mail.example')).map(m =>
        m.channel === 'email' ? m.subject.split(/[ :]/)[0] : '',
      ),
    ).toEqual(['Planned', 'CANCELLED']);
    // Bert's mailbox refused the mail and his text never left: his notice was replaced before it reached him.
    const bert = (await town.notices(id)).filter(n => n.addressee === 'Bert Bounce');
    expect(bert.map(n => [n.kind, n.deliveries.map(d => `${d.channel} ${d.state}`).sort()])).toContainEqual([
      'planned',
      ['email failed', 'sms superseded'],
    ]);
    expect((await town.desk.see(id)).status).toBe('cancelled');
    const more = await town.desk.revise(id, { kind: 'change', zone: 'Europe/Berlin', windows: MOVED });
    expect(more.ok ? '' : more.problem.code).toBe('outage.closed');
  });

  it('old news never comes after newer: neither a lost hand-over nor a late bounce brings it back', async () => {
    await town.close();
    town = await start(
      [
        {
          feeder: 'F-01',
          people: [{ name: 'Anna Keller', email: 'anna@mail.example', street: 'Mühlenweg 1' }],
        },
        { feeder: 'F-01', people: [{ name: 'Sven Still', mobile: '+4917604060007' }] },
      ],
      { rules: { email: () => 'bounceLater' }, timeoutMs: 300 },
    );
    const { id } = need(await town.desk.draft(PLANNED));
    await town.world.sinks.setKnob('sms.hang', true);
    await launchNow(town.world, id);
    expect((await town.notices(id, 1)).map(n => n.deliveries.map(d => d.state))).toEqual([
      ['accepted'],
      ['unknown'],
    ]);
    need(await town.desk.revise(id, { kind: 'cancel' }));
    await town.world.sinks.setKnob('sms.hang', false);
    await launchNow(town.world, id);
    await town.world.advanceTo(town.at('2026-11-25T12:00+01:00'));
    // The text that was lost is not sent after the cancellation; both, perhaps told, heard that it is off.
    const texts = await town.received('+4917604060007');
    expect(texts.map(t => (t.channel === 'sms' ? /CANCELLED/.test(t.body) : false))).toEqual([true]);
    // Both mails bounced: the letter that takes over is the cancellation, not the announcement.
    const [anna1] = await town.notices(id, 1);
    const [anna2] = await town.notices(id, 2);
    expect(anna1?.deliveries.map(d => d.channel)).toEqual(['email']);
    expect(anna1?.state).toBe('replaced');
    expect(anna2?.deliveries.map(d => `${d.channel} ${d.state}`)).toEqual([
      'email failed',
      'letter delivered',
    ]);
  });

  it('an emergency: at once, with an estimate, a better one, and the restoration', async () => {
    const since = addMinutes(town.world.clock.now(), -10);
    const notYet = await town.desk.draft({
      kind: 'emergency',
      feeders: ['F-01'],
      since: addMinutes(town.world.clock.now(), 10),
      reason: 'investigating',
    });
    expect(notYet.ok ? '' : notYet.problem.code).toBe('emergency.notBegun');
    const { id } = need(
      await town.desk.draft({
        kind: 'emergency',
        feeders: ['F-01'],
        since,
        etr: null,
        reason: 'investigating',
      }),
    );
    await launchNow(town.world, id);
    expect(await kinds(id, 1)).toEqual({
      'Anna Keller': 'emergency email sms',
      'Bert Bounce': 'emergency email sms',
      'Jan Holm': 'emergency',
      'Lena Still': 'emergency',
    });
    need(
      await town.desk.revise(id, {
        kind: 'etr',
        etr: { at: '2026-11-23T15:30+01:00', quality: 'crew' },
        reason: 'equipment_failure',
      }),
    );
    await launchNow(town.world, id);
    need(await town.desk.revise(id, { kind: 'restore' }));
    await launchNow(town.world, id);
    expect(await kinds(id, 2)).toMatchObject({
      'Anna Keller': 'etr_update email sms',
      'Bert Bounce': 'etr_update sms',
    });
    expect(await kinds(id, 3)).toMatchObject({
      'Anna Keller': 'restored email sms',
      'Bert Bounce': 'restored sms',
    });
    expect(await town.received('+4917604060001')).toHaveLength(3);
    // Whom nobody could reach has one ticket for the whole outage, renewed each time.
    const tickets = town.world.portal.records.list('tickets').map(t => t.properties['forewarn_key'] ?? '');
    expect(tickets.filter(key => key.endsWith('/unreachable'))).toHaveLength(2);

    // Elsewhere news is promised within the hour, and forgotten: once a person is asked to keep the word.
    const other = need(
      await town.desk.draft({ kind: 'emergency', feeders: ['F-02'], since, reason: 'investigating' }),
    );
    await launchNow(town.world, other.id);
    const promised = town.at(other.revisions[0]?.nextUpdateBy ?? '');
    const asked = () =>
      town.world.portal.records
        .list('tickets')
        .filter(({ properties }) => properties['forewarn_key']?.endsWith('/newsOverdue') === true);
    await town.world.advanceTo(promised);
    expect(asked()).toEqual([]);
    await town.world.advanceTo(addMinutes(promised, 2));
    expect(asked().map(({ properties }) => properties)).toMatchObject([
      { forewarn_key: `${other.id}/1/newsOverdue`, subject: `News is overdue: outage ${other.ref}` },
    ]);
    expect(town.log.filter(({ msg }) => msg === 'news overdue')).toMatchObject([
      { outage: other.id, revision: 1, promised },
    ]);
    await town.world.advanceTo(addMinutes(promised, 20));
    need(await town.desk.revise(other.id, { kind: 'etr', etr: null }));
    await launchNow(town.world, other.id);
    await town.world.advanceTo(addMinutes(promised, 60));
    expect(asked()).toHaveLength(1);
    expect(town.log.filter(({ msg }) => msg === 'news overdue')).toHaveLength(1);
  });
});
