import type { DebtCaseId } from '../../server/domain/ids.js';
import {
  addHours,
  addMinutes,
  hoursBetween,
  instant,
  withOffset,
  type Zone,
} from '../../server/domain/time.js';
import { weatherFileLines } from '../../server/adapters/feeds/weather-lines.js';
import { takeWeather } from '../../server/workflows/take-weather.js';
import { contactNow, historyPage } from '../../ui-extensions/contract/customer.js';
import { debtCard, type DebtCard } from '../../ui-extensions/contract/debt.js';
import { billing } from '../sandbox/billing-rows.js';
import type { Content } from '../sandbox/sinks/inbox.js';
import { engineWith, type Between } from './between-claim-and-carrier.js';
import { crewByWebhook, type CrewByWebhook } from './crew-by-webhook.js';
import { debtDesk, LADDER, type ByHand, type OrderSeen } from './debt-desk.js';
import { startNeighbourhood, type House, type Neighbour, type Neighbourhood } from './neighbourhood.js';

const BERLIN = 'Europe/Berlin' as Zone;
/** Nobody has an address that could be written to unless it is given: a person gives every notice. */
const house = (name: string, person: Partial<Neighbour> = {}, place: Partial<House> = {}): House => ({
  feeder: 'F-12',
  ...place,
  people: [{ name, ...person }],
});
const HOUSES = [
  house('Irina Sokol', { street: 'Mühlenweg 1' }),
  house('Oleg Petrow', { street: 'Mühlenweg 2' }),
  house('Ben Holm'),
  house(
    'Carmen Ruiz',
    { email: 'carmen@mail.example', language: 'es' },
    {
      jurisdiction: 'ES-MD:madrid',
      timezone: 'Europe/Madrid',
      ruleFacts: 'bonoSocial=false;severelyVulnerable=false',
    },
  ),
  house('Dora Amsel'),
  house('Emil Still'),
  house('Fritz Berg'),
  house('Gerd Voss'),
  house('Hanna Lutz'),
  house('Sara Vogt'),
  house('Lena Kraft', { email: 'lena@mail.example', street: 'Mühlenweg 11', language: 'ru' }),
  house('Petr Orlow', { email: 'petr@mail.example', street: 'Mühlenweg 12', language: 'ru' }),
  house('Uta Wolf', { email: 'uta@mail.example', street: 'Mühlenweg 13' }),
];
const NAMES = HOUSES.map(({ people }) => people[0]?.name ?? '');
const [IRINA, OLEG, BEN, CARMEN, DORA, EMIL, FRITZ, GERD, HANNA, SARA, LENA, PETR, UTA] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
] as const;
const NEW_CUSTOMER = 'nora@mail.example';
const SPAIN: ByHand = [
  ['firstRequirement', '2026-09-10'],
  ['secondRequirement', '2026-10-01'],
];

