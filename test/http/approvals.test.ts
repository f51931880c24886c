import { outageView, type OutageView } from '../../ui-extensions/contract/outage.js';
import {
  codeOf,
  fingerprintOf,
  IDA,
  MARTA,
  PLANNED,
  startOfficeTown,
  type OfficeTown,
  type Reply,
} from './office-town.js';

/** The limit is one customer, so that three need a second person. */
describe('an approval', () => {
  let town: OfficeTown;
  beforeAll(async () => {
    town = await startOfficeTown();
    const limit = { name: 'approvalAbove', version: 0, value: 1 };
    await town.post(MARTA, '/api/settings', { changes: [limit] });
  });
  afterAll(() => town.close());

  const approve = (as: string, { id }: OutageView, body: object = { kind: 'size' }): Promise<Reply> =>
    town.post(as, `/api/outages/${id}/approvals`, body);
  const launch = (as: string, outage: OutageView): Promise<Reply> =>
    town.post(as, `/api/outages/${outage.id}/launch`, { fingerprint: fingerprintOf(outage) });
  const rehearse = async (as: string, { id }: OutageView): Promise<OutageView> =>
    outageView.parse((await town.post(as, `/api/outages/${id}/rehearsal`)).body);

  it('takes the role, which an administrator does not have by that', async () => {
    await town.grant('boss@utility.example', 'admin');
    const outage = await town.rehearsed(IDA);
    for (const as of [IDA, 'boss@utility.example', 'stranger@utility.example'])
      expect(codeOf(await approve(as, outage))).toEqual([403, 'role.missing']);
    expect((await approve(MARTA, outage)).status).toBe(200);
    expect((await launch(IDA, outage)).status).toBe(202);
  });

  it('is no approval by whoever prepared it, however the address is written', async () => {
    const both = 'both@utility.example';
    await town.grant(both, 'campaigns', 'approver');
    const outage = await town.rehearsed(both);
    for (const as of [both, 'BOTH@Utility.Example', ' Both@utility.example '])
      expect(codeOf(await approve(as, outage))).toEqual([422, 'approval.secondPerson']);
    expect(codeOf(await launch('BOTH@Utility.Example', outage))).toEqual([422, 'approval.size']);
    // Drafted by one and rehearsed by the other, it is the work of both.
    const shared = await rehearse(both, await town.draft(IDA));
    await town.grant(IDA, 'approver');
    for (const as of [both, IDA])
      expect(codeOf(await approve(as, shared))).toEqual([422, 'approval.secondPerson']);
    expect(shared.approval).toEqual({ above: 1, approvers: [MARTA] });
    await town.post(MARTA, '/api/roles/revoke', { email: IDA, role: 'approver' });
    await town.post(MARTA, '/api/roles/revoke', { email: both, role: 'approver' });
  });

  it('of what was rehearsed is void once a rehearsal comes out differently, and stands while it does not', async () => {
    const outage = await town.rehearsed(IDA);
    await approve(MARTA, outage);
    const same = await rehearse(IDA, outage);
    expect(fingerprintOf(same)).toBe(fingerprintOf(outage));
    town.world.portal.records.update('contacts', town.id('Anna Keller'), { mobilephone: '+4917604060099' });
    await town.world.server.importDirectory();
    const other = await rehearse(IDA, outage);
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(outage));
    expect(codeOf(await launch(IDA, other))).toEqual([422, 'approval.size']);
    await approve(MARTA, other);
    expect((await launch(IDA, other)).status).toBe(202);
  });

  it('by the approver who then rehearses it himself counts no more', async () => {
    await town.grant(MARTA, 'campaigns');
    const outage = await town.rehearsed(IDA);
    await approve(MARTA, outage);
    const again = await rehearse(MARTA, outage);
    expect(codeOf(await launch(IDA, again))).toEqual([422, 'approval.size']);
    await town.post(MARTA, '/api/roles/revoke', { email: MARTA, role: 'campaigns' });
  });

  it('of a revision is not one of the next', async () => {
    const outage = await town.rehearsed(IDA);
    await approve(MARTA, outage);
    await launch(IDA, outage);
    expect(codeOf(await approve(MARTA, outage))).toEqual([422, 'campaign.launched']);
    const windows = [{ from: '2026-11-30T09:00', to: '2026-11-30T13:00' }];
    const change = { kind: 'change', zone: 'Europe/Berlin', windows };
    expect((await town.post(IDA, `/api/outages/${outage.id}/revisions`, change)).status).toBe(201);
    expect(codeOf(await approve(MARTA, outage))).toEqual([422, 'approval.notRehearsed']);
    expect(codeOf(await launch(IDA, await rehearse(IDA, outage)))).toEqual([422, 'approval.size']);
  });

  it('given twice is given once', async () => {
    const outage = await town.rehearsed(IDA);
    await approve(MARTA, outage);
    const twice = outageView.parse((await approve(MARTA, outage)).body);
    expect(twice.revisions[0]?.approvals).toMatchObject([{ kind: 'size', by: MARTA }]);
  });

  it('is not asked for in an emergency', async () => {
    const outage = await town.rehearsed(IDA, {
      kind: 'emergency',
      feeders: PLANNED.feeders,
      since: '2026-11-23T09:50',
      etr: null,
      reason: 'investigating',
    });
    expect((await launch(IDA, outage)).status).toBe(202);
  });

  it('cannot be got round by a revision that is refused: the one before it stays', async () => {
    const outage = await town.rehearsed(IDA);
    await approve(MARTA, outage);
    await launch(IDA, outage);
    const path = `/api/outages/${outage.id}/revisions`;
    const zone = 'Europe/Berlin';
    const good = { kind: 'change', zone, windows: [{ from: '2026-11-30T09:00', to: '2026-11-30T13:00' }] };
    const bad = { ...good, windows: [{ from: '2026-11-30T13:00', to: '2026-11-30T09:00' }] };
    await town.post(IDA, path, good);
    expect((await town.post(IDA, path, bad)).status).toBe(422);
    const { revisions } = outageView.parse((await town.send(IDA, 'GET', `/api/outages/${outage.id}`)).body);
    expect(revisions.map(({ n }) => n)).toEqual([1, 2]);
  });
});
