import { sign } from '../../server/http/request-signature.js';
import { problem } from '../../ui-extensions/contract/common.js';
import type { OutageRequest } from '../../ui-extensions/contract/outage-requests.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

/** Monday 23 November 2026, 10:00. */
const GOOD: OutageRequest = {
  kind: 'planned',
  feeders: ['F-12'],
  zone: 'Europe/Berlin',
  windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
  reason: 'network_repair',
};

describe('bad input is answered clearly', () => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await startNeighbourhood([
      { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example' }] },
      {
        feeder: 'F-13',
        timezone: 'Mars/Olympus',
        people: [{ name: 'Mars Man', email: 'mars@mail.example' }],
      },
    ]);
  });
  afterAll(() => town.close());

  it.each<[string, Partial<OutageRequest>, number, string, RegExp]>([
    [
      'ends before it starts',
      { windows: [{ from: '2026-11-27T13:00', to: '2026-11-27T09:00' }] },
      422,
      'window.endsBeforeStart',
      /ends before it starts/,
    ],
    [
      'lies in the past',
      { windows: [{ from: '2026-11-20T09:00', to: '2026-11-20T13:00' }] },
      422,
      'window.past',
      /already begun/,
    ],
    [
      'has no zone',
      { zone: '', windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }] },
      422,
      'time.noZone',
      /no time zone/,
    ],
    [
      'is no time',
      { windows: [{ from: 'Friday', to: 'Saturday' }] },
      422,
      'time.unreadable',
      /not a date and time/,
    ],
    [
      'falls into the gap of Sunday 28 March 2027',
      { windows: [{ from: '2027-03-28T02:30', to: '2027-03-28T05:00' }] },
      422,
      'time.gap',
      /clocks go forward/,
    ],
    [
      'falls into the overlap of Sunday 31 October 2027',
      { windows: [{ from: '2027-10-31T02:30', to: '2027-10-31T05:00' }] },
      422,
      'time.overlap',
      /comes twice/,
    ],
    ['is in an unknown zone', { zone: 'Mars/Olympus' }, 400, 'zone.unknown', /not a time zone/],
    ['names no feeder', { feeders: [] }, 422, 'outage.noArea', /No feeder/],
    ['names a feeder without customers', { feeders: ['F-99'] }, 422, 'outage.nobody', /No service point/],
    ['has a feed’s jargon for a reason', { reason: 'REPLCE SRVC' }, 422, 'reason.unknown', /no plain words/],
    ['names a service nobody knows', { alsoAffected: ['warp'] }, 422, 'service.unknown', /no plain words/],
    ['has no window at all', { windows: [] }, 422, 'window.missing', /exact window/],
    ['has no reason', { reason: undefined as unknown as string }, 400, 'request.malformed', /reason/],
  ])('a window that %s', async (_what, change, status, code, words) => {
    const answer = await town.world.call('POST', '/api/outages', { ...GOOD, ...change }, 'ida');
    const body = problem.parse(answer.body);
    expect([answer.status, body.code]).toEqual([status, code]);
    expect(body.message).toMatch(words);
    expect(body.reference).not.toBe('');
  });

  it('a service point in a zone that does not exist is left out and named, the others are taken', async () => {
    const imported = await town.world.server.importDirectory();
    expect(imported.servicePoints).toBe(1);
    expect(imported.refused).toEqual([
      { crmId: expect.stringMatching(/^\d+$/) as string, reason: 'zone.unknown' },
    ]);
  });

  it.each([
    ['nothing signed', {}, 401, 'signature.missing'],
    [
      'another secret',
      sign('another-secret-altogether', { method: 'GET', url: 'x', body: '', timestampMs: Date.now() }),
      401,
      'signature.mismatch',
    ],
  ])('a request with %s is turned away', async (_what, headers, status, code) => {
    const response = await fetch(`${town.world.serverUrl}/api/outages`, { headers });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('a forged status callback changes nothing', async () => {
    const url = `${town.world.serverUrl}/carriers/sms/status?carrier=sms&delivery=01a20734-5580-8512-a7cf-05769687e328`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': 'bm90IHJpZ2h0' },
      body: new URLSearchParams({ MessageStatus: 'delivered' }),
    });
    expect(response.status).toBe(401);
  });

  it('a bounce from a stranger is turned away, and nonsense from our own mail server is ignored', async () => {
    const url = `${town.world.serverUrl}/carriers/mail/bounce`;
    expect((await fetch(url, { method: 'POST', body: 'From: a' })).status).toBe(401);
    const ours = await fetch(url, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-bounce-token-of-no-worth' },
      body: 'this is no message',
    });
    expect(ours.status).toBe(204);
  });

  it('a path that is not there, a body that is no JSON, an id that is none', async () => {
    expect((await fetch(`${town.world.serverUrl}/nowhere`)).status).toBe(404);
    expect((await town.world.call('GET', '/api/outages/not-an-id', undefined, 'ida')).status).toBe(404);
    expect(
      (await town.world.call('GET', '/api/outages/01a20734-5580-8512-a7cf-05769687e328', undefined, 'ida'))
        .status,
    ).toBe(404);
    expect((await town.world.call('GET', '/api/notices?state=wonderful', undefined, 'ida')).status).toBe(400);
  });
});
