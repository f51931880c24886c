import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  Panel,
  Select,
  StatusTag,
  TableRow,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import { ContactCard } from '../../ui-extensions/cards/contact/ContactCard.js';
import { ContactSidebarCard } from '../../ui-extensions/cards/contact/ContactSidebarCard.js';
import type { ContactCard as Card } from '../../ui-extensions/contract/customer.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { contactCard, delivery, notice, panel, place, PLANNED, QUIET } from './customer-answers.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const NOTICE = notice().id;
const tabPath = (language: Language): string => `/api/cards/contacts/101?language=${language}`;
const sidePath = (language: Language): string => `/api/cards/contacts/101/now?language=${language}`;

const showTab = async (card: unknown, language: Language = 'en') => {
  const stage = makeStage('crm.record.tab', language);
  stage.renderer.mocks.context.crm = { objectId: 101, objectTypeId: '0-1' };
  stage.server.answers(tabPath(language), card);
  await stage.show(<ContactCard {...stage.props} />);
  return stage;
};
const showSidebar = async (card: unknown, language: Language = 'en') => {
  const stage = makeStage('crm.record.sidebar', language);
  stage.renderer.mocks.context.crm = { objectId: 101, objectTypeId: '0-1' };
  stage.server.answers(sidePath(language), card);
  await stage.show(<ContactSidebarCard {...stage.props} />);
  return stage;
};
/** HubSpot's types ask for the handler where its renderer takes the value. */
const typed = (value: string): never => value as never;
type Stage = Awaited<ReturnType<typeof showTab>>;
type SideStage = Awaited<ReturnType<typeof showSidebar>>;

const buttonNamed = (stage: Stage | SideStage, name: string) =>
  stage.renderer.find(Button, node => node.text === name);
/** Opens the panel of a button and gives it back. */
const opened = async (stage: Stage | SideStage, name: string) => {
  buttonNamed(stage, name).trigger('onClick');
  await stage.pace.pass(0);
  return () => buttonNamed(stage, name).props.overlay?.find(Panel) ?? failNow(`${name} opens no panel`);
};
const failNow = (what: string): never => {
  throw new Error(what);
};

describe('the contact sidebar', () => {
  it('says without a press what is going on, until when, whether they were told, and what to say', async () => {
    const stage = await showSidebar(contactCard({ nextPollSeconds: 60 }));
    expect(stage.renderer.find(Alert).props.title).toBe('Power off · back about Mon 23 Nov, 16:30');
    expect(stage.renderer.findByTestId(Text, 'say').text).toBe('The power is off.');
    const tags = stage.renderer.findAll(StatusTag).map(tag => tag.text);
    expect(tags).toEqual(['Delivered · SMS, Mon 23 Nov, 14:09', 'Served — proven']);
    expect(stage.text()).toContain('debts are not handled here yet');
    expect(stage.server.asked).toHaveLength(1);
  });

  it('copies exactly that sentence, and says so', async () => {
    const stage = await showSidebar(contactCard());
    buttonNamed(stage, 'Copy').trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.renderer.mocks.actions.copyTextToClipboard.calls).toEqual([['The power is off.']]);
    expect(stage.renderer.mocks.actions.addAlert.callCount).toBe(1);
  });

  it('looks again when the answer says so, and keeps what it shows while it waits', async () => {
    const stage = await showSidebar(contactCard({ nextPollSeconds: 60 }));
    stage.server.answers(sidePath('en'), contactCard({ places: [QUIET], say: null }));
    await stage.pace.pass(60_000);
    expect(stage.server.asked).toHaveLength(2);
    expect(stage.renderer.maybeFind(Alert)).toBeNull();
  });

  it.each([
    ['nothing is the matter', contactCard({ places: [QUIET] }), null],
    [
      'planned work',
      contactCard({ places: [place({ situation: PLANNED, told: null })] }),
      'Planned outage Wed 25 Nov, 09:00–13:00',
    ],
  ] as const)('shows %s', async (_, card, title) => {
    const stage = await showSidebar(card);
    expect(stage.renderer.maybeFind(Alert)?.props.title ?? null).toBe(title);
  });

  it('shows nobody’s power as good while no address is linked', async () => {
    const stage = await showSidebar(contactCard({ places: [], placesTotal: 0, say: null }));
    expect(stage.renderer.find(EmptyState).props.title).toBe('No supply address');
  });

  it('says of an erased customer that they are erased', async () => {
    const card = contactCard();
    const stage = await showSidebar({
      ...card,
      customer: { ...card.customer, erasedAt: '2026-11-01T09:00:00.000Z' },
    });
    expect(stage.renderer.find(Alert).props.title).toContain('erased on Sun 1 Nov, 09:00');
  });

  it('speaks Russian to a Russian agent, and offers the customer’s own language first', async () => {
    const stage = await showSidebar(
      contactCard({ say: { language: 'ru', texts: { en: 'It is off.', ru: 'Света нет.' } } }),
      'ru',
    );
    expect(stage.renderer.find(Alert).props.title).toBe('Нет света · включат около пн 23 ноя, 16:30');
    expect(stage.renderer.findByTestId(Text, 'say').text).toBe('Света нет.');
  });

  it('is loading, then unreachable, then there again', async () => {
    let answer = (_: unknown): void => undefined;
    const stage = await showSidebar(new Promise(resolve => (answer = resolve)));
    expect(stage.renderer.find(LoadingSpinner).props.label).toBe('Loading what this customer was told…');
    answer(OFFLINE);
    await stage.pace.pass(0);
    expect(stage.renderer.find(ErrorState).props.type).toBe('error');
    stage.server.answers(sidePath('en'), contactCard());
    stage.renderer.find(ErrorState).find(Button).trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.renderer.find(Alert).props.title).toContain('Power off');
  });

  it('does not take a record that the server does not know for one without trouble', async () => {
    const stage = await showSidebar({
      ...OFFLINE,
      reason: 'unexpected',
      code: 'notFound',
      nothingDone: true,
    });
    expect(stage.renderer.find(EmptyState).props.title).toBe('Not known here yet');
  });

  it('lets whoever may only read see that, and why', async () => {
    const stage = await showSidebar(
      contactCard({ mayServe: { allowed: false, why: 'This needs the role "Agent".' } }),
    );
    expect(buttonNamed(stage, 'Take a complaint').props.disabled).toBe(true);
    expect(stage.text()).toContain('This needs the role');
  });
});