describe('what comes between the steps of a debt case', () => {
  const between: Between = { happens: null };
  let crew: CrewByWebhook;
  let town: Neighbourhood;
  let desk: ReturnType<typeof debtDesk>;
  beforeAll(async () => {
    crew = await crewByWebhook();
    town = await startNeighbourhood(HOUSES, { network: crew.settings, engine: engineWith(between) });
    desk = debtDesk(town, NAMES);
    await desk.staff();
  });
  afterAll(async () => {
    await town.close();
    await crew.close();
  });

  const orders = (n: number): readonly OrderSeen[] => crew.orders(`A-${n}`);
  const kinds = (n: number) => orders(n).map(({ kind }) => kind);
  const last = (n: number, kind: string): OrderSeen => {
    const order = orders(n).findLast(each => each.kind === kind);
    if (order === undefined) throw new Error(`${NAMES[n] ?? ''} has no order: ${kind}`);
    return order;
  };
  const reply = async (order: OrderSeen, event: string): Promise<void> => {
    const { world } = town;
    await world.advanceTo(addMinutes(world.clock.now(), 1));
    expect(await crew.reply(world.serverUrl, order.order, event, world.clock.now())).toBe(1);
    await world.pump();
  };
  const approve = async (n: number): Promise<void> => {
    const { status, body } = await desk.call(n, 'approve', { reason: 'Checked.' }, 'marta');
    expect([status, body]).toEqual([201, body]);
  };
  const hold = (n: number, reason: string) =>
    desk.call(n, 'holds', { reason, until: { event: 'decision' }, effect: 'stopsClock', note: 'x' });
  /** Paid this moment, as billing writes it. */
  const pay = (id: string, n: number, minor = 18420): Promise<unknown> =>
    desk.say(
      `payment,${id},A-${n},${(minor / 100).toFixed(2)},EUR,${withOffset(town.world.clock.now(), BERLIN)},,,,`,
    );
  const lettersOf = async (id: DebtCaseId) =>
    ((await town.world.server.store.transact(tx => tx.debtCases.deliveries([id]))).get(id) ?? []).filter(
      ({ channel }) => channel === 'letter',
    );
  const cardOf = async (id: DebtCaseId): Promise<DebtCard> =>
    debtCard.parse((await town.world.call('GET', `/api/debts/${id}`, undefined, 'ida')).body);
  const mails = async (to: string) =>
    (await town.received(to)).flatMap((each: Content) => (each.channel === 'email' ? [each] : []));
  const subjects = async (to: string) => (await mails(to)).map(({ subject }) => subject);
  const errors = (msg: string) => town.log.filter(line => line.msg === msg);
  /** The post brings the newest letter of a case back, though it had said that it was delivered. */
  const comesBack = async (id: DebtCaseId): Promise<void> => {
    const delivery = (await lettersOf(id)).at(-1)?.id ?? null;
    const at = town.world.clock.now();
    const word = { outcome: 'returned', reason: 'letter.addressUnknown', raw: 'returned' } as const;
    await town.world.server.recordReceipts([{ carrier: 'print', delivery, reference: null, ...word, at }]);
    await town.world.pump();
  };
  const morning = (day: string) => town.world.advanceTo(town.at(`${day}T08:00+01:00`));

  it('keeps back what is claimed and printed when the money comes, or a hold', async () => {
    const { server, clock } = town.world;
    // In the midst of the hand-over nothing else is done.
    const tell = billing({ server, clock, pump: () => Promise.resolve() });
    let cases: readonly DebtCaseId[] = [];
    between.happens = async () => {
      cases = [await desk.idOf(IRINA), await desk.idOf(OLEG)];
      await tell('payment,p0,A-0,184.20,EUR,2026-11-23,,,,');
      const act = { reason: 'dispute', until: { event: 'decision' }, effect: 'stopsClock', note: 'x' };
      const held = await town.world.call('POST', `/api/debts/${cases[1] ?? ''}/holds`, act, 'tom');
      expect(held.status).toBe(201);
    };
    await desk.say(...NAMES.map((_, n) => `bill,b${n},A-${n},184.20,EUR,2026-09-01,2026-10-01,,,`));
    await town.world.advanceTo(addHours(town.world.clock.now(), 8));
    for (const id of cases) expect((await lettersOf(id)).map(({ state }) => state)).toEqual(['superseded']);
    const letters = town.world.sinks.inbox.list({ channel: 'letter', limit: 1000 }).map(({ to }) => to);
    for (const id of cases)
      for (const { id: letter } of await lettersOf(id)) expect(letters).not.toContain(letter);
    const events = await desk.eventsOf(cases[0] as DebtCaseId);
    expect([...events].sort()).toEqual(['billed', 'closed', 'opened', 'paid']);
    const why = async (n: number) => {
      const path = `/api/cards/contacts/${town.id(NAMES[n] ?? '')}/history`;
      const { body } = await town.world.call('GET', path, undefined, 'ida');
      return historyPage
        .parse(body)
        .notices.flatMap(({ deliveries }) => deliveries.map(({ reason }) => reason));
    };
    expect(new Set(await why(IRINA))).toEqual(new Set(['it had been paid before it left']));
    expect(new Set(await why(OLEG))).toEqual(new Set(['the case was held before it left']));
  });

  it('confirms a plan in the customer’s language, once for a press that comes twice', async () => {
    const idempotencyKey = '0190f7a2-0000-7000-8000-0000000000bb';
    const parts = [
      { on: '2026-12-01', minor: 9210 },
      { on: '2027-01-04', minor: 9210 },
    ];
    const [one, two] = [
      await desk.call(PETR, 'plan', { idempotencyKey, parts }),
      await desk.call(PETR, 'plan', { idempotencyKey, parts }),
    ];
    expect([one.status, two.body]).toEqual([201, one.body]);
    const [, mail, ...more] = await mails('petr@mail.example');
    expect([mail?.subject, more]).toEqual(['Ваша рассрочка: первый платёж до 1 декабря 2026 г.', []]);
    expect(mail?.text).toContain('До 4 января 2027 г.: 92,10');
  });

  it('thanks once for a payment, in the customer’s language, and not for later ones', async () => {
    const id = await desk.idOf(LENA);
    expect(await subjects('lena@mail.example')).toHaveLength(1);
    await pay('pl', LENA);
    await desk.say('bill,next,A-10,20.00,EUR,2026-11-20,2026-12-20,,,');
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 5));
    await pay('pl2', LENA, 2000);
    expect((await subjects('lena@mail.example')).slice(1)).toEqual(['Мы получили ваш платёж']);
    expect((await desk.eventsOf(id)).filter(type => type === 'closed')).toHaveLength(1);
  });

  it('recalls an order by webhook when the money comes: nothing is cut, and nobody is asked any more', async () => {
    for (const n of [BEN, DORA, EMIL, FRITZ, GERD]) await desk.serve(n, LADDER);
    await desk.serve(HANNA, [...LADDER.slice(0, 2), ['disconnectionLetter', '2026-11-17']]);
    await desk.serve(CARMEN, SPAIN);
    // She gives an address when the second notice has been served: the last one goes out by our carrier.
    await desk.serve(SARA, LADDER.slice(0, 2));
    const address = { address: 'Mühlenweg 10', city: 'Flussau', zip: '00999' };
    town.world.portal.records.update('contacts', town.id('Sara Vogt'), address);
    expect(desk.stageOf(BEN, 'Approve a disconnection')).toBe('1');
    await approve(BEN);
    expect(desk.stageOf(BEN, 'Approve a disconnection')).toBe('4');
    const id = await desk.idOf(BEN);
    await reply(last(BEN, 'act'), 'received');
    await pay('pb', BEN);
    expect(last(BEN, 'recall')).toMatchObject({
      urgent: true,
      recalls: last(BEN, 'act').order,
      reasons: ['case.nothingOwed'],
    });
    expect(desk.stageOf(BEN, 'STOP – confirm the recall')).toBe('1');
    await reply(last(BEN, 'recall'), 'done');
    expect(desk.stageOf(BEN, 'STOP – confirm the recall')).toBe('4');
    expect(kinds(BEN)).toEqual(['act', 'recall']);
    expect(await desk.eventsOf(id)).not.toContain('acted');
    expect((await cardOf(id)).rung).toBe('closed');
  });

  it('brings supply back by the deadline of the law once it is paid, and says so once', async () => {
    const id = await desk.idOf(CARMEN);
    for (const act of ['requestToDistributor', 'disconnection']) {
      await approve(CARMEN);
      expect(last(CARMEN, 'act').act).toBe(act);
      await reply(last(CARMEN, 'act'), 'done');
    }
    await pay('pc', CARMEN);
    const back = last(CARMEN, 'reconnect');
    expect(back).toMatchObject({ urgent: true, reasons: ['paid'] });
    expect((await cardOf(id)).reconnectBy).toBe(back.notAfter);
    expect(hoursBetween(town.world.clock.now(), instant(back.notAfter ?? ''))).toBe(24);
    expect(desk.ticketOf(CARMEN, 'Supply must come back')).toEqual([]);
    // Another payment is no reason to tell it again.
    await pay('pc2', CARMEN, 100);
    await reply(back, 'done');
    expect(await subjects('carmen@mail.example')).toEqual([expect.stringMatching(/^La luz vuelve/)]);
    expect((await cardOf(id)).rung).toBe('closed');
  });

  it('has supply back at once where the crew was there although the case was held', async () => {
    await approve(DORA);
    const act = last(DORA, 'act');
    await hold(DORA, 'dispute');
    expect(last(DORA, 'recall').reasons).toContain('hold.dispute');
    await reply(act, 'done');
    expect(last(DORA, 'reconnect')).toMatchObject({ urgent: true, notAfter: null, reasons: ['held'] });
    expect(desk.stageOf(DORA, 'Supply must come back')).toBe('1');
    expect(errors('supply ended without a warrant')).toHaveLength(1);
    await reply(last(DORA, 'reconnect'), 'done');
    expect(desk.stageOf(DORA, 'Supply must come back')).toBe('4');
    const card = await cardOf(await desk.idOf(DORA));
    expect([card.next, card.offSince]).toEqual(['hold', null]);
    expect(kinds(DORA)).toEqual(['act', 'recall', 'reconnect']);
  });

  it('stops when the customer moves: whoever comes next is neither told nor cut off', async () => {
    const { portal } = town.world;
    await approve(EMIL);
    const act = last(EMIL, 'act');
    const id = await desk.idOf(EMIL);
    const [point] = portal.records
      .list('service_point')
      .filter(({ properties }) => properties['account_number'] === `A-${EMIL}`);
    const place = point?.id ?? '';
    const [nora = ''] = portal.records.create('contacts', [
      { properties: { firstname: 'Nora', lastname: 'Neu', email: NEW_CUSTOMER } },
    ]);
    portal.acts.dissociate('service_point', place, 'contacts', town.id('Emil Still'));
    portal.records.associate('service_point', place, [
      { to: 'contacts', id: nora, labels: ['account_holder'] },
    ]);
    portal.records.update('service_point', place, { account_number: 'B-5' });
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 2));
    expect(last(EMIL, 'recall')).toMatchObject({ recalls: act.order, reasons: ['case.moved'] });
    expect((await cardOf(id)).rung).toBe('closed');
    // The final bill is the old account's: there is nothing to cut off for it, and nobody to tell at that place.
    await desk.say('bill,final,A-5,31.00,EUR,2026-11-02,2026-11-16,,,');
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 30));
    const now = contactNow.parse(
      (await town.world.call('GET', `/api/cards/contacts/${nora}/now?language=en`, undefined, 'ida')).body,
    );
    expect([now.bill.cases, now.bill.say]).toEqual([[], null]);
    const [record] = portal.records
      .list('debt_notice')
      .filter(({ properties }) => properties['forewarn_id'] === id);
    expect(portal.records.associations('debt_notice', record?.id ?? '', 'contacts')).toMatchObject([
      { id: town.id('Emil Still') },
    ]);
    // The crew was there all the same: the new customer owes nothing, and gets supply back at once.
    await reply(act, 'done');
    expect(last(EMIL, 'reconnect')).toMatchObject({ urgent: true, reasons: ['moved', 'recalled'] });
    await reply(last(EMIL, 'reconnect'), 'done');
    expect((await cardOf(id)).rung).toBe('closed');
    expect(await subjects(NEW_CUSTOMER)).toEqual([]);
  });

  it('asks anew for an approval that the case has overtaken before its morning', async () => {
    await approve(HANNA);
    expect([kinds(HANNA), desk.stageOf(HANNA, 'Approve a disconnection')]).toEqual([[], '4']);
    const held = await hold(HANNA, 'manual');
    const { hold: id } = held.body as { hold: string };
    await desk.call(HANNA, `holds/${id}/release`, { note: 'x' });
    expect(desk.stageOf(HANNA, 'Approve a disconnection')).toBe('1');
    // Gerd's order goes out meanwhile, and the network says nothing.
    await approve(GERD);
    await morning('2026-11-24');
    expect(kinds(HANNA)).toEqual([]);
    expect((await cardOf(await desk.idOf(HANNA))).next).toBe('askForApproval');
    await approve(HANNA);
    expect(kinds(HANNA)).toEqual(['act']);
  });

  it('raises an alarm once for an order that nobody has answered by the end of its day', async () => {
    // The approval holds for some days: with a fresh warrant the order goes out anew.
    expect(kinds(GERD)).toEqual(['act', 'recall', 'act']);
    const [first, , second] = orders(GERD);
    expect(errors('order not answered').map(({ order }) => order)).toEqual([first?.order]);
    expect(desk.stageOf(GERD, 'The network did not answer an order')).toBe('1');
    await morning('2026-11-25');
    expect(new Set(errors('order not answered').map(({ order }) => order))).toEqual(
      new Set([first?.order, second?.order, last(HANNA, 'recall').recalls]),
    );
    expect(errors('order not answered')).toHaveLength(3);
    await reply(second ?? last(GERD, 'act'), 'notDone');
    expect(desk.stageOf(GERD, 'The network did not answer an order')).toBe('4');
  });

  it('recalls an order when extreme weather comes up, and undoes what the crew did all the same', async () => {
    const { server, clock } = town.world;
    // Billing has nothing new to say, and says so.
    await desk.say();
    await approve(FRITZ);
    const act = last(FRITZ, 'act');
    const file = [
      'area,day,kind,low,high,unit,warnings,issued',
      `DE/009,2026-11-25,forecast,-18,-11,C,extreme_cold_warning,${clock.now()}`,
    ].join('\n');
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await takeWeather(
      { store: server.store, clock, log: silent },
      {},
    )(
      weatherFileLines(
        (async function* () {
          await Promise.resolve();
          yield new TextEncoder().encode(file);
        })(),
      ),
    );
    await town.world.pump();
    expect(last(FRITZ, 'recall')).toMatchObject({
      recalls: act.order,
      reasons: expect.arrayContaining(['hold.weather']) as unknown,
    });
    await reply(act, 'done');
    expect(last(FRITZ, 'reconnect')).toMatchObject({ urgent: true, reasons: ['held'] });
    await reply(last(FRITZ, 'reconnect'), 'done');
    expect((await cardOf(await desk.idOf(FRITZ))).offSince).toBeNull();
  });

  it('goes back to a notice that comes back after its days had begun, and stops what stood on it', async () => {
    const [sara, uta] = [await desk.idOf(SARA), await desk.idOf(UTA)];
    await morning('2026-11-27');
    expect((await cardOf(uta)).steps[0]).toMatchObject({ state: 'proven', countsFrom: '2026-11-25' });
    expect((await cardOf(uta)).until).toBe('2026-12-02');
    await comesBack(uta);
    expect((await cardOf(uta)).steps[0]?.state).not.toBe('proven');
    // Nobody lives at that address: a person finds them.
    expect(desk.stageOf(UTA, 'Give a debt notice in person')).toBe('1');
    await morning('2026-12-05');
    // The day of the next step has come, and nothing is given: the first notice is to be served again.
    expect((await cardOf(uta)).steps[1]).toMatchObject({ notice: 'final', given: [] });
    await desk.say();
    expect(await cardOf(sara)).toMatchObject({ next: 'askForApproval', until: '2026-12-06' });
    await approve(SARA);
    await morning('2026-12-06');
    expect(kinds(SARA)).toEqual(['act']);
    await comesBack(sara);
    expect(kinds(SARA)).toEqual(['act', 'recall']);
    expect(desk.stageOf(SARA, 'Give a debt notice in person')).toBe('1');
    await morning('2026-12-07');
    expect(kinds(SARA)).toEqual(['act', 'recall']);
    expect(await cardOf(sara)).toMatchObject({ next: 'give', about: 'disconnectionLetter' });
  });
});
