import { personOf, type Person } from '../../server/domain/office/person.js';
import type { RoleRequest } from '../../ui-extensions/contract/office-requests.js';
import type { Persona, Stage } from './stage.js';

/** By the address that HubSpot signs for each. */
export const PEOPLE: Readonly<Record<Persona, string>> = {
  tom: 'tom@utility.example',
  ida: 'ida@utility.example',
  marta: 'marta@utility.example',
  vera: 'vera@utility.example',
  olga: 'olga@utility.example',
};
/** Everybody the demo lets you be, in the order of the doors. */
export const PERSONAS: readonly Persona[] = ['tom', 'ida', 'marta', 'vera', 'olga'];

/** Marta administers from the start, as FOREWARN_ADMINS would say it. */
export const TOWN_ADMINS: readonly Person[] = [personOf(PEOPLE.marta)].filter(person => person !== null);

/** Ida prepares and sends campaigns, Marta is the second person. */
const ROLES: readonly RoleRequest[] = [
  { email: PEOPLE.ida, role: 'campaigns' },
  { email: PEOPLE.marta, role: 'approver' },
];

/** Whom a town run without a page has no need of: Tom answers the phone, Vera sets things up, Olga sees to who owes. */
const MORE_ROLES: readonly RoleRequest[] = [
  { email: PEOPLE.tom, role: 'agent' },
  { email: PEOPLE.vera, role: 'admin' },
  { email: PEOPLE.olga, role: 'debt' },
];

/** Marta gives the roles as she would at the settings page. */
export const grantRoles = (call: Stage['call']): Promise<void> => grant(call, ROLES);
export const grantMoreRoles = (call: Stage['call']): Promise<void> => grant(call, MORE_ROLES);

const grant = async (call: Stage['call'], roles: readonly RoleRequest[]): Promise<void> => {
  for (const role of roles) {
    const { status, body } = await call('POST', '/api/roles/grant', role, 'marta');
    if (status !== 200) throw new Error(`No role for ${role.email}: ${JSON.stringify(body)}`);
  }
};
