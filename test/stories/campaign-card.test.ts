import {
  campaignCard,
  fileLink,
  missedList,
  missedListView,
  paceView,
  previewView,
  resentView,
  type CampaignCard,
} from '../../ui-extensions/contract/campaign.js';
import { problem } from '../../ui-extensions/contract/common.js';
import { addMinutes } from '../../server/domain/time.js';
import { contactLists } from '../../ui-extensions/contract/outage.js';
import type { Persona } from '../sandbox/stage.js';
import { need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

/** Friday, 09:00 to 13:00; notices must be served by Wednesday, 09:00. */
const FRIDAY = {
  kind: 'planned' as const,
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};

describe('the campaign’s card, from draft to those who were missed', () => {
  let town: Neighbourhood;
  let outage: string;
  beforeAll(async () => {
    town = await startNeighbourhood([
      { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example', language: 'ru' }] },
      { feeder: 'F-12', people: [{ name: 'Lena Still', phone: '+493023125001' }] },
      { feeder: 'F-12', lifeSupport: true, people: [{ name: 'Maria Lind', phone: '+493023125002' }] },
      { feeder: 'F-13', people: [{ name: 'Ben Adler', email: 'ben@mail.example' }] },
      { feeder: 'F-13', people: [{ name: 'Nora Neben', email: 'nora@mail.example' }] },
      { feeder: 'F-13', lifeSupport: true, people: [{ name: 'Kim Lind', email: 'kim@mail.example' }] },
    ]);
  });
  afterAll(() => town.close());

  const ask = (method: 'GET' | 'POST', path: string, body?: object, as: Persona = 'ida') =>
    town.world.call(method, path, body, as);
  const card = async (as: Persona = 'ida'): Promise<CampaignCard> =>
    campaignCard.parse((await ask('GET', `/api/cards/outages/${outage}`, undefined, as)).body);
  const listOf = async (name: string, people: readonly string[]): Promise<string> => {
    const made = await town.world.server.crm.lists.keep(
      name,
      people.map(person => town.id(person)),
    );
    return made.id;
  };

  it('says of a draft what the law makes of it, and takes the lawful alternative', async () => {
    const tomorrow = { ...FRIDAY, windows: [{ from: '2026-11-24T09:00', to: '2026-11-24T13:00' }] };
    outage = need(await town.desk.draft(tomorrow)).id;
    const draft = await card();
    expect([draft.stage, draft.revision.verdict?.kind, draft.nextPollSeconds]).toEqual([
      'draft',
      'unlawful',
      null,
    ]);
    expect(draft.revision.verdict?.refusals[0]?.lawful).toBeDefined();
    expect(draft.revision.reason).toEqual({
      en: expect.any(String) as string,
      ru: expect.stringMatching(/[а-я]/) as string,
    });
    expect((await ask('POST', `/api/outages/${outage}/draft`, FRIDAY)).status).toBe(200);
    expect((await card()).revision.verdict?.kind).toBe('lawful');
  });

  it('is on the outage’s record in HubSpot already as a draft', async () => {
    await town.world.pump();
    const [record] = town.world.portal.records.list('outage');
    expect(record?.properties['outage_status']).toBe('Draft');
    const answer = await ask('GET', `/api/cards/outage-records/${record?.id ?? ''}`);
    expect(campaignCard.parse(answer.body).outage.id).toBe(outage);
    expect((await ask('GET', '/api/cards/outage-records/999999')).status).toBe(404);
  });

  it('previews each text in each language, and the letter, for somebody invented', async () => {
    const see = async (query: string) =>
      previewView.parse((await ask('GET', `/api/cards/outages/${outage}/preview?${query}`)).body);
    const mail = await see('');
    expect([mail.kind, mail.channel, mail.kinds]).toEqual(['planned', 'email', ['planned']]);
    expect(mail.languages).toEqual(expect.arrayContaining(['en', 'ru']));
    const russian = await see('language=ru&channel=sms');
    expect(russian.text).toMatch(/[а-я]/i);
    expect(russian.sms?.segments).toBeGreaterThan(0);
    const letter = await see('channel=letter');
    expect(letter.pages).toBe(1);
    for (const { text } of [mail, russian, letter]) expect(text).not.toMatch(/Keller|Lind|Still|Mühlenweg/);
    expect(town.world.sinks.inbox.list({ limit: 10 })).toEqual([]);
  });

  it('counts in the rehearsal, and waits for a second person above the size', async () => {
    await ask(
      'POST',
      '/api/settings',
      { changes: [{ name: 'approvalAbove', version: 0, value: 2 }] },
      'marta',
    );
    need(await town.desk.rehearse(outage));
    const waiting = await card();
    expect([waiting.stage, waiting.approval.needed, waiting.approval.own]).toEqual([
      'waiting',
      ['size'],
      true,
    ]);
    expect(waiting.revision.rehearsal?.summary).toMatchObject({
      accounts: 3,
      unreachableNotices: 2,
      byChannel: { email: 1 },
    });
    expect(waiting.may.approve).toContain('Approver');
    expect((await card('marta')).may.approve).toBeNull();
    need(await town.desk.approve(outage, 'size'));
    expect((await card()).stage).toBe('approved');
  });

  it('shows the sending in customers and messages, and who was not reached', async () => {
    need(await town.desk.launch(await town.desk.see(outage)));
    expect(await card()).toMatchObject({ stage: 'sending', nextPollSeconds: 5 });
    await town.world.pump();
    const sent = await card();
    expect(sent).toMatchObject({
      stage: 'missed',
      missed: 2,
      sent: {
        revision: 1,
        launchedBy: 'ida@utility.example',
        figures: { due: 3, reached: 1, underWay: 0, notReached: 2, lifeSupport: 1, lifeSupportNotReached: 1 },
      },
      launches: [{ revision: 1, kind: 'announce', customers: 3 }],
    });
    expect(sent.sent?.figures.channels).toMatchObject([{ channel: 'email', planned: 0, failed: 0 }]);
    const pace = paceView.parse((await ask('GET', `/api/cards/outages/${outage}/pace`)).body);
    expect(pace.points).toMatchObject([{ channel: 'email', messages: 1 }]);
  });

  it('lists who was missed, life support first, with the reason and the ticket, and gives them back as a list', async () => {
    const { rows, total, next } = missedList.parse(
      (await ask('GET', `/api/cards/outages/${outage}/missed`)).body,
    );
    expect([total, next]).toEqual([2, null]);
    expect(rows.map(row => [row.addressee, row.lifeSupport, row.reasons.en])).toEqual([
      ['Maria Lind', true, ['only a landline: needs a call']],
      ['Lena Still', false, ['only a landline: needs a call']],
    ]);
    for (const row of rows) expect(row.ticket).toMatch(/^\d+$/);
    const list = missedListView.parse((await ask('POST', `/api/outages/${outage}/missed-list`)).body);
    expect([list.size, list.name]).toEqual([2, expect.stringContaining('not reached') as string]);
    const { items } = await town.world.server.crm.lists.members(list.id, null);
    expect([...items].sort()).toEqual([town.id('Lena Still'), town.id('Maria Lind')].sort());
    const again = missedListView.parse((await ask('POST', `/api/outages/${outage}/missed-list`)).body);
    expect(again.id).toBe(list.id);
  });

  it('exports everything sent by a link that opens once, and shows the letter the same way', async () => {
    const link = async (body: object) =>
      fileLink.parse((await ask('POST', `/api/outages/${outage}/files`, body)).body);
    const { url } = await link({ file: 'export' });
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, ...lines] = (await answer.text()).trimEnd().split('\r\n');
    expect(head).toContain('outage,revision,notice,account,addressee');
    expect(lines).toHaveLength(3);
    expect(lines.find(line => line.includes('Maria Lind'))).toContain('only a landline: needs a call');
    expect((await fetch(url)).status).toBe(410);
    const letter = await fetch((await link({ file: 'preview', language: 'ru' })).url);
    expect(
      Buffer.from(await letter.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const late = await link({ file: 'export' });
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 6));
    expect((await fetch(late.url)).status).toBe(410);
    expect((await ask('POST', `/api/outages/${outage}/files`, { file: 'export' }, 'marta')).status).toBe(403);
  });

  it('sends again to those missed whose address was corrected, once, and to nobody else', async () => {
    const count = async () =>
      resentView.parse((await ask('GET', `/api/cards/outages/${outage}/resend`)).body);
    expect(await count()).toEqual({ again: 0, cannot: 2 });
    town.world.portal.records.update('contacts', town.id('Lena Still'), { email: 'lena@mail.example' });
    await town.world.server.sweepDirectory({});
    await town.world.pump();
    expect(await count()).toEqual({ again: 1, cannot: 1 });
    const before = (await town.received('anna@mail.example')).length;
    const sent = await ask('POST', `/api/outages/${outage}/resend`);
    expect(resentView.parse(sent.body)).toEqual({ again: 1, cannot: 1 });
    // Pressed twice: what is under way is left alone.
    expect(resentView.parse((await ask('POST', `/api/outages/${outage}/resend`)).body).again).toBe(0);
    await town.world.pump();
    expect(await town.received('lena@mail.example')).toHaveLength(1);
    expect(await town.received('anna@mail.example')).toHaveLength(before);
    expect((await card()).sent?.figures).toMatchObject({ reached: 2, notReached: 1 });
  });

  it('refuses to narrow an announcement, and narrows the word that the power is back', async () => {
    const list = await listOf('Large customers', ['Ben Adler']);
    const found = contactLists.parse((await ask('GET', '/api/lists?text=large')).body);
    expect(found.lists).toEqual([{ id: list, name: 'Large customers', size: 1 }]);
    const work = { ...FRIDAY, feeders: ['F-13'] };
    const unknown = await town.desk.draft({ ...work, listId: '999' });
    expect(unknown).toMatchObject({ ok: false, problem: { code: 'list.unknown' } });
    const narrowed = need(await town.desk.draft({ ...work, listId: list })).id;
    const rehearsed = need(await town.desk.rehearse(narrowed));
    expect(rehearsed.revisions[0]?.rehearsal?.summary.narrowing).toEqual({
      onList: 1,
      toldAnyway: 2,
      leftOut: 0,
    });
    need(await town.desk.approve(narrowed, 'size'));
    expect(await town.desk.launch(rehearsed)).toMatchObject({
      ok: false,
      problem: { code: 'list.leavesOut', refusals: [{ details: { notOnList: 2 } }] },
    });
    await ask('POST', `/api/outages/${narrowed}/draft`, work);
    const whole = need(await town.desk.rehearse(narrowed));
    need(await town.desk.approve(narrowed, 'size'));
    need(await town.desk.launch(whole));
    await town.world.advanceTo(town.at('2026-11-27T13:00+01:00'));
    need(await town.desk.revise(narrowed, { kind: 'restore', listId: list }));
    const back = need(await town.desk.rehearse(narrowed));
    expect(back.revisions[1]?.rehearsal?.summary).toMatchObject({
      accounts: 2,
      narrowing: { onList: 1, toldAnyway: 1, leftOut: 1 },
    });
    need(await town.desk.launch(back));
    await town.world.pump();
    // Ben is on the list, Kim depends on power; Nora was told of the work and is left out of the good news.
    const restored = (await town.notices(narrowed, 2)).map(notice => notice.addressee);
    expect(restored).toEqual(['Ben Adler', 'Kim Lind']);
  });

  it('refuses what is not there yet, and says what can be done today', async () => {
    const answer = await ask('POST', `/api/outages/${outage}/later`, { act: 'evidence' });
    const { code, refusals } = problem.parse(answer.body);
    expect([answer.status, code]).toEqual([422, 'later.evidence']);
    expect(refusals?.[0]?.lawful).toContain('Export');
  });
});
