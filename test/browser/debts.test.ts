import type { Locator, Page } from 'playwright-core';
import { DEBTORS } from '../sandbox/debtors.js';
import { PEOPLE } from '../sandbox/staff.js';
import type { Persona } from '../sandbox/stage.js';
import { startDemoSite, type DemoSite } from './demo-site.js';
import { deskAt, PATIENT, type Desk } from './desk.js';
import { spilledAt } from './fits.js';
import { tabTo, withMouse } from './hands.js';
import { inBrowser, openBrowser, stumblingBlocks, type Opened } from './open-browser.js';

const OLEG = 'Oleg Petrow';
const NINA = 'Nina Falk';
const EMIL = 'Emil Brandt';
const TOMAS = 'Tomas Vogel';
const IRINA = 'Irina Sokolowa';
const OWING = DEBTORS.filter(({ name }) => [OLEG, NINA, EMIL, TOMAS, IRINA].includes(name));

inBrowser('people at the debts', () => {
  let demo: DemoSite;
  let opened: Opened;
  let page: Page;
  let desk: Desk;
  beforeAll(async () => {
    demo = await startDemoSite({
      debtors: OWING,
      seedPortal: () => ({ customers: OWING.length, servicePoints: OWING.length, feeders: 1, people: {} }),
    });
    const second = { email: PEOPLE.vera, role: 'approver' };
    await demo.stage.call('POST', '/api/roles/grant', second, 'marta');
    opened = await openBrowser(demo.url);
    page = opened.page;
    desk = deskAt(demo, page);
  }, 300_000);
  afterAll(async () => {
    await opened.browser.close();
    await demo.close();
  }, 60_000);

  const ticketPath = (): string => {
    const ticket = demo.stage.portal.records
      .list('tickets')
      .find(({ properties }) => properties['subject'] === 'Вы меня отключите?');
    return `/portal/tickets/${ticket?.id ?? ''}`;
  };
  /** What the help desk’s card offers as an answer, copied with one press. */
  const copyReply = async (): Promise<string> => {
    const helpdesk = await desk.openAs('tom', `${ticketPath()}?lang=ru`, 'ticket_helpdesk');
    expect(await spilledAt(page, '[data-card=ticket_helpdesk]', 280)).toEqual([]);
    const hands = withMouse();
    await hands.press(helpdesk.getByRole('button', { name: 'Копировать' }));
    await page.getByText('Скопировано').first().waitFor(PATIENT);
    expect(hands.presses()).toBe(1);
    return String(await page.evaluate('navigator.clipboard.readText()'));
  };

  it('answers “will you cut me off?” with one press: sum, days, and the notice that is not served', async () => {
    const reply = await copyReply();
    for (const words of [
      'Здравствуйте, Oleg Petrow!',
      'нужно оплатить 184,20 EUR',
      'Если оплатить до вс 20 дек',
      'Раньше пн 21 дек отключить не могут.',
      'Пока не вручено: первое уведомление.',
    ])
      expect(reply).toContain(words);
    // He asked of his bill: that no outage is planned would be read as a promise.
    expect(reply).not.toContain('не запланировано');
    await desk.picture('reply');
    await page.goto(`${demo.url}/?lang=en`);
  }, 60_000);

  it('takes a promise on the contact within five presses, and every surface shows the hold and its end', async () => {
    const before = await desk.openCase('tom', OLEG);
    await before.getByText('Now: First notice is being given.').waitFor(PATIENT);
    const tab = await desk.openAs('tom', demo.recordOf(OLEG), 'contact_tab');
    const hands = withMouse();
    await hands.press(tab.getByRole('button', { name: 'Promise to pay' }));
    await desk.dialog().getByLabel('Sum in EUR').fill('100');
    await desk.dialog().getByLabel('To be paid by').fill(demo.dayIn(3));
    await desk.picture('promise');
    await hands.press(desk.dialog().getByRole('button', { name: 'Note the promise' }));
    await desk.dialog().getByText('Noted. The case is held until that day.').waitFor(PATIENT);
    await hands.press(desk.dialog().getByRole('button', { name: 'Close' }));
    const held = 'On hold until Fri 27 Nov: promise to pay';
    await tab.getByText(held).first().waitFor(PATIENT);
    expect(hands.presses()).toBeLessThanOrEqual(5);

    const record = await desk.openCase('tom', OLEG);
    await record.getByText(`Standing still: ${held}.`).waitFor(PATIENT);
    await record.getByRole('button', { name: 'What happened' }).click();
    await record.getByText('Held until Fri 27 Nov: promise to pay, by tom@utility.example').waitFor(PATIENT);
    await desk.picture('promised');
    const row = (await desk.openDebts()).getByRole('row', { name: /Oleg Petrow/ });
    await row.getByText(held).waitFor(PATIENT);
  }, 90_000);

  it('threatens nothing in the answer while the promise holds', async () => {
    const reply = await copyReply();
    expect(reply).toContain('нужно оплатить 184,20 EUR');
    expect(reply).toContain('Дело приостановлено до пт 27 ноя');
    expect(reply).not.toMatch(/отключ/i);
    await page.goto(`${demo.url}/?lang=en`);
  }, 60_000);

  it('takes a promise by keyboard alone', async () => {
    const tab = await desk.openAs('tom', demo.recordOf(NINA), 'contact_tab');
    await page.locator('body').focus();
    await tabTo(page, /^Promise to pay$/);
    await page.keyboard.press('Enter');
    await desk.dialog().waitFor();
    await tabTo(page, /^Sum in EUR/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('100');
    await tabTo(page, /^To be paid by/);
    // As the browser's own field of a day takes it in English.
    await page.keyboard.type('11272026');
    await tabTo(page, /^Note the promise$/);
    await page.keyboard.press('Enter');
    await desk.dialog().getByText('Noted. The case is held until that day.').waitFor(PATIENT);
    await page.keyboard.press('Escape');
    await desk.dialog().waitFor({ state: 'detached' });
    await tab.getByText('On hold until Fri 27 Nov: promise to pay').first().waitFor(PATIENT);
  }, 60_000);

  it('refuses what is not owed, and why a cut is not lawful, each with what would be', async () => {
    const record = await desk.openCase('tom', EMIL);
    await record.getByRole('button', { name: 'Promise to pay' }).click();
    await desk.dialog().getByLabel('Sum in EUR').fill('999');
    await desk.dialog().getByLabel('To be paid by').fill(demo.dayIn(3));
    await desk.dialog().getByRole('button', { name: 'Note the promise' }).click();
    await desk
      .dialog()
      .getByText(/^Lawful: /)
      .first()
      .waitFor(PATIENT);
    await desk.picture('refused');
    await desk.dialog().getByRole('button', { name: 'Close' }).click();
    await record.getByRole('button', { name: 'Check disconnection' }).click();
    await desk
      .dialog()
      .getByRole('heading', { name: /^Not lawful: \d obstacles?$/ })
      .waitFor(PATIENT);
    expect(
      await desk
        .dialog()
        .getByText(/^Lawful: /)
        .count(),
    ).toBeGreaterThan(0);
    expect(
      await desk
        .dialog()
        .getByRole('button', { name: /^Approve/ })
        .count(),
    ).toBe(0);
    await desk.picture('obstacles');
    expect(await desk.dialog().getByRole('button', { name: 'Back' }).count()).toBe(0);
    await desk.dialog().getByRole('button', { name: 'Close' }).last().click();
  }, 60_000);

  it('places a hold and releases it, then agrees a plan', async () => {
    const record = await desk.openCase('tom', EMIL);
    await record.getByRole('button', { name: 'Place a hold' }).click();
    await desk.dialog().getByLabel('Last day').fill(demo.dayIn(10));
    await desk.dialog().getByLabel('Note').fill('Says that the meter was read wrongly.');
    await desk.picture('hold');
    await desk.saveForm('Place the hold', /^Placed\./);
    await record.getByText('On hold until Fri 4 Dec: dispute').first().waitFor(PATIENT);
    await demo.advance(1);
    await record.getByRole('button', { name: 'Release: dispute' }).click();
    await desk.dialog().getByLabel('Note').fill('The meter was read again: it was right.');
    await desk.picture('release');
    await desk.dialog().getByRole('button', { name: 'Release the hold' }).click();
    await page.getByText('Released.').waitFor(PATIENT);
    await record.getByText('On hold until').first().waitFor({ state: 'detached' });
    await record.getByRole('button', { name: 'What happened' }).click();
    await record.getByText('Hold released: dispute, by tom@utility.example').waitFor(PATIENT);

    await record.getByRole('button', { name: 'Agree a plan' }).click();
    await desk.dialog().getByLabel('First part by').fill(demo.dayIn(7));
    await desk.dialog().getByText('Tue 1 Dec: 61.40 EUR').waitFor(PATIENT);
    await desk.picture('plan');
    await desk.saveForm('Agree this plan', /^Agreed\./);
    await record
      .getByText(/^On hold until .*: payment plan$/)
      .first()
      .waitFor(PATIENT);
  }, 90_000);

  it('enters a proof under the name of whoever did', async () => {
    const record = await desk.openCase('tom', OLEG);
    await record.getByRole('button', { name: 'Enter a proof' }).click();
    await desk.dialog().getByLabel('Given by').selectOption({ label: 'registered post' });
    await desk.dialog().getByLabel('Sent on').fill(demo.dayIn(-2));
    await desk.dialog().getByLabel('Served on').fill(demo.dayIn(-1));
    await desk.dialog().getByLabel('Where the proof lies').fill('Signed receipt, folder 11.');
    await desk.picture('proof');
    await desk.saveForm('Enter the proof', /^Entered\./);
    const first = record.getByRole('row', { name: /^First notice/ });
    await first.getByText('Served — proven').waitFor(PATIENT);
    await record.getByRole('button', { name: 'What happened' }).click();
    await record
      .getByText('First notice, registered post: proof of service, entered by tom@utility.example')
      .waitFor(PATIENT);
  }, 60_000);

  /** Asks for the check, gives a reason and approves. */
  const approve = async (who: Persona, name: string): Promise<Locator> => {
    const record = await desk.openCase(who, name);
    await record.getByRole('button', { name: 'Check disconnection' }).click();
    await desk.dialog().getByRole('heading', { name: 'Approve the disconnection?' }).waitFor(PATIENT);
    await desk.dialog().getByLabel('Reason').fill('Every notice is served and proved.');
    return record;
  };
  const pressApprove = (): Promise<void> =>
    desk
      .dialog()
      .getByRole('button', { name: /^Approve for/ })
      .click();

  it('shows an agent the proofs, and lets an approver approve', async () => {
    const asked = await desk.openCase('tom', TOMAS);
    await asked.evaluate(card => {
      (card as unknown as { scrollIntoView(): void }).scrollIntoView();
    });
    await asked
      .getByText(/nothing happens\. The earliest day on which supply may be cut is Tue 24 Nov\.$/)
      .waitFor(PATIENT);
    await desk.picture('debt');
    await asked.getByRole('button', { name: 'Check disconnection' }).click();
    await desk
      .dialog()
      .getByText(/^You cannot approve\. /)
      .waitFor(PATIENT);
    expect(
      await desk
        .dialog()
        .getByText(/, served /)
        .count(),
    ).toBeGreaterThan(0);
    expect(
      await desk
        .dialog()
        .getByRole('button', { name: /^Approve/ })
        .count(),
    ).toBe(0);
    const record = await approve('marta', TOMAS);
    await desk.picture('approve');
    await pressApprove();
    await record.getByText('Approved by marta@utility.example (1 of 1).').waitFor(PATIENT);
    await record.getByText(/^Work order out since /).waitFor(PATIENT);
  }, 90_000);

  it('wants two persons where somebody depends on supply, and not the same one twice', async () => {
    const first = await approve('marta', IRINA);
    await desk.dialog().getByText('This home is on the priority register').waitFor(PATIENT);
    await pressApprove();
    await first.getByText('Approved by marta@utility.example (1 of 2).').waitFor(PATIENT);
    await approve('marta', IRINA);
    await pressApprove();
    await first
      .getByText(/^Lawful: /)
      .first()
      .waitFor(PATIENT);
    expect(await first.getByText(/^Work order out since /).count()).toBe(0);
    await desk.picture('same-person');
    // Nothing that two people do happens in one moment.
    await demo.advance(1);
    const second = await approve('vera', IRINA);
    await pressApprove();
    await second
      .getByText('Approved by marta@utility.example, vera@utility.example (2 of 2).')
      .waitFor(PATIENT);
    await second.getByText(/^Work order out since /).waitFor(PATIENT);
  }, 90_000);

  it('meets no stumbling block on a case, the debts and a ticket, wide or narrow, in either language', async () => {
    const found: string[] = [];
    await desk.openCase('tom', EMIL);
    found.push(...(await stumblingBlocks(page, 'case')));
    await desk.openDebts();
    await desk.picture('debts');
    found.push(...(await stumblingBlocks(page, 'debts')));
    await desk.openAs('tom', ticketPath(), 'ticket_helpdesk');
    found.push(...(await stumblingBlocks(page, 'ticket')));
    await desk.openDebts('ru');
    await desk.picture('debts-ru');
    found.push(...(await stumblingBlocks(page, 'debts in Russian')));
    await desk.openCase('tom', EMIL);
    await desk.picture('case-ru');
    found.push(...(await stumblingBlocks(page, 'case in Russian')));
    await desk.openAs('tom', `${ticketPath()}?lang=ru`, 'ticket_helpdesk');
    found.push(...(await spilledAt(page, '[data-card=ticket_helpdesk]', 280)));
    found.push(...(await stumblingBlocks(page, 'help desk of 280 px')));
    expect(found).toEqual([]);
    expect(opened.complaints).toEqual([]);
  }, 120_000);
});
