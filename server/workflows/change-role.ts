import { personOf, type Person } from '../domain/office/person.js';
import { grantRole, revokeRole, type GrantedRole, type RoleChange } from '../domain/office/roles.js';
import { refuse, type Outcome } from '../domain/outcome.js';
import type { Deps } from './ports/work.js';

/** Gives somebody a role or takes it away, and writes down who did. What is so already is left as it is. */
export const changeRole =
  ({ store, clock, admins }: Pick<Deps, 'store' | 'clock' | 'admins'>) =>
  async (command: {
    readonly change: 'grant' | 'revoke';
    readonly email: string;
    readonly role: GrantedRole;
    readonly by: Person;
  }): Promise<Outcome<RoleChange>> => {
    const { change, role, by } = command;
    const person = personOf(command.email);
    if (person === null)
      return refuse({
        code: 'person.unreadable',
        message: `"${command.email}" is no e-mail address.`,
        lawful: 'Give the address with which the person signs in to HubSpot.',
        because: [],
      });
    return store.transact(async tx => {
      const held = { grants: await tx.people.held('lock'), named: admins };
      const decided = (change === 'grant' ? grantRole : revokeRole)(held, { person, role });
      if (!decided.ok || decided.value === 'nothing') return decided;
      const at = clock.now();
      await tx.people[change]({ person, role, at, by });
      await tx.office.audit({
        at,
        by,
        act: `role.${change}`,
        subject: `person/${person}`,
        details: { role },
      });
      return decided;
    });
  };
