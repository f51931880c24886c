import {
  Accordion,
  Alert,
  BarChart,
  Button,
  DateInput,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  Modal,
  MultiSelect,
  ProgressBar,
  Select,
  StatusTag,
  StepIndicator,
  Tabs,
  TextArea,
  TimeInput,
} from '@hubspot/ui-extensions';
import { OutageCard } from '../../ui-extensions/cards/outage/OutageCard.js';
import type { CampaignCard } from '../../ui-extensions/contract/campaign.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { DRAFT, PAUSED, REHEARSAL, SENDING, UNLAWFUL, WAITING } from './campaign-answers.js';
import { OFFLINE } from './fake-server.js';
import { makeStage, type Stage } from './stage.js';

const RECORD = '/api/cards/outage-records/';
const OUTAGE = `/api/outages/${DRAFT.outage.id}`;
const CARD = `/api/cards/outages/${DRAFT.outage.id}`;

const show = async (
  answer: unknown,
  language: Language = 'en',
): Promise<Stage<'crm.record.tab'> & { readonly path: string }> => {
  const stage = makeStage('crm.record.tab', language);
  const path = `${RECORD}${stage.props.context.crm.objectId}`;
  stage.server.answers(path, answer);
  await stage.show(<OutageCard {...stage.props} />);
  return { ...stage, path };
};
const button = ({ renderer }: Stage<'crm.record.tab'>, words: string) => {
  const found = [...renderer.findAll(LoadingButton), ...renderer.findAll(Button)].find(each =>
    each.toString().includes(words),
  );
  if (found === undefined) throw new Error(`There is no button "${words}".`);
  return found;
};
const press = async (stage: Stage<'crm.record.tab'>, words: string): Promise<void> => {
  button(stage, words).trigger('onClick');
  await stage.pace.pass(0);
};
const tab = async (stage: Stage<'crm.record.tab'>, name: string): Promise<void> => {
  stage.renderer.find(Tabs).trigger('onSelectedChange', name as never);
  await stage.pace.pass(0);
};

