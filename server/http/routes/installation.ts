import { keyOnly } from '../../../ui-extensions/contract/keyed.js';
import type { Outcome } from '../../domain/outcome.js';
import type { Person } from '../../domain/office/person.js';
import type { Api } from '../api.js';
import { orRefuse } from '../problems.js';

export interface InstallationRoutes {
  readonly uninstall: (by: Person) => Promise<Outcome<null>>;
}

/** The end of our access to the account, by whoever administers it. */
export const installationRoutes = (api: Api, { uninstall }: InstallationRoutes): void => {
  api.post('/uninstall', 'roles.manage', keyOnly, async ({ actor }) => {
    orRefuse(await uninstall(actor.email));
    return { status: 202, body: {} };
  });
};
