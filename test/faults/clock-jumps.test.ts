import { addHours } from '../../server/domain/time.js';
import { describeAnEngine } from '../engines/engines.js';
import { need } from '../sandbox/scenario.js';
import { MONDAY_TEN, startNeighbourhood, type Neighbourhood } from '../stories/neighbourhood.js';
import { FRIDAY } from './forty-houses.js';

const HOUSES = 12;
describeAnEngine('a clock that jumps in the middle of a campaign', engine => {
  let town: Neighbourhood;
  beforeEach(async () => {
    town = await startNeighbourhood(
      Array.from({ length: HOUSES }, (_, i) => ({
        feeder: 'F-12',
        people: [{ name: `House ${i}`, mobile: `+4917604060${String(i).padStart(3, '0')}` }],
      })),
      { engine },
    );
  });
  afterEach(() => town.close());

  const launch = async (): Promise<string> => {
    const { id } = need(await town.desk.draft(FRIDAY));
    need(await town.desk.launch(need(await town.desk.rehearse(id))));
    return id;
  };
  const expectEachToldOnce = async (id: string): Promise<void> => {
    const notices = await town.notices(id);
    expect(notices.map(notice => notice.state)).toEqual(Array<string>(HOUSES).fill('served'));
    const texts = town.world.sinks.inbox.list({ limit: 1000 });
    expect(texts).toHaveLength(HOUSES);
    expect(texts.filter(text => text.copies !== 1 || text.handOvers !== 1)).toEqual([]);
  };
  const wentBack = () => town.log.filter(line => line.msg === 'the clock went back');

  it('forward and back again: everybody is told once, and it is named', async () => {
    const { world } = town;
    const id = await launch();
    const working = world.pump();
    world.clock.jump(addHours(MONDAY_TEN, 6));
    await working;
    await world.pump();
    world.clock.jump(MONDAY_TEN);
    await world.pump();
    await world.advanceTo(addHours(MONDAY_TEN, 12));
    await expectEachToldOnce(id);
    expect(wentBack()).toMatchObject([{ from: addHours(MONDAY_TEN, 6), seconds: 6 * 3600 }]);
  });

  it('back before anything has left: it waits for its time, and goes once', async () => {
    const { world } = town;
    await world.server.tick();
    const id = await launch();
    world.clock.jump(addHours(MONDAY_TEN, -3));
    await world.pump();
    await world.advanceTo(addHours(MONDAY_TEN, 2));
    await expectEachToldOnce(id);
    expect(wentBack()).toHaveLength(1);
  });
});
