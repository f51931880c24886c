import { randomUUID } from 'node:crypto';
import { permits, ROLES, type Role } from '../../server/domain/office/roles.js';
import { declarationOf } from '../../server/http/api.js';
import { meView, roleList } from '../../ui-extensions/contract/office.js';
import { routesOf } from '../structure/app-routes.js';
import { codeOf, IDA, MARTA, startOfficeTown, type OfficeTown } from './office-town.js';

const ID = '01900000-0000-7000-8000-000000000000';
const only = (role: Role): string => `only.${role}@utility.example`;

describe('every route for every role', () => {
  let town: OfficeTown;
  beforeAll(async () => {
    town = await startOfficeTown();
    for (const role of ROLES) if (role !== 'viewer') await town.grant(only(role), role);
  });
  afterAll(() => town.close());

  it.each(ROLES)(
    'lets a person with the role %s do what the table says, and tells what all else takes',
    async role => {
      let tried = 0;
      for (const { method, path, handlers } of routesOf(town.world.server.routes.api, '/api')) {
        const declared = handlers.map(declarationOf)[0];
        if (declared === undefined) continue;
        const verb = method === 'GET' ? 'GET' : 'POST';
        // Nothing but a key: what is let through is told what is missing, or that there is no such thing.
        const body = verb === 'GET' ? undefined : { idempotencyKey: randomUUID() };
        const {
          status,
          body: answer,
          text,
        } = await town.send(only(role), verb, path.replace(/:\w+/g, ID), body);
        tried += 1;
        if (permits(['viewer', role], declared.needs))
          expect([path, text, [200, 400, 404, 422].includes(status)]).toEqual([path, text, true]);
        else
          expect([path, status, answer]).toMatchObject([
            path,
            403,
            {
              code: 'role.missing',
              message: expect.stringMatching(/^This needs the role "\w+"(?: or "\w+")*\.$/) as string,
              refusals: [{ lawful: expect.stringContaining(MARTA) as string }],
            },
          ]);
      }
      expect(tried).toBeGreaterThanOrEqual(17);
    },
  );

  it('takes no name from a body, and none that is given twice', async () => {
    const claimed = await town.post(only('viewer'), '/api/roles/grant', {
      userEmail: MARTA,
      by: MARTA,
      actor: { email: MARTA },
      email: only('viewer'),
      role: 'admin',
    });
    expect(codeOf(claimed)).toEqual([403, 'role.missing']);
    expect(codeOf(await town.send(MARTA, 'GET', `/api/roles?userEmail=${only('viewer')}`))).toEqual([
      403,
      'user.missing',
    ]);
    for (const nobody of ['', ' ', 'marta', `${MARTA},${IDA}`])
      expect(codeOf(await town.send(nobody, 'GET', '/api/me'))).toEqual([403, 'user.missing']);
  });
});

describe('roles', () => {
  let town: OfficeTown;
  beforeAll(async () => {
    town = await startOfficeTown();
  });
  afterAll(() => town.close());
  const rolesAt = async (email: string): Promise<readonly string[]> =>
    meView.parse((await town.send(email, 'GET', '/api/me')).body).roles;

  it('tell me what I may, and of the rest why not', async () => {
    const me = meView.parse((await town.send(' IDA@Utility.Example ', 'GET', '/api/me')).body);
    expect(me).toMatchObject({ email: IDA, roles: ['viewer', 'campaigns'] });
    expect(me.permissions).toContainEqual({ permission: 'campaigns.launch', allowed: true, why: null });
    expect(me.permissions).toContainEqual({
      permission: 'campaigns.approve',
      allowed: false,
      why: `This needs the role "Approver". Ask an administrator: ${MARTA}.`,
    });
  });

  it('are given and taken away, and what was stays on record', async () => {
    const oleg = 'oleg@utility.example';
    const given = await town.post(MARTA, '/api/roles/grant', { email: 'Oleg@UTILITY.example', role: 'debt' });
    expect(roleList.parse(given.body).people).toContainEqual({
      email: oleg,
      roles: [{ role: 'debt', given: { at: town.world.clock.now(), by: MARTA } }],
    });
    await town.post(MARTA, '/api/roles/grant', { email: oleg, role: 'debt' });
    expect(await rolesAt(oleg)).toEqual(['viewer', 'debt']);
    await town.post(MARTA, '/api/roles/revoke', { email: oleg, role: 'debt' });
    expect(await rolesAt(oleg)).toEqual(['viewer']);
    await town.grant(oleg, 'debt');
    const { history } = roleList.parse((await town.send(MARTA, 'GET', '/api/roles')).body);
    expect(history.filter(({ email }) => email === oleg).map(({ revokedBy }) => revokedBy)).toEqual([
      null,
      MARTA,
    ]);
  });

  it('that were taken away are gone with the next request', async () => {
    const temp = 'temp@utility.example';
    await town.grant(temp, 'campaigns');
    const { id } = await town.draft(temp);
    await town.post(MARTA, '/api/roles/revoke', { email: temp, role: 'campaigns' });
    expect(codeOf(await town.post(temp, `/api/outages/${id}/rehearsal`))).toEqual([403, 'role.missing']);
  });

  it('of an administrator named in the environment stay, and of others while one is left', async () => {
    const revoked = (email: string) => town.post(MARTA, '/api/roles/revoke', { email, role: 'admin' });
    expect(codeOf(await revoked(MARTA))).toEqual([422, 'role.named']);
    await town.grant(IDA, 'admin');
    expect((await revoked(IDA)).status).toBe(200);
    expect(codeOf(await town.post(MARTA, '/api/roles/grant', { email: 'nobody', role: 'debt' }))).toEqual([
      422,
      'person.unreadable',
    ]);
    expect(codeOf(await town.post(MARTA, '/api/roles/grant', { email: IDA, role: 'viewer' }))).toEqual([
      400,
      'request.malformed',
    ]);
  });
});
