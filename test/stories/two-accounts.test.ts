import request from 'supertest';
import type { CampaignId, DeliveryId, NoticeId, OutageId, PortalId } from '../../server/domain/ids.js';
import type { Reads } from '../../server/workflows/ports/reads.js';
import { declarationOf } from '../../server/http/api.js';
import { contactCard } from '../../ui-extensions/contract/customer.js';
import { IDA, MARTA, PLANNED } from '../http/office-town.js';
import { defaultPortalId } from '../portal/portal.js';
import { routesOf } from '../structure/app-routes.js';
import { billing } from '../sandbox/billing-rows.js';
import { OTHER, startTwoAccounts, THIRD, type TwoAccounts } from './further-accounts.js';
import { installedSideBySide } from './installed-side-by-side.js';
import type { House } from './neighbourhood.js';
import { isEmpty, NOBODYS, REQUESTS, saidOf } from './signed-requests.js';

const OWN = String(defaultPortalId) as PortalId;
let two: TwoAccounts;

beforeAll(async () => {
  const houses: readonly House[] = [
    { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example' }] },
    { feeder: 'F-12', people: [{ name: 'Jan Holm', email: 'jan@mail.example' }] },
  ];
  // Ruth's record has an id that no contact of the others has.
  const ruth: House = { feeder: 'F-13', people: [{ name: 'Ruth Stein', email: 'ruth@mail.example' }] };
  two = await startTwoAccounts([...houses, ruth], {
    [OTHER]: houses,
    [THIRD]: [{ feeder: 'F-12', people: [{ name: 'Vera Blau', email: 'vera@mail.example' }] }],
  });
});
afterAll(() => two.close());

describe('an account that installs the app', () => {
  it('is unknown before it does', async () => {
    expect((await two.send(OTHER, MARTA, 'GET', '/api/me')).body['code']).toBe('portal.unknown');
  });

  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['a code that nobody here asked for', '?code=stolen&state=abc', {}, 'oauth.state'],
    [
      'a cookie that was made up',
      '?code=stolen&state=abc',
      { cookie: `forewarn_install=abc.${String(Date.now() + 60_000)}.abc` },
      'oauth.state',
    ],
  ])('does not get in by %s', async (_name, query, headers, code) => {
    const { status, body } = await request(two.town.world.serverUrl)
      .get(`/oauth/callback${query}`)
      .set(headers);
    expect([status, (body as { code: string }).code]).toEqual([403, code]);
  });

  it('does not get in by another state than the one this browser began with, or by a code twice', async () => {
    const { serverUrl } = two.town.world;
    const begun = await request(serverUrl).get('/oauth/install');
    const cookies = begun.headers['set-cookie'] as unknown as readonly string[];
    expect(cookies[0]).toMatch(/; HttpOnly; SameSite=Lax/);
    const cookie = cookies[0]?.split(';')[0] ?? '';
    const back = (state: string, code: string) =>
      request(serverUrl).get(`/oauth/callback?code=${code}&state=${state}`).set({ cookie });
    const state = new URL(begun.headers['location'] ?? '').searchParams.get('state') ?? '';
    expect((await back('another', 'x')).status).toBe(403);
    const unknown = await back(state, 'used-before');
    expect([unknown.status, (unknown.body as { code: string }).code]).toEqual([422, 'oauth.code']);
  });

  it('is served at once, with a directory and roles of its own', async () => {
    const { status, body: answered } = await two.install();
    expect(status).toBe(200);
    // It was set up while the browser waited: the account was as HubSpot hands it over.
    expect(answered['text']).toMatch(
      /installed[\s\S]*created {3}custom object {3}outage[\s\S]*\d+ created\./,
    );
    expect(two.town.world.server.portals().map(({ portal }) => portal)).toEqual([OWN, OTHER]);
    await two.town.world.server.portal(OTHER)?.importDirectory();
    expect(await two.town.world.server.portal(OTHER)?.reads.feeders()).toHaveLength(1);
    // Ida runs campaigns in one account; in the other nobody has said so.
    for (const role of ['campaigns', 'approver'])
      await two.send(OWN, MARTA, 'POST', '/api/roles/grant', { email: IDA, role });
    expect((await two.send(OTHER, IDA, 'POST', '/api/outages', PLANNED)).body['code']).toBe('role.missing');
  });

  it('goes on when its token ends, and asks for a new one once', async () => {
    const { clock } = two.town.world;
    await two.town.world.advanceTo(two.town.at('2026-11-23T10:45+01:00'));
    expect(clock.now()).toBe(two.town.at('2026-11-23T10:45+01:00'));
    const tokens = () =>
      two.other.calls.all().filter(({ path }) => path.endsWith('/oauth/2026-09/token')).length;
    const before = tokens();
    const crm = two.town.world.server.portal(OTHER)?.crm;
    await Promise.all(['contact', 'company', 'contact'].map(kind => crm?.parties(kind as 'contact', null)));
    expect(tokens() - before).toBe(1);
  });
});

