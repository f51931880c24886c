import { personOf, type Person } from '../../server/domain/office/person.js';
import type { RoleRequest } from '../../ui-extensions/contract/office.js';
import type { Persona, Stage } from './stage.js';

/** By the address that HubSpot signs for each. */
export const PEOPLE: Readonly<Record<Persona, string>> = {
  ida: 'ida@utility.example',
  marta: 'marta@utility.example',
};

/** Marta administers from the start, as FOREWARN_ADMINS would say it. */
export const TOWN_ADMINS: readonly Person[] = [personOf(PEOPLE.marta)].filter(person => person !== null);

/** Ida prepares and sends campaigns, Marta is the second person. */
const ROLES: readonly RoleRequest[] = [
  { email: PEOPLE.ida, role: 'campaigns' },
  { email: PEOPLE.marta, role: 'approver' },
];

/** Marta gives the roles as she would at the settings page. */
export const grantRoles = async (call: Stage['call']): Promise<void> => {
  for (const role of ROLES) {
    const { status, body } = await call('POST', '/api/roles/grant', role, 'marta');
    if (status !== 200) throw new Error(`No role for ${role.email}: ${JSON.stringify(body)}`);
  }
};
