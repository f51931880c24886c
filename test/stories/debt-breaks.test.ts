import type { DebtCaseId } from '../../server/domain/ids.js';
import { addHours, addMinutes, hoursBetween, instant } from '../../server/domain/time.js';
import { weatherFileLines } from '../../server/adapters/feeds/weather-lines.js';
import { takeWeather } from '../../server/workflows/take-weather.js';
import { contactNow, historyPage } from '../../ui-extensions/contract/customer.js';
import { billing } from '../sandbox/billing-rows.js';
import { LADDER, type ByHand } from './debt-desk.js';
import {
  BEN,
  CARMEN,
  DORA,
  EMIL,
  FRITZ,
  GERD,
  HANNA,
  IRINA,
  LENA,
  NAMES,
  OLEG,
  PETR,
  SARA,
  startDebtors,
  UTA,
} from './debtors-town.js';

const NEW_CUSTOMER = 'nora@mail.example';
const SPAIN: ByHand = [
  ['firstRequirement', '2026-09-10'],
  ['secondRequirement', '2026-10-01'],
];

describe('what comes between the steps of a debt case', () => {
  let its: Awaited<ReturnType<typeof startDebtors>>;
  beforeAll(async () => {
    its = await startDebtors();
  });
  afterAll(() => its.close());

  it('keeps back what is claimed and printed when the money comes, or a hold', async () => {
    const { server, clock } = its.town.world;
    // In the midst of the hand-over nothing else is done.
    const tell = billing({ server, clock, pump: () => Promise.resolve() });
    let cases: readonly DebtCaseId[] = [];
    its.between.happens = async () => {
      cases = [await its.desk.idOf(IRINA), await its.desk.idOf(OLEG)];
      await tell('payment,p0,A-0,184.20,EUR,2026-11-23,,,,');
      const act = { reason: 'dispute', until: { event: 'decision' }, effect: 'stopsClock', note: 'x' };
      const held = await its.town.world.call('POST', `/api/debts/${cases[1] ?? ''}/holds`, act, 'tom');
      expect(held.status).toBe(201);
    };
    await its.desk.say(...NAMES.map((_, n) => `bill,b${n},A-${n},184.20,EUR,2026-09-01,2026-10-01,,,`));
    await its.town.world.advanceTo(addHours(its.town.world.clock.now(), 8));
    expect(cases).toHaveLength(2);
    for (const id of cases)
      expect((await its.lettersOf(id)).map(({ state }) => state)).toEqual(['superseded']);
    const letters = its.town.world.sinks.inbox.list({ channel: 'letter', limit: 1000 }).map(({ to }) => to);
    for (const id of cases)
      for (const { id: letter } of await its.lettersOf(id)) expect(letters).not.toContain(letter);
    const events = await its.desk.eventsOf(cases[0] as DebtCaseId);
    expect([...events].sort()).toEqual(['billed', 'closed', 'opened', 'paid']);
    const why = async (n: number) => {
      const path = `/api/cards/contacts/${its.town.id(NAMES[n] ?? '')}/history`;
      const { body } = await its.town.world.call('GET', path, undefined, 'ida');
      return historyPage
        .parse(body)
        .notices.flatMap(({ deliveries }) => deliveries.map(({ reason }) => reason));
    };
    expect(new Set(await why(IRINA))).toEqual(new Set(['what it claims has been paid']));
    expect(new Set(await why(OLEG))).toEqual(new Set(['its case is on hold']));
  });

  it('confirms a plan in the customer’s language, once for a press that comes twice', async () => {
    const idempotencyKey = '0190f7a2-0000-7000-8000-0000000000bb';
    const parts = [
      { on: '2026-12-01', minor: 9210 },
      { on: '2027-01-04', minor: 9210 },
    ];
    const [one, two] = [
      await its.desk.call(PETR, 'plan', { idempotencyKey, parts }),
      await its.desk.call(PETR, 'plan', { idempotencyKey, parts }),
    ];
    expect([one.status, two.body]).toEqual([201, one.body]);
    const [, mail, ...more] = await its.mails('petr@mail.example');
    expect([mail?.subject, more]).toEqual(['Ваша рассрочка: первый платёж до 1 декабря 2026 г.', []]);
    expect(mail?.text).toContain('До 4 января 2027 г.: 92,10');
  });

  it('thanks once for a payment, in the customer’s language, and not for later ones', async () => {
    const id = await its.desk.idOf(LENA);
    expect(await its.subjects('lena@mail.example')).toHaveLength(1);
    await its.pay('pl', LENA);
    await its.desk.say('bill,next,A-10,20.00,EUR,2026-11-20,2026-12-20,,,');
    await its.town.world.advanceTo(addMinutes(its.town.world.clock.now(), 5));
    await its.pay('pl2', LENA, 2000);
    expect((await its.subjects('lena@mail.example')).slice(1)).toEqual(['Мы получили ваш платёж']);
    expect((await its.desk.eventsOf(id)).filter(type => type === 'closed')).toHaveLength(1);
  });

  it('recalls an order by webhook when the money comes: nothing is cut, and nobody is asked any more', async () => {
    for (const n of [BEN, DORA, EMIL, FRITZ, GERD]) await its.desk.serve(n, LADDER);
    await its.desk.serve(HANNA, [...LADDER.slice(0, 2), ['disconnectionLetter', '2026-11-17']]);
    await its.desk.serve(CARMEN, SPAIN);
    // She gives an address when the second notice has been served: the last one goes out by our carrier.
    await its.desk.serve(SARA, LADDER.slice(0, 2));
    const address = { address: 'Mühlenweg 10', city: 'Flussau', zip: '00999' };
    its.town.world.portal.records.update('contacts', its.town.id('Sara Vogt'), address);
    expect(its.desk.stageOf(BEN, 'Approve a disconnection')).toBe('1');
    await its.approve(BEN);
    expect(its.desk.stageOf(BEN, 'Approve a disconnection')).toBe('4');
    const id = await its.desk.idOf(BEN);
    await its.reply(its.last(BEN, 'act'), 'received');
    await its.pay('pb', BEN);
    expect(its.last(BEN, 'recall')).toMatchObject({
      urgent: true,
      recalls: its.last(BEN, 'act').order,
      reasons: ['case.nothingOwed'],
    });
    expect(its.desk.stageOf(BEN, 'STOP – confirm the recall')).toBe('1');
    await its.reply(its.last(BEN, 'recall'), 'done');
    expect(its.desk.stageOf(BEN, 'STOP – confirm the recall')).toBe('4');
    expect(its.kinds(BEN)).toEqual(['act', 'recall']);
    expect(await its.desk.eventsOf(id)).not.toContain('acted');
    expect((await its.cardOf(id)).rung).toBe('closed');
  });

  it('brings supply back by the deadline of the law once it is paid, and says so once', async () => {
    const id = await its.desk.idOf(CARMEN);
    for (const act of ['requestToDistributor', 'disconnection']) {
      await its.approve(CARMEN);
      expect(its.last(CARMEN, 'act').act).toBe(act);
      await its.reply(its.last(CARMEN, 'act'), 'done');
    }
    await its.pay('pc', CARMEN);
    const back = its.last(CARMEN, 'reconnect');
    expect(back).toMatchObject({ urgent: true, reasons: ['paid'] });
    expect((await its.cardOf(id)).reconnectBy).toBe(back.notAfter);
    expect(hoursBetween(its.town.world.clock.now(), instant(back.notAfter ?? ''))).toBe(24);
    expect(its.desk.ticketOf(CARMEN, 'Supply must come back')).toEqual([]);
    // Another payment is no reason to tell it again.
    await its.pay('pc2', CARMEN, 100);
    await its.reply(back, 'done');
    expect(await its.subjects('carmen@mail.example')).toEqual([expect.stringMatching(/^La luz vuelve/)]);
    expect((await its.cardOf(id)).rung).toBe('closed');
  });

  it('has supply back at once where the crew was there although the case was held', async () => {
    await its.approve(DORA);
    const act = its.last(DORA, 'act');
    await its.hold(DORA, 'dispute');
    expect(its.last(DORA, 'recall').reasons).toContain('hold.dispute');
    await its.reply(act, 'done');
    expect(its.last(DORA, 'reconnect')).toMatchObject({ urgent: true, notAfter: null, reasons: ['held'] });
    expect(its.desk.stageOf(DORA, 'Supply must come back')).toBe('1');
    expect(its.errors('supply ended without a warrant')).toHaveLength(1);
    await its.reply(its.last(DORA, 'reconnect'), 'done');
    expect(its.desk.stageOf(DORA, 'Supply must come back')).toBe('4');
    const card = await its.cardOf(await its.desk.idOf(DORA));
    expect([card.next, card.offSince]).toEqual(['hold', null]);
    expect(its.kinds(DORA)).toEqual(['act', 'recall', 'reconnect']);
  });

  it('stops when the customer moves: whoever comes next is neither told nor cut off', async () => {
    const { portal } = its.town.world;
    await its.approve(EMIL);
    const act = its.last(EMIL, 'act');
    const id = await its.desk.idOf(EMIL);
    const [point] = portal.records
      .list('service_point')
      .filter(({ properties }) => properties['account_number'] === `A-${EMIL}`);
    const place = point?.id ?? '';
    const [nora = ''] = portal.records.create('contacts', [
      { properties: { firstname: 'Nora', lastname: 'Neu', email: NEW_CUSTOMER } },
    ]);
    portal.acts.dissociate('service_point', place, 'contacts', its.town.id('Emil Still'));
    portal.records.associate('service_point', place, [
      { to: 'contacts', id: nora, labels: ['account_holder'] },
    ]);
    portal.records.update('service_point', place, { account_number: 'B-5' });
    await its.town.world.advanceTo(addMinutes(its.town.world.clock.now(), 2));
    expect(its.last(EMIL, 'recall')).toMatchObject({ recalls: act.order, reasons: ['case.moved'] });
    expect((await its.cardOf(id)).rung).toBe('closed');
    // The final bill is the old account's: there is nothing to cut off for it, and nobody to tell at that place.
    await its.desk.say('bill,final,A-5,31.00,EUR,2026-11-02,2026-11-16,,,');
    await its.town.world.advanceTo(addMinutes(its.town.world.clock.now(), 30));
    const now = contactNow.parse(
      (await its.town.world.call('GET', `/api/cards/contacts/${nora}/now?language=en`, undefined, 'ida'))
        .body,
    );
    expect([now.bill.cases, now.bill.say]).toEqual([[], null]);
    const [record] = portal.records
      .list('debt_notice')
      .filter(({ properties }) => properties['forewarn_id'] === id);
    expect(portal.records.associations('debt_notice', record?.id ?? '', 'contacts')).toMatchObject([
      { id: its.town.id('Emil Still') },
    ]);
    // The crew was there all the same: the new customer owes nothing, and gets supply back at once.
    await its.reply(act, 'done');
    expect(its.last(EMIL, 'reconnect')).toMatchObject({ urgent: true, reasons: ['moved', 'recalled'] });
    await its.reply(its.last(EMIL, 'reconnect'), 'done');
    expect((await its.cardOf(id)).rung).toBe('closed');
    expect(await its.subjects(NEW_CUSTOMER)).toEqual([]);
  });

  it('asks anew for an approval that the case has overtaken before its morning', async () => {
    await its.approve(HANNA);
    expect([its.kinds(HANNA), its.desk.stageOf(HANNA, 'Approve a disconnection')]).toEqual([[], '4']);
    const held = await its.hold(HANNA, 'manual');
    const { hold: id } = held.body as { hold: string };
    await its.desk.call(HANNA, `holds/${id}/release`, { note: 'x' });
    expect(its.desk.stageOf(HANNA, 'Approve a disconnection')).toBe('1');
    // Gerd's order goes out meanwhile, and the network says nothing.
    await its.approve(GERD);
    await its.morning('2026-11-24');
    expect(its.kinds(HANNA)).toEqual([]);
    expect((await its.cardOf(await its.desk.idOf(HANNA))).next).toBe('askForApproval');
    await its.approve(HANNA);
    expect(its.kinds(HANNA)).toEqual(['act']);
  });

  it('raises an alarm once for an order that nobody has answered by the end of its day', async () => {
    // The approval holds for some days: with a fresh warrant the order goes out anew.
    expect(its.kinds(GERD)).toEqual(['act', 'recall', 'act']);
    const [first, , second] = its.orders(GERD);
    expect(its.errors('order not answered').map(({ order }) => order)).toEqual([first?.order]);
    expect(its.desk.stageOf(GERD, 'The network did not answer an order')).toBe('1');
    await its.morning('2026-11-25');
    expect(new Set(its.errors('order not answered').map(({ order }) => order))).toEqual(
      new Set([first?.order, second?.order, its.last(HANNA, 'recall').recalls]),
    );
    expect(its.errors('order not answered')).toHaveLength(3);
    await its.reply(second ?? its.last(GERD, 'act'), 'notDone');
    expect(its.desk.stageOf(GERD, 'The network did not answer an order')).toBe('4');
  });

  it('undoes what the crew did of an old case, though a new one is open by then', async () => {
    const { store } = its.town.world.server;
    const named = its.last(BEN, 'act').case;
    const old = (await store.transact(tx => tx.caseActs.find(named))) ?? ('' as DebtCaseId);
    await its.desk.say('bill,newer,A-2,90.00,EUR,2026-11-24,2026-11-24,,,');
    const newer = await its.desk.idOf(BEN);
    expect(newer).not.toBe(old);
    await its.reply(its.last(BEN, 'act'), 'done');
    expect(its.last(BEN, 'reconnect')).toMatchObject({ urgent: true, reasons: ['paid', 'recalled'] });
    await its.reply(its.last(BEN, 'reconnect'), 'done');
    expect(its.kinds(BEN)).toEqual(['act', 'recall', 'reconnect']);
    expect(await its.desk.idOf(BEN)).toBe(newer);
    // The old case claims nothing beside the new one.
    expect((await its.cardOf(old)).next).toBe('close');
    expect((await its.desk.eventsOf(old)).filter(type => type === 'closed')).toHaveLength(1);
  });

  it('recalls an order when extreme weather comes up, and undoes what the crew did all the same', async () => {
    const { server, clock } = its.town.world;
    // Billing has nothing new to say, and says so.
    await its.desk.say();
    await its.approve(FRITZ);
    const act = its.last(FRITZ, 'act');
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
    await its.town.world.pump();
    expect(its.last(FRITZ, 'recall')).toMatchObject({
      recalls: act.order,
      reasons: expect.arrayContaining(['hold.weather']) as unknown,
    });
    await its.reply(act, 'done');
    expect(its.last(FRITZ, 'reconnect')).toMatchObject({ urgent: true, reasons: ['held'] });
    await its.reply(its.last(FRITZ, 'reconnect'), 'done');
    expect((await its.cardOf(await its.desk.idOf(FRITZ))).offSince).toBeNull();
  });

  it('goes back to a notice that comes back after its days had begun, and stops what stood on it', async () => {
    const [sara, uta] = [await its.desk.idOf(SARA), await its.desk.idOf(UTA)];
    await its.morning('2026-11-27');
    expect((await its.cardOf(uta)).steps[0]).toMatchObject({ state: 'proven', countsFrom: '2026-11-25' });
    expect((await its.cardOf(uta)).until).toBe('2026-12-02');
    await its.comesBack(uta);
    expect((await its.cardOf(uta)).steps[0]?.state).not.toBe('proven');
    // Nobody lives at that address: a person finds them.
    expect(its.desk.stageOf(UTA, 'Give a debt notice in person')).toBe('1');
    await its.morning('2026-12-05');
    // The day of the next step has come, and nothing is given: the first notice is to be served again.
    expect((await its.cardOf(uta)).steps[1]).toMatchObject({ notice: 'final', given: [] });
    await its.desk.say();
    expect(await its.cardOf(sara)).toMatchObject({ next: 'askForApproval', until: '2026-12-06' });
    await its.approve(SARA);
    await its.morning('2026-12-06');
    expect(its.kinds(SARA)).toEqual(['act']);
    await its.comesBack(sara);
    expect(its.kinds(SARA)).toEqual(['act', 'recall']);
    expect(its.desk.stageOf(SARA, 'Give a debt notice in person')).toBe('1');
    await its.morning('2026-12-07');
    expect(its.kinds(SARA)).toEqual(['act', 'recall']);
    expect(await its.cardOf(sara)).toMatchObject({ next: 'give', about: 'disconnectionLetter' });
  });
});