describe('what one account has', () => {
  let mine: {
    readonly outage: OutageId;
    readonly notice: NoticeId;
    readonly delivery: DeliveryId;
    readonly campaign: CampaignId;
    readonly contact: string;
    /** Of the outage, in HubSpot. */
    readonly record: string;
  };
  /** Somebody of the first account who owes and complains: ids that no other account has. */
  const ruths = async () => {
    const { world } = two.town;
    const ruth = two.town.id('Ruth Stein');
    expect(two.other.records.get('contacts', ruth)).toBeUndefined();
    for (const role of ['agent', 'debt'])
      await two.send(OWN, MARTA, 'POST', '/api/roles/grant', { email: IDA, role });
    const said = { about: 'bill', said: 'I have paid.' };
    expect((await two.send(OWN, IDA, 'POST', `/api/contacts/${ruth}/complaints`, said)).status).toBe(201);
    await billing(world)('bill,b1,A-2,184.20,EUR,2026-09-01,2026-10-01,,,');
    await world.advanceTo(two.town.at('2026-11-23T11:45+01:00'));
    const { body } = await two.send(OWN, IDA, 'GET', `/api/cards/contacts/${ruth}`);
    const { complaints, bill } = contactCard.parse(body);
    const [complaint] = complaints;
    return {
      ruth,
      debtCase: bill.cases[0]?.case ?? '',
      complaint: complaint?.id ?? '',
      ticket: complaint?.ticket ?? '',
    };
  };
  beforeAll(async () => {
    const drafted = await two.send(OWN, IDA, 'POST', '/api/outages', PLANNED);
    const outage = drafted.body['id'] as OutageId;
    const rehearsed = await two.send(OWN, IDA, 'POST', `/api/outages/${outage}/rehearsal`);
    const [revision] = rehearsed.body['revisions'] as readonly { rehearsal: { fingerprint: string } }[];
    await two.send(OWN, IDA, 'POST', `/api/outages/${outage}/launch`, {
      fingerprint: revision?.rehearsal.fingerprint,
    });
    await two.town.world.pump();
    const [notice] = await two.town.notices(outage);
    if (notice === undefined) throw new Error('Nobody was told.');
    mine = {
      outage,
      notice: notice.id as NoticeId,
      delivery: notice.deliveries[0]?.id as DeliveryId,
      campaign: outage as unknown as CampaignId,
      contact: notice.contactIds[0] ?? '',
      record: '',
    };
  });

  it('reaches its customers, and only them', async () => {
    expect(await two.town.received('anna@mail.example')).toHaveLength(1);
    await two.town.world.advanceTo(two.town.at('2026-11-23T11:15+01:00'));
    expect(two.other.records.count('emails')).toBe(0);
    const { records } = two.town.world.portal;
    expect(records.count('emails')).toBeGreaterThan(0);
    // Its record is tied to whom and what it affects, so that each is found from the other in HubSpot.
    const outage = records.get('outage', mine.outage, 'forewarn_id')?.id ?? '';
    mine = { ...mine, record: outage };
    expect(
      records
        .associations('outage', outage)
        .map(({ objectType, labels }) => `${objectType} ${labels.join()}`),
    ).toEqual([
      ...Array<string>(2).fill('contacts Affects'),
      ...Array<string>(2).fill('service_point Affects'),
    ]);
    expect(two.other.records.count('outage')).toBe(0);
  });

  it('is not there for the other, by any route and whatever role', async () => {
    for (const role of ['agent', 'campaigns', 'approver', 'debt', 'admin'])
      await two.send(OTHER, MARTA, 'POST', '/api/roles/grant', { email: IDA, role });
    const theirs = two.town.world.server.portal(OTHER);
    if (theirs === null) throw new Error('The other account is not open.');
    const [before] = await theirs.reads.outages(1);
    const { debtCase, complaint, ticket, ruth } = await ruths();
    /** What belongs to the first account, and what is nobody's, by the parameter of a path. */
    const ids: Readonly<Record<string, readonly [mine: string, nobodys: string]>> = {
      ':case': [debtCase, NOBODYS],
      ':hold': [debtCase, NOBODYS],
      ':contact': [ruth, '999999999'],
      ':company': [ruth, '999999999'],
      ':customer': [ruth, '999999999'],
      ':ticket': [ticket, '999999999'],
      ':record': [mine.record, '999999999'],
      ':delivery': [mine.delivery, NOBODYS],
      ':n': ['1', '1'],
    };
    const idIn = (path: string, name: string): readonly [string, string] => {
      if (path.endsWith(':record/complaints')) return [ruth, '999999999'];
      if (path.startsWith('/api/complaints')) return [complaint, NOBODYS];
      return ids[name] ?? [path.includes('notices') ? mine.notice : mine.outage, NOBODYS];
    };
    const ways = routesOf(theirs.routes.api, '/api').filter(
      ({ path, handlers }) => declarationOf(handlers[0] ?? {}) !== undefined && /:(?!name)/.test(path),
    );
    const posts = ways.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(Object.keys(REQUESTS).sort()).toEqual(posts.sort());
    for (const { method, path } of ways) {
      const asked = (which: 0 | 1) =>
        two.send(
          OTHER,
          IDA,
          method as 'GET' | 'POST',
          path.replace(/:\w+/g, name => idIn(path, name)[which]),
          REQUESTS[path]?.(which === 0 ? mine : { delivery: NOBODYS }),
        );
      const [answer, none] = [await asked(0), await asked(1)];
      const known = [...Object.values(ids).flat(), mine.notice, mine.outage, complaint];
      expect([path, answer.status, saidOf(answer.body, known)]).toEqual([
        path,
        none.status,
        saidOf(none.body, known),
      ]);
      expect([path, answer.body['code']]).not.toEqual([path, 'request.malformed']);
      expect(JSON.stringify(answer.body)).not.toMatch(/anna@mail|Ruth/);
    }
    expect(ways.length).toBeGreaterThan(30);
    expect(before).toBeUndefined();
    const list = await two.send(OTHER, IDA, 'GET', '/api/notices?limit=200');
    expect(list.body['notices']).toEqual([]);
  });

  it('is not there for any read of the other', async () => {
    const theirs = two.town.world.server.portal(OTHER)?.reads;
    const ours = two.town.world.server.portal(OWN)?.reads;
    if (theirs === undefined || ours === undefined) throw new Error('Both accounts are open.');
    /** How each read is asked for what the first account has; null: it is asked for nothing that belongs to anybody. */
    const asked: { readonly [Name in keyof Reads]?: (reads: Reads) => Promise<unknown> } = {
      outages: reads => reads.outages(10),
      outage: reads => reads.outage(mine.outage),
      progress: reads => reads.progress([mine.outage]),
      notices: reads =>
        reads.notices({
          outage: null,
          revision: null,
          state: null,
          channel: null,
          contact: null,
          after: null,
          limit: 10,
        }),
      notice: reads => reads.notice(mine.notice),
      proofs: reads => reads.proofs(mine.notice),
    };
    for (const [name, ask] of Object.entries(asked)) {
      expect([name, isEmpty(await ask(ours))]).toEqual([name, false]);
      expect([name, isEmpty(await ask(theirs))]).toEqual([name, true]);
    }
    expect(await theirs.backlog(two.town.world.clock.now())).toMatchObject({ overdue: 0, unknown: 0 });
  });

  it('is not found, changed or claimed by any statement of the other', async () => {
    const theirs = two.town.world.server.portal(OTHER)?.store;
    if (theirs === undefined) throw new Error('The other account is open.');
    const at = two.town.world.clock.now();
    await theirs.transact(async tx => {
      expect(await tx.outages.find(mine.outage)).toBeNull();
      expect(await tx.outages.some([mine.outage])).toEqual([]);
      expect(await tx.notices.atWork([mine.notice])).toEqual([]);
      expect(await tx.notices.takeDue(at, 100)).toEqual([]);
      expect(await tx.deliveries.claim([mine.delivery], at)).toEqual([]);
      expect(await tx.deliveries.release(at, 100)).toEqual([]);
      expect(await tx.outbox.activities([mine.delivery])).toEqual([]);
      expect(await tx.outbox.outages([mine.outage])).toEqual([]);
      await tx.outages.setStatus(mine.outage, 'cancelled');
      await tx.notices.supersede(mine.outage, 9, at);
      await tx.deliveries.giveBack([mine.delivery], at);
    });
    const after = await two.town.world.server.portal(OWN)?.reads.outage(mine.outage);
    expect(after?.status).toBe('announced');
  });

  it('a webhook for it is not taken for the other', async () => {
    const before = await two.town.world.server.portal(OTHER)?.reads.directory();
    two.town.world.portal.records.update('contacts', mine.contact, { phone: '+4930123456' });
    await two.town.world.advanceTo(two.town.at('2026-11-23T11:20+01:00'));
    expect(await two.town.world.server.portal(OTHER)?.reads.directory()).toEqual(before);
  });
});

