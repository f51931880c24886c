import { Alert, Button, EmptyState, ErrorState, LoadingButton, StatusTag } from '@hubspot/ui-extensions';
import { OperationsPage } from '../../ui-extensions/pages/OperationsPage.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { DRAFT, SENDING } from './campaign-answers.js';
import { OFFLINE } from './fake-server.js';
import { CALM, STORM } from './office-answers.js';
import { makeStage } from './stage.js';

const show = async (answer: unknown, language: Language = 'en') => {
  const stage = makeStage('pages', language);
  stage.server.answers('/api/pages/operations', answer);
  await stage.show(<OperationsPage {...stage.props} />);
  const press = async (words: string): Promise<void> => {
    const button = [...stage.renderer.findAll(Button), ...stage.renderer.findAll(LoadingButton)].find(each =>
      each.toString().includes(words),
    );
    if (button === undefined) throw new Error(`There is no button "${words}".`);
    button.trigger('onClick');
    await stage.pace.pass(0);
  };
  return { ...stage, press };
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
    for (const words of [
      'Wed 25 Nov, 09:00 (in 41 h 49 min)',
      '8,120 / 9,004',
      '9 taken, 1 refused, 0 put off or unanswered',
      '312 entries wait, since Mon 23 Nov, 15:11',
      '14 jobs, since Mon 23 Nov, 15:11',
      'Fri 27 Nov, 09:00–13:00',
    ])
      expect(stage.text()).toContain(words);
    const tags = stage.renderer
      .findAll(StatusTag)
      .map(tag => [tag.toString().includes('Down'), tag.props.variant]);
    expect(tags).toContainEqual([true, 'danger']);
    await stage.pace.pass(30_000);
    expect(stage.server.asked).toHaveLength(2);
  });

  it('opens a campaign in the page itself, and goes back', async () => {
    const stage = await show(STORM);
    stage.server.answers(`/api/cards/outages/${DRAFT.outage.id}`, SENDING);
    await stage.press('Open K7M2Q');
    expect(stage.text()).toContain('8,120 of 9,004 reached');
    await stage.press('Back to the overview');
    expect(stage.text()).toContain('3 things need a person now');
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
