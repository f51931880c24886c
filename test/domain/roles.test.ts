import fc from 'fast-check';
import { isSamePerson, personOf, type Person } from '../../server/domain/office/person.js';
import {
  GRANTED_ROLES,
  grantRole,
  holdersOf,
  MAY,
  permits,
  PERMISSIONS,
  revokeRole,
  roleMissing,
  rolesOf,
  ROLES,
  type Grant,
  type Held,
  type Permission,
  type Role,
} from '../../server/domain/office/roles.js';
import { permission, role } from '../../ui-extensions/contract/office.js';
import { accepted, codes } from './builders.js';

const person = (name: string): Person => {
  const found = personOf(`${name}@utility.example`);
  if (found === null) throw new Error(`${name} is no name.`);
  return found;
};
const IDA = person('ida');
const MARTA = person('marta');
const OLEG = person('oleg');

describe('a person', () => {
  test.each([
    ['Ida@Utility.Example', 'ida@utility.example'],
    ['  ida@utility.example ', 'ida@utility.example'],
    ['IDA+work@utility.example', 'ida+work@utility.example'],
    ['ÄNNE@utility.example', 'änne@utility.example'],
    ['A\u0308nne@utility.example', 'änne@utility.example'],
  ])('%j is %s', (given, spelled) => {
    expect(personOf(given)).toBe(spelled);
    expect(isSamePerson(given, spelled)).toBe(true);
  });
  test.each([
    '',
    'ida',
    '@utility.example',
    'ida@',
    'a@b@c',
    'ida @utility.example',
    'a@b,c@d',
    `${'x'.repeat(250)}@a.example`,
  ])('%j is nobody', given => {
    expect(personOf(given)).toBeNull();
  });
  test('with another mailbox is another user to HubSpot, and so here', () => {
    expect(isSamePerson('ida@utility.example', 'ida+work@utility.example')).toBe(false);
  });
});

describe('the table of permissions', () => {
  const table: readonly (readonly [Permission, readonly Role[]])[] = [
    ['read', ['viewer', 'agent', 'campaigns', 'approver', 'debt', 'admin']],
    ['customers.serve', ['agent']],
    ['campaigns.prepare', ['campaigns']],
    ['campaigns.launch', ['campaigns']],
    ['campaigns.approve', ['approver']],
    ['debt.serve', ['agent', 'debt']],
    ['debt.approve', ['approver']],
    ['debt.advance', ['debt']],
    ['settings.change', ['admin']],
    ['roles.manage', ['admin']],
  ];
  test('is whole, and known to the contract', () => {
    expect(table.map(([name]) => name)).toEqual(PERMISSIONS);
    expect(permission.options).toEqual(PERMISSIONS);
    expect(role.options).toEqual(ROLES);
  });
  test.each(table)('%s: %j', (name, allowed) => {
    const held = (given: Role): Held => ({
      grants: given === 'viewer' ? [] : [{ person: IDA, role: given }],
      named: [],
    });
    expect(ROLES.filter(given => permits(rolesOf(held(given), IDA), name))).toEqual(allowed);
  });
  test('gives each permission to somebody', () => {
    const roles: readonly (readonly Role[])[] = Object.values(MAY);
    expect(roles.filter(({ length }) => length === 0)).toEqual([]);
  });
});

describe('a role that is missing', () => {
  test('is named, with those who can give it', () => {
    const held: Held = { grants: [{ person: MARTA, role: 'admin' }], named: [OLEG] };
    expect(roleMissing('campaigns.launch', held)).toMatchObject({
      code: 'role.missing',
      message: 'This needs the role "Campaigns".',
      lawful: 'Ask an administrator: marta@utility.example, oleg@utility.example.',
    });
  });
  test('is said to a Russian reader without an English word', () => {
    const table = PERMISSIONS.map(each => roleMissing(each, { grants: [], named: [MARTA] }, 'ru'));
    for (const { message, lawful = '' } of table)
      expect(`${message} ${lawful}`.replace(MARTA, '')).not.toMatch(/[a-z]/i);
  });
  test('can be given by nobody where nobody administers', () => {
    expect(roleMissing('read', { grants: [], named: [] }).lawful).toContain('FOREWARN_ADMINS');
  });
});

describe('giving and taking away', () => {
  const admin = (who: Person): Grant => ({ person: who, role: 'admin' });
  test.each<[string, Held, Grant, string]>([
    ['the last administrator', { grants: [admin(IDA)], named: [] }, admin(IDA), 'role.lastAdmin'],
    ['one by the settings', { grants: [admin(IDA)], named: [MARTA] }, admin(MARTA), 'role.named'],
  ])('%s stays', (_, held, grant, code) => {
    expect(codes(revokeRole(held, grant))).toEqual([code]);
  });
  test.each<[string, Held, Grant, 'change' | 'nothing']>([
    ['one of two', { grants: [admin(IDA), admin(MARTA)], named: [] }, admin(IDA), 'change'],
    [
      'the last stored one beside one by the settings',
      { grants: [admin(IDA)], named: [MARTA] },
      admin(IDA),
      'change',
    ],
    [
      'the stored role of one by the settings',
      { grants: [admin(MARTA)], named: [MARTA] },
      admin(MARTA),
      'change',
    ],
    ['what nobody has', { grants: [], named: [MARTA] }, { person: IDA, role: 'agent' }, 'nothing'],
    [
      'another role of the last administrator',
      { grants: [admin(IDA), { person: IDA, role: 'agent' }], named: [] },
      { person: IDA, role: 'agent' },
      'change',
    ],
  ])('%s goes', (_, held, grant, change) => {
    expect(accepted(revokeRole(held, grant))).toBe(change);
  });
  test('twice given is given once', () => {
    expect(accepted(grantRole({ grants: [], named: [] }, admin(IDA)))).toBe('change');
    expect(accepted(grantRole({ grants: [admin(IDA)], named: [] }, admin(IDA)))).toBe('nothing');
  });

  test('no sequence of grants and revokes leaves the portal without an administrator', () => {
    const step = fc.record({
      change: fc.constantFrom('grant' as const, 'revoke' as const),
      person: fc.constantFrom(IDA, MARTA, OLEG),
      role: fc.constantFrom('admin' as const, 'admin' as const, ...GRANTED_ROLES),
    });
    fc.assert(
      fc.property(
        fc.subarray([IDA, MARTA, OLEG]),
        fc.subarray([IDA, MARTA, OLEG]),
        fc.array(step, { maxLength: 40 }),
        (named, first, steps) => {
          fc.pre(named.length + first.length > 0);
          let held: Held = { named, grants: first.map(admin) };
          for (const { change, ...grant } of steps) {
            const decided = (change === 'grant' ? grantRole : revokeRole)(held, grant);
            if (!decided.ok || decided.value === 'nothing') continue;
            const others = held.grants.filter(g => g.person !== grant.person || g.role !== grant.role);
            held = { ...held, grants: change === 'grant' ? [...held.grants, grant] : others };
            expect(holdersOf(held, 'admin').length).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
