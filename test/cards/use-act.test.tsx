import { Text } from '@hubspot/ui-extensions';
import * as z from 'zod/mini';
import type { Server } from '../../ui-extensions/client/server.js';
import { useAct, type Act } from '../../ui-extensions/client/use-act.js';
import { OFFLINE } from './fake-server.js';
import { makeStage } from './stage.js';

const PATH = '/api/probe';
const answer = z.object({ id: z.string() });
interface Body {
  readonly idempotencyKey: string;
  readonly to: string;
}
const REFUSED = {
  kind: 'refused',
  refusal: { code: 'x', message: 'No.', because: [] },
  also: [],
  reference: 'r',
};

const start = async (...said: readonly unknown[]) => {
  const stage = makeStage('crm.record.tab');
  let last: Act<Body, { id: string }> | null = null;
  const Probed = ({ server }: { readonly server: Server }) => {
    const act = useAct<Body, { id: string }>(server, PATH, answer);
    last = act;
    return <Text>{act.kind}</Text>;
  };
  stage.server.answers(PATH, ...said);
  await stage.show(<Probed server={stage.server} />);
  const act = (): Act<Body, { id: string }> => {
    if (last === null) throw new Error('Nothing was drawn.');
    return last;
  };
  return { ...stage, act, keys: () => stage.server.asked.map(({ key }) => key) };
};

describe('an act', () => {
  it('pressed twice quickly is one request', async () => {
    const { act, pace, keys } = await start({ id: '1' });
    const both = [act().press({ to: 'a' }), act().press({ to: 'a' })];
    await pace.pass(0);
    expect(await Promise.all(both)).toEqual([
      { kind: 'ready', value: { id: '1' } },
      { kind: 'ready', value: { id: '1' } },
    ]);
    expect(keys()).toHaveLength(1);
    expect(act().kind).toBe('ready');
  });

  it('of which the answer was lost is sent again under its key until it is known', async () => {
    const { act, pace, keys, server } = await start(OFFLINE, { ...OFFLINE, reason: 'slow' }, { id: '1' });
    const done = act().press({ to: 'a' });
    await pace.pass(0);
    expect(act().kind).toBe('unsure');
    await pace.pass(8_000);
    expect(await done).toEqual({ kind: 'ready', value: { id: '1' } });
    expect(new Set(keys()).size).toBe(1);
    expect(keys()).toHaveLength(3);
    expect(server.asked.map(({ body }) => body)).toEqual([{ to: 'a' }, { to: 'a' }, { to: 'a' }]);
  });

  it('has the same key still after an error of the server, which may have come once all was done', async () => {
    const { act, pace, keys, server } = await start({ ...OFFLINE, reason: 'unexpected' });
    void act().press({ to: 'a' });
    await pace.pass(0);
    expect(act()).toMatchObject({ kind: 'failed', reason: 'unexpected' });
    expect(keys()).toHaveLength(1);
    server.answers(PATH, { ...OFFLINE, reason: 'unexpected', nothingDone: true }, { id: '1' });
    void act().press({ to: 'a' });
    await pace.pass(0);
    expect(new Set(keys()).size).toBe(1);
    void act().press({ to: 'a' });
    await pace.pass(0);
    expect(new Set(keys()).size).toBe(2);
  });

  it('has the same key still when nobody could say what became of it, and a new one once that is certain', async () => {
    const { act, pace, keys, server } = await start(OFFLINE);
    void act().press({ to: 'a' });
    await pace.pass(120_000);
    expect(act()).toMatchObject({ kind: 'failed', reason: 'offline' });
    server.answers(PATH, REFUSED);
    void act().press({ to: 'a' });
    await pace.pass(0);
    expect(act().kind).toBe('refused');
    expect(new Set(keys()).size).toBe(1);

    server.answers(PATH, { id: '2' });
    void act().press({ to: 'b' });
    await pace.pass(0);
    expect(new Set(keys()).size).toBe(2);
  });
});
