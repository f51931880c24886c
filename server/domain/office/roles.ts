import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import type { Person } from './person.js';

/** `viewer` is everybody whom HubSpot signs for; the others are granted. */
export const ROLES = ['viewer', 'agent', 'campaigns', 'approver', 'debt', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export type GrantedRole = Exclude<Role, 'viewer'>;
export const GRANTED_ROLES = ROLES.filter((role): role is GrantedRole => role !== 'viewer');

/**
 * Who may do what; the only place that says so. An administrator gives roles and does not hold the others by that:
 * whoever may launch is written down by name.
 */
export const MAY = {
  read: ['viewer'],
  'customers.serve': ['agent'],
  'campaigns.prepare': ['campaigns'],
  'campaigns.launch': ['campaigns'],
  'campaigns.approve': ['approver'],
  'debt.serve': ['agent', 'debt'],
  'debt.approve': ['approver'],
  'debt.advance': ['debt'],
  'settings.change': ['admin'],
  'roles.manage': ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof MAY;
export const PERMISSIONS = Object.keys(MAY) as readonly Permission[];

export interface Grant {
  readonly person: Person;
  readonly role: GrantedRole;
}
/** Who holds what in one portal. */
export interface Held {
  readonly grants: readonly Grant[];
  /** Administrators named in the server's environment: nobody inside the portal can remove them. */
  readonly named: readonly Person[];
}

const holds = ({ grants }: Held, person: Person, role: GrantedRole): boolean =>
  grants.some(grant => grant.person === person && grant.role === role);

export const rolesOf = (held: Held, person: Person): readonly Role[] =>
  ROLES.filter(
    role =>
      role === 'viewer' || holds(held, person, role) || (role === 'admin' && held.named.includes(person)),
  );

export const permits = (roles: readonly Role[], permission: Permission): boolean =>
  MAY[permission].some(role => roles.includes(role));

/** Everybody with that role, each once, in order. */
export const holdersOf = (held: Held, role: GrantedRole): readonly Person[] =>
  [
    ...new Set([
      ...held.grants.filter(grant => grant.role === role).map(({ person }) => person),
      ...(role === 'admin' ? held.named : []),
    ]),
  ].sort();

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: 'Viewer',
  agent: 'Agent',
  campaigns: 'Campaigns',
  approver: 'Approver',
  debt: 'Debt',
  admin: 'Administrator',
};
export const roleWords = (role: Role): string => ROLE_WORDS[role];

const ROLE_WORDS_RU: Readonly<Record<Role, string>> = {
  viewer: 'Просмотр',
  agent: 'Оператор',
  campaigns: 'Рассылки',
  approver: 'Утверждающий',
  debt: 'Долги',
  admin: 'Администратор',
};

/** The "no" of a missing role, in the reader's language: which one it takes, and who can give it. */
export const roleMissing = (permission: Permission, held: Held, language: 'en' | 'ru' = 'en'): Refusal => {
  const admins = holdersOf(held, 'admin');
  const said = { code: 'role.missing', because: [], details: { roles: MAY[permission], admins } };
  if (language === 'ru')
    return {
      ...said,
      message: `Для этого нужна роль «${MAY[permission].map(role => ROLE_WORDS_RU[role]).join('» или «')}».`,
      lawful:
        admins.length === 0
          ? 'Администраторов здесь нет: укажите кого-нибудь в FOREWARN_ADMINS.'
          : `Обратитесь к администратору: ${admins.join(', ')}.`,
    };
  return {
    ...said,
    message: `This needs the role "${MAY[permission].map(roleWords).join('" or "')}".`,
    lawful:
      admins.length === 0
        ? 'Nobody administers this portal: name somebody in FOREWARN_ADMINS.'
        : `Ask an administrator: ${admins.join(', ')}.`,
  };
};

/** Why this person may not, and whom to ask, in one text; null: they may. */
export const whyNot = (
  held: Held,
  person: Person,
  permission: Permission,
  language: 'en' | 'ru' = 'en',
): string | null => {
  if (permits(rolesOf(held, person), permission)) return null;
  const { message, lawful = '' } = roleMissing(permission, held, language);
  return `${message} ${lawful}`.trim();
};

/** `nothing`: it is so already. */
export type RoleChange = 'change' | 'nothing';

export const grantRole = (held: Held, { person, role }: Grant): Outcome<RoleChange> =>
  accept(holds(held, person, role) ? 'nothing' : 'change');

export const revokeRole = (held: Held, { person, role }: Grant): Outcome<RoleChange> => {
  if (!holds(held, person, role))
    return role === 'admin' && held.named.includes(person)
      ? refuse({
          code: 'role.named',
          message: `${person} is an administrator by the server's settings and cannot be removed here.`,
          lawful: 'Take the address out of FOREWARN_ADMINS and start the server again.',
          because: [],
          details: { person },
        })
      : accept('nothing');
  const left: Held = {
    ...held,
    grants: held.grants.filter(grant => grant.person !== person || grant.role !== role),
  };
  if (role === 'admin' && holdersOf(left, 'admin').length === 0)
    return refuse({
      code: 'role.lastAdmin',
      message: `${person} is the last administrator: nobody could give a role afterwards.`,
      lawful: 'Make somebody else an administrator first.',
      because: [],
      details: { person },
    });
  return accept('change');
};
