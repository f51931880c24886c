import { instant } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import type { Rulebook, ScenarioRules } from '../../server/domain/rules/rulebook.js';
import { eraseParty } from '../../server/workflows/erase-party.js';
import type { OutageView } from '../../ui-extensions/contract/outage.js';
import { launchNow, need } from '../sandbox/scenario.js';
import { startNeighbourhood, type House, type Neighbourhood } from './neighbourhood.js';

/** Monday, 22:00: texts wait until eight in the morning. */
const LATE = instant('2026-11-23T22:00+01:00');
const FRIDAY = {
  kind: 'planned' as const,
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};
const OLD = '+4917604060001';
const NEW = '+4917604060002';
const BEN = '+4917604060003';

describe('the CRM changes while a campaign is under way', () => {
  let town: Neighbourhood;
  const start = async (houses: readonly House[], more: Parameters<typeof startNeighbourhood>[1] = {}) => {
    town = await startNeighbourhood(houses, { start: LATE, ...more });
  };
  afterEach(() => town.close());

  const launch = async (): Promise<OutageView> =>
    launchNow(town.world, need(await town.desk.draft(FRIDAY)).id);
  const until = (text: string): Promise<void> => town.world.advanceTo(instant(text));
  const heard = async (): Promise<void> => until('2026-11-23T22:05+01:00');
  const morning = async (): Promise<void> => until('2026-11-24T09:00+01:00');
  const count = async (to: string): Promise<number> => (await town.received(to)).length;
  const pending = async (): Promise<number> =>
    (await town.world.server.reads.backlog(town.world.clock.now())).crmPending;
  const records = () => town.world.portal.records;

  it('a number corrected there is the one that is used, for what waits and for what comes', async () => {
    await start([{ feeder: 'F-12', people: [{ name: 'Anna Keller', mobile: OLD }] }]);
    await launch();
    records().update('contacts', town.id('Anna Keller'), { mobilephone: NEW });
    await morning();
    expect([await count(OLD), await count(NEW)]).toEqual([0, 1]);
    const [notice] = await town.notices('');
    expect(notice?.deliveries.map(({ state, reason }) => [state, reason])).toEqual(
      expect.arrayContaining([
        ['superseded', 'taken out of the CRM before it was sent'],
        ['delivered', null],
      ]),
    );
    await launchNow(
      town.world,
      need(
        await town.desk.draft({ ...FRIDAY, windows: [{ from: '2026-12-04T09:00', to: '2026-12-04T11:00' }] }),
      ).id,
    );
    expect([await count(OLD), await count(NEW)]).toEqual([0, 2]);
  });

  it('a number that was of no use is tried again once it has been out of the CRM', async () => {
    await start([{ feeder: 'F-12', people: [{ name: 'Anna Keller', mobile: OLD }] }], {
      rules: { sms: number => (number === OLD ? 'landline' : 'deliver') },
    });
    const rehearse = async () => {
      const draft = need(await town.desk.draft(FRIDAY));
      return need(await town.desk.rehearse(draft.id)).revisions[0]?.rehearsal?.summary.unreachableNotices;
    };
    await launch();
    await morning();
    expect(await rehearse()).toBe(1);
    records().update('contacts', town.id('Anna Keller'), { mobilephone: NEW });
    await until('2026-11-24T09:05+01:00');
    expect(await rehearse()).toBe(0);
    records().update('contacts', town.id('Anna Keller'), { mobilephone: OLD });
    await until('2026-11-24T09:10+01:00');
    expect(await rehearse()).toBe(0);
  });

  it('two records of one person are merged: told once, also of the cancellation', async () => {
    await start([
      {
        feeder: 'F-12',
        people: [
          { name: 'Anna Keller', mobile: OLD },
          { name: 'Anna K', mobile: NEW, as: 'occupant' },
        ],
      },
    ]);
    const outage = await launch();
    town.world.portal.acts.merge('contacts', town.id('Anna Keller'), town.id('Anna K'));
    await morning();
    expect([await count(OLD), await count(NEW)]).toEqual([1, 0]);
    const states = (await town.notices(outage.id)).map(({ addressee, state }) => [addressee, state]);
    expect(states).toEqual([
      ['Anna K', 'replaced'],
      ['Anna Keller', 'served'],
    ]);
    need(await town.desk.revise(outage.id, { kind: 'cancel' }));
    await launchNow(town.world, outage.id);
    await until('2026-11-24T12:00+01:00');
    expect([await count(OLD), await count(NEW)]).toEqual([2, 0]);
    expect(records().associations('contacts', town.id('Anna Keller'), 'communications')).toHaveLength(2);
    expect(await pending()).toBe(0);
  });

  it('whom the merge took after they were told, the survivor’s record shows, and they are not told again', async () => {
    await start([{ feeder: 'F-12', people: [{ name: 'Anna Old', mobile: OLD }] }], {
      start: instant('2026-11-23T10:00+01:00'),
    });
    const outage = await launch();
    expect(await count(OLD)).toBe(1);
    const [survivor = ''] = records().create('contacts', [
      { properties: { firstname: 'Anna', lastname: 'New', mobilephone: NEW } },
    ]);
    town.world.portal.acts.merge('contacts', survivor, town.id('Anna Old'));
    await until('2026-11-24T12:00+01:00');
    expect([await count(OLD), await count(NEW)]).toEqual([1, 0]);
    expect(records().associations('contacts', survivor, 'communications')).toHaveLength(1);
    const { body } = await town.world.call('GET', `/api/notices?contact=${survivor}`, undefined, 'ida');
    expect((body as { notices: unknown[] }).notices).toHaveLength(1);
    need(await town.desk.revise(outage.id, { kind: 'cancel' }));
    await launchNow(town.world, outage.id);
    await until('2026-11-24T14:00+01:00');
    expect([await count(OLD), await count(NEW)]).toEqual([1, 1]);
  });

  it('a contact deleted there: what is under way is still sent, and nobody else’s write-back waits for it', async () => {
    await start([
      { feeder: 'F-12', people: [{ name: 'Anna Keller', mobile: OLD }] },
      { feeder: 'F-12', people: [{ name: 'Ben Adler', mobile: BEN }] },
    ]);
    const outage = await launch();
    records().archive('contacts', town.id('Anna Keller'));
    await until('2026-11-24T12:00+01:00');
    expect([await count(OLD), await count(BEN)]).toEqual([1, 1]);
    expect((await town.notices(outage.id)).map(({ state }) => state)).toEqual(['served', 'served']);
    expect(records().count('communications')).toBe(1);
    expect(await pending()).toBe(0);
  });

  it('a deletion nobody told us of: the write-back learns of it and the other rows are written', async () => {
    await start([
      { feeder: 'F-12', people: [{ name: 'Anna Keller', mobile: OLD }] },
      { feeder: 'F-12', people: [{ name: 'Ben Adler', mobile: BEN }] },
    ]);
    await launch();
    town.world.portal.webhooks.trouble({ lost: true });
    records().archive('contacts', town.id('Anna Keller'));
    await until('2026-11-24T12:00+01:00');
    expect(records().count('communications')).toBe(1);
    expect(await pending()).toBe(0);
  });

  it('a contact erased: stopped, overwritten, proven; another of the account is told, or a person asked', async () => {
    await start([
      {
        feeder: 'F-12',
        people: [
          { name: 'Anna Keller', mobile: OLD },
          { name: 'Ben Adler', mobile: BEN, as: 'occupant' },
        ],
      },
      { feeder: 'F-12', people: [{ name: 'Cleo Baum', mobile: NEW }] },
      { feeder: 'F-12', people: [{ name: 'Dora Bach', street: 'Mühlenweg 9' }] },
      {
        feeder: 'F-12',
        people: [
          { name: 'Emil Voss', mobile: '+4917604060005' },
          { name: 'Frida Voss', mobile: '+4917604060005', as: 'occupant' },
        ],
      },
    ]);
    const outage = await launch();
    const dora = (await town.notices(outage.id)).find(({ addressee }) => addressee === 'Dora Bach');
    const hashOf = async () =>
      (await town.world.server.reads.proofs(dora?.id as never)).map(({ sha256, content, to }) => ({
        sha256,
        content,
        to,
      }));
    const [before] = await hashOf();
    const letter = `/api/notices/${dora?.id ?? ''}/deliveries/${dora?.deliveries[0]?.id ?? ''}/letter`;
    expect((await town.world.call('GET', letter, undefined, 'ida')).status).toBe(200);
    for (const name of ['Anna Keller', 'Cleo Baum', 'Dora Bach', 'Emil Voss'])
      town.world.portal.acts.erase(town.id(name));
    await heard();
    await until('2026-11-24T20:00+01:00');

    expect([await count(OLD), await count(NEW), await count(BEN)]).toEqual([0, 0, 1]);
    // The text went to Emil's number, which is Frida's too: she is told in his stead.
    expect((await town.received('+4917604060005')).length).toBe(1);
    const notices = await town.notices(outage.id);
    expect(notices.map(({ addressee, state }) => [addressee, state]).sort()).toEqual([
      ['', 'replaced'],
      ['', 'served'],
      ['', 'unserved'],
      ['Ben Adler', 'served'],
      ['Frida Voss', 'served'],
    ]);
    const tickets = records().list('tickets');
    expect(tickets.map(({ properties }) => properties['subject'])).toEqual([
      expect.stringMatching(/Not served with notice: name not on file/),
    ]);
    expect(JSON.stringify(tickets)).not.toMatch(/Cleo|Baum/);
    const [after] = await hashOf();
    expect(after).toEqual({ sha256: before?.sha256, content: null, to: '{}' });
    expect((await town.world.call('GET', letter, undefined, 'ida')).status).toBe(404);

    const erased = { kind: 'contact' as const, crmId: town.id('Cleo Baum'), by: 'ida@utility.example' };
    expect(await town.world.server.eraseParty(erased)).toEqual({ ok: true, value: { already: true } });
    const ben = { ...erased, crmId: town.id('Ben Adler') };
    expect(await town.world.server.eraseParty(ben)).toMatchObject({
      ok: false,
      refusals: [{ code: 'erasure.stillInCrm' }],
    });
    await town.world.server.importDirectory();
    expect((await town.notices(outage.id)).filter(({ addressee }) => addressee === '')).toHaveLength(3);
  });

  it('an erasure that the utility’s own rules hold waits; where texts are to be kept, the words stay and the name goes', async () => {
    await start([{ feeder: 'F-12', people: [{ name: 'Dora Bach', street: 'Mühlenweg 9' }] }]);
    const outage = await launch();
    const { server, clock } = town.world;
    const { policy } = loadConfig();
    const removed: string[] = [];
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const rulebooks = (retention: ScenarioRules['retention']): readonly Rulebook[] =>
      loadConfig().rulebooks.map(({ rulebook }) => ({
        ...rulebook,
        scenarios: { plannedInterruption: { ...rulebook.scenarios.plannedInterruption, retention } },
      }));
    const eraseBy = (erasure: typeof policy.erasure, retention?: ScenarioRules['retention']) =>
      eraseParty({
        store: server.store,
        crm: server.crm,
        clock,
        log: silent,
        policy: () => Promise.resolve({ ...policy, erasure }),
        rulebooks: rulebooks(retention),
        blobs: {
          put: () => Promise.resolve(),
          get: () => Promise.resolve(null),
          remove: sha256 => Promise.resolve(void removed.push(sha256)),
        },
      })({ kind: 'contact', crmId: town.id('Dora Bach'), by: 'marta@utility.example' });
    town.world.portal.webhooks.trouble({ lost: true });
    town.world.portal.acts.erase(town.id('Dora Bach'));
    expect(await eraseBy({ keep: 'hashes', holdDays: 30 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'erasure.held' }],
    });
    expect((await town.notices(outage.id)).map(({ addressee }) => addressee)).toEqual(['Dora Bach']);
    // The law wants the proof kept for two years: with hashes alone it would be gone, with the texts it stays.
    const because = { rule: 'retention', rulebook: 'x@1', source: 'a law', confidence: 'verified' as const };
    const twoYears = { because, value: { count: 24, unit: 'months' as const } };
    expect(await eraseBy({ keep: 'hashes', holdDays: 0 }, twoYears)).toMatchObject({
      ok: false,
      refusals: [{ code: 'erasure.retained', because: [because], details: { until: '2028-11-23' } }],
    });
    expect(await eraseBy({ keep: 'texts', holdDays: 0 }, twoYears)).toEqual({
      ok: true,
      value: { already: false },
    });
    const [notice] = await town.notices(outage.id);
    const [proof] = await server.reads.proofs(notice?.id as never);
    expect([notice?.addressee, proof?.to, proof?.content?.channel]).toEqual(['', '{}', 'letter']);
    expect(removed).toEqual([]);
    expect(await eraseBy({ keep: 'hashes', holdDays: 30 })).toEqual({ ok: true, value: { already: true } });
    expect(removed).toEqual([proof?.sha256]);
  });
});
