import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { pictureFolder, startDemoSite, type DemoSite } from './demo-site.js';
import { spilledAt, spilledAtDouble } from './fits.js';
import { tabTo, withMouse } from './hands.js';
import { meddle } from './meddle.js';
import { inBrowser, openBrowser, stumblingBlocks, type Opened } from './open-browser.js';

const ANNA = 'Anna Keller';
const NEW_EMAIL = 'anna.new@mail.example';

inBrowser('an agent at the cards', () => {
  let demo: DemoSite;
  let opened: Opened;
  let page: Page;
  const pictures = pictureFolder();
  beforeAll(async () => {
    demo = await startDemoSite();
    // Anna's home is dark; her mailbox does not exist any more, her phone was told.
    await demo.send({
      kind: 'emergency',
      feeders: ['F-12'],
      zone: 'Europe/Berlin',
      since: `${demo.dayIn(0)}T09:50`,
      etr: { at: `${demo.dayIn(0)}T12:30`, quality: 'crew' },
      reason: 'damaged_cable',
    });
    await demo.advance(10);
    opened = await openBrowser(demo.url);
    page = opened.page;
  }, 300_000);
  afterAll(async () => {
    await opened.browser.close();
    await demo.close();
  }, 60_000);

  const card = (uid: string): Locator => page.locator(`[data-card=${uid}]`);
  const open = async (path: string, uid: string): Promise<Locator> => {
    await page.goto(`${demo.url}${path}`);
    await card(uid)
      .getByRole('button', { name: /^(Refresh|Обновить)$/ })
      .waitFor({ timeout: 30_000 });
    return card(uid);
  };
  const picture = async (name: string): Promise<void> => {
    if (pictures === null) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const mails = (to: string): number =>
    demo.stage.inbox.list({ channel: 'email', search: to, limit: 50 }).length;

  it('reads without a click why it is dark, when power is back and whether the customer was told', async () => {
    const sidebar = await open(demo.recordOf(ANNA), 'contact_sidebar');
    await sidebar.getByText('Power off · back about 12:30').waitFor();
    await sidebar.getByText('Delivered · SMS 10:00').waitFor();
    await picture('contact');
    const sentence = (await sidebar.locator('[data-test-id=say]').textContent()) ?? '';
    expect(sentence).toContain('We expect it back about 12:30');
    const hands = withMouse();
    await hands.press(sidebar.getByRole('button', { name: 'Copy' }));
    await page.waitForFunction(
      `navigator.clipboard.readText().then(text => text === ${JSON.stringify(sentence)})`,
    );
    expect(hands.presses()).toBe(1);
  }, 60_000);

  it('corrects a dead mailbox and sends again by keyboard alone: one new mail, however often Enter is pressed', async () => {
    await open(demo.recordOf(ANNA), 'contact_tab');
    await page.locator('body').focus();
    await tabTo(page, /^Correct and send again$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^E-mail address/);
    await page.keyboard.type(NEW_EMAIL);
    await tabTo(page, /^Save and send/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await demo.advance(1);
    expect(mails(NEW_EMAIL)).toBe(1);
    expect(demo.stage.inbox.duplicates()).toBe(0);
  }, 120_000);

  it('does it by mouse within three presses', async () => {
    const sidebar = await open(demo.recordOf('Maria Lind'), 'contact_sidebar');
    const hands = withMouse();
    await hands.press(sidebar.getByRole('button', { name: /^Correct/ }));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Phone number').fill('+49 176 0406 9911');
    await hands.press(dialog.getByRole('button', { name: /^Save/ }));
    await dialog.getByRole('alert').waitFor();
    await hands.press(dialog.getByRole('button', { name: 'Close' }));
    expect(hands.presses()).toBeLessThanOrEqual(3);
  }, 60_000);

  it('waits for a slow answer in words, and nothing jumps when it comes', async () => {
    const slow = await meddle(page, ({ url }) => url.includes('/api/cards/'), { kind: 'late', ms: 5000 }, 4);
    await page.goto(`${demo.url}${demo.recordOf(ANNA)}`);
    const sidebar = card('contact_sidebar');
    await sidebar.getByText('Loading what this customer was told').waitFor();
    await sidebar.getByText('Still loading').waitFor({ timeout: 8000 });
    const heading = sidebar.getByRole('heading').first();
    const before = await heading.boundingBox();
    await sidebar.locator('[data-test-id=say]').waitFor({ timeout: 15_000 });
    await slow.stop();
    expect(await heading.boundingBox()).toEqual(before);
    expect(await sidebar.getByText('Still loading').count()).toBe(0);
  }, 60_000);

  /** Anna's newest address is corrected once more, with trouble on the way: one press, one mail. */
  const correct = async (email: string): Promise<void> => {
    await open(demo.recordOf(ANNA), 'contact_tab');
    await card('contact_tab')
      .getByRole('button', { name: /^Correct and send again$/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill(email);
    await dialog.getByRole('button', { name: /^Save and send/ }).click();
  };

  it.each(['broken', 'lost'] as const)(
    'sends one message where the answer to the press was %s though it was done',
    async kind => {
      const email = `anna.${kind}@mail.example`;
      const trouble = await meddle(
        page,
        ({ method, url }) => method === 'POST' && !url.includes('/api/cards/'),
        { kind },
      );
      await correct(email);
      const dialog = page.getByRole('dialog');
      if (kind === 'broken') {
        // Nothing asks again by itself after an error; the person does.
        await dialog.getByText('Something broke.').waitFor();
        await dialog.getByRole('button', { name: /^Save and send/ }).click();
        await dialog.getByText('Something broke.').waitFor({ state: 'detached' });
      } else {
        const checking = dialog.getByText('Checking what became of it');
        await checking.waitFor();
        await checking.waitFor({ state: 'detached', timeout: 20_000 });
      }
      expect(trouble.times()).toBe(1);
      await trouble.stop();
      await page.keyboard.press('Escape');
      await demo.advance(1);
      expect(mails(email)).toBe(1);
      expect(demo.stage.inbox.duplicates()).toBe(0);
    },
    120_000,
  );

  it('shows who may not send that they may not, and why, and leaves nothing to press', async () => {
    await page.context().addCookies([{ name: 'as', value: 'vera', url: demo.url }]);
    const tab = await open(demo.recordOf(ANNA), 'contact_tab');
    await tab
      .getByText(/This needs the role "Agent"/)
      .first()
      .waitFor();
    const enabled = await tab
      .getByRole('button', { name: /^Correct and send again$/ })
      .evaluateAll(
        buttons => buttons.filter(each => !(each as unknown as { disabled: boolean }).disabled).length,
      );
    expect(enabled).toBe(0);
    await page.context().clearCookies({ name: 'as' });
  }, 60_000);

  it.each(['en', 'ru'])(
    'fits a sidebar of 280 px and a page at 200 %%, in %s',
    async lang => {
      await page.goto(`${demo.url}${demo.recordOf(ANNA)}?lang=${lang}`);
      await card('contact_sidebar').locator('[data-test-id=say]').waitFor({ timeout: 30_000 });
      await card('contact_tab')
        .getByRole('button', { name: /^(Refresh|Обновить)$/ })
        .waitFor({ timeout: 30_000 });
      const found = [
        ...(await spilledAtDouble(page, '[data-card=contact_sidebar]')),
        ...(await spilledAtDouble(page, '[data-card=contact_tab]')),
        ...(await spilledAt(page, '[data-card=contact_sidebar]', 280)),
        ...(await spilledAt(page, '[data-card=contact_sidebar]', 340)),
      ];
      await page.goto(`${demo.url}/?lang=en`);
      expect(found).toEqual([]);
    },
    60_000,
  );

  describe('of a Russian reader', () => {
    afterAll(async () => {
      await page.goto(`${demo.url}/?lang=en`);
    });

    it('answers in Russian', async () => {
      const sidebar = await open(`${demo.recordOf(ANNA)}?lang=ru`, 'contact_sidebar');
      await sidebar.getByText(/Нет света · включат/).waitFor();
      await sidebar.getByRole('button', { name: 'По-русски' }).click();
      await sidebar
        .locator('[data-test-id=say]')
        .getByText(/нет электричества/)
        .waitFor();
    }, 60_000);
  });

  it('finds in a company of forty sites those that were not reached', async () => {
    const tab = await open(demo.recordOf('Nordbäckerei'), 'company_tab');
    await picture('company');
    const hands = withMouse();
    await hands.press(tab.getByLabel('Trouble'));
    await tab.getByRole('row').nth(1).getByText('Not served').waitFor();
    await hands.press(tab.getByRole('row').nth(1).getByRole('button', { name: 'Open' }));
    await page.getByRole('dialog').waitFor();
    expect(hands.presses()).toBeLessThanOrEqual(4);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('proves a letter to a company: its words, what the carrier and the law say, and the letter itself', async () => {
    const day = demo.dayIn(8);
    await demo.send({
      kind: 'planned',
      feeders: ['F-01'],
      zone: 'Europe/Berlin',
      windows: [{ from: `${day}T09:00`, to: `${day}T12:00` }],
      reason: 'network_repair',
    });
    await demo.advance(30);
    const tab = await open(demo.recordOf('Nordbäckerei'), 'company_tab');
    const hands = withMouse();
    await hands.press(tab.getByRole('tab', { name: 'History' }));
    const row = tab.getByRole('row').filter({ hasText: 'Letter' }).first();
    await row.waitFor();
    await hands.press(row.getByRole('button', { name: 'Open' }));
    const panel = page.getByRole('dialog');
    await panel
      .getByText(/network repair/i)
      .first()
      .waitFor();
    await picture('company-letter');
    await hands.press(panel.getByRole('button', { name: 'Get the letter' }));
    const link = panel.getByRole('link', { name: /^Open the letter/ });
    const letter = await page.request.get((await link.getAttribute('href')) ?? '');
    expect([letter.status(), (await letter.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect(hands.presses()).toBeLessThanOrEqual(4);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('answers a ticket beside the conversation', async () => {
    await page.goto(`${demo.url}/portal/tickets`);
    const link = page.getByRole('link', { name: /^Open the ticket ?: LIFE SUPPORT/ }).first();
    const path = (await link.getAttribute('href')) ?? '';
    const helpdesk = await open(path, 'ticket_helpdesk');
    await picture('ticket');
    await helpdesk.getByRole('button', { name: /^Copy/ }).first().click();
    await helpdesk.getByRole('button', { name: 'Could not reach' }).click();
    await helpdesk.getByText(/^Attempt 1 is noted\. Next: send somebody now/).waitFor();
    await picture('ticket-tried');
    await helpdesk.getByLabel('How').selectOption({ label: 'In person' });
    await helpdesk.getByRole('button', { name: 'Reached, all is well' }).click();
    await helpdesk.getByText(/^Told in person by /).waitFor();
  }, 60_000);

  it('meets no stumbling block on any surface, wide or narrow', async () => {
    const found: string[] = [];
    for (const [path, uid] of [
      [demo.recordOf(ANNA), 'contact_tab'],
      [demo.recordOf('Nordbäckerei'), 'company_tab'],
    ] as const) {
      await open(path, uid);
      found.push(...(await stumblingBlocks(page, path)));
    }
    await page.goto(`${demo.url}/portal/workflows`);
    found.push(...(await stumblingBlocks(page, 'workflows')));
    expect(found).toEqual([]);
    expect(opened.complaints).toEqual([]);
  }, 120_000);
});
