import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  StatusTag,
  Tabs,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { OperationsPage } from '../../ui-extensions/pages/OperationsPage.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { DRAFT, NOW, SENDING } from './campaign-answers.js';
import { OFFLINE } from './fake-server.js';
import { CALM, STORM } from './office-answers.js';
import { makeStage } from './stage.js';

const show = async (answer: unknown, language: Language = 'en', path = '/') => {
  const stage = makeStage('pages', language);
  const { mocks } = stage.renderer;
  const went: string[] = [];
  mocks.setPageLocation({ path, params: {} });
  mocks.actions.navigateToPage.willCall(({ to }) => {
    went.push(to);
    mocks.setPageLocation({ path: to, params: {} });
  });
  stage.server.answers('/api/pages/operations', answer);
  await stage.show(<OperationsPage {...stage.props} />);
  /** As HubSpot does when a link is followed, or Back is pressed. */
  const go = async (to: string): Promise<void> => {
    mocks.setPageLocation({ path: to, params: {} });
    await stage.pace.pass(0);
  };
  const follow = async (words: string): Promise<void> => {
    const link = stage.renderer.findAll(PageLink).find(each => each.toString().includes(words));
    if (link === undefined) throw new Error(`There is no link "${words}".`);
    await go(link.props.to);
  };
  const press = async (words: string): Promise<void> => {
    const button = [...stage.renderer.findAll(Button), ...stage.renderer.findAll(LoadingButton)].find(each =>
      each.toString().includes(words),
    );
    if (button === undefined) throw new Error(`There is no button "${words}".`);
    button.trigger('onClick');
    await stage.pace.pass(0);
  };
  return { ...stage, press, go, follow, went };
};

