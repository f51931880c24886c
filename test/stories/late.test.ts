import { launchNow, need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

/** It is Monday 23 November, 10:00; the work would begin on Tuesday, 09:00: 23 hours, where 48 are asked. */
const TOMORROW = {
  kind: 'planned' as const,
  feeders: ['F-07'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-24T09:00', to: '2026-11-24T11:00' }],
  reason: 'equipment_replacement',
};

describe('a schedule that is too late', () => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await startNeighbourhood([
      { feeder: 'F-07', people: [{ name: 'Anna Keller', email: 'anna@mail.example' }] },
      { feeder: 'F-08', people: [{ name: 'Jan Holm', street: 'Mühlenweg 2' }] },
      { feeder: 'F-09', jurisdiction: 'XB-1', people: [{ name: 'Ute Fern', email: 'ute@mail.example' }] },
    ]);
  });
  afterAll(() => town.close());

  it('is refused with the reason, the earliest lawful start and the rule; nothing leaves', async () => {
    const outage = need(await town.desk.draft(TOMORROW));
    expect(outage.revisions[0]?.verdict).toMatchObject({
      kind: 'unlawful',
      earliestStart: '2026-11-25T09:00:00.000Z',
    });
    const refused = await town.desk.launch(need(await town.desk.rehearse(outage.id)));
    if (refused.ok) throw new Error('It was launched.');
    expect(refused.status).toBe(422);
    expect(refused.problem.refusals?.[0]).toMatchObject({
      code: 'schedule.tooLate',
      message: expect.stringContaining(
        'last lawful moment was 2026-11-22T09:00+01:00 (25.0 h ago)',
      ) as string,
      lawful: 'Start at 2026-11-25T10:00+01:00 or later, if it is sent now.',
    });
    expect(refused.problem.refusals?.[0]?.because[0]).toMatchObject({
      rule: 'plannedInterruption.waits.notice',
      rulebook: 'baseline@2',
    });
    await town.world.pump();
    expect(await town.received('anna@mail.example')).toEqual([]);
  });

  it('goes ahead only with a second person and a reason; it leaves at once and the breach is kept', async () => {
    const outage = need(await town.desk.draft(TOMORROW));
    await town.desk.rehearse(outage.id);
    const own = await town.world.call(
      'POST',
      `/api/outages/${outage.id}/approvals`,
      { kind: 'late', reason: 'Urgent.' },
      'ida',
    );
    expect([own.status, (own.body as { code: string }).code]).toEqual([403, 'role.missing']);
    const silent = await town.desk.approve(outage.id, 'late');
    expect(silent.ok ? '' : silent.problem.code).toBe('approval.reason');
    need(await town.desk.approve(outage.id, 'late', 'The insulator is cracked.'));
    const launched = await launchNow(town.world, outage.id);
    expect(await town.received('anna@mail.example')).toHaveLength(1);
    expect(launched.revisions[0]?.approvals).toMatchObject([
      { kind: 'late', by: 'marta@utility.example', reason: 'The insulator is cracked.' },
    ]);
    expect(launched.revisions[0]?.verdict?.kind).toBe('unlawful');
    expect(launched.progress[0]?.late).toBe(1);
    const replay = await town.world.call(
      'GET',
      `/api/outages/${outage.id}/revisions/1/replay`,
      undefined,
      'ida',
    );
    expect([replay.status, replay.body]).toMatchObject([
      200,
      { revision: 1, answers: [{ jurisdiction: 'XA-N', then: 'unlawful', again: 'unlawful', same: true }] },
    ]);
    const none = await town.world.call(
      'GET',
      `/api/outages/${outage.id}/revisions/2/replay`,
      undefined,
      'ida',
    );
    expect(none.status).toBe(404);
  });

  it('is refused for those whom only a letter reaches when the letter would be late', async () => {
    // Wednesday, 12:00: by electronic mail there would be two hours left; a letter given in now is posted at 17:00.
    const outage = need(
      await town.desk.draft({
        ...TOMORROW,
        feeders: ['F-08'],
        windows: [{ from: '2026-11-25T12:00', to: '2026-11-25T14:00' }],
      }),
    );
    expect(outage.revisions[0]?.verdict?.kind).toBe('lawful');
    const rehearsed = need(await town.desk.rehearse(outage.id));
    const { summary, forecast } = rehearsed.revisions[0]?.rehearsal ?? {};
    expect(summary?.late).toBe(1);
    // The print house takes letters until 14:00; to be posted by Monday noon it had to have this one on Friday.
    expect(forecast).toMatchObject({
      late: 1,
      channels: [
        { channel: 'letter', messages: 1, late: 1, onlyThis: 1, handOverBy: '2026-11-20T13:00:00.000Z' },
      ],
    });
    const refused = await town.desk.launch(rehearsed);
    expect(refused.ok ? '' : refused.problem.code).toBe('audience.late');
  });

  it('cannot be launched where no rulebook applies, whoever approves', async () => {
    const outage = need(
      await town.desk.draft({
        ...TOMORROW,
        feeders: ['F-07', 'F-09'],
        windows: [{ from: '2026-12-07T09:00', to: '2026-12-07T11:00' }],
      }),
    );
    const { verdict } = outage.revisions[0] ?? {};
    expect(verdict?.kind).toBe('undetermined');
    // Each place has its own answer, and the one that is known stays known.
    expect(
      verdict?.judgements.map(({ jurisdiction, verdict: kind, serveBy }) => [jurisdiction, kind, serveBy]),
    ).toEqual([
      ['XA-N', 'lawful', '2026-12-05T08:00:00.000Z'],
      ['XB-1', 'undetermined', null],
    ]);
    const rehearsed = need(await town.desk.rehearse(outage.id));
    need(await town.desk.approve(outage.id, 'late', 'We would like to.'));
    const refused = await town.desk.launch(rehearsed);
    expect(refused.ok ? '' : refused.problem.code).toBe('jurisdiction.unknown');
  });

  it('refuses a launch that is not what was rehearsed', async () => {
    const later = { ...TOMORROW, windows: [{ from: '2026-12-01T09:00', to: '2026-12-01T11:00' }] };
    const outage = need(await town.desk.draft(later));
    const unrehearsed = await town.desk.launch(outage);
    expect(unrehearsed.ok ? '' : unrehearsed.problem.code).toBe('campaign.notRehearsed');
    const rehearsed = need(await town.desk.rehearse(outage.id));
    const { records } = town.world.portal;
    records.update('contacts', town.id('Anna Keller'), { mobilephone: '+4917604060099' });
    await town.world.server.importDirectory();
    const changed = await town.desk.launch(rehearsed);
    expect(changed.ok ? '' : changed.problem.code).toBe('campaign.changed');
    await launchNow(town.world, outage.id);
    expect(await town.received('+4917604060099')).toHaveLength(1);
    const again = await town.desk.launch(rehearsed);
    expect(again.ok ? '' : again.problem.code).toBe('campaign.launched');
  });
});
