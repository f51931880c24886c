import { BarChart, Button, Link, LoadingButton, Select } from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { debtSummary } from '../../ui-extensions/contract/debt-summary.js';
import { OperationsPage } from '../../ui-extensions/pages/OperationsPage.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { debtAnswer } from './debt-answers.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const listIn = (language: Language): string => `/api/debts?filter=all&language=${language}`;
const LIST = listIn('en');
const rowOf = (id: string, ref: string, lifeSupport = false) =>
  debtSummary.parse(debtAnswer({ case: id, ref, lifeSupport }));
const listAnswer = (changes: object = {}) => ({
  serverNow: debtAnswer().serverNow,
  nextPollSeconds: null,
  byRung: [{ rung: 'final_notice', cases: 2, arrears: [{ minor: 36840, currency: 'EUR' }] }],
  figures: {
    cases: 2,
    arrears: [{ minor: 36840, currency: 'EUR' }],
    unproven: 0,
    returned: 1,
    cutThisWeek: 0,
    atRisk: 0,
    held: 0,
    lettersAtPrinter: 3,
  },
  mayExport: null,
  rows: [rowOf('one', 'K7M2Q9')],
  next: null,
  ...changes,
});

const show = async (path: string, at: string, answer: unknown, language: Language = 'en') => {
  const stage = makeStage('pages', language);
  stage.renderer.mocks.setPageLocation({ path, params: {} });
  stage.server.answers(at, answer);
  await stage.show(<OperationsPage {...stage.props} />);
  return stage;
};

describe('the page of debts', () => {
  it('shows figures, the cases by step as drawing and as table, and each case by a link to its holder', async () => {
    const rows = [rowOf('one', 'K7M2Q9', true), { ...rowOf('two', 'OLD222'), holderRecord: null }];
    const stage = await show('/debt', LIST, listAnswer({ rows }));
    for (const words of [
      '368.40 EUR',
      'Final notice: 184.20 EUR',
      'K7M2Q9',
      'OLD222',
      'No holder is named in HubSpot',
      'LIFE SUPPORT',
      'on the tab “Forewarn: debt” of its holder’s record',
    ])
      expect(stage.text()).toContain(words);
    const [link, ...others] = stage.renderer.findAll(CrmActionLink);
    expect(link?.text).toBe('K7M2Q9');
    expect(link?.props.actionContext).toEqual({ objectTypeId: '0-1', objectId: 101 });
    expect(others).toEqual([]);
    expect(stage.renderer.find(BarChart).props.data).toEqual([{ step: 'Final notice', cases: 2 }]);
  });

  it('narrows, and shows nothing of the choice before while it asks', async () => {
    const stage = await show('/debt', LIST, listAnswer());
    stage.server.answers('/api/debts?filter=atPrinter&language=en', listAnswer({ rows: [] }));
    stage.renderer.find(Select, { name: 'filter' }).trigger('onChange', 'atPrinter' as never);
    await stage.pace.pass(0);
    expect(stage.text()).toContain('No open case is like that.');
    const narrower = '/api/debts?filter=atPrinter&language=en&rung=final_notice';
    stage.server.answers(narrower, new Promise(() => undefined));
    stage.renderer.find(Select, { name: 'rung' }).trigger('onChange', 'final_notice' as never);
    await stage.pace.pass(0);
    expect(stage.server.asked.at(-1)?.path).toBe(narrower);
    expect(stage.text()).not.toContain('K7M2Q9');
  });

  it('goes on a page at a time', async () => {
    const stage = await show('/debt', LIST, listAnswer({ next: 'one' }));
    stage.server.answers(`${LIST}&after=one`, listAnswer({ rows: [rowOf('two', 'OLD222')] }));
    stage.renderer.find(Button, node => node.text === 'More cases').trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.text()).toMatch(/K7M2Q9[\s\S]*OLD222/);
  });

  it('makes a file of what is shown, behind a link that opens once', async () => {
    const stage = await show('/debt', LIST, listAnswer());
    const url = 'https://forewarn.example/files/1/token';
    stage.server.answers('/api/debts/export', { url, expiresAt: debtAnswer().serverNow });
    stage.renderer.find(LoadingButton).trigger('onClick');
    await stage.pace.pass(0);
    expect(stage.server.asked.at(-1)?.body).toEqual({ filter: 'all', rung: null });
    expect(stage.renderer.find(Link).props.href).toEqual({ url, external: true });
  });

  it('says who may have the file in place of the button, where the role is missing', async () => {
    const stage = await show('/debt', LIST, listAnswer({ mayExport: 'Ask Marta.' }));
    expect(stage.text()).toContain('You can read but not do this. Ask Marta.');
    expect(stage.renderer.findAll(LoadingButton)).toEqual([]);
  });

  it('speaks Russian, and claims that there is no case only with an answer', async () => {
    const none = await show('/debt', listIn('ru'), listAnswer({ rows: [], byRung: [] }), 'ru');
    expect(none.text()).toContain('Открытых дел о долге нет.');
    const away = await show('/debt', LIST, OFFLINE);
    expect(away.text()).not.toContain('No debt case is open.');
  });
});
