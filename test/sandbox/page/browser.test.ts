import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { inBrowser, launchBrowser, stumblingBlocks } from '../../browser/open-browser.js';
import { makeFakeStage } from './fake-stage.js';
import { makePage } from './page.js';

inBrowser('the page in a browser', () => {
  const stage = makeFakeStage();
  let server: Server;
  let browser: Browser;
  let page: Page;
  let base: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    server = createServer(makePage(stage));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    browser = await launchBrowser();
    page = await (await browser.newContext({ bypassCSP: false })).newPage();
    page.on('console', message => {
      if (message.type() === 'error' && !message.text().includes('422'))
        complaints.push(`${page.url()}: ${message.text()}`);
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('can be walked from the door to the proof, without a serious finding', async () => {
    const found: string[] = [];
    const see = async (name: string): Promise<void> =>
      void found.push(...(await stumblingBlocks(page, name)));
    await page.goto(base);
    await see('landing');
    await page.getByRole('link', { name: '“Planned work on feeder F-12”' }).click();
    await see('outage-new');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await see('outage-draft');
    await page.getByRole('button', { name: 'Rehearse (nothing is sent)' }).click();
    await see('outage-rehearsed');
    await page.getByRole('link', { name: 'Send to 469 customers' }).click();
    await see('outage-confirm');
    await page.getByRole('button', { name: 'Send to 469' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Sending has started.');
    await see('outage-sent');
    await page.getByText('Cancel the outage').click();
    await page.getByRole('button', { name: 'Prepare the cancellation' }).click();
    expect(await page.getByRole('link', { name: 'Tell 469 customers it is cancelled' }).count()).toBe(1);
    for (const path of [
      '/notices',
      '/notices/o1-n2',
      '/inbox',
      '/inbox/1',
      '/portal',
      '/portal/tickets',
      '/break',
      '/log',
      '/?lang=ru',
      '/outages/o1',
    ])
      await page.goto(`${base}${path}`).then(() => see(`at${path.replace(/\W+/g, '-')}`));
    await page.goto(`${base}/?lang=en`);
    await page.getByRole('link', { name: 'A caller asks' }).click();
    await see('contact');
    await page.goto(`${base}/outages/new?feeder=F-11&from=2026-11-24T09:00&to=2026-11-24T13:00`);
    await page.getByRole('button', { name: 'Save draft' }).click();
    await see('outage-unlawful');
    expect(found).toEqual([]);
    // The mail of the fake carries a script; that it was stopped is the only thing to complain of.
    expect(complaints.length).toBeGreaterThan(0);
    expect(
      complaints.filter(text => !/Blocked script execution in '[^']*\/inbox\/1\/mail'/.test(text)),
    ).toEqual([]);
  }, 180_000);

  it('is reached by keyboard, the content first', async () => {
    await page.goto(base);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('shows by itself what has changed', async () => {
    await page.goto(base);
    expect(await page.locator('.clock time').textContent()).toBe('Mon 23 Nov, 15:11');
    await stage.clock.advanceTo('2026-11-23T15:11:00.000Z' as ReturnType<typeof stage.clock.now>);
    await page.locator('.clock time', { hasText: '16:11' }).waitFor({ timeout: 8_000 });
  });
});
