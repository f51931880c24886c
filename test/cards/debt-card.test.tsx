import { Button, EmptyState, ErrorState, LoadingSpinner } from '@hubspot/ui-extensions';
import { DebtCard } from '../../ui-extensions/cards/debt/DebtCard.js';
import type { MeView } from '../../ui-extensions/contract/office.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const me = (allowed: boolean): MeView => ({
  email: 'ida@utility.example',
  roles: allowed ? ['viewer', 'debt'] : ['viewer'],
  permissions: [
    {
      permission: 'debt.advance',
      allowed,
      why: allowed ? null : 'It takes the role debt; Marta can give it.',
    },
  ],
});

describe('the debt card', () => {
  it('says that no cases are kept yet, and whether this person could move one on', async () => {
    const stage = makeStage('crm.record.tab');
    stage.server.answers('/api/me', me(false));
    await stage.show(<DebtCard {...stage.props} />);
    expect(stage.renderer.find(EmptyState).props.title).toBe('Debt cases are not kept here yet');
    expect(stage.text()).toContain('It takes the role debt; Marta can give it.');
  });

  it('says it in Russian to a Russian reader', async () => {
    const stage = makeStage('crm.record.tab', 'ru');
    stage.server.answers('/api/me', me(true));
    await stage.show(<DebtCard {...stage.props} />);
    expect(stage.text()).toContain('Дела о долге здесь пока не ведутся');
    expect(stage.text()).toContain('У вас есть роль для дел о долге.');
  });

  it('waits, says after four seconds that it is slow, fails in words, and comes back at a press', async () => {
    const stage = makeStage('crm.record.tab');
    let answer = (_: unknown): void => undefined;
    stage.server.answers('/api/me', new Promise(resolve => (answer = resolve)), OFFLINE);
    await stage.show(<DebtCard {...stage.props} />);
    expect(stage.renderer.find(LoadingSpinner).props.label).toBe('Loading…');
    await stage.pace.pass(4000);
    expect(stage.renderer.find(LoadingSpinner).props.label).toContain('Still loading');

    answer(OFFLINE);
    await stage.pace.pass(0);
    expect(stage.renderer.find(ErrorState).toString()).toContain('Nothing was lost or sent');

    stage.server.answers('/api/me', me(true));
    stage.renderer.find(ErrorState).find(Button).trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.text()).toContain('You hold the role for debt cases.');
  });
});
