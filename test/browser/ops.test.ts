import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Locator, Page } from 'playwright-core';
import type { OutageView } from '../../ui-extensions/contract/outage.js';
import type { Persona } from '../sandbox/stage.js';
import { pictureFolder, startDemoSite, type DemoSite } from './demo-site.js';
import { withMouse, type Hands } from './hands.js';
import { inBrowser, openBrowser, stumblingBlocks, type Opened } from './open-browser.js';

const PATIENT = { timeout: 60_000 };
const MORE = /More/;

inBrowser('those who run campaigns, at the cards', () => {
  let demo: DemoSite;
  let opened: Opened;
  let page: Page;
  const pictures = pictureFolder();
  beforeAll(async () => {
    demo = await startDemoSite();
    opened = await openBrowser(demo.url);
    page = opened.page;
    // The machine may have much else to do.
    page.setDefaultTimeout(PATIENT.timeout);
  }, 300_000);
  afterAll(async () => {
    await opened.browser.close();
    await demo.close();
  }, 60_000);

  const app = (): Locator => page.locator('[data-card=operations_page]');
  const link = (name: RegExp): Locator => app().getByRole('link', { name });
  const button = (name: RegExp): Locator => app().getByRole('button', { name });
  const openAs = async (who: Persona, path: string, uid: string): Promise<void> => {
    await page.context().addCookies([{ name: 'as', value: who, url: demo.url }]);
    await page.goto(`${demo.url}${path}`);
    await page.locator(`[data-card=${uid}]`).getByRole('button', { name: 'Refresh' }).waitFor(PATIENT);
  };
  const openCampaign = async (who: Persona): Promise<void> => {
    await openAs(who, '/portal/app', 'operations_page');
    await link(new RegExp(`^Open ${ref}$`)).click();
    await app().getByText(`Planned outage ${ref}`).waitFor(PATIENT);
  };
  const picture = async (name: string): Promise<void> => {
    if (pictures === null) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const sent = (): number => Object.values(demo.stage.inbox.counts()).reduce((sum, n) => sum + n, 0);
  let ref = '';

  it('is told that tomorrow is too late, takes what is lawful, rehearses, and waits for approval', async () => {
    await openAs('ida', '/portal/app', 'operations_page');
    const hands = withMouse();
    await hands.press(button(/^New outage$/));
    await app().getByLabel('Date (required)').fill(demo.dayIn(1));
    await app().getByLabel('From (required)').fill('09:00');
    await app().getByLabel('To (required)').fill('13:00');
    await hands.press(app().getByRole('checkbox', { name: /^F-12 / }));
    await app().getByLabel('Reason (required)').selectOption({ label: 'network repairs' });
    await hands.press(button(/^Save draft$/));
    await app().getByText('Not lawful as planned.').waitFor(PATIENT);
    await app()
      .getByText(/last lawful moment was/)
      .waitFor();
    await picture('refusal');
    await hands.press(button(/^Move to /));
    await app()
      .getByText(/^Lawful\. All must be served by/)
      .waitFor(PATIENT);
    await hands.press(button(/^Rehearse/));
    await app().getByText('Waiting for approval').waitFor(PATIENT);
    await app().getByRole('tab', { name: 'Unreachable (1)' }).waitFor();
    // Choosing the reason is one more, which the browser does for us.
    expect(hands.presses() + 1).toBeLessThanOrEqual(6);
    expect(sent()).toBe(0);
    await picture('rehearsal');
    ref = /Planned outage (\w+) ·/.exec((await app().textContent()) ?? '')?.[1] ?? '';
    expect(ref).not.toBe('');
  }, 120_000);

  it('finds the place again after a reload, and goes back and forth with the browser', async () => {
    const there = page.url();
    expect(there).toMatch(/#\/outages\/[0-9a-f-]{36}$/);
    await page.reload();
    await app().getByText(`Planned outage ${ref}`).waitFor(PATIENT);
    expect(await page.title()).toBe(`Outage ${ref}`);
    await app().getByRole('navigation').getByRole('link', { name: 'Forewarn' }).click();
    await app().getByRole('tab', { name: 'Deadlines' }).click();
    await app().getByText('No notice waits for a deadline.').waitFor(PATIENT);
    expect(page.url()).toMatch(/#\/deadlines$/);
    await page.goBack();
    await page.goBack();
    await app().getByText(`Planned outage ${ref}`).waitFor(PATIENT);
    expect(page.url()).toBe(there);
  }, 60_000);

  it('is not let approve its own work, and sees who may', async () => {
    await app().getByText('Can approve: marta@utility.example').waitFor();
    expect(
      await button(/^Approve/)
        .filter({ hasNot: page.locator(':disabled') })
        .count(),
    ).toBe(0);
  });

  /** Marta reads it and agrees. */
  const approve = async (hands: Hands): Promise<void> => {
    await openCampaign('marta');
    await hands.press(app().getByLabel('I read the texts in each language'));
    const reason = app().getByLabel('Why it goes ahead late (required)');
    if ((await reason.count()) > 0) await reason.fill('Letters cannot be in time; the rest is.');
    await hands.press(button(/^Approve/));
    await app()
      .getByText(/^Approved by marta/)
      .waitFor(PATIENT);
  };

  /** On the page of the carriers, and back. */
  const carrierIsDown = async (): Promise<void> => {
    const there = page.url();
    await page.goto(`${demo.url}/portal/app#/carriers`);
    await app().getByText('The carrier sms takes nothing').waitFor(PATIENT);
    const row = app().getByRole('row', { name: /^sms/ });
    await row.getByText('Down').waitFor(PATIENT);
    await page.goto(there);
    await button(/^Pause$/).waitFor(PATIENT);
  };

  it('approves as a second person, launches, pauses, goes on, and nobody hears it twice', async () => {
    // Planned work in four days: nobody is in a hurry yet, so what cannot be sent waits.
    const listed = (await demo.stage.call('GET', '/api/outages', undefined, 'ida')).body as {
      readonly outages: readonly OutageView[];
    };
    const draft = listed.outages.find(outage => outage.ref !== ref);
    if (draft === undefined) throw new Error('The demo starts with a draft.');
    ref = draft.ref;
    const changes = [{ name: 'approvalAbove', version: 0, value: 400 }];
    expect((await demo.stage.call('POST', '/api/settings', { changes }, 'vera')).status).toBe(200);
    await demo.act('POST', `/api/outages/${draft.id}/rehearsal`, {}, 'ida');
    const hands = withMouse();
    await approve(hands);
    demo.stage.setKnob('sms.down', 'on');

    await openCampaign('ida');
    await hands.press(button(/^Send to \d+ customers$/));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: /^Send to \d+$/ }));
    await app()
      .getByText(/not reached$/)
      .first()
      .waitFor(PATIENT);
    await carrierIsDown();
    await picture('sending');
    // The carrier of texts takes nothing since before the launch, so there is something to hold back.
    await hands.press(button(/^Pause$/));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason (required)').fill('The crew asks to wait.');
    await hands.press(dialog.getByRole('button', { name: 'Pause sending' }));
    await app()
      .getByText(/^Paused: /)
      .waitFor(PATIENT);
    demo.stage.setKnob('sms.down', 'off');
    const before = sent();
    await demo.advance(30);
    expect(sent()).toBe(before);
    await hands.press(button(/^Resume sending$/));
    await demo.advance(120);
    // Both persons together, the fetching of the page not counted.
    expect(hands.presses()).toBeLessThanOrEqual(7);
    expect(demo.stage.inbox.duplicates()).toBe(0);
    await page.reload();
    await app()
      .getByText(/not reached$/)
      .first()
      .waitFor(PATIENT);
  }, 180_000);

  /** Addresses and numbers of all messages after the first `seen`, the newest last. */
  const recipientsSince = (seen: number): ReadonlySet<string> => {
    const { inbox } = demo.stage;
    const items = inbox.list({ limit: 10_000 });
    return new Set(
      items
        .slice(0, items.length - seen)
        .filter(({ channel }) => channel !== 'letter')
        .map(({ to }) => to),
    );
  };

  it('cancels it: exactly those who were told hear it', async () => {
    const before = sent();
    const told = recipientsSince(0);
    await openCampaign('ida');
    const hands = withMouse();
    await hands.press(button(MORE));
    await hands.press(button(/^Cancel the outage$/));
    await app()
      .getByText(/Cancellation/)
      .first()
      .waitFor(PATIENT);
    // It reaches as many: a second person again.
    await app().getByText('Waiting for approval').waitFor(PATIENT);
    await approve(withMouse());
    await openCampaign('ida');
    await hands.press(button(/^Send to \d+ customers?$/));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: /^Send to \d+$/ }));
    await app().getByText('Being sent').waitFor(PATIENT);
    await demo.advance(5);
    expect(hands.presses()).toBeLessThanOrEqual(5);
    const heard = recipientsSince(before);
    expect(heard.size).toBeGreaterThan(0);
    expect([...heard].filter(to => !told.has(to))).toEqual([]);
    expect(demo.stage.inbox.duplicates()).toBe(0);
  }, 120_000);

  it('finds who was missed, life support first, and opens everything that was sent as a table, once', async () => {
    await openAs('ida', '/portal/app#/missed', 'operations_page');
    const hands = withMouse();
    await hands.press(link(new RegExp(`^Who was missed: ${ref}$`)));
    const missed = app().getByRole('tabpanel');
    await missed.getByRole('columnheader', { name: 'Reason' }).waitFor(PATIENT);
    const rows = (await missed.getByRole('row').allTextContents()).slice(1);
    const onSupport = rows.map(row => row.includes('Life support'));
    expect(rows.length).toBeGreaterThan(0);
    expect(onSupport).toEqual([...onSupport].sort((a, b) => Number(b) - Number(a)));
    await picture('missed');
    await hands.press(missed.getByRole('button', { name: 'Make the export' }));
    const file = missed.getByRole('link', { name: /^Open the export/ });
    const href = (await file.getAttribute('href')) ?? '';
    // A tab that becomes a download at once may be told of as its opener's.
    const download = new Promise<Download>(resolve => {
      page.once('download', resolve);
      page.context().once('page', tab => tab.once('download', resolve));
    });
    await hands.press(file);
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    const cells = lines.slice(1).map(line => line.split(','));
    const accountsOf = (revision: string, says: (state: string) => boolean): readonly string[] =>
      [
        ...new Set(cells.filter(row => row[1] === revision && says(row[12] ?? '')).map(row => row[3] ?? '')),
      ].sort();
    const accepted = accountsOf('1', state => !['', 'planned', 'superseded'].includes(state));
    expect(lines[0]).toContain('outage,revision,notice,account');
    expect(accepted.length).toBeGreaterThan(400);
    expect(accountsOf('2', () => true)).toEqual(accepted);
    expect(hands.presses()).toBeLessThanOrEqual(5);
    expect((await fetch(href)).status).toBe(410);
  }, 120_000);

  it('sets up the house: telephone numbers, quiet hours and the second person, all kept', async () => {
    await openAs('vera', '/portal/settings', 'settings');
    const settings = page.locator('[data-card=settings]');
    await picture('settings');
    await settings.getByRole('tab', { name: 'Roles and approval' }).click();
    const above = settings.getByLabel('A second person above so many customers (required)');
    await above.fill('300');
    await settings.getByRole('button', { name: /^Save/ }).first().click();
    await settings.getByText(/^Saved\./).waitFor(PATIENT);
    await page.reload();
    await settings.getByRole('tab', { name: 'Roles and approval' }).click();
    expect(await above.inputValue()).toBe('300');
  }, 120_000);

  it('meets no stumbling block on the app page, a campaign and the settings, wide or narrow', async () => {
    const found: string[] = [];
    await openAs('ida', '/portal/app', 'operations_page');
    found.push(...(await stumblingBlocks(page, 'app')));
    // What was cancelled is no longer of this hour: another one.
    await link(/^Open /)
      .first()
      .click();
    await app()
      .getByText(/^Planned outage /)
      .waitFor(PATIENT);
    found.push(...(await stumblingBlocks(page, 'campaign')));
    await openAs('vera', '/portal/settings', 'settings');
    found.push(...(await stumblingBlocks(page, 'settings')));
    const record = demo.stage.portal.records.list('outage')[0];
    if (record !== undefined) {
      await openAs('ida', `/portal/outages/${record.id}`, 'outage_tab');
      found.push(...(await stumblingBlocks(page, 'outage record')));
    }
    expect(record).toBeDefined();
    expect(found).toEqual([]);
    expect(opened.complaints).toEqual([]);
  }, 180_000);
});
