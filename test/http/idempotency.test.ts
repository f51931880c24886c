import { createHash, randomUUID } from 'node:crypto';
import type { AskedOnce } from '../../server/domain/office/request.js';
import { addMinutes } from '../../server/domain/time.js';
import { declarationOf } from '../../server/http/api.js';
import { outageList, type OutageView } from '../../ui-extensions/contract/outage.js';
import { routesOf } from '../structure/app-routes.js';
import {
  codeOf,
  fingerprintOf,
  IDA,
  MARTA,
  PLANNED,
  startOfficeTown,
  type OfficeTown,
} from './office-town.js';

const ALL = 'all@utility.example';

describe('a key', () => {
  let town: OfficeTown;
  beforeAll(async () => {
    town = await startOfficeTown();
    await town.grant(ALL, 'agent', 'campaigns', 'approver', 'debt', 'admin');
  });
  afterAll(() => town.close());

  const draft = (key: string, as = IDA, changes: object = {}) =>
    town.send(as, 'POST', '/api/outages', { idempotencyKey: key, ...PLANNED, ...changes });
  const launch = (key: string, outage: OutageView, as = IDA) =>
    town.send(as, 'POST', `/api/outages/${outage.id}/launch`, {
      idempotencyKey: key,
      fingerprint: fingerprintOf(outage),
    });
  const count = async (): Promise<number> =>
    outageList.parse((await town.send(IDA, 'GET', '/api/outages')).body).outages.length;
  /** As if the process had died after its work and before its answer. */
  const loseAnswer = (key: string): Promise<void> =>
    town.world.server.store.transact(async tx => {
      const stored = await tx.requests.find(key);
      if (stored === null) throw new Error('There is no such request.');
      await tx.requests.restart(stored, stored.at, stored.claimedAt, stored.claim + 1);
      await tx.requests.fail(key, stored.claim + 1);
    });

  it('is asked for by every POST', async () => {
    const posts = routesOf(town.world.server.routes.api, '/api').filter(
      ({ handlers }) => handlers.map(declarationOf)[0]?.once === true,
    );
    expect(posts.length).toBeGreaterThanOrEqual(8);
    for (const { path } of posts)
      for (const body of [{}, { idempotencyKey: 'again' }, { idempotencyKey: 7 }, [], null]) {
        const url = path.replace(/:\w+/g, '01900000-0000-7000-8000-000000000000');
        const reply = await town.send(ALL, 'POST', url, body);
        expect([path, ...codeOf(reply)]).toEqual([path, 400, 'request.malformed']);
        if (body !== null && !Array.isArray(body)) expect(reply.body['message']).toContain('idempotencyKey');
      }
  });

  it('sent again gets the same answer, to the letter, and drafts one outage', async () => {
    const key = randomUUID();
    const before = await count();
    const first = await draft(key);
    const again = await draft(key.toUpperCase());
    // Other bytes under the same key are another request, even where they mean the same.
    expect(codeOf(again)).toEqual([422, 'request.reused']);
    const repeated = await draft(key);
    expect([repeated.status, repeated.text]).toEqual([201, first.text]);
    expect(await count()).toBe(before + 1);
  });

  it('of another request, another outage or another person is refused', async () => {
    const key = randomUUID();
    expect((await draft(key)).status).toBe(201);
    expect(codeOf(await draft(key, IDA, { reason: 'tree_work' }))).toEqual([422, 'request.reused']);
    expect(codeOf(await draft(key, ALL))).toEqual([422, 'request.reused']);
    const outage = await town.rehearsed(IDA);
    const used = await town.send(IDA, 'POST', `/api/outages/${outage.id}/rehearsal`, { idempotencyKey: key });
    expect(codeOf(used)).toEqual([422, 'request.reused']);
  });

  it('pressed five times at once launches one campaign', async () => {
    const outage = await town.rehearsed(IDA);
    const key = randomUUID();
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => launch(key, outage)));
    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    await town.world.pump();
    expect(await town.notices(outage.id)).toHaveLength(3);
    expect(
      town.log.filter(line => line.msg === 'campaign launched' && line['outage'] === outage.id),
    ).toHaveLength(1);
  });

  it('of two people who launch the same at once lets one through', async () => {
    const outage = await town.rehearsed(IDA);
    const replies = await Promise.all([launch(randomUUID(), outage), launch(randomUUID(), outage, ALL)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([202, 422]);
    expect(replies.find(({ status }) => status === 422)?.body['code']).toBe('campaign.launched');
    expect(
      town.log.filter(line => line.msg === 'campaign launched' && line['outage'] === outage.id),
    ).toHaveLength(1);
  });

  it('whose answer was lost after the work finds the work done', async () => {
    const [drafting, launching] = [randomUUID(), randomUUID()];
    const drafted = await draft(drafting);
    await loseAnswer(drafting);
    town.world.clock.set(addMinutes(town.world.clock.now(), 1));
    const before = await count();
    const again = await draft(drafting);
    expect([again.status, again.body['id']]).toEqual([201, drafted.body['id']]);
    expect(await count()).toBe(before);

    const outage = await town.rehearsed(IDA);
    expect((await launch(launching, outage)).status).toBe(202);
    await loseAnswer(launching);
    const relaunched = await launch(launching, outage);
    expect([relaunched.status, relaunched.body['status']]).toEqual([202, 'announced']);
    expect(
      town.log.filter(line => line.msg === 'campaign launched' && line['outage'] === outage.id),
    ).toHaveLength(1);
  });

  it('of a refusal stays free: the same press goes through once what stood against it is gone', async () => {
    const limit = (value: number | null, version: number) =>
      town.post(ALL, '/api/settings', { changes: [{ name: 'approvalAbove', version, value }] });
    expect((await limit(1, 0)).status).toBe(200);
    const outage = await town.rehearsed(IDA);
    const key = randomUUID();
    expect(codeOf(await launch(key, outage))).toEqual([422, 'approval.size']);
    await town.post(MARTA, `/api/outages/${outage.id}/approvals`, { kind: 'size' });
    expect((await launch(key, outage)).status).toBe(202);
    expect((await limit(null, 1)).status).toBe(200);
  });

  it('does not outlive the role', async () => {
    const temp = 'temp@utility.example';
    await town.grant(temp, 'campaigns');
    const key = randomUUID();
    expect((await draft(key, temp)).status).toBe(201);
    await town.post(MARTA, '/api/roles/revoke', { email: temp, role: 'campaigns' });
    expect(codeOf(await draft(key, temp))).toEqual([403, 'role.missing']);
  });

  it('under way elsewhere is waited for, then told; begun anew once it must have died', async () => {
    const outage = await town.rehearsed(IDA);
    const key = randomUUID();
    // The row that the same request leaves while it runs, with the hash of its bytes.
    const body = { idempotencyKey: key };
    const asked: AskedOnce = {
      key,
      actor: IDA,
      route: `POST /outages/${outage.id}/rehearsal`,
      sha256: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    };
    const rehearse = () => town.send(IDA, 'POST', `/api/outages/${outage.id}/rehearsal`, body);
    const { store } = town.world.server;
    const now = town.world.clock.now();
    await store.transact(tx => tx.requests.begin(asked, now));
    const waiting = await rehearse();
    expect(codeOf(waiting)).toEqual([409, 'request.running']);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);

    const [answered] = await Promise.all([
      rehearse(),
      store.transact(tx => tx.requests.finish(key, 200, '{"done":"elsewhere"}')),
    ]);
    expect([answered.status, answered.body]).toEqual([200, { done: 'elsewhere' }]);

    await store.transact(tx => tx.requests.restart(asked, now, now, 2));
    town.world.clock.set(addMinutes(now, 5));
    expect((await rehearse()).status).toBe(200);
  });

  it('is forgotten after a day', async () => {
    const key = randomUUID();
    await draft(key);
    const find = () => town.world.server.store.transact(tx => tx.requests.find(key));
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 23 * 60));
    expect(await find()).not.toBeNull();
    await town.world.advanceTo(addMinutes(town.world.clock.now(), 61));
    await town.world.pump();
    expect(await find()).toBeNull();
  });
});