describe('the app page', () => {
  it('says that nothing needs a person, and claims it only with an answer', async () => {
    const calm = await show(CALM);
    expect(calm.renderer.find(Alert).props.title).toBe('Nothing needs a person.');
    expect(calm.renderer.find(EmptyState).props.title).toBe('No outage');
    const failed = await show(OFFLINE);
    expect(failed.renderer.find(ErrorState).toString()).toContain('Nothing was lost or sent');
    expect(failed.text()).not.toContain('No outage');
  });

  it('names what needs a person, the worst first, with the next deadline and how the machine is', async () => {
    const stage = await show(STORM);
    const alert = stage.renderer.find(Alert);
    expect(alert.props.title).toBe('3 things need a person now');
    expect(alert.toString()).toMatch(
      /The carrier sms takes nothing[\s\S]*Outage K7M2Q: 214 customers not reached[\s\S]*oms is silent since/,
    );
    for (const words of ['Wed 25 Nov, 09:00 (in 41 h 49 min)', '8,120 / 9,004', 'Fri 27 Nov, 09:00–13:00'])
      expect(stage.text()).toContain(words);
    await stage.pace.pass(30_000);
    expect(stage.server.asked).toHaveLength(2);
    await stage.go('/carriers');
    for (const words of [
      '9 taken, 1 refused, 0 put off or unanswered',
      '312 entries wait, since Mon 23 Nov, 15:11',
      '14 jobs, since Mon 23 Nov, 15:11',
    ])
      expect(stage.text()).toContain(words);
    const tags = stage.renderer
      .findAll(StatusTag)
      .map(tag => [tag.toString().includes('Down'), tag.props.variant]);
    expect(tags).toContainEqual([true, 'danger']);
  });

  it('has an address for each tab, and asks no more for turning to another', async () => {
    const stage = await show(STORM);
    const tabs = () => stage.renderer.find(Tabs);
    expect(tabs().props.selected).toBe('now');
    tabs().trigger('onSelectedChange', 'deadlines' as never);
    await stage.pace.pass(0);
    expect(stage.went).toEqual(['/deadlines']);
    expect(tabs().props.selected).toBe('deadlines');
    expect(stage.text()).toContain('Open K7M2Q');
    await stage.go('/missed');
    expect(stage.text()).toContain('Who was missed: K7M2Q');
    expect(stage.server.asked).toHaveLength(1);
  });

  it('opens a campaign at its own address, its missed at theirs, and each from its address alone', async () => {
    const { id } = DRAFT.outage;
    const stage = await show(STORM);
    stage.server.answers(`/api/cards/outages/${id}`, SENDING);
    stage.server.answers(`/api/cards/outages/${id}/missed`, { total: 0, rows: [], next: null });
    await stage.follow('Open K7M2Q');
    expect(stage.text()).toContain('8,120 of 9,004 reached');
    expect(stage.text()).toContain('Outage K7M2Q');
    stage.renderer.find(Tabs).trigger('onSelectedChange', 'missed' as never);
    await stage.pace.pass(0);
    expect(stage.went).toEqual([`/outages/${id}/missed`]);
    expect(stage.renderer.find(Tabs).props.selected).toBe('missed');
    await stage.go('/');
    expect(stage.text()).toContain('3 things need a person now');
    const reloaded = makeStage('pages');
    reloaded.renderer.mocks.setPageLocation({ path: `/outages/${id}`, params: {} });
    reloaded.server.answers(`/api/cards/outages/${id}`, SENDING);
    await reloaded.show(<OperationsPage {...reloaded.props} />);
    expect(reloaded.text()).toContain('8,120 of 9,004 reached');
  });

  it('shows nothing of the outage before while another is read', async () => {
    const stage = await show(STORM);
    stage.server.answers('/api/cards/outages/one', SENDING);
    stage.server.answers('/api/cards/outages/two', new Promise(() => undefined));
    await stage.go('/outages/one');
    await stage.go('/outages/two');
    expect(stage.text()).not.toContain('8,120');
  });

  it('lists every outage, those that are over too', async () => {
    const stage = await show(STORM);
    const [row] = STORM.outages;
    if (row === undefined) throw new Error('The storm has an outage.');
    const over = { ...row, id: 'b', ref: 'OLD22', status: 'restored' as const };
    stage.server.answers('/api/pages/outages', {
      serverNow: NOW,
      nextPollSeconds: null,
      rows: [row],
      next: 'a',
    });
    stage.server.answers('/api/pages/outages?after=a', {
      ...{ serverNow: NOW, nextPollSeconds: null },
      rows: [over],
      next: null,
    });
    await stage.go('/outages');
    await stage.press('Earlier outages');
    expect(stage.text()).toMatch(/Open K7M2Q[\s\S]*Open OLD22/);
  });

  it('says that an address leads nowhere, and the way on', async () => {
    const stage = await show(CALM, 'en', '/outage');
    expect(stage.renderer.find(EmptyState).props.title).toBe('No such page');
    await stage.follow('Back to the overview');
    expect(stage.text()).toContain('Nothing needs a person.');
  });

  it('starts a new outage with what is needed, for who may', async () => {
    const stage = await show(CALM);
    stage.server.answers('/api/feeders', {
      feeders: [{ feeder: 'F-12', servicePoints: 9100, accounts: 9004 }],
      reasons: [
        {
          code: 'network_repair',
          text: 'repairs',
          words: { en: 'repairs in the network', ru: 'ремонт сети' },
        },
      ],
      services: ['heating'],
    });
    await stage.press('New outage');
    expect(stage.text()).toContain('F-12 · 9,004 customers');
    expect(stage.text()).toContain('repairs in the network');
    await stage.press('Save draft');
    expect(stage.text()).toContain('Say where, when and why');
    expect(stage.server.asked.some(({ body }) => body !== null)).toBe(false);
    const viewer = await show({ ...CALM, may: { prepare: 'Ask Marta for the role Campaigns.' } });
    expect(viewer.text()).toContain('Ask Marta for the role Campaigns.');
  });

  it('speaks Russian', async () => {
    const stage = await show(STORM, 'ru');
    expect(stage.renderer.find(Alert).props.title).toBe('3 дела требуют вмешательства');
    expect(stage.text()).toContain('Отключение K7M2Q: не дошло до 214 клиентов');
  });
});
