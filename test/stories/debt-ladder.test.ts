import { debtCard, type DebtCard } from '../../ui-extensions/contract/debt.js';
import { debtList } from '../../ui-extensions/contract/debt-list.js';
import { problem, type RefusalView } from '../../ui-extensions/contract/common.js';
import {
  companyCard,
  contactCard,
  contactNow,
  type ContactNow,
} from '../../ui-extensions/contract/customer.js';
import { oneUseLink } from '../../ui-extensions/contract/one-use-link.js';
import { addMinutes } from '../../server/domain/time.js';
import { billing } from '../sandbox/billing-rows.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const NAMES = ['Anna Keller', 'Oleg Petrow', 'Cleo Lind'];

/** Three households owe; one pays later, one has nothing to reach it by. */
describe('debts in the CRM', () => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await startNeighbourhood([
      {
        feeder: 'F-12',
        people: [{ name: 'Anna Keller', email: 'anna@mail.example', street: 'Mühlenweg 1' }],
      },
      {
        feeder: 'F-12',
        people: [{ name: 'Oleg Petrow', email: 'oleg@mail.example', language: 'ru', street: 'Mühlenweg 2' }],
      },
      { feeder: 'F-99', people: [{ name: 'Cleo Lind' }] },
    ]);
    for (const role of ['agent', 'debt'])
      await town.world.call('POST', '/api/roles/grant', { email: 'ida@utility.example', role }, 'marta');
    await billing(town.world)(
      ...NAMES.map((_, n) => `bill,b${n},A-${n},184.20,EUR,2026-09-01,2026-10-01,,,`),
    );
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 30));
  }, 120_000);
  afterAll(() => town.close());

  const get = async <T>(path: string, schema: { parse(value: unknown): T }): Promise<T> => {
    const { status, body } = await town.world.call('GET', path, undefined, 'ida');
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };
  const nowOf = (name: string): Promise<ContactNow> =>
    get(`/api/cards/contacts/${town.id(name)}/now?language=en`, contactNow);
  const cardOf = async (name: string): Promise<DebtCard> => {
    const { bill } = await nowOf(name);
    return get(`/api/debts/${bill.cases[0]?.case ?? ''}`, debtCard);
  };

  it('shows an account’s ladder: sum, notices in their order, what comes next and what may be said', async () => {
    const card = await cardOf('Anna Keller');
    expect([card.overdue, card.bills.map(({ unpaid }) => unpaid.minor)]).toEqual([
      { minor: 18420, currency: 'EUR' },
      [18420],
    ]);
    expect(card.steps.map(({ kind }) => kind)).toEqual([
      'initial_notice',
      'final_notice',
      'disconnection_letter',
    ]);
    expect(card.steps[0]?.state).not.toBe('notYet');
    expect(card.steps.slice(1).map(({ state }) => state)).toEqual(['notYet', 'notYet']);
    expect(card.acts.map(({ act, doneAt }) => [act, doneAt])).toEqual([['disconnection', null]]);
    expect(card.say.texts.en).toContain('184.20 EUR to pay on account A-0');
    expect(card.history.map(({ type }) => type)).toEqual(expect.arrayContaining(['opened', 'billed']));
    expect(card.may.serve).toBeNull();
    const ru = await get(`/api/debts/${card.case}?language=ru`, debtCard);
    expect(ru.may.approve).toMatch(/^Для этого нужна роль «Утверждающий»/);
  });

  /** What is answered to whoever wants the first notice of somebody's debt to go again. */
  const again = async (name: string): Promise<RefusalView | undefined> => {
    const { history, contactPoints } = await get(`/api/cards/contacts/${town.id(name)}`, contactCard);
    const notice = history.notices.find(({ kind }) => kind === 'initial_notice');
    const body = { contactPoint: contactPoints[0]?.id, reason: 'lost' };
    const answer = await town.world.call('POST', `/api/notices/${notice?.id}/send-again`, body, 'ida');
    return problem.parse(answer.body).refusals?.[0];
  };

  it('leaves it to the case to give a notice again, and says so', async () => {
    expect(await again('Anna Keller')).toMatchObject({ code: 'notice.ofDebt' });
  });

  it('finds a case by its reference and by its record, and nobody by what is none', async () => {
    const card = await cardOf('Anna Keller');
    expect((await get(`/api/debts/${card.ref}`, debtCard)).case).toBe(card.case);
    const records = town.world.portal.records.list('debt_notice');
    expect(records.map(({ properties }) => properties['account_number']).sort()).toEqual([
      'A-0',
      'A-1',
      'A-2',
    ]);
    const own = records.find(({ properties }) => properties['forewarn_id'] === card.case);
    expect(own?.properties).toMatchObject({ debt_ref: card.ref, amount_due: '184.2', currency: 'EUR' });
    expect((await get(`/api/cards/debt-records/${own?.id ?? ''}`, debtCard)).case).toBe(card.case);
    expect(
      town.world.portal.records
        .associations('debt_notice', own?.id ?? '')
        .map(({ objectType }) => objectType)
        .sort(),
    ).toEqual(['contacts', 'service_point']);
    for (const path of ['/api/debts/NOBODY', '/api/debts/..%2f', '/api/cards/debt-records/1'])
      expect((await town.world.call('GET', path, undefined, 'ida')).status).toBe(404);
  });

  it('threatens nothing once a promise holds the case, and the record says so', async () => {
    const card = await cardOf('Oleg Petrow');
    const answer = await town.world.call(
      'POST',
      `/api/debts/${card.case}/promise`,
      { minor: 10000, on: '2026-11-27' },
      'ida',
    );
    expect(answer.status).toBe(201);
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 20));
    const { bill } = await nowOf('Oleg Petrow');
    expect(bill.cases.map(({ next, holds, until }) => [next, holds, until])).toEqual([
      ['hold', ['promise'], '2026-11-27'],
    ]);
    expect(bill.say?.language).toBe('ru');
    expect(bill.say?.texts.ru).toBe(
      'По лицевому счёту A-1 нужно оплатить 184,20 EUR. Дело приостановлено до пт 27 ноя: пока это так, никаких шагов не будет.',
    );
    const held = town.world.portal.records
      .list('debt_notice')
      .find(({ properties }) => properties['forewarn_id'] === card.case);
    expect(held?.properties).toMatchObject({ hold: 'promise', debt_status: 'On hold' });
    expect(await again('Oleg Petrow')).toMatchObject({
      code: 'notice.notDue',
      details: { why: { en: 'its case is on hold' } },
    });
  });

  it('lists cases by what they need, and gives them as a file that opens once', async () => {
    const all = await get('/api/debts', debtList);
    expect(all.figures).toEqual({
      ...{ cases: 3, held: 1, unproven: 0, returned: 0, cutThisWeek: 0, atRisk: 0 },
      arrears: [{ minor: 3 * 18420, currency: 'EUR' }],
      // The printer has the first notice of two; nothing could be given to the third.
      lettersAtPrinter: 2,
    });
    expect(all.byRung.map(({ rung, cases, arrears }) => [rung, cases, arrears[0]?.minor])).toEqual([
      ['grace', 1, 18420],
      ['initial_notice', 2, 2 * 18420],
    ]);
    const accountsOf = async (query: string) =>
      (await get(`/api/debts?${query}`, debtList)).rows.map(({ account }) => account);
    expect(await accountsOf('filter=atPrinter')).toEqual(['A-0', 'A-1']);
    expect(await accountsOf('filter=atPrinter&rung=grace')).toEqual([]);
    expect(await accountsOf('rung=grace')).toEqual(['A-2']);
    expect(await accountsOf('filter=held')).toEqual(['A-1']);
    expect((await get('/api/debts?text=A-2', debtList)).rows.map(({ holder }) => holder)).toEqual([
      'Cleo Lind',
    ]);
    const made = await town.world.call('POST', '/api/debts/export', { filter: 'all', rung: null }, 'ida');
    const { url } = oneUseLink.parse(made.body);
    const text = await (await fetch(url)).text();
    const [head = [], ...lines] = text.split('\r\n').map(line => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    const column = (name: string): readonly string[] =>
      lines.slice(0, -1).map(cells => cells[head.indexOf(name)] ?? '');
    expect(column('account')).toEqual(['A-0', 'A-1', 'A-2']);
    expect(column('overdue')).toEqual(['184.2', '184.2', '184.2']);
    expect(column('step')).toEqual(['initial_notice', 'initial_notice', 'grace']);
    expect(column('letters_at_printer')).toEqual(['1', '1', '0']);
    expect(column('not_proven')).toEqual(['0', '0', '0']);
    expect(column('date_at_risk')).toEqual(['false', 'false', 'false']);
    expect((await fetch(url)).status).toBe(410);
    expect(
      (await town.world.call('POST', '/api/debts/export', { filter: 'all', rung: null }, 'tom')).status,
    ).toBe(403);
    expect(all.mayExport).toBeNull();
    const toms = await town.world.call('GET', '/api/debts?language=ru', undefined, 'tom');
    expect(debtList.parse(toms.body).mayExport).toMatch(/^Для этого нужна роль «Долги»\. Обратитесь/);
  });

  it('shows a company what is owed at all its sites, and each case on its own record', async () => {
    const { portal, server } = town.world;
    const [company = ''] = portal.records.create('companies', [{ properties: { name: 'Hausverwaltung' } }]);
    for (const { id } of portal.records.list('service_point'))
      portal.records.associate('service_point', id, [
        { to: 'companies', id: company, labels: ['account_holder'] },
      ]);
    await server.importDirectory();
    const { bill } = await get(`/api/cards/companies/${company}`, companyCard);
    expect(bill.totals).toMatchObject({ cases: 3, overdue: [{ minor: 3 * 18420, currency: 'EUR' }] });
    expect(bill.cases.map(({ account }) => account).sort()).toEqual(['A-0', 'A-1', 'A-2']);
    expect(bill.say?.texts.en).toContain('184.20 EUR to pay');
    const first = await get(`/api/cards/companies/${company}/debt`, debtCard);
    expect([first.case, first.toChooseFrom.length]).toEqual([bill.cases[0]?.case, 3]);
    const other = bill.cases[2]?.case ?? '';
    expect((await get(`/api/cards/companies/${company}/debt?case=${other}`, debtCard)).case).toBe(other);
    // Another customer's case is not theirs to ask for.
    const stranger = `/api/cards/contacts/${town.id('Cleo Lind')}/debt`;
    expect((await get(stranger, debtCard)).account).toBe('A-2');
    const { case: annas } = await cardOf('Anna Keller');
    expect((await town.world.call('GET', `${stranger}?case=${annas}`, undefined, 'ida')).status).toBe(404);
  });

  it('closes on payment, and says that nothing is owed', async () => {
    await billing(town.world)('payment,p1,A-0,184.20,EUR,2026-11-23,,,,');
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 20));
    expect((await nowOf('Anna Keller')).bill.cases).toEqual([]);
    expect((await get('/api/debts', debtList)).figures.cases).toBe(2);
  });
});