describe('correcting a number', () => {
  const failed = (): Card =>
    contactCard({
      places: [
        place({
          told: notice({
            state: 'unserved',
            servedAt: null,
            servedHow: null,
            deliveries: [
              delivery({ state: 'failed', reason: 'the number is not in use', deliveredAt: null }),
            ],
          }),
        }),
      ],
    });

  it('is the obvious next thing where a notice failed, and sends it again, under one key', async () => {
    const stage = await showSidebar(failed());
    expect(buttonNamed(stage, 'Correct and send again').props.variant).toBe('primary');
    const form = await opened(stage, 'Correct and send again');
    const save = () => form().find(LoadingButton);
    expect([save().text, save().props.disabled]).toEqual(['Save and send the notice of 14:08 again', true]);
    form().find(Input, { name: 'phone' }).trigger('onInput', typed('+49 176 1234567'));
    await stage.pace.pass(0);
    const path = '/api/contacts/101/corrections';
    stage.server.answers(path, {
      contactPoint: 'p',
      kind: 'mobile',
      sent: { notice: NOTICE, delivery: 'd2', channel: 'sms', sendAt: '2026-11-23T14:11:00.000Z' },
      notSent: null,
    });
    save().trigger('onClick');
    save().trigger('onClick');
    await stage.pace.pass(0);
    const acts = stage.server.asked.filter(asked => asked.path === path);
    expect(acts.map(({ body }) => body)).toEqual([
      { correction: { kind: 'phone', phone: '+49 176 1234567', country: 'DE' }, notice: NOTICE },
    ]);
    expect(form().find(Alert).props.title).toContain('the notice is on its way');
    // The card asks anew, so that the changed fact is seen.
    expect(stage.server.asked.at(-1)?.path).toBe(sidePath('en'));
  });

  it('shows the server’s refusal with what would be right, and keeps what was typed', async () => {
    const stage = await showSidebar(failed());
    const form = await opened(stage, 'Correct and send again');
    form().find(Input, { name: 'phone' }).trigger('onInput', typed('12'));
    await stage.pace.pass(0);
    stage.server.answers('/api/contacts/101/corrections', {
      kind: 'refused',
      refusal: {
        code: 'phone.malformed',
        message: 'This is not a valid phone number.',
        lawful: 'Write it with the country code, as +49 170 1234567.',
        because: [],
      },
      also: [],
      reference: 'r',
    });
    form().find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(form().find(Alert).props.title).toBe('This is not a valid phone number.');
    expect(form().toString()).toContain('+49 170 1234567');
    expect(form().find(Input, { name: 'phone' }).props.value).toBe('12');
  });
});

