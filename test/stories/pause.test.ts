import { problem } from '../../ui-extensions/contract/common.js';
import { need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const MOBILE = '+4917604060001';
/** Friday, 09:00 to 13:00; notices must be served by Wednesday, 09:00. */
const work = (feeder: string) => ({
  kind: 'planned' as const,
  feeders: [feeder],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
});

describe('a campaign that is paused', () => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await startNeighbourhood([
      { feeder: 'F-12', people: [{ name: 'Anna Keller', mobile: MOBILE, email: 'anna@mail.example' }] },
      { feeder: 'F-12', people: [{ name: 'Jan Holm', noInternet: true, street: 'Mühlenweg 3' }] },
      { feeder: 'F-13', people: [{ name: 'Ben Adler', email: 'ben@mail.example' }] },
    ]);
  });
  afterAll(() => town.close());

  const act = async (outage: string, what: 'pause' | 'resume', body: object = {}) =>
    town.world.call('POST', `/api/outages/${outage}/${what}`, body, 'ida');
  const alarms = () => town.log.filter(line => line.msg === 'campaign paused for too long');
  const launched = async (feeder: string): Promise<string> => {
    const { id } = need(await town.desk.draft(work(feeder)));
    need(await town.desk.launch(need(await town.desk.rehearse(id))));
    return id;
  };

  it('sends nothing until it goes on, raises an alarm before the deadline, then sends all of it once', async () => {
    const id = await launched('F-12');
    await town.world.sinks.setKnob('sms.down', true);
    await town.world.pump();
    expect(await town.received('anna@mail.example')).toHaveLength(1);
    // The text waits for its next try, the letter has gone; the pause comes in between.
    expect((await act(id, 'pause', { reason: ' ' })).status).toBe(422);
    expect((await act(id, 'pause', { reason: 'The street is wrong.' })).status).toBe(200);
    expect((await act(id, 'pause', { reason: 'Twice.' })).status).toBe(200);
    await town.world.sinks.setKnob('sms.down', false);
    await town.world.advanceTo(town.at('2026-11-25T02:59+01:00'));
    expect(await town.received(MOBILE)).toEqual([]);
    expect(alarms()).toEqual([]);
    await town.world.advanceTo(town.at('2026-11-25T03:01+01:00'));
    expect(alarms()).toMatchObject([{ held: 1, resumeBy: '2026-11-25T08:00:00.000Z', passed: false }]);
    expect((await act(id, 'resume')).status).toBe(200);
    await town.world.advanceTo(town.at('2026-11-25T10:00+01:00'));
    expect(await town.received(MOBILE)).toHaveLength(1);
    expect(await town.received('anna@mail.example')).toHaveLength(1);
    expect(alarms()).toHaveLength(1);
    expect((await town.notices(id)).map(n => [n.addressee, n.state])).toEqual([
      ['Anna Keller', 'served'],
      ['Jan Holm', 'served'],
    ]);
  });

  it('is not sent any more once what it announces has begun; a newer revision takes its place', async () => {
    const { id } = need(
      await town.desk.draft({
        ...work('F-13'),
        windows: [{ from: '2026-12-01T09:00', to: '2026-12-01T13:00' }],
      }),
    );
    need(await town.desk.launch(need(await town.desk.rehearse(id))));
    await act(id, 'pause', { reason: 'The crew is ill.' });
    await town.world.advanceTo(town.at('2026-12-01T09:30+01:00'));
    const late = await act(id, 'resume');
    expect([late.status, problem.parse(late.body).code]).toEqual([422, 'pause.overtaken']);
    expect(await town.received('ben@mail.example')).toEqual([]);
    // The deadline passed meanwhile, and it was said again and again.
    expect(alarms().filter(line => line['passed'] === true).length).toBeGreaterThan(1);
    const tooLong = async (): Promise<number> =>
      (await town.world.server.reads.backlog(town.world.clock.now())).pausedTooLong;
    expect(await tooLong()).toBe(1);
    need(await town.desk.revise(id, { kind: 'cancel' }));
    need(await town.desk.launch(need(await town.desk.rehearse(id))));
    await town.world.pump();
    expect(await tooLong()).toBe(0);
    // Nobody had been told, so there is nothing to take back.
    expect(await town.received('ben@mail.example')).toEqual([]);
  });

  it('was launched: a draft has nothing to pause', async () => {
    const { id } = need(
      await town.desk.draft({
        ...work('F-13'),
        windows: [{ from: '2026-12-11T09:00', to: '2026-12-11T13:00' }],
      }),
    );
    const answer = await act(id, 'pause', { reason: 'x' });
    expect([answer.status, problem.parse(answer.body).code]).toEqual([422, 'campaign.notLaunched']);
  });
});
