import type { Locator } from 'playwright-core';
import { startGallery } from './gallery-site.js';
import { inBrowser, openBrowser, stumblingBlocks, type Opened } from './open-browser.js';

inBrowser('the stand-in for HubSpot in a browser', () => {
  let site: Awaited<ReturnType<typeof startGallery>>;
  let opened: Opened;
  beforeAll(async () => {
    site = await startGallery();
    opened = await openBrowser(site.url);
  }, 120_000);
  afterAll(async () => {
    await opened.browser.close();
    await site.close();
  });
  const byTestId = (id: string): Locator => opened.page.locator(`[data-test-id=${id}]`);
  const heard = async (text: string): Promise<void> =>
    byTestId('heard').filter({ hasText: text }).waitFor({ timeout: 10_000 });
  const fresh = async (): Promise<Opened['page']> => {
    await opened.page.goto(`${site.url}/Gallery`);
    await opened.page.getByRole('heading', { name: 'Gallery for tom@utility.example' }).waitFor();
    return opened.page;
  };

  it('draws every component of HubSpot’s bundle without a stumbling block', async () => {
    const page = await fresh();
    const found = [...(await stumblingBlocks(page, 'facts'))];
    await page.getByRole('tab', { name: 'Fields' }).click();
    found.push(...(await stumblingBlocks(page, 'fields')));
    await page.getByRole('button', { name: 'Open the notice' }).click();
    found.push(...(await stumblingBlocks(page, 'panel')));
    expect(found).toEqual([]);
    expect(await page.getByText('Not drawn in this preview').count()).toBe(0);
  }, 120_000);

  it('opens panels and modals, holds the focus in them, and gives it back', async () => {
    const page = await fresh();
    await page.getByRole('button', { name: 'Open the notice' }).press('Enter');
    await page.getByRole('dialog', { name: 'One notice' }).getByRole('button', { name: 'Done' }).click();
    await heard('panel closed');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Open the notice');
    await page.getByRole('button', { name: 'Open the notice' }).press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const modal = page.getByRole('dialog', { name: 'Send to 1,204 customers now?' });
    await modal.getByRole('button', { name: 'Send' }).click();
    await modal.waitFor({ state: 'detached' });
  });

  it('has menus and tabs that the arrow keys move in', async () => {
    const page = await fresh();
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await heard('second item');
    await page.getByRole('tab', { name: 'Facts' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('Name').waitFor();
  });

  it('passes on what is typed, key by key and when a field is left, and what a form holds', async () => {
    const page = await fresh();
    await page.getByRole('tab', { name: 'Fields' }).click();
    await page.getByLabel('Name').pressSequentially('Anna Keller', { delay: 0 });
    await byTestId('typed').filter({ hasText: 'Anna Keller' }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Anna Keller');
    await page.getByLabel('Day').fill('2026-11-25');
    await heard('day 2026/10/25');
    await page.getByLabel('Channel').selectOption({ label: 'Letter' });
    await heard('channel number 3');
    await page.getByLabel('I am sure').check();
    await heard('sure true');
    await page.getByLabel('Emergency').check();
    await heard('kind emergency');
    await page.getByRole('button', { name: 'Save' }).click();
    await heard('sent {');
    expect(await byTestId('heard').textContent()).toContain('"name":"Anna Keller"');
  });

  it('pages and sorts tables by asking the card', async () => {
    const page = await fresh();
    await page.getByRole('button', { name: 'Next page' }).click();
    await heard('page 2');
    await page.getByText('Row of page 2').waitFor();
    await page.getByRole('button', { name: 'When' }).click();
    await heard('sort descending');
  });

  it('signs what the card asks of its server, as the person it is shown to', async () => {
    const page = await fresh();
    await page.getByRole('button', { name: 'Ask the server' }).click();
    const answer = byTestId('fetched').filter({ hasText: '200' });
    await answer.waitFor();
    expect(JSON.parse((await answer.textContent())?.slice(4) ?? '')).toEqual({
      signed: true,
      user: 'tom@utility.example',
      body: '{"n":1}',
    });
  });

  it('announces, copies, and says what only HubSpot could do', async () => {
    const page = await fresh();
    await page.getByRole('button', { name: 'Announce' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved. It is kept.' }).waitFor();
    await page.getByRole('button', { name: 'Dismiss: Saved.' }).click();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.waitForFunction('navigator.clipboard.readText().then(text => text === "The power is off.")');
    await page.getByRole('button', { name: 'Peek' }).click();
    await page.getByText('HubSpot would do PREVIEW_OBJECT').waitFor();
  });

  it('lets a card fail as HubSpot would, in its own frame, when it draws what is no component', async () => {
    const before = opened.complaints.length;
    await opened.page.goto(`${site.url}/Broken`);
    await opened.page.getByRole('alert').filter({ hasText: 'div' }).waitFor();
    // The library in the worker says it too.
    expect(opened.complaints.slice(0, before)).toEqual([]);
  });
});
