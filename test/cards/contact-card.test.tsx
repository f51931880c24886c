import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingSpinner,
  Select,
  StatusTag,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { buttonNamed, showSidebar, showTab, sidePath, tabPath, typed } from './contact-stage.js';
import { contactCard, delivery, notice, place, PLANNED, QUIET } from './customer-answers.js';
import { OFFLINE } from './fake-server.js';

describe('the contact sidebar', () => {
  it('says without a press what is going on, until when, whether they were told, and what to say', async () => {
    const stage = await showSidebar(contactCard({ nextPollSeconds: 60 }));
    expect(stage.renderer.find(Alert).props.title).toBe('Power off · back about 16:30');
    expect(stage.renderer.findByTestId(Text, 'say').text).toBe('The power is off.');
    const tags = stage.renderer.findAll(StatusTag).map(tag => tag.text);
    expect(tags).toEqual(['Delivered · SMS 14:09', 'Served — proven']);
    expect(stage.text()).toContain('Nothing overdue');
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
    expect(stage.renderer.find(Alert).props.title).toBe('Нет света · включат около 16:30');
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
      again: true,
    });
    const card = contactCard({
      places: [QUIET],
      history: { total: 1, page: 1, pageSize: 25, notices: [notice({ deliveries: [delivery(), mail] })] },
    });
    const stage = await showTab(card);
    const tags = stage.renderer.findAll(StatusTag).map(tag => tag.text);
    expect(tags.filter(tag => tag === 'Served — proven')).toHaveLength(1);
    expect(tags).toContain('Not delivered: the mailbox is full');
    // The second is a copy that somebody had sent.
    expect(stage.text().match(/repeated/g)).toHaveLength(1);
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
});
