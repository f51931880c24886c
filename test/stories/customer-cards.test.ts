import { randomUUID } from 'node:crypto';
import { problem } from '../../ui-extensions/contract/common.js';
import {
  companyCard,
  complaintAnswer,
  contactCard,
  correctionAnswer,
  historyPage,
  noticePanel,
  sendAgainAnswer,
  ticketCard,
  type ContactCard,
  type HistoryRow,
} from '../../ui-extensions/contract/customer.js';
import { oneUseLink } from '../../ui-extensions/contract/one-use-link.js';
import { NO_DEBT } from '../cards/customer-answers.js';
import { launchNow, need } from '../sandbox/scenario.js';
import { companyOfAll, startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const ANNA = 'anna@mail.example';
const NEW_ANNA = 'anna.new@mail.example';

/** One Monday at the utility's desk: planned work for Friday is announced, and people call. */
describe('beside a customer', () => {
  let town: Neighbourhood;
  let company: string;
  let outage: string;

  const ask = async <T>(path: string, schema: { parse(value: unknown): T }): Promise<T> => {
    const { status, body } = await town.world.call('GET', path, undefined, 'ida');
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };
  const act = (path: string, body: object) => town.world.call('POST', path, body, 'ida');
  const cardOf = (name: string): Promise<ContactCard> =>
    ask(`/api/cards/contacts/${town.id(name)}`, contactCard);
  const refused = (answer: { readonly status: number; readonly body: unknown }): readonly unknown[] => [
    answer.status,
    problem.parse(answer.body).refusals?.[0]?.code,
  ];
  const firstNotice = async (name: string): Promise<HistoryRow> => {
    const { history } = await cardOf(name);
    const notice = history.notices.find(each => each.outage !== null);
    if (notice === undefined) throw new Error(`${name} has no notice.`);
    return notice;
  };

  beforeAll(async () => {
    town = await startNeighbourhood(
      [
        {
          feeder: 'F-12',
          people: [{ name: 'Anna Keller', email: ANNA, mobile: '+49 176 00123456', language: 'ru' }],
        },
        { feeder: 'F-12', people: [{ name: 'Jan Holm', street: 'Mühlenweg 2', noInternet: true }] },
        { feeder: 'F-99', people: [{ name: 'Ute Fern', email: 'ute@mail.example' }] },
      ],
      { rules: { email: address => (address === ANNA ? 'unknownMailbox' : 'accept') } },
    );
    company = companyOfAll(town, 'Nordbäckerei');
    const { server, call } = town.world;
    await server.importDirectory();
    await call('POST', '/api/roles/grant', { email: 'ida@utility.example', role: 'agent' }, 'marta');
    const { id } = need(
      await town.desk.draft({
        kind: 'planned',
        feeders: ['F-12'],
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
        reason: 'network_repair',
      }),
    );
    outage = id;
    await launchNow(town.world, id);
    await town.world.advanceTo(town.at('2026-11-23T12:00+01:00'));
  });
  afterAll(() => town.close());

  it('says nothing is the matter where nothing is, and that nobody is known where nobody is', async () => {
    const { history, ...now } = await cardOf('Ute Fern');
    expect([now.places[0]?.situation.state, history.total]).toEqual(['supplied', 0]);
    expect(now.say?.texts.en).toBe(
      'There is no outage known at Mühlenweg 3, and none is planned. If your power is off, please check your main switch; I can report it for you now.',
    );
    expect(now.nextPollSeconds).toBeNull();
    const stranger = await town.world.call('GET', '/api/cards/contacts/99999', undefined, 'ida');
    expect([stranger.status, problem.parse(stranger.body).code]).toEqual([404, 'notFound']);
  });

  it('shows what was told of the outage and whether it arrived, in the customer’s language and the agent’s', async () => {
    const { history, ...now } = await cardOf('Anna Keller');
    expect(now.places[0]?.situation).toMatchObject({
      state: 'planned',
      reason: 'network repairs',
      window: { from: '2026-11-27T08:00:00.000Z', to: '2026-11-27T12:00:00.000Z' },
    });
    const [notice] = history.notices;
    expect(notice?.deliveries.map(({ channel, state, reason }) => [channel, state, reason])).toEqual([
      ['email', 'failed', 'the mailbox does not exist'],
      ['sms', 'delivered', null],
    ]);
    expect(now.say?.language).toBe('ru');
    expect(now.say?.texts).toEqual({
      en: "Your power at Mühlenweg 1 will be off on Fri 27 Nov, from 09:00 to 13:00. The reason: network repairs. We told you by text message on Mon 23 Nov. We'll write again if anything changes.",
      ru: 'По адресу: Mühlenweg 1 — электричество отключат пт 27 ноя, с 09:00 до 13:00. Причина: ремонт сети. Мы сообщили вам пн 23 ноя по СМС. Если что-то изменится, напишем ещё раз.',
    });
    expect(now.contactPoints.find(({ kind }) => kind === 'email')?.problem).toBe(
      'the mailbox does not exist',
    );
    const russian = await ask(`/api/cards/contacts/${town.id('Anna Keller')}/now?language=ru`, {
      parse: value => value as ContactCard,
    });
    expect(russian.places[0]?.told?.deliveries[0]?.reason).toBe('почтового ящика не существует');
    expect(now.counts).toEqual({ notices: 1, notReached: 0, underWay: 0 });
    expect(now.bill).toEqual(NO_DEBT);
  });

  it('filters the history by place, kind, state, year and words', async () => {
    const path = `/api/cards/contacts/${town.id('Anna Keller')}/history`;
    const totals = await Promise.all(
      [
        '',
        '?kind=planned',
        '?kind=emergency',
        '?state=served',
        '?state=notReached',
        '?year=2026',
        '?year=2025',
      ]
        .concat(['?text=M%C3%BChlenweg', '?text=100%25', '?page=2'])
        .map(async query => (await ask(`${path}${query}`, historyPage)).total),
    );
    expect(totals).toEqual([1, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    const now = await cardOf('Anna Keller');
    expect((await ask(`${path}?place=${now.places[0]?.id ?? ''}`, historyPage)).total).toBe(1);
    expect((await ask(`${path}?place=${randomUUID()}`, historyPage)).notices).toEqual([]);
    const wrong = await town.world.call('GET', `${path}?page=0`, undefined, 'ida');
    expect(wrong.status).toBe(400);
  });

  it('refuses to send where it cannot arrive, or has arrived, and says what would be right', async () => {
    const notice = await firstNotice('Anna Keller');
    const now = await cardOf('Anna Keller');
    const point = (kind: string): string => now.contactPoints.find(each => each.kind === kind)?.id ?? '';
    const again = (to: string, reason?: string) =>
      act(`/api/notices/${notice.id}/send-again`, {
        contactPoint: to,
        ...(reason === undefined ? {} : { reason }),
      });
    expect(refused(await again(point('email')))).toEqual([422, 'contactPoint.unusable']);
    expect(refused(await again(randomUUID()))).toEqual([422, 'contactPoint.unknown']);
    expect(refused(await again(point('mobile')))).toEqual([422, 'notice.sentAlready']);
    const by = await town.world.call(
      'POST',
      `/api/notices/${notice.id}/send-again`,
      { contactPoint: point('mobile') },
      'marta',
    );
    expect(refused(by)).toEqual([403, 'role.missing']);
  });

  it('corrects an address in the CRM and sends there, once however often it is pressed', async () => {
    const notice = await firstNotice('Anna Keller');
    const path = `/api/contacts/${town.id('Anna Keller')}/corrections`;
    const wrong = await act(path, { correction: { kind: 'email', email: 'anna at mail' } });
    expect(refused(wrong)).toEqual([422, 'email.malformed']);
    // Ute has that address.
    const taken = await act(path, { correction: { kind: 'email', email: 'ute@mail.example' } });
    expect(refused(taken)).toEqual([422, 'contact.refused']);
    const body = {
      idempotencyKey: randomUUID(),
      correction: { kind: 'email', email: NEW_ANNA },
      notice: notice.id,
    };
    const answers = await Promise.all([act(path, body), act(path, body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { sent, notSent } = correctionAnswer.parse(answers[0]?.body);
    expect([sent?.channel, notSent]).toEqual(['email', null]);
    await town.world.pump();
    const { portal } = town.world;
    expect(portal.records.get('contacts', town.id('Anna Keller'))?.properties['email']).toBe(NEW_ANNA);
    expect(await town.received(NEW_ANNA)).toHaveLength(1);
    const panel = await ask(`/api/cards/notices/${notice.id}`, noticePanel);
    expect(panel.decisions.map(({ act: did, by }) => [did, by]).sort()).toEqual([
      ['correct', 'ida@utility.example'],
      ['otherChannel', 'ida@utility.example'],
    ]);
    expect(panel.detail.deliveries.map(({ row }) => [row.channel, row.state]).sort()).toEqual([
      ['email', 'accepted'],
      ['email', 'failed'],
      ['sms', 'delivered'],
    ]);
  });

  it('sends a second copy with a reason, and not while the first is under way', async () => {
    const notice = await firstNotice('Anna Keller');
    const now = await cardOf('Anna Keller');
    const mobile = now.contactPoints.find(({ kind }) => kind === 'mobile');
    const path = `/api/notices/${notice.id}/send-again`;
    const body = { contactPoint: mobile?.id, reason: 'deleted it by mistake' };
    const sent = sendAgainAnswer.parse((await act(path, body)).body);
    expect(refused(await act(path, body))).toEqual([422, 'notice.underWay']);
    await town.world.pump();
    expect(await town.received(mobile?.value ?? '')).toHaveLength(2);
    const panel = await ask(`/api/cards/notices/${notice.id}`, noticePanel);
    expect(panel.decisions.find(({ delivery }) => delivery === sent.delivery)?.reason).toBe(
      'deleted it by mistake',
    );
    // The history says which copies are not the first.
    const { deliveries } = await firstNotice('Anna Keller');
    expect(deliveries.map(({ channel, again }) => [channel, again]).sort()).toEqual([
      ['email', false],
      ['email', true],
      ['sms', false],
      ['sms', true],
    ]);
  });

  it('opens a letter by a link that is good once', async () => {
    const notice = await firstNotice('Jan Holm');
    const [letter] = notice.deliveries;
    const path = `/api/notices/${notice.id}/letter-links`;
    const { url } = oneUseLink.parse((await act(path, { delivery: letter?.id })).body);
    const open = async (address: string) => {
      const answer = await fetch(address);
      return [answer.status, (await answer.text()).slice(0, 5)];
    };
    expect(await open(url)).toEqual([200, '%PDF-']);
    expect((await open(url))[0]).toBe(410);
    expect((await open(url.replace(/\w+$/, 'x')))[0]).toBe(410);
    const late = oneUseLink.parse((await act(path, { delivery: letter?.id })).body);
    await town.world.advanceTo(town.at('2026-11-23T12:06+01:00'));
    expect((await open(late.url))[0]).toBe(410);
    expect((await act(path, { delivery: randomUUID() })).status).toBe(404);
  });

  it('makes a ticket of a complaint, under the same reference however often it is sent', async () => {
    const path = `/api/contacts/${town.id('Anna Keller')}/complaints`;
    const body = { idempotencyKey: randomUUID(), about: 'notTold', said: 'Nobody told me.', outage };
    const { ref, receipt } = complaintAnswer.parse((await act(path, body)).body);
    expect(complaintAnswer.parse((await act(path, body)).body).ref).toBe(ref);
    expect(receipt.texts.ru).toContain(ref);
    await town.world.pump();
    const { portal } = town.world;
    const tickets = portal.records
      .list('tickets')
      .filter(({ properties }) => properties['subject']?.includes(ref));
    expect(tickets).toHaveLength(1);
    expect(tickets[0]?.properties['content']).toContain('Nobody told me.');
    const now = await cardOf('Anna Keller');
    expect(now.complaints).toEqual([
      expect.objectContaining({ ref, about: 'notTold', ticket: tickets[0]?.id }),
    ]);
    const card = await ask(`/api/cards/tickets/${tickets[0]?.id ?? ''}`, ticketCard);
    expect([card.contacts.map(({ name }) => name), card.task]).toEqual([['Anna Keller'], null]);
    expect(card.reply?.texts.en).toContain('will be off on Fri 27 Nov');
    expect(card.reply?.language).toBe('ru');
    // What answers a complaint is not sent again by hand; of what is not there it is said so.
    const told = now.history.notices.find(({ kind }) => kind === 'complaint_received');
    const contactPoint = now.contactPoints[0]?.id;
    const answers = [told?.id, randomUUID()].map(id =>
      act(`/api/notices/${id}/send-again`, { contactPoint }),
    );
    expect((await Promise.all(answers)).map(refused)).toEqual([
      [422, 'notice.ofComplaint'],
      [422, 'notice.unknown'],
    ]);
  });

  it('shows a company all its sites, those with trouble first, and what everybody there was told', async () => {
    const all = await ask(`/api/cards/companies/${company}?show=all`, companyCard);
    expect(all.totals).toEqual({ sites: 3, off: 0, planned: 2, notReached: 0 });
    // The company has no address of its own; somebody at each site was told all the same.
    expect(all.sites.rows.map(({ missed }) => missed)).toEqual([1, 1, 0]);
    expect(all.sites.rows.map(({ situation }) => situation.state)).toEqual([
      'planned',
      'planned',
      'supplied',
    ]);
    expect(all.say.texts.en).toBe('None of your 3 sites is off now. Planned work is ahead at 2 sites.');
    expect((await ask(`/api/cards/companies/${company}`, companyCard)).show).toBe('trouble');
    const found = await ask(`/api/cards/companies/${company}?text=weg%203`, companyCard);
    expect(found.sites.total).toBe(0);
    const site = all.sites.rows[0]?.id ?? '';
    const history = await ask(`/api/cards/companies/${company}/history?place=${site}`, historyPage);
    expect(history.notices.map(({ addressee }) => addressee).sort()).toContain('Nordbäckerei');
  });

  it('refuses to repeat what is out of date, and names what is newer', async () => {
    const old = await firstNotice('Anna Keller');
    need(
      await town.desk.revise(outage, {
        kind: 'change',
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-28T09:00', to: '2026-11-28T13:00' }],
      }),
    );
    await launchNow(town.world, outage);
    const { history, ...now } = await cardOf('Anna Keller');
    expect(now.say?.texts.en).toContain('was moved from Fri 27 Nov, 09:00–13:00 to Sat 28 Nov, 09:00–13:00');
    const mobile = now.contactPoints.find(({ kind }) => kind === 'mobile');
    const answer = await act(`/api/notices/${old.id}/send-again`, {
      contactPoint: mobile?.id,
      reason: 'lost',
    });
    const [refusal] = problem.parse(answer.body).refusals ?? [];
    expect([answer.status, refusal?.code, refusal?.details]).toEqual([
      422,
      'notice.superseded',
      { newest: history.notices.find(each => each.kind === 'moved')?.id },
    ]);
    expect((await ask(`/api/cards/notices/${old.id}`, noticePanel)).outdated).toBe(true);
  });
});
