import type { Person } from '../domain/office/person.js';
import { permits, roleMissing, rolesOf, type Held, type Permission } from '../domain/office/roles.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Deps } from './ports/work.js';

/** Whether somebody may do that, by the roles of this very moment: what was taken away is gone with the next request. */
export const authorise =
  ({ store, admins }: Pick<Deps, 'store' | 'admins'>) =>
  async (person: Person, permission: Permission): Promise<Outcome<null>> => {
    // What everybody may is not looked up.
    if (permits(rolesOf({ grants: [], named: [] }, person), permission)) return accept(null);
    const held: Held = { grants: await store.transact(tx => tx.people.held()), named: admins };
    return permits(rolesOf(held, person), permission) ? accept(null) : refuse(roleMissing(permission, held));
  };