describe('the contact tab', () => {
  it('draws its first sight from one request: now, numbers, and the history with both states', async () => {
    const stage = await showTab(contactCard());
    expect(stage.server.asked.map(({ path }) => path)).toEqual([tabPath('en')]);
    const rows = stage.renderer.findAll(TableRow).map(row => row.toString());
    expect(rows.some(row => row.includes('Delivered') && row.includes('Served — proven'))).toBe(true);
  });

  it('has one row for each way, and the law’s word once', async () => {
    const mail = delivery({
      id: 'd2',
      channel: 'email',
      state: 'failed',
      reason: 'the mailbox is full',
      deliveredAt: null,
    });
    const card = contactCard({
      places: [QUIET],
      history: { total: 1, page: 1, pageSize: 25, notices: [notice({ deliveries: [delivery(), mail] })] },
    });
    const stage = await showTab(card);
    const tags = stage.renderer.findAll(StatusTag).map(tag => tag.text);
    expect(tags.filter(tag => tag === 'Served — proven')).toHaveLength(1);
    expect(tags).toContain('Not delivered: the mailbox is full');
  });

  it('asks the server for each filter and each page, and for nothing before', async () => {
    const many = { total: 60, page: 1, pageSize: 25, notices: [notice()] };
    const stage = await showTab(contactCard({ history: many }));
    const filtered = '/api/cards/contacts/101/history?state=notReached&language=en';
    stage.server.answers(filtered, { total: 0, page: 1, pageSize: 25, notices: [] });
    stage.renderer.find(Select, { name: 'state' }).trigger('onChange', typed('notReached'));
    await stage.pace.pass(0);
    expect(stage.server.asked.map(({ path }) => path)).toEqual([tabPath('en'), filtered]);
    expect(stage.text()).toContain('No notice matches these filters.');
    buttonNamed(stage, 'Clear filters').trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.server.asked).toHaveLength(2);
  });

  it('opens a notice with its exact words, its steps and its rule, and sends it again', async () => {
    const stage = await showTab(contactCard({ places: [QUIET] }));
    const path = `/api/cards/notices/${NOTICE}?language=en`;
    stage.server.answers(path, panel());
    const open = await opened(stage, 'Open');
    expect(open().toString()).toContain('Back about 16:30.');
    expect(open().toString()).toContain('Grid code, 12');
    expect(open().toString()).toContain('handed to sms-a: taken');
    const act = `/api/notices/${NOTICE}/send-again`;
    stage.server.answers(act, {
      notice: NOTICE,
      delivery: 'd9',
      channel: 'sms',
      sendAt: '2026-11-23T14:11:00.000Z',
    });
    open().find(TextArea, { name: 'reason' }).trigger('onInput', typed(' lost it '));
    await stage.pace.pass(0);
    open()
      .find(LoadingButton, node => node.text === 'Send again')
      .trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.server.asked.find(asked => asked.path === act)?.body).toEqual({
      contactPoint: '01900000-0000-8000-8000-0000000000e1',
      reason: 'lost it',
    });
    expect(stage.server.asked.filter(asked => asked.path === path)).toHaveLength(2);
  });

  it('does not offer to repeat what is out of date', async () => {
    const stage = await showTab(contactCard({ places: [QUIET] }));
    stage.server.answers(`/api/cards/notices/${NOTICE}?language=en`, panel({ outdated: true }));
    const open = await opened(stage, 'Open');
    expect(open().findAll(LoadingButton)).toEqual([]);
    expect(open().toString()).toContain('newer news has been sent since');
  });

  it('gets a letter by a link that is good once', async () => {
    const stage = await showTab(contactCard({ places: [QUIET] }));
    const base = panel();
    const [sms] = base.detail.deliveries;
    if (sms === undefined) throw new Error('The panel has no delivery.');
    stage.server.answers(
      `/api/cards/notices/${NOTICE}?language=en`,
      panel({ detail: { ...base.detail, deliveries: [{ ...sms, letter: '/api/x' }] } }),
    );
    stage.server.answers(`/api/notices/${NOTICE}/letter-links`, {
      url: 'https://forewarn.example/letters/1/abc',
      expiresAt: '2026-11-23T14:16:00.000Z',
    });
    const open = await opened(stage, 'Open');
    open()
      .find(LoadingButton, node => node.text === 'Get the letter')
      .trigger('onClick');
    await stage.pace.pass(0);
    const link = open().find(Link);
    expect(link.props.href).toEqual({ url: 'https://forewarn.example/letters/1/abc', external: true });
    expect(link.text).toBe('Open the letter (PDF), good once until 15:16');
  });
});

describe('a complaint', () => {
  it('is taken down, and the customer hears under which number', async () => {
    const stage = await showTab(contactCard());
    const form = await opened(stage, 'Take a complaint');
    const save = () => form().find(LoadingButton);
    expect(save().props.disabled).toBe(true);
    form().find(TextArea, { name: 'said' }).trigger('onInput', typed('Dark since noon.'));
    await stage.pace.pass(0);
    stage.server.answers('/api/contacts/101/complaints', {
      ref: 'C-K7M2QAB',
      receipt: { language: 'en', texts: { en: 'Noted under C-K7M2QAB.', ru: 'Записано: C-K7M2QAB.' } },
    });
    save().trigger('onClick');
    await stage.pace.pass(0);
    expect(form().toString()).toContain('Noted under C-K7M2QAB.');
    expect(stage.server.asked.find(({ body }) => body !== null)?.body).toEqual({
      about: 'noPower',
      said: 'Dark since noon.',
      outage: '01900000-0000-8000-8000-0000000000aa',
      place: '01900000-0000-8000-8000-0000000000c1',
    });
  });
});

describe('a promise', () => {
  it('is refused by the server in its own words as long as no debts are handled', async () => {
    const stage = await showTab(contactCard());
    const form = await opened(stage, 'Promise or hold');
    form().find(Input, { name: 'until' }).trigger('onInput', typed('2026-12-04'));
    await stage.pace.pass(0);
    stage.server.answers('/api/contacts/101/promises', {
      kind: 'refused',
      refusal: { code: 'debt.noLadder', message: 'It cannot be recorded yet.', because: [] },
      also: [],
      reference: 'r',
    });
    form().find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(form().find(Alert).props.title).toBe('It cannot be recorded yet.');
  });
});