installedSideBySide(() => two);

describe('an account that removes the app', () => {
  it('is closed when its administrator says so here, its tokens revoked; installed again it goes on', async () => {
    const { world } = two.town;
    const refresh = (await two.installations.find(OTHER))?.tokens.refresh ?? '';
    expect((await two.send(OTHER, IDA, 'POST', '/api/uninstall')).status).toBe(202);
    expect(two.other.oauth.refreshGrant(refresh)).toBeUndefined();
    await world.server.look();
    expect((await two.send(OTHER, IDA, 'GET', '/api/me')).body['code']).toBe('portal.unknown');
    expect((await two.install()).status).toBe(200);
    // The roles that were given there are still theirs.
    expect((await two.send(OTHER, IDA, 'POST', '/api/outages', PLANNED)).status).toBe(201);
  });

  it('cannot, where the server has a token of its own for it', async () => {
    const { body } = await two.send(OWN, MARTA, 'POST', '/api/uninstall');
    expect(body['code']).toBe('portal.ownToken');
  });

  it('is closed when HubSpot says so, and the other goes on', async () => {
    const { world } = two.town;
    const installed = world.server.portal(OTHER);
    two.other.oauth.revoke((await two.installations.find(OTHER))?.tokens.refresh ?? '');
    await world.advanceTo(two.town.at('2026-11-23T16:00+01:00'));
    await expect(installed?.crm.parties('contact', null)).rejects.toMatchObject({ kind: 'unauthorised' });
    await world.server.look();
    expect(world.server.portals().map(({ portal }) => portal)).toEqual([OWN, THIRD]);
    expect((await two.send(OTHER, IDA, 'GET', '/api/me')).body['code']).toBe('portal.unknown');
    for (const portal of [OWN, THIRD])
      expect((await two.send(portal, IDA, 'GET', '/api/me')).status).toBe(200);
    // The one that stays goes on writing.
    const emails = two.third.records.count('emails');
    const drafted = await two.send(THIRD, IDA, 'POST', '/api/outages', PLANNED);
    expect([drafted.status, emails]).toEqual([201, 1]);
    await world.advanceTo(two.town.at('2026-11-23T16:10+01:00'));
    expect(two.third.records.get('outage', String(drafted.body['id']), 'forewarn_id')).toBeDefined();
  });
});
