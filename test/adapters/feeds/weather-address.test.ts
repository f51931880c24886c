import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askWeather } from '../../../server/adapters/feeds/weather-address.js';
import { addMinutes, instant, type Instant } from '../../../server/domain/time.js';
import { pullWeather } from '../../../server/workflows/pull-weather.js';
import type { FeedLine } from '../../../server/workflows/ports/billing-feed.js';

const ROWS = [
  { area: 'US-TX', day: '2026-08-04', kind: 'forecast', low: 77, high: 104.5, unit: 'F', warnings: 'none' },
  { area: 'US-TX' },
];

describe('the address of a weather service', () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;
  let asked = 0;
  let authorization: string | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1;
      ({ authorization } = request.headers);
      answer(response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/weather`;
  });
  afterAll(
    () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  );

  const ask = (changes: object = {}) =>
    askWeather({ url, token: null, mostBytes: 1000, timeoutMs: 5000, ...changes });
  const read = async (lines: AsyncIterable<FeedLine>): Promise<readonly FeedLine[]> => {
    const found: FeedLine[] = [];
    for await (const line of lines) found.push(line);
    return found;
  };
  const json = (body: unknown) => (response: ServerResponse) => {
    response.end(JSON.stringify(body));
  };

  it('is read as it answers, with the token it wants', async () => {
    answer = json(ROWS);
    const lines = await read(await ask({ token: 'a-token' })());
    expect(lines.map(({ fields }) => fields?.['low'])).toEqual(['77', undefined]);
    expect(authorization).toBe('Bearer a-token');
    await read(await ask()());
    expect(authorization).toBeUndefined();
  });

  it.each<[string, (response: ServerResponse) => void, object, object]>([
    ['refuses', response => response.writeHead(403).end(), {}, { kind: 'unauthorised', code: 'weather.403' }],
    [
      'wants to be left alone for a while',
      response => response.writeHead(429, { 'Retry-After': '30' }).end(),
      {},
      { kind: 'throttled', retryAfterSeconds: 30 },
    ],
    [
      'is broken',
      response => response.writeHead(502).end('<html>'),
      {},
      { kind: 'retry', code: 'weather.502' },
    ],
    ['does not know the path', response => response.writeHead(404).end(), {}, { kind: 'rejected' }],
    [
      'sends us elsewhere',
      response => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
      {},
      { kind: 'retry', code: 'weather.noAnswer' },
    ],
    ['keeps silent', () => undefined, { timeoutMs: 60 }, { kind: 'retry', code: 'weather.noAnswer' }],
    [
      'does not end',
      response => void response.write('[{"area":'),
      { timeoutMs: 60 },
      { kind: 'retry', code: 'weather.broken' },
    ],
    ['sends too much', json(Array(200).fill(ROWS[0])), {}, { kind: 'rejected', code: 'weather.tooLarge' }],
  ])('tells what to do when it %s', async (_, how, changes, fault) => {
    answer = how;
    const all = async () => read(await ask(changes)());
    await expect(all()).rejects.toMatchObject({ name: 'Fault', ...fault });
  });

  it('is asked when it is time, and sooner after what may pass', async () => {
    let now: Instant = instant('2026-08-04T12:00Z');
    const told: string[] = [];
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (event: string) => void told.push(event),
    };
    const look = pullWeather(
      { clock: { now: () => now, sleepUntil: () => Promise.resolve() }, log },
      { ask: ask(), take: read, everyMinutes: 60 },
    );
    const after = async (minutes: number): Promise<number> => {
      const before = asked;
      now = addMinutes(now, minutes);
      await look();
      return asked - before;
    };
    answer = json(ROWS);
    expect([await after(0), await after(59), await after(1)]).toEqual([1, 0, 1]);
    answer = response => response.writeHead(503).end();
    expect([await after(60), await after(4), await after(1)]).toEqual([1, 0, 1]);
    answer = response => response.writeHead(401).end();
    expect([await after(5), await after(59), await after(1)]).toEqual([1, 0, 1]);
    expect(told).toHaveLength(4);
  });
});
