import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  Select,
  Tile,
} from '@hubspot/ui-extensions';
import { TicketCard } from '../../ui-extensions/cards/ticket/TicketCard.js';
import type { TicketTask } from '../../ui-extensions/contract/customer.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { ticketCard } from './customer-answers.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const PATH = '/api/cards/tickets/701?language=en';

const show = async (card: unknown, language: Language = 'en') => {
  const stage = makeStage('helpdesk.sidebar', language);
  stage.renderer.mocks.context.crm = { objectId: 701, objectTypeId: '0-5' };
  stage.server.answers(`/api/cards/tickets/701?language=${language}`, card);
  await stage.show(<TicketCard {...stage.props} />);
  return stage;
};

describe('the ticket card', () => {
  it('shows the customer’s situation and a reply in their own language, ready to copy', async () => {
    const stage = await show(ticketCard());
    expect(stage.renderer.find(Alert).props.title).toBe('Power off · back about 16:30');
    expect(stage.renderer.find(Tile).toString()).toContain('Света нет.');
    stage.renderer
      .find(Tile)
      .find(Button, node => node.text === 'Copy')
      .trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.renderer.mocks.actions.copyTextToClipboard.calls).toEqual([
      ['Здравствуйте, Анна!\nСвета нет.'],
    ]);
    stage.renderer
      .find(Tile)
      .find(Button, node => node.text === 'English')
      .trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.renderer.find(Tile).toString()).toContain('it is off.');
  });

  it('says first what a person must do, and by when', async () => {
    const task = {
      reason: 'lifeSupportUnconfirmed',
      serveBy: '2026-11-23T15:00:00.000Z',
      zone: 'Europe/Berlin',
      lifeSupport: true,
      tries: [],
      after: null,
    };
    const stage = await show(ticketCard({ task }));
    expect(stage.renderer.findAll(Alert)[0]?.props).toMatchObject({
      title: 'Do: confirm that the customer is safe · by Mon 23 Nov, 16:00',
      variant: 'danger',
    });
  });

  const TASK: TicketTask = {
    reason: 'unserved',
    serveBy: '2026-11-23T15:00:00.000Z',
    zone: 'Europe/Berlin',
    lifeSupport: false,
    tries: [],
    after: null,
  };
  const missed = { act: 'notReached', way: 'phoneCall', by: 'ida@utility.example' } as const;
  const once = {
    ...TASK,
    tries: [{ ...missed, at: '2026-11-23T13:00:00.000Z' }],
    after: { next: 'callAgain' as const, at: '2026-11-23T15:00:00.000Z' },
  };

  it.each([
    ['en', 'Could not reach', 'Attempt 1 is noted. Next: call again at Mon 23 Nov, 16:00.'],
    ['ru', 'Не удалось связаться', 'Записано, попытка 1. Далее: позвоните ещё раз, пн 23 ноя, 16:00.'],
  ] as const)('keeps in %s that nobody was reached, and says what is next', async (language, name, next) => {
    const stage = await show(ticketCard({ task: TASK }), language);
    stage.server.answers('/api/tickets/701/tries', { attempt: 1, after: once.after });
    stage.server.answers(`/api/cards/tickets/701?language=${language}`, ticketCard({ task: once }));
    stage.renderer.find(Select, { name: 'way' }).trigger('onChange', 'inPerson' as never);
    stage.renderer.find(LoadingButton, node => node.text === name).trigger('onClick');
    await stage.pace.pass(0);
    const act = stage.server.asked.find(({ path }) => path === '/api/tickets/701/tries');
    expect(act?.body).toEqual({ act: 'notReached', way: 'inPerson' });
    expect(stage.text()).toContain(next);
  });

  it.each([
    ['en', 'Told in person by ida@utility.example, 14:00'],
    ['ru', 'Сообщено лично: ida@utility.example, 14:00'],
  ] as const)('says in %s by whom the customer was told, and asks nothing more', async (language, title) => {
    const told = { ...missed, act: 'reached', way: 'inPerson', at: '2026-11-23T13:00:00.000Z' } as const;
    const task = { ...TASK, tries: [told], after: { next: 'nothing' as const, at: null } };
    const stage = await show(ticketCard({ task }), language);
    expect(stage.renderer.findAll(Alert)[0]?.props).toMatchObject({ title, variant: 'success' });
    expect(stage.renderer.findAll(LoadingButton)).toHaveLength(0);
  });

  it('lets nobody press who may not, and says why', async () => {
    const mayServe = { allowed: false, why: 'Ask vera@utility.example.' };
    const stage = await show(ticketCard({ task: TASK, mayServe }));
    expect(stage.renderer.findAll(LoadingButton).map(({ props }) => props.disabled)).toEqual([true, true]);
    expect(stage.text()).toContain('Ask vera@utility.example.');
  });

  it('says a refusal in the reader’s language', async () => {
    const stage = await show(ticketCard({ task: TASK }), 'ru');
    const refusal = { code: 'reach.already', message: 'The customer has been reached already.', because: [] };
    stage.server.answers('/api/tickets/701/tries', { kind: 'refused', refusal, also: [] });
    stage.renderer.find(LoadingButton, node => node.text === 'Связались, всё в порядке').trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.text()).toContain('С клиентом уже связались.');
  });

  it('lets one choose between several customers', async () => {
    const contacts = [
      { crmId: '101', name: 'Anna Keller' },
      { crmId: '102', name: 'Jan Holm' },
    ];
    const stage = await show(ticketCard({ contacts }));
    stage.server.answers(`${PATH}&contact=102`, ticketCard({ contacts, now: null, reply: null }));
    stage.renderer.find(Select, { name: 'contact' }).trigger('onChange', '102' as never);
    await stage.pace.pass(0);
    expect(stage.server.asked.at(-1)?.path).toBe(`${PATH}&contact=102`);
  });

  it('says that nobody is known, that it is loading, and that it failed', async () => {
    const nobody = await show(ticketCard({ contacts: [], now: null, reply: null }));
    expect(nobody.renderer.find(EmptyState).props.title).toBe('No customer');
    const waiting = await show(new Promise(() => undefined));
    expect(waiting.renderer.find(LoadingSpinner).props.label).toContain('situation');
    const away = await show(OFFLINE, 'ru');
    expect(away.renderer.find(ErrorState).props.title).toBe('Не удалось загрузить');
  });
});
