import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '../../../server/adapters/carriers/whole-file.js';
import { makeNetworks } from '../../../server/adapters/network/make-networks.js';
import { isSigned, readWords, signBody } from '../../../server/adapters/network/network-words.js';
import type { DebtCaseId, PortalId } from '../../../server/domain/ids.js';
import type { CivilDate, Zone } from '../../../server/domain/time.js';
import type { NetworkOrder, NetworkWord } from '../../../server/workflows/ports/orders.js';
import { at } from '../../domain/builders.js';

const PORTAL = '1' as PortalId;
const SECRET = 'network-secret-of-no-worth';
const ID = '01900000-0000-8000-8000-0000000000aa';
const ORDER: NetworkOrder = {
  id: ID,
  case: '01900000-0000-8000-8000-0000000000bb' as DebtCaseId,
  kind: 'act',
  recalls: null,
  act: 'disconnection',
  on: '2026-11-23' as CivilDate,
  notBefore: at('Monday 2026-11-23T08:00Z'),
  notAfter: at('Monday 2026-11-23T23:00Z'),
  reasons: [],
  ref: 'K7M2QAB',
  account: 'A-1',
  servicePoint: '77',
  feeder: 'F-12',
  address: { line1: 'Mühlenweg 1', city: 'Flussau', postcode: '00999', country: 'DE' },
  zone: 'Europe/Berlin' as Zone,
};
const nowMs = () => 1_795_000_000_000;

describe('orders through a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'network-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const networks = () => makeNetworks({ folder }, { writeWhole, nowMs });

  it('are one file each, the same order the same file, with nothing of who lives there', async () => {
    const network = networks().of(PORTAL);
    await network.send(ORDER);
    await network.send(ORDER);
    expect(readdirSync(join(folder, 'orders'))).toEqual([`1-${ID}.json`]);
    const text = readFileSync(join(folder, 'orders', `1-${ID}.json`), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ order: ID, kind: 'act', urgent: false, case: 'K7M2QAB' });
  });

  it('wait while the folder is not there, which is never made', async () => {
    rmSync(folder, { recursive: true });
    await expect(networks().of(PORTAL).send(ORDER)).rejects.toMatchObject({
      kind: 'retry',
      code: 'network.folderDown',
    });
    expect(await networks().replies(() => Promise.resolve())).toBe(0);
  });

  it('are answered by files, each read once; what cannot be read is put aside', async () => {
    const replies = join(folder, 'replies');
    mkdirSync(replies);
    writeFileSync(join(replies, '1.json'), `{"order":"${ID}","event":"done","at":"2026-11-23T10:00+01:00"}`);
    writeFileSync(join(replies, '2.json'), '{"order":"x"');
    writeFileSync(join(replies, '3.json.part'), '{}');
    const words: NetworkWord[] = [];
    const record = (read: readonly NetworkWord[]) => {
      words.push(...read);
      return Promise.resolve();
    };
    await expect(networks().replies(() => Promise.reject(new Error('store')))).rejects.toThrow('store');
    expect(await networks().replies(record)).toBe(1);
    expect(await networks().replies(record)).toBe(0);
    expect(words).toEqual([{ order: ID, event: 'done', at: '2026-11-23T09:00:00.000Z' }]);
    expect(readdirSync(join(replies, 'done'))).toEqual(['1.json']);
    expect(readdirSync(join(replies, 'rejected'))).toEqual(['2.json']);
    expect(networks().callback(Buffer.from('{}'), { timestamp: '', signature: '' })).toEqual({
      refused: 'signature',
    });
  });
});

describe('orders by webhook', () => {
  let server: Server;
  let status = 200;
  let hangs = false;
  const asked: { key: unknown; signed: boolean; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const timestamp = String(request.headers['x-forewarn-timestamp']);
        const signature = String(request.headers['x-forewarn-signature']);
        asked.push({
          key: request.headers['idempotency-key'],
          signed: isSigned(SECRET, { timestamp, signature }, body, nowMs()),
          body: body.toString(),
        });
        if (!hangs) response.writeHead(status, { 'retry-after': '7', location: '/elsewhere' }).end('{}');
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const networkAt = (port: number) =>
    makeNetworks(
      // Short only where nothing answers: elsewhere a busy machine would be taken for a network that hangs.
      { url: `http://127.0.0.1:${port}/orders`, secret: SECRET, timeoutMs: hangs ? 300 : 10_000 },
      { writeWhole, nowMs },
    );
  const network = () => networkAt((server.address() as AddressInfo).port).of(PORTAL);

  it('are signed, and carry their id as key', async () => {
    await network().send(ORDER);
    expect(asked.at(-1)).toMatchObject({ key: ID, signed: true });
    expect(JSON.parse(asked.at(-1)?.body ?? '')).toMatchObject({ order: ID, premises: { account: 'A-1' } });
  });

  it.each([
    [302, 'retry', undefined],
    [400, 'rejected', undefined],
    [401, 'unauthorised', undefined],
    [409, 'duplicate', undefined],
    [429, 'throttled', 7],
    [503, 'throttled', 7],
    [500, 'unknown', undefined],
    [504, 'unknown', undefined],
  ] as const)('%d: %s', async (answer, kind, retryAfterSeconds) => {
    status = answer;
    await expect(network().send(ORDER)).rejects.toMatchObject({ kind, retryAfterSeconds });
    status = 200;
  });

  it('may have arrived where the answer does not come, and not where nobody listens', async () => {
    hangs = true;
    await expect(network().send(ORDER)).rejects.toMatchObject({ kind: 'unknown' });
    hangs = false;
    const gone = createServer();
    await new Promise<void>(resolve => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise(resolve => gone.close(resolve));
    await expect(networkAt(port).of(PORTAL).send(ORDER)).rejects.toMatchObject({ kind: 'retry' });
  });

  it('are answered by words that are signed, whole and new', () => {
    const body = Buffer.from(`{"words":[{"order":"${ID}","event":"received","at":"2026-11-23T09:00Z"}]}`);
    const timestamp = String(nowMs());
    const good = { timestamp, signature: signBody(SECRET, nowMs(), body) };
    const { callback } = networkAt(1);
    expect(callback(body, good)).toMatchObject({ words: [{ order: ID, event: 'received' }] });
    expect(callback(Buffer.from('{}'), good)).toEqual({ refused: 'signature' });
    const old = String(nowMs() - 600_000);
    const stale = { timestamp: old, signature: signBody(SECRET, Number(old), body) };
    expect(callback(body, stale)).toEqual({ refused: 'signature' });
    const empty = { timestamp, signature: signBody(SECRET, nowMs(), '{}') };
    expect(callback(Buffer.from('{}'), empty)).toEqual({ refused: 'malformed' });
    expect(readWords(`{"order":"${ID}","event":"done","at":"2026-11-23T09:00"}`)).toBeNull();
  });
});
