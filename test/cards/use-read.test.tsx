import { Text } from '@hubspot/ui-extensions';
import * as z from 'zod/mini';
import { useRead, type Read } from '../../ui-extensions/client/use-read.js';
import type { Server } from '../../ui-extensions/client/server.js';
import { cardAnswer } from '../../ui-extensions/contract/card.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const PATH = '/api/cards/probe';
const answer = z.object({ ...cardAnswer, n: z.number() });
type Probe = z.infer<typeof answer>;
const probe = (n: number, nextPollSeconds: number | null): Probe => ({
  n,
  nextPollSeconds,
  serverNow: '2026-11-23T14:00:00Z',
});

const start = async (...said: readonly unknown[]) => {
  const stage = makeStage('crm.record.tab');
  let last: Read<Probe> | null = null;
  const Probed = ({ server }: { readonly server: Server }) => {
    const read = useRead(server, PATH, answer);
    last = read;
    return <Text>{read.kind}</Text>;
  };
  stage.server.answers(PATH, ...said);
  await stage.show(<Probed server={stage.server} />);
  const read = (): Read<Probe> => {
    if (last === null) throw new Error('Nothing was drawn.');
    return last;
  };
  const n = (): number | null => {
    const now = read();
    return now.kind === 'ready' ? now.value.n : null;
  };
  return { ...stage, read, n, requests: () => stage.server.asked.length };
};

describe('reading', () => {
  it('asks again as often as the answer says, and no faster', async () => {
    const { pace, n, requests } = await start(probe(1, 5), probe(2, 60), probe(3, null));
    expect(n()).toBe(1);
    await pace.pass(4_999);
    expect([n(), requests()]).toEqual([1, 1]);
    await pace.pass(1);
    expect(n()).toBe(2);
    await pace.pass(60_000);
    expect(n()).toBe(3);
    await pace.pass(3_600_000);
    expect(requests()).toBe(3);
    expect(pace.idle()).toBe(true);
  });

  it('stops when nobody has touched the card for ten minutes, says so, and goes on at a press', async () => {
    const { pace, read, requests } = await start(probe(1, 60));
    await pace.pass(3_600_000);
    const asked = requests();
    expect(asked).toBe(10);
    expect(read()).toMatchObject({ kind: 'ready', paused: true });
    read().refresh();
    await pace.pass(0);
    expect(requests()).toBe(asked + 1);
    expect(read()).toMatchObject({ kind: 'ready', paused: false });
  });

  it('goes on as long as somebody is at work on the card', async () => {
    const { pace, read, requests } = await start(probe(1, 60));
    for (let n = 0; n < 6; n += 1) {
      await pace.pass(300_000);
      read().touch();
    }
    expect(requests()).toBe(31);
  });

  it('keeps what it has shown while newer answers fail, and says that it is not up to date', async () => {
    const { pace, read, n } = await start(probe(1, 30), OFFLINE, OFFLINE, probe(2, null));
    await pace.pass(30_000);
    expect([n(), read()]).toEqual([1, expect.objectContaining({ stale: null })]);
    await pace.pass(5_000);
    expect([n(), read()]).toEqual([1, expect.objectContaining({ stale: OFFLINE })]);
    await pace.pass(10_000);
    expect([n(), read()]).toEqual([2, expect.objectContaining({ stale: null })]);
  });

  it('gives up after five failures', async () => {
    const { pace, read, requests } = await start(OFFLINE);
    await pace.pass(3_600_000);
    expect(requests()).toBe(6);
    expect(read().kind).toBe('failed');
  });

  it('waits at least as long as it is asked to when the server is busy', async () => {
    const busy = { ...OFFLINE, reason: 'busy', retryAfterSeconds: 45 };
    const { pace, requests } = await start(busy, probe(1, null));
    await pace.pass(44_999);
    expect(requests()).toBe(1);
    await pace.pass(1);
    expect(requests()).toBe(2);
  });

  it('takes off the screen what one may no longer see', async () => {
    const { pace, read } = await start(probe(1, 5), { ...OFFLINE, reason: 'denied', code: 'role.missing' });
    await pace.pass(5_000);
    expect(read()).toMatchObject({ kind: 'failed', reason: 'denied' });
  });
});
