import { createHash, randomUUID } from 'node:crypto';
import { signEntries } from '../../server/http/billing-signature.js';
import { AT } from '../batteries/ledger-rows.js';
import { EMBEDDED } from '../engines/engines.js';
import {
  codeOf,
  csv,
  NEXT_SECRET,
  openBillingDoor,
  REAL_MS,
  SECRET,
  type BillingDoor,
  type Sent,
} from './billing-door.js';

describe('the signature of billing’s rows', () => {
  let door: BillingDoor;
  beforeAll(async () => {
    door = await openBillingDoor(EMBEDDED);
  });
  afterAll(() => door.close());

  it.each<[string, Sent, unknown]>([
    ['stale', { ageSeconds: 301 }, 'signature.stale'],
    ['of the future', { ageSeconds: -61 }, 'signature.future'],
    ['forged', { secret: 'another-secret-that-is-long-enough-too' }, 'signature.mismatch'],
    ['with an empty signature', { headers: { 'X-Forewarn-Signature': '' } }, 'signature.malformed'],
    [
      'with a signature of another form',
      { headers: { 'X-Forewarn-Signature': 'AAAA' } },
      'signature.malformed',
    ],
    ['with a key that is no UUID', { key: 'today' }, 'signature.malformed'],
    [
      'under another key than was signed',
      { headers: { 'Idempotency-Key': randomUUID() } },
      'signature.mismatch',
    ],
    [
      'with another time than was signed',
      { headers: { 'X-Forewarn-Timestamp': String(REAL_MS / 1000 - 1) } },
      'signature.mismatch',
    ],
    ['of an account without a secret', { target: '/billing/3/entries' }, 'signature.mismatch'],
  ])('refuses a request that is %s', async (_, sent, code) => {
    expect(codeOf(await door.send(csv(), sent))).toEqual([401, code]);
  });

  it('refuses what was signed for another account, another moment or another body', async () => {
    const body = csv('account,,A-8,,EUR,,,,,');
    const headers = signEntries(SECRET, {
      target: '/billing/1/entries',
      key: randomUUID(),
      sha256: createHash('sha256').update(body).digest('hex'),
      timestamp: String(REAL_MS / 1000),
    });
    const post = async (target: string, content: string) =>
      codeOf(await door.post(target, headers, content, 'text/csv'));
    expect(await post('/billing/2/entries', body)).toEqual([401, 'signature.mismatch']);
    expect(await post(`/billing/1/entries?asOf=${AT}`, body)).toEqual([401, 'signature.mismatch']);
    expect(await post('/billing/1/entries', `${body}\n`)).toEqual([401, 'signature.body']);
    expect(await post('/billing/1/entries', body)).toEqual([200, undefined]);
  });

  it('refuses a request without a signature', async () => {
    expect(codeOf(await door.post('/billing/1/entries', {}, csv(), 'text/csv'))).toEqual([
      401,
      'signature.missing',
    ]);
  });

  it('knows two secrets while one is changed', async () => {
    expect((await door.send(csv(), { secret: NEXT_SECRET })).status).toBe(200);
  });
});
