import type { MeView, RoleList, SettingHistory, SettingList } from '../../ui-extensions/contract/office.js';
import type { Person } from '../domain/office/person.js';
import { PERMISSIONS, rolesOf, whyNot } from '../domain/office/roles.js';
import { policyWith, settingOf, SETTINGS } from '../domain/office/settings.js';
import type { Policy } from '../domain/policy.js';
import type { Reads } from '../workflows/ports/reads.js';

const HISTORY = 200;

export interface OfficeViewNeeds {
  readonly reads: Reads;
  readonly admins: readonly Person[];
  readonly shipped: Policy;
}

/** What somebody may, and of all else why not. */
export const me =
  ({ reads, admins }: Pick<OfficeViewNeeds, 'reads' | 'admins'>) =>
  async (person: Person): Promise<MeView> => {
    const held = { grants: await reads.roles(), named: admins };
    return {
      email: person,
      roles: [...rolesOf(held, person)],
      permissions: PERMISSIONS.map(permission => {
        const why = whyNot(held, person, permission);
        return { permission, allowed: why === null, why };
      }),
    };
  };

/** Everybody with a role, by name, and what was given and taken away. */
export const roleList =
  ({ reads, admins }: Pick<OfficeViewNeeds, 'reads' | 'admins'>) =>
  async (): Promise<RoleList> => {
    const held = await reads.roles();
    const emails = [...new Set([...held.map(({ person }) => person), ...admins])].sort();
    const history = await reads.roleHistory(HISTORY);
    return {
      people: emails.map(email => {
        const given = held
          .filter(({ person }) => person === email)
          .map(({ role, at, by }) => ({ role, given: { at, by } }));
        const byName = admins.includes(email) && !given.some(({ role }) => role === 'admin');
        return { email, roles: [...given, ...(byName ? [{ role: 'admin' as const, given: null }] : [])] };
      }),
      history: history.map(({ person, ...row }) => ({ email: person, ...row })),
    };
  };

/** Every setting with the value in force, what is shipped, and who changed it last. */
export const settingList =
  ({ reads, shipped }: Pick<OfficeViewNeeds, 'reads' | 'shipped'>) =>
  async (): Promise<SettingList> => {
    const stored = await reads.settings();
    const { policy } = policyWith(shipped, stored);
    return {
      settings: SETTINGS.map(({ name, about, unit, lawful, valueIn }) => {
        const row = stored.find(each => each.name === name);
        return {
          name,
          about,
          unit,
          lawful,
          value: valueIn(policy),
          shipped: valueIn(shipped),
          version: row?.version ?? 0,
          at: row?.at ?? null,
          by: row?.by ?? null,
        };
      }),
    };
  };

export const settingHistory =
  ({ reads }: Pick<OfficeViewNeeds, 'reads'>) =>
  async (name: string): Promise<SettingHistory | null> => {
    if (settingOf(name) === null) return null;
    const rows = await reads.settingHistory(name, HISTORY);
    return { name, changes: rows.map(({ version, value, at, by }) => ({ version, value, at, by })) };
  };
