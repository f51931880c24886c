import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatisticsItem,
} from '@hubspot/ui-extensions';
import { CustomerDebtCard, DebtCard } from '../../ui-extensions/cards/debt/DebtCard.js';
import { debtSummary, type DebtSummary } from '../../ui-extensions/contract/debt-summary.js';
import type { Language } from '../../ui-extensions/words/say.js';
import { debtAnswer } from './debt-answers.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const show = async (answer: unknown, language: Language = 'en') => {
  const stage = makeStage('crm.record.tab', language);
  stage.renderer.mocks.context.crm = { objectId: 900, objectTypeId: '2-3' };
  stage.server.answers(`/api/cards/debt-records/900?language=${language}`, answer);
  await stage.show(<DebtCard {...stage.props} />);
  return stage;
};

describe('the debt card', () => {
  it('shows first what came back, then sum, pay-by, step and earliest cut, and what may be said', async () => {
    const stage = await show(debtAnswer());
    expect(stage.renderer.find(Alert).props).toMatchObject({
      title: 'Final notice: Not served — returned',
      variant: 'danger',
    });
    expect(stage.renderer.findAll(StatisticsItem).map(({ props }) => props.number)).toEqual([
      '184.20 EUR',
      'Wed 9 Dec',
      'Final notice',
      'Sat 12 Dec',
    ]);
    for (const words of [
      'Waiting for: service of: Final notice.',
      'Нужно оплатить 184,20 EUR.',
      'Reconnection: 45.00 EUR.',
    ])
      expect(stage.text()).toContain(words);
  });

  it('says it in Russian to a Russian reader', async () => {
    const stage = await show(debtAnswer(), 'ru');
    for (const words of ['Не вручено — вернулось', 'Ждём: вручения: Второе уведомление.', 'Дело открыто'])
      expect(stage.text()).toContain(words);
  });

  it('says in Russian what is in the way, by the case’s own names, and cites the law as it is', async () => {
    const because = [
      { rule: 'waits.final', rulebook: 'x@1', source: 'Règle 7', confidence: 'verified' as const },
    ];
    const stage = await show(
      debtAnswer({
        why: [
          {
            code: 'notice.tooShort',
            message: 'Too early.',
            because,
            details: { about: 'final', from: '2026-12-12' },
          },
          {
            code: 'form.notByLetter',
            message: 'No.',
            because,
            details: { about: 'first', forms: ['letter'] },
          },
          {
            code: 'bar.frost',
            message: 'No.',
            because: [],
            details: { about: 'disconnection', bar: 'frost' },
          },
          { code: 'odd.one', message: 'Nobody foresaw this.', because: [] },
        ],
      }),
      'ru',
    );
    for (const words of [
      'После уведомления «Второе уведомление» ещё рано: законно с сб 12 дек.',
      'Уведомление «Первое уведомление» не вручено нужным способом, ни одним из: почта',
      'Право места запрещает: в мороз.',
      'Nobody foresaw this.',
      'Règle 7',
    ])
      expect(stage.text()).toContain(words);
  });

  it('calls a notice in English, too, what the case calls it', async () => {
    const message = 'The notice "final" was not given.';
    const stage = await show(
      debtAnswer({ why: [{ code: 'notice.missing', message, because: [], details: { about: 'final' } }] }),
    );
    expect(stage.text()).toContain('The notice “Final notice” was not given.');
  });

  it('says that a hold stops it, and what the balance is worth when billing is late', async () => {
    const held = await show(
      debtAnswer({ next: 'hold', about: null, until: '2026-12-11', holds: ['plan'], steps: [], stale: true }),
    );
    expect(held.renderer.findAll(Alert).map(({ props }) => props.title)).toEqual([
      'On hold until Fri 11 Dec: payment plan',
      'The balance is of Mon 23 Nov, 06:00',
    ]);
  });

  it('leaves the buttons where the role is missing, and says why', async () => {
    const stage = await show(
      debtAnswer({ may: { serve: 'Ask Marta.', approve: 'Ask Marta.', advance: 'Ask Marta.' } }),
    );
    expect(stage.renderer.find(Button, node => node.text === 'Promise to pay').props.disabled).toBe(true);
    expect(
      stage.renderer.find(LoadingButton, node => node.text === 'Check disconnection').props.disabled,
    ).toBe(true);
    expect(stage.text()).toContain('You can read this case and not change it. Ask Marta.');
  });

  it('shows a customer’s cases on their own record, and changes between them there', async () => {
    const other = '018f0000-0000-8000-8000-000000000002';
    const [own, two] = [debtAnswer(), debtAnswer({ case: other, ref: 'OLD222' })].map(each =>
      debtSummary.parse(each),
    );
    const both = { toChooseFrom: [own, two] as DebtSummary[] };
    const stage = makeStage('crm.record.tab');
    stage.renderer.mocks.context.crm = { objectId: 700, objectTypeId: '0-2' };
    stage.server.answers('/api/cards/companies/700/debt?language=en', debtAnswer(both));
    await stage.show(<CustomerDebtCard {...stage.props} />);
    stage.server.answers(
      `/api/cards/companies/700/debt?language=en&case=${other}`,
      debtAnswer({ case: other, ...both }),
    );
    stage.renderer.find(Select, { name: 'case' }).trigger('onChange', other as never);
    await stage.pace.pass(0);
    expect(stage.server.asked.map(({ path }) => path)).toEqual([
      '/api/cards/companies/700/debt?language=en',
      `/api/cards/companies/700/debt?language=en&case=${other}`,
    ]);
    expect(stage.renderer.find(Select, { name: 'case' }).props.value).toBe(other);
  });

  it('says that there is no case, waits in words, and fails in words', async () => {
    const none = await show({ ...OFFLINE, code: 'notFound', reason: 'unexpected' });
    expect(none.renderer.findAll(EmptyState).length + none.renderer.findAll(ErrorState).length).toBe(1);
    const waiting = await show(new Promise(() => undefined));
    expect(waiting.renderer.find(LoadingSpinner).props.label).toContain('where this case stands');
    const away = await show(OFFLINE);
    expect(away.renderer.find(ErrorState).toString()).toContain('Nothing was lost or sent');
  });
});
