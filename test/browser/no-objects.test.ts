import type { Locator, Page } from 'playwright-core';
import { describeProvision } from '../../server/adapters/hubspot/provision-report.js';
import { provision } from '../../server/adapters/hubspot/provision.js';
import { makeApi } from '../../server/adapters/hubspot/make-api.js';
import { PLACE_PROPERTIES, PROPERTIES } from '../../server/adapters/hubspot/definitions.js';
import { makeLog } from '../../server/adapters/log.js';
import { ownBudgets } from '../../server/adapters/queue/budget.js';
import { defaultPortalId, defaultToken } from '../portal/portal.js';
import type { Persona } from '../sandbox/stage.js';
import { startDemoSite, type DemoSite } from './demo-site.js';
import { withMouse } from './hands.js';
import { inBrowser, openBrowser, stumblingBlocks, type Opened } from './open-browser.js';

const PATIENT = { timeout: 30_000 };
const place = (account: string): Readonly<Record<string, string>> => ({
  account_number: account,
  feeder: 'F-12',
  supply_timezone: 'Europe/Berlin',
  jurisdiction: 'XA-N',
  customer_class: 'residential',
  address: 'Mühlenweg 1',
  city: 'Flussau',
  zip: '00999',
  country: 'DE',
});

inBrowser('an account without custom objects', () => {
  let demo: DemoSite;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    const withPlaces = [...PLACE_PROPERTIES];
    demo = await startDemoSite({
      account: {
        tier: 'professional',
        schemas: [],
        properties: {
          ...PROPERTIES,
          contacts: [...PROPERTIES.contacts, ...withPlaces],
          companies: [...PROPERTIES.companies, ...withPlaces],
        },
      },
      seedPortal: portal => {
        const [anna = '', ute = ''] = portal.records.create('contacts', [
          {
            properties: {
              firstname: 'Anna',
              lastname: 'Keller',
              email: 'anna@mail.example',
              ...place('A-1'),
            },
          },
          // Nobody could tell her anything: a person gets a ticket.
          {
            properties: {
              firstname: 'Ute',
              lastname: 'Fern',
              ...place('A-2'),
              address: '',
              zip: '',
              city: '',
            },
          },
        ]);
        const people = {
          'Anna Keller': { type: 'contacts' as const, id: anna },
          'Ute Fern': { type: 'contacts' as const, id: ute },
        };
        return { customers: 2, servicePoints: 2, feeders: 1, people };
      },
    });
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

  const openAs = async (who: Persona, path: string, uid: string): Promise<Locator> => {
    await page.context().addCookies([{ name: 'as', value: who, url: demo.url }]);
    await page.goto(`${demo.url}${path}`);
    const card = page.locator(`[data-card=${uid}]`);
    await card.getByRole('button', { name: 'Refresh' }).waitFor(PATIENT);
    return card;
  };

  it('is told by the set-up what is missing, and what works all the same', async () => {
    const clock = { now: () => demo.stage.clock.now(), sleepUntil: () => Promise.resolve() };
    const api = makeApi({
      clock,
      budgets: ownBudgets(clock),
      log: makeLog('error'),
      settings: { basePath: demo.stage.portalUrl, accessToken: defaultToken },
    });
    const told = describeProvision(await provision(api)({ portal: String(defaultPortalId), dryRun: true }));
    expect(told).toContain('This account has no custom objects.');
    expect(told).toContain('campaigns are worked on at the app page only');
  });

  it('says so on the app page, where its campaigns open', async () => {
    const app = await openAs('ida', '/portal/app', 'operations_page');
    await app.getByText('This HubSpot account has no custom objects').waitFor(PATIENT);
    await app
      .getByRole('link', { name: /^Open / })
      .first()
      .click();
    await page.waitForURL(/#\/outages\/[0-9a-f-]{36}$/, PATIENT);
    // Its name is known once the campaign has been read; the list before it speaks of it, too.
    await app
      .getByText(/^Outage [0-9A-Z]{4,}$/)
      .first()
      .waitFor(PATIENT);
  }, 60_000);

  it('shows agents the whole situation on the contact and on the ticket', async () => {
    const sidebar = await openAs('tom', demo.recordOf('Anna Keller'), 'contact_sidebar');
    await sidebar.getByText('Power off · back about 12:30').waitFor(PATIENT);
    expect(await sidebar.getByText('custom objects').count()).toBe(0);
    const [ticket] = demo.stage.portal.records.list('tickets');
    expect(ticket).toBeDefined();
    const helpdesk = await openAs('tom', `/portal/tickets/${ticket?.id ?? ''}`, 'ticket_helpdesk');
    await helpdesk.getByRole('button', { name: /^Copy/ }).first().waitFor(PATIENT);
  }, 90_000);

  it('lets an administrator set up the house, and send a test that arrives', async () => {
    const settings = await openAs('vera', '/portal/settings', 'settings');
    await settings.getByText('This HubSpot account has no custom objects').waitFor(PATIENT);
    const hands = withMouse();
    await hands.press(settings.getByRole('tab', { name: 'Quiet hours' }));
    await settings.getByText(/^Quiet hours are a courtesy/).waitFor();
    await hands.press(settings.getByRole('tab', { name: 'Carriers' }));
    await settings.getByLabel('Test of mail: to this address').fill('vera.test@mail.example');
    await hands.press(settings.getByRole('button', { name: 'Send a test by mail' }));
    await settings.getByText(/^mail took the test in/).waitFor(PATIENT);
    const [mail] = demo.stage.inbox.list({ channel: 'email', search: 'vera.test@', limit: 5 });
    expect(mail).toMatchObject({ to: 'vera.test@mail.example', title: 'TEST: this is not a notice' });
    await hands.press(settings.getByRole('tab', { name: 'Roles and approval' }));
    await settings.getByLabel('A second person above so many customers (required)').fill('300');
    await hands.press(settings.getByRole('button', { name: /^Save/ }).first());
    await settings.getByText(/^Saved\./).waitFor(PATIENT);
    await hands.press(settings.getByRole('tab', { name: 'Rules' }));
    await hands.press(settings.getByText('Rulebooks and sources of XA-N'));
    expect(hands.presses()).toBeLessThanOrEqual(9);
    expect(await stumblingBlocks(page, 'settings')).toEqual([]);
    expect(opened.complaints).toEqual([]);
  }, 120_000);
});
