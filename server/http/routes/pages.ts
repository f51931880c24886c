import {
  operationsPage,
  outageArchive,
  type OperationsPage,
  type OutageArchive,
} from '../../../ui-extensions/contract/operations.js';
import { settingsPage, type SettingsPage } from '../../../ui-extensions/contract/settings-page.js';
import type { OutageId } from '../../domain/ids.js';
import type { Person } from '../../domain/office/person.js';
import type { Api } from '../api.js';
import { idOf } from './outages.js';

export interface PageRoutes {
  readonly operationsPage: (person: Person) => Promise<OperationsPage>;
  readonly outageArchive: (after: OutageId | null) => Promise<OutageArchive>;
  readonly settingsPage: (person: Person) => Promise<SettingsPage>;
}

/** What the app page and the settings page draw. */
export const pageRoutes = (api: Api, deps: PageRoutes): void => {
  api.get('/pages/operations', 'read', async ({ actor }) => ({
    status: 200,
    body: operationsPage.parse(await deps.operationsPage(actor.email)),
  }));
  api.get('/pages/outages', 'read', async ({ query }) => {
    const { after } = query;
    const from = typeof after === 'string' ? idOf<OutageId>(after, 'outage') : null;
    return { status: 200, body: outageArchive.parse(await deps.outageArchive(from)) };
  });
  api.get('/pages/settings', 'read', async ({ actor }) => ({
    status: 200,
    body: settingsPage.parse(await deps.settingsPage(actor.email)),
  }));
};
