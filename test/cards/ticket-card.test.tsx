import { Alert, Button, EmptyState, ErrorState, LoadingSpinner, Select, Tile } from '@hubspot/ui-extensions';
import { TicketCard } from '../../ui-extensions/cards/ticket/TicketCard.js';
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
    };
    const stage = await show(ticketCard({ task }));
    expect(stage.renderer.findAll(Alert)[0]?.props).toMatchObject({
      title: 'Do: confirm that the customer is safe · by Mon 23 Nov, 16:00',
      variant: 'danger',
    });
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
