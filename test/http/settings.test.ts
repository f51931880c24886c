import { addMinutes } from '../../server/domain/time.js';
import { settingConflict, settingHistory, settingList } from '../../ui-extensions/contract/office.js';
import { problem } from '../../ui-extensions/contract/common.js';
import { codeOf, fingerprintOf, IDA, MARTA, startOfficeTown, type OfficeTown } from './office-town.js';

const OLEG = 'oleg@utility.example';
const QUIET_TILL_NOON = { channels: ['email'], from: '08:00', to: '12:00' };

describe('a setting', () => {
  let town: OfficeTown;
  beforeAll(async () => {
    town = await startOfficeTown();
    await town.grant(OLEG, 'admin');
  });
  afterAll(() => town.close());

  const save = (as: string, ...changes: readonly [name: string, version: number, value: unknown][]) =>
    town.post(as, '/api/settings', {
      changes: changes.map(([name, version, value]) => ({ name, version, value })),
    });
  const list = async (as = IDA) =>
    new Map(
      settingList
        .parse((await town.send(as, 'GET', '/api/settings')).body)
        .settings.map(each => [each.name, each]),
    );
  const versionOf = async (name: string): Promise<number> => (await list()).get(name)?.version ?? -1;
  const history = async (name: string) =>
    settingHistory.parse((await town.send(IDA, 'GET', `/api/settings/${name}/history`)).body).changes;

  it('is what is shipped until somebody changes it, and everybody may see it', async () => {
    const settings = await list('stranger@utility.example');
    expect(settings.get('approvalAbove')).toMatchObject({ value: 500, shipped: 500, version: 0, by: null });
    expect(settings.get('quietHours')).toMatchObject({
      value: { channels: ['sms'], from: '21:00', to: '08:00' },
      unit: 'times of day',
    });
    expect((await town.send(IDA, 'GET', '/api/settings/nothing/history')).status).toBe(404);
  });

  it('keeps who changed it, when, and what it was', async () => {
    expect((await save(MARTA, ['approvalAbove', 0, 9], ['nextUpdateMinutes', 0, 30])).status).toBe(200);
    const first = town.world.clock.now();
    town.world.clock.set(addMinutes(first, 10));
    expect((await save(OLEG, ['approvalAbove', 1, 12])).status).toBe(200);
    expect((await list()).get('approvalAbove')).toMatchObject({
      value: 12,
      shipped: 500,
      version: 2,
      by: OLEG,
      at: addMinutes(first, 10),
    });
    expect(await history('approvalAbove')).toEqual([
      { version: 2, value: 12, by: OLEG, at: addMinutes(first, 10) },
      { version: 1, value: 9, by: MARTA, at: first },
    ]);
    // The same value again changes nothing, and is no conflict with itself.
    expect((await save(OLEG, ['approvalAbove', 1, 12])).status).toBe(200);
    expect((await save(MARTA, ['approvalAbove', 2, null])).status).toBe(200);
    expect((await list()).get('approvalAbove')).toMatchObject({ value: 500, version: 3, by: MARTA });
    expect((await history('approvalAbove')).map(({ value }) => value)).toEqual([null, 12, 9]);
  });

  it('that somebody saved meanwhile is not written over: both values are told, and nothing is saved', async () => {
    await save(OLEG, ['mirrorAfterMinutes', 0, 9]);
    const refused = await save(MARTA, ['personBeforeDeadlineHours', 0, 30], ['mirrorAfterMinutes', 0, 50]);
    expect(codeOf(refused)).toEqual([409, 'setting.conflict']);
    const [refusal] = problem.parse(refused.body).refusals ?? [];
    expect(settingConflict.parse(refusal?.details)).toEqual({
      setting: 'mirrorAfterMinutes',
      version: 1,
      by: OLEG,
      at: town.world.clock.now(),
      saved: 9,
      yours: 50,
    });
    const settings = await list();
    expect(settings.get('personBeforeDeadlineHours')?.version).toBe(0);
    expect(settings.get('mirrorAfterMinutes')?.value).toBe(9);
    expect(codeOf(await save(MARTA, ['personBeforeDeadlineHours', 7, 30]))).toEqual([
      409,
      'setting.conflict',
    ]);
  });

  it('saved by several at once is saved by one of them', async () => {
    const replies = await Promise.all(
      [1, 2, 3, 4].map(value => save(value % 2 === 0 ? MARTA : OLEG, ['retryDelaysMinutes', 0, [value]])),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await history('retryDelaysMinutes')).toHaveLength(1);
  });

  it('out of bounds, unknown or given twice is refused with what is taken', async () => {
    const bounds = await save(
      MARTA,
      ['personBeforeDeadlineHours', 0, 30],
      ['approvalAbove', 0, -1],
      ['carriers', 0, 1],
    );
    expect(bounds.body).toMatchObject({
      code: 'setting.bounds',
      refusals: [
        { lawful: 'A whole number from 0 to 1000000.', details: { setting: 'approvalAbove' } },
        { code: 'setting.unknown', lawful: expect.stringContaining('approvalAbove') as string },
      ],
    });
    expect(await versionOf('personBeforeDeadlineHours')).toBe(0);
    expect(codeOf(await save(MARTA, ['approvalAbove', 0, 1], ['approvalAbove', 0, 2]))).toEqual([
      422,
      'setting.twice',
    ]);
    expect(codeOf(await save(MARTA))).toEqual([400, 'request.malformed']);
    expect(codeOf(await save(IDA, ['approvalAbove', 0, 1]))).toEqual([403, 'role.missing']);
  });

  it('is in force for what begins after it', async () => {
    await save(
      MARTA,
      ['approvalAbove', await versionOf('approvalAbove'), 2],
      ['nextUpdateMinutes', await versionOf('nextUpdateMinutes'), 25],
      ['quietHours', 0, QUIET_TILL_NOON],
    );
    const rehearsed = await town.rehearsed(IDA);
    const launch = () =>
      town.post(IDA, `/api/outages/${rehearsed.id}/launch`, { fingerprint: fingerprintOf(rehearsed) });
    expect(codeOf(await launch())).toEqual([422, 'approval.size']);
    expect(rehearsed.approval.above).toBe(2);
    await save(OLEG, ['approvalAbove', await versionOf('approvalAbove'), 3]);
    expect((await launch()).status).toBe(202);
    await town.world.pump();
    const notices = await town.notices(rehearsed.id);
    expect(notices.map(({ deliveries }) => deliveries.map(({ sendAt }) => sendAt))).toEqual(
      notices.map(() => [town.at('2026-11-23T12:00+01:00')]),
    );
    const emergency = await town.draft(IDA, {
      kind: 'emergency',
      since: '2026-11-23T09:50',
      etr: null,
      reason: 'investigating',
    });
    expect(emergency.revisions[0]?.nextUpdateBy).toBe(addMinutes(town.world.clock.now(), 25));
  });
});