describe('the campaign on an outage’s record', () => {
  it('waits, fails in words, and says when no campaign is behind the record', async () => {
    const waiting = await show(new Promise(() => undefined));
    expect(waiting.renderer.find(LoadingSpinner).props.label).toBe('Loading the campaign…');
    const failed = await show(OFFLINE);
    expect(failed.renderer.find(ErrorState).toString()).toContain('Nothing was lost or sent');
    const none = await show({ ...OFFLINE, code: 'notFound', reason: 'unexpected' });
    expect(none.renderer.find(EmptyState).props.title).toBe('Forewarn does not know this outage');
    const russian = await show({ ...OFFLINE, code: 'notFound', reason: 'unexpected' }, 'ru');
    expect(russian.text()).toContain('Запись создана вручную');
  });

  it('drafts the outage of a record made by hand, and goes on with its campaign there', async () => {
    const stage = await show({ ...OFFLINE, code: 'notFound', reason: 'unexpected' });
    stage.server.answers('/api/feeders', {
      feeders: [{ feeder: 'F-12', servicePoints: 9100, accounts: 9004 }],
      reasons: [{ code: 'network_repair', text: 'repairs', words: { en: 'repairs', ru: 'ремонт' } }],
      services: [],
    });
    await press(stage, 'Draft it here');
    const { renderer } = stage;
    renderer.find(MultiSelect, { name: 'feeders' }).trigger('onChange', ['F-12'] as never);
    renderer
      .find(DateInput)
      .trigger('onChange', { year: 2026, month: 10, date: 27, formattedDate: '2026-11-27' } as never);
    for (const [time, hours] of [
      ['from', 9],
      ['to', 13],
    ] as const)
      renderer.find(TimeInput, { name: `draft-${time}` }).trigger('onChange', { hours, minutes: 0 } as never);
    renderer.findAll(Select)[1]?.trigger('onChange', 'network_repair' as never);
    stage.server.answers('/api/outages', { id: DRAFT.outage.id });
    stage.server.answers(CARD, DRAFT);
    await press(stage, 'Save draft');
    expect(stage.server.asked.at(-1)?.path).toBe(CARD);
    expect(stage.text()).toContain('Planned outage K7M2Q · F-12');
    expect(stage.text()).toContain('This campaign keeps the record of outage K7M2Q.');
  });

  it('of a draft: lawful with the time that is left, the count behind it, and one thing to do', async () => {
    const stage = await show(DRAFT);
    expect(stage.renderer.find(StepIndicator).props.currentStep).toBe(0);
    expect(stage.text()).toContain('Planned outage K7M2Q · F-12');
    expect(stage.text()).toContain('Fri 27 Nov, 09:00–13:00 (Europe/Berlin)');
    expect(stage.renderer.find(Alert).props.title).toBe(
      'Lawful. All must be served by Wed 25 Nov, 09:00 (in 41 h 49 min).',
    );
    // Of a long count its beginning and its end, and how much is between.
    expect(stage.text()).toContain('… 4 more lines …');
    expect(stage.text()).toContain('baseline@2');
    stage.server.answers(`${OUTAGE}/rehearsal`, { ...OFFLINE, nothingDone: true });
    await press(stage, 'Rehearse (nothing is sent)');
    expect(stage.server.asked.at(-1)?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(stage.text()).toContain('nothing was done');
  });

  it('of an unlawful draft: the rule, and the lawful start as a button', async () => {
    const stage = await show({ ...DRAFT, revision: { ...DRAFT.revision, verdict: UNLAWFUL } });
    expect(stage.text()).toContain('Cannot announce for Tue 24 Nov, 09:00.');
    expect(stage.renderer.find(Accordion).props.defaultOpen).toBe(true);
    stage.server.answers(`${OUTAGE}/draft`, { ...OFFLINE, nothingDone: true });
    await press(stage, 'Move to Wed 25 Nov, 16:00');
    // Four hours long, as it was.
    expect(stage.server.asked.at(-1)?.body).toMatchObject({
      kind: 'planned',
      feeders: ['F-12'],
      reason: 'network_repair',
      windows: [{ from: '2026-11-25T15:00:00.000Z', to: '2026-11-25T19:00:00.000Z' }],
    });
  });

  it('of a rehearsal: counts, unreachable with reasons, cut-offs, and each text when it is asked for', async () => {
    const stage = await show(WAITING);
    for (const words of ['9,004', '37', '€512.00', 'In Russian', 'only a landline: needs a call'])
      expect(stage.text()).toContain(words);
    expect(stage.text()).toContain('Tue 24 Nov, 14:00');
    // What the pace of the carriers makes of it.
    expect(stage.text()).toContain('12 notices would be served late at the pace of the carriers.');
    expect(stage.text()).toContain('Launch by Tue 24 Nov, 13:59, and nobody is late.');
    stage.server.answers(`${CARD}/preview?`, {
      kinds: ['planned'],
      languages: ['en', 'ru'],
      channels: ['email', 'sms', 'letter'],
      kind: 'planned',
      language: 'en',
      channel: 'sms',
      subject: null,
      text: 'Power off on Friday.',
      sms: { encoding: 'GSM-7', characters: 148, segments: 1 },
      pages: null,
    });
    expect(stage.server.asked.map(({ path }) => path)).toEqual([stage.path]);
    await tab(stage, 'texts');
    expect(stage.text()).toContain('Power off on Friday.');
    expect(stage.text()).toContain('148 characters, 1 part (GSM-7)');
    expect(stage.text()).toContain('Every text has what the rules ask for.');
  });

  it('waits for a second person: not who prepared it, and only after the texts were read', async () => {
    const own = await show(WAITING);
    expect(own.text()).toContain('it reaches 9,004 customers, more than 500');
    expect(own.text()).toContain('somebody else must approve');
    expect(button(own, 'Send to 9,004 customers').props['disabled']).toBe(true);

    const approver = await show({ ...WAITING, approval: { ...WAITING.approval, own: false } });
    expect(button(approver, 'Approve').props['disabled']).toBe(true);
    const viewer = await show({
      ...WAITING,
      may: { prepare: 'x', launch: 'Ask Marta for the role Campaigns.', approve: 'Ask Marta.' },
    });
    expect(viewer.text()).toContain('You can read but not do this. Ask Marta.');
    expect(viewer.text()).toContain('Ask Marta for the role Campaigns.');
  });

  it('asks before it sends, with the numbers, and shows what changed when it may not', async () => {
    const approved: CampaignCard = {
      ...WAITING,
      stage: 'approved',
      approval: { ...WAITING.approval, needed: [] },
    };
    const stage = await show(approved);
    const modal = stage.renderer.find(Modal);
    expect(modal.props.title).toBe('Send to 9,004 customers now?');
    expect(modal.toString()).toContain('SMS 6,210 · e-mail 2,041 · letters 441. Cost about €512.00.');
    stage.server.answers(`${OUTAGE}/launch`, {
      kind: 'refused',
      refusal: {
        code: 'campaign.changed',
        message: 'Not sent: something changed since the rehearsal.',
        because: [],
        details: {
          before: REHEARSAL.summary,
          now: { ...REHEARSAL.summary, accounts: 9041 },
        },
      },
      also: [],
      reference: 'r',
    });
    modal.find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.server.asked.at(-1)?.body).toEqual({ fingerprint: 'f1' });
    expect(stage.text()).toContain('Customers: 9,004 → 9,041');
  });

  it('shows the sending in words beside the bar, and the pace only when somebody opens it', async () => {
    const stage = await show(SENDING);
    const bar = stage.renderer.find(ProgressBar);
    expect(bar.props.valueDescription).toBe('8,120 of 9,004 reached, 670 under way, 214 not reached');
    expect(bar.props.variant).toBe('warning');
    expect(stage.text()).toContain('214 customers were not reached');
    expect(stage.text()).toContain('1 of them depends on power for life.');
    stage.server.answers(`${CARD}/pace`, {
      points: [{ at: '2026-11-23T14:10:00.000Z', channel: 'sms', messages: 200 }],
    });
    const pace = stage.renderer.findAll(Accordion).find(each => each.props.title === 'Pace');
    pace?.trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.renderer.find(BarChart).props.data).toEqual([
      { at: '15:10', channel: 'SMS', messages: 200 },
    ]);
    // The same numbers stand in a table.
    expect(stage.text()).toContain('15:10');
    await stage.pace.pass(5000);
    expect(stage.server.asked.filter(({ path }) => path === stage.path)).toHaveLength(2);
  });

  it('pauses with a reason, and says by when it must go on', async () => {
    const stage = await show(SENDING);
    const modal = stage.renderer.findAll(Modal).find(each => each.props.title?.startsWith('Pause') === true);
    expect(modal?.toString()).toContain('3,120 are with the carriers already and will arrive.');
    expect(modal?.find(LoadingButton).props.disabled).toBe(true);
    modal?.find(TextArea).trigger('onInput', 'The street is wrong.' as never);
    await stage.pace.pass(0);
    stage.server.answers(`${OUTAGE}/pause`, { ...OFFLINE, nothingDone: true });
    const yes = stage.renderer.findAll(Modal).find(each => each.props.title?.startsWith('Pause') === true);
    yes?.find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.server.asked.at(-1)?.body).toEqual({ reason: 'The street is wrong.' });

    const paused = await show(PAUSED);
    expect(paused.text()).toContain('Resume by Tue 24 Nov, 14:00 (in 22 h 49 min), or something is late.');
    expect(
      paused.renderer
        .findAll(StatusTag)
        .map(each => each.toString())
        .join(),
    ).toContain('Paused');
    paused.server.answers(`${OUTAGE}/resume`, { ...OFFLINE, nothingDone: true });
    await press(paused, 'Resume sending');
    expect(paused.server.asked.at(-1)?.path).toBe(`${OUTAGE}/resume`);
  });

  it('lists who was missed with reason and task, a page at a time, and makes the list', async () => {
    const stage = await show({
      ...SENDING,
      stage: 'missed',
      sent: { ...SENDING.sent, figures: { ...SENDING.sent?.figures, underWay: 0 } },
    });
    expect(stage.renderer.find(ProgressBar).props.variant).toBe('danger');
    const row = (notice: string, addressee: string, lifeSupport: boolean) => ({
      notice,
      revision: 1,
      kind: 'planned',
      addressee,
      place: 'Mühlenweg 4, 00999 Flussau',
      contactIds: ['51'],
      lifeSupport,
      serveBy: null,
      reasons: { en: ['only a landline: needs a call'], ru: ['только городской номер'] },
      ticket: lifeSupport ? '77' : null,
    });
    stage.server.answers(`${CARD}/missed`, { total: 2, rows: [row('n1', 'Maria Lind', true)], next: '1.n1' });
    stage.server.answers(`${CARD}/resend`, { again: 180, cannot: 34 }, { again: 0, cannot: 34 });
    stage.server.answers(`${CARD}/missed?after=1.n1`, {
      total: 2,
      rows: [row('n2', 'Lena Still', false)],
      next: null,
    });
    await tab(stage, 'missed');
    expect(stage.text()).toContain('Open task: Maria Lind');
    expect(stage.text()).toContain('Life support');
    await press(stage, 'Show more');
    expect(stage.text()).toContain('Maria Lind');
    expect(stage.text()).toContain('Lena Still');
    stage.server.answers(`${OUTAGE}/missed-list`, { id: '9', name: 'Forewarn K7M2Q: not reached', size: 2 });
    const again = stage.renderer
      .findAll(Modal)
      .find(each => each.props.title?.startsWith('Send again') === true);
    expect(again?.props.title).toBe('Send again to 180 customers?');
    expect(again?.toString()).toContain('34 have no address that works');
    stage.server.answers(`${OUTAGE}/resend`, { again: 180, cannot: 34 });
    again?.find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.text()).toContain('Nobody can be tried again');
    stage.server.answers(`${OUTAGE}/files`, {
      url: 'https://forewarn.example/files/1/abc',
      expiresAt: '2026-11-23T14:16:00.000Z',
    });
    await press(stage, 'Make the export');
    expect(stage.renderer.find(Link).props.href).toEqual({
      url: 'https://forewarn.example/files/1/abc',
      external: true,
    });
    await press(stage, 'Make a HubSpot list');
    expect(stage.text()).toContain('List “Forewarn K7M2Q: not reached” holds 2 contacts.');
  });

  it('writes down that the power is back and counts who hears it; what is not there yet answers so', async () => {
    const stage = await show(SENDING);
    stage.server.answers(`${OUTAGE}/revisions`, { ...OFFLINE, nothingDone: true });
    await press(stage, 'Power is restored');
    expect(stage.server.asked.at(-1)?.body).toEqual({ kind: 'restore' });
    stage.server.answers(`${OUTAGE}/later`, {
      kind: 'refused',
      refusal: { code: 'later.evidence', message: 'Not yet.', lawful: 'Export the campaign.', because: [] },
      also: [],
      reference: 'r',
    });
    await press(stage, 'Evidence');
    expect(stage.text()).toContain('Export the campaign.');
  });

  it('speaks Russian to a Russian reader, with Russian numbers and forms', async () => {
    const stage = await show(SENDING, 'ru');
    // The separator of thousands is a space that does not break.
    expect(stage.text()).toMatch(/Уведомлено 8\s120 из 9\s004/);
    expect(stage.text()).toContain('Не дошло до 214 клиентов');
    expect(stage.text()).toContain('Причина: ремонт сети');
    for (const english of ['Customers', 'Reached', 'Pause', 'Refresh', 'Channel'])
      expect(stage.text()).not.toContain(`"${english}"`);
  });
});
