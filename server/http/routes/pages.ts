import { operationsPage, type OperationsPage } from '../../../ui-extensions/contract/operations.js';
import { settingsPage, type SettingsPage } from '../../../ui-extensions/contract/settings-page.js';
import type { Person } from '../../domain/office/person.js';
import type { Api } from '../api.js';

export interface PageRoutes {
  readonly operationsPage: (person: Person) => Promise<OperationsPage>;
  readonly settingsPage: (person: Person) => Promise<SettingsPage>;
}

/** What the app page and the settings page draw first. */
export const pageRoutes = (api: Api, deps: PageRoutes): void => {
  api.get('/pages/operations', 'read', async ({ actor }) => ({
    status: 200,
    body: operationsPage.parse(await deps.operationsPage(actor.email)),
  }));
  api.get('/pages/settings', 'read', async ({ actor }) => ({
    status: 200,
    body: settingsPage.parse(await deps.settingsPage(actor.email)),
  }));
};
