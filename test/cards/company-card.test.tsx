import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Panel,
  SearchInput,
  StatisticsItem,
  StatusTag,
  Tab,
  Tabs,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { CompanyCard } from '../../ui-extensions/cards/company/CompanyCard.js';
import { debtSummary } from '../../ui-extensions/contract/debt-summary.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { companyCard, notice, place, QUIET } from './customer-answers.js';
import { debtAnswer } from './debt-answers.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const PATH = '/api/cards/companies/900?language=en';

const show = async (card: unknown, language: Language = 'en') => {
  const stage = makeStage('crm.record.tab', language);
  stage.renderer.mocks.context.crm = { objectId: 900, objectTypeId: '0-2' };
  stage.server.answers(`/api/cards/companies/900?language=${language}`, card);
  await stage.show(<CompanyCard {...stage.props} />);
  return stage;
};
const typed = (value: string): never => value as never;

describe('the company card', () => {
  it('says first who was not reached, and shows the sites with trouble', async () => {
    const stage = await show(companyCard());
    expect(stage.renderer.find(Alert).props.title).toBe('1 site was not reached');
    expect(stage.renderer.findAll(StatusTag).map(tag => tag.text)).toEqual([
      'Off',
      'Not served: a person must act',
    ]);
    expect(stage.renderer.find(ToggleGroup).props.value).toBe('trouble');
    expect(stage.server.asked.map(({ path }) => path)).toEqual([PATH]);
  });

  it('is green only where nothing is off and everybody was reached', async () => {
    const calm = companyCard({
      totals: { sites: 40, off: 0, planned: 0, notReached: 0 },
      show: 'all',
      sites: { total: 1, page: 1, pageSize: 25, rows: [QUIET] },
    });
    const stage = await show(calm);
    expect(stage.renderer.find(Alert).props).toMatchObject({
      title: 'All 40 sites are supplied; every notice has arrived.',
      variant: 'success',
    });
  });

  it('asks the server for another filter, a search and a page', async () => {
    const stage = await show(companyCard());
    const all = companyCard({
      show: 'all',
      sites: { total: 40, page: 1, pageSize: 25, rows: [place(), { ...QUIET, id: 'other' }] },
    });
    stage.server.answers(`${PATH}&show=all`, all);
    stage.renderer.find(ToggleGroup).trigger('onChange', typed('all'));
    await stage.pace.pass(0);
    stage.server.answers(`${PATH}&show=all&text=cold%20store`, companyCard({ show: 'all' }));
    stage.renderer.find(SearchInput, { name: 'find' }).trigger('onChange', typed('cold store'));
    await stage.pace.pass(0);
    expect(stage.server.asked.map(({ path }) => path)).toEqual([
      PATH,
      `${PATH}&show=all`,
      `${PATH}&show=all&text=cold%20store`,
    ]);
  });

  it('shows what is owed at all its sites: sums, the nearest date, what is at risk, and each case by its place', async () => {
    const owing = debtSummary.parse(debtAnswer({ lifeSupport: true }));
    const stage = await show(
      companyCard({
        bill: {
          inArrears: true,
          totals: {
            cases: 21,
            overdue: [
              { minor: 386820, currency: 'EUR' },
              { minor: 9900, currency: 'CHF' },
            ],
            firstDay: '2026-11-27',
            atRisk: 2,
          },
          cases: [owing],
          say: {
            language: 'ru',
            texts: { en: 'There is 184.20 EUR to pay.', ru: 'Нужно оплатить 184,20 EUR.' },
          },
        },
      }),
    );
    expect(stage.renderer.find(Tab, { tabId: 'bill' }).props.title).toBe('Debts (21)');
    stage.renderer.find(Tabs).trigger('onSelectedChange', typed('bill'));
    await stage.pace.pass(0);
    expect(stage.renderer.findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual(
      expect.arrayContaining([
        ['Overdue', '3,868.20 EUR · 99.00 CHF'],
        ['Open cases', '21'],
        ['Earliest cut', 'Fri 27 Nov'],
        ['Dates at risk', '2'],
      ]),
    );
    for (const words of [
      '2 dates within a week are at risk',
      'Lindenstr. 5 · account A-1 · case K7M2Q9',
      'LIFE SUPPORT',
      'Final notice: 184.20 EUR',
      'Earliest cut: Sat 12 Dec',
      '20 more cases are there.',
      'Нужно оплатить 184,20 EUR.',
      'on the tab “Forewarn: debt” of this record',
    ])
      expect(stage.text()).toContain(words);
  });

  it('opens a site with its own history, read only then', async () => {
    const stage = await show(companyCard());
    const history = `/api/cards/companies/900/history?place=${place().id}&language=en`;
    stage.server.answers(history, { total: 1, page: 1, pageSize: 25, notices: [notice()] });
    const button = () => stage.renderer.find(Button, node => node.text === 'Open');
    button().trigger('onClick');
    await stage.pace.pass(0);
    const panel = button().props.overlay?.find(Panel);
    expect(panel?.props.title).toBe('Lindenstr. 5, Flussau');
    expect(panel?.toString()).toContain('To Anna Keller');
    expect(stage.server.asked.at(-1)?.path).toBe(history);
  });

  it('reads the history of all sites when its tab is looked at, not before', async () => {
    const stage = await show(companyCard());
    const history = '/api/cards/companies/900/history?language=en';
    stage.server.answers(history, { total: 1, page: 1, pageSize: 25, notices: [notice()] });
    stage.renderer.find(Tabs).trigger('onSelectedChange', typed('history'));
    await stage.pace.pass(0);
    expect(stage.server.asked.map(({ path }) => path)).toEqual([PATH, history]);
    expect(stage.text()).toContain('To Anna Keller');
  });

  it('speaks Russian, counts in Russian, fails in words and knows a stranger', async () => {
    const russian = await show(
      companyCard({ totals: { sites: 40, off: 0, planned: 0, notReached: 3 } }),
      'ru',
    );
    expect(russian.renderer.find(Alert).props.title).toBe('Не уведомлено 3 объекта');
    const away = await show(OFFLINE);
    expect(away.renderer.find(ErrorState).props.type).toBe('error');
    const stranger = await show({ ...OFFLINE, reason: 'unexpected', code: 'notFound', nothingDone: true });
    expect(stranger.renderer.find(EmptyState).props.title).toBe('Not known here yet');
  });
});
