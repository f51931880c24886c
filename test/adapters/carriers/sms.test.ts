import nock from 'nock';
import { smsSignature, smsReceipt } from '../../../server/adapters/carriers/sms-callback.js';
import { smsCode } from '../../../server/adapters/carriers/sms-codes.js';
import { makeSmsCarrier, type SmsSettings } from '../../../server/adapters/carriers/sms.js';
import { readSmsCallback } from '../../../server/adapters/carriers/sms-callback.js';
import { instant } from '../../../server/domain/time.js';
import type { Fault } from '../../../server/workflows/fault.js';
import { deliveryId, smsTo } from './messages.js';

const settings: SmsSettings = {
  baseUrl: 'https://sms.example',
  account: 'AC1',
  token: 'token',
  from: 'UTILITY',
  callbackUrl: 'https://forewarn.example/carriers/sms',
  timeoutMs: 200,
};
const basics = {
  name: 'sms',
  concurrency: 1,
  honoursKeys: false,
  onUnknown: { outage: 'again', debt: 'ask', information: 'ask' },
  answersByKey: false,
} as const;
const carrier = makeSmsCarrier(basics, settings, { take: () => Promise.resolve() });
const path = '/2010-04-01/Accounts/AC1/Messages.json';

const faultOf = (): Promise<Fault> =>
  carrier.send(smsTo(1)).then(
    () => Promise.reject(new Error('sent')),
    (fault: unknown) => fault as Fault,
  );

describe('a text message on its way out', () => {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  it('asks as the provider’s API wants to be asked', async () => {
    let form: unknown;
    nock(settings.baseUrl, { reqheaders: { 'idempotency-key': smsTo(1).key } })
      .post(path, body => {
        form = body;
        return true;
      })
      .basicAuth({ user: 'AC1', pass: 'token' })
      .reply(201, { sid: 'SM1', status: 'queued' });
    expect(await carrier.send(smsTo(1))).toEqual({ reference: 'SM1' });
    expect(form).toEqual({
      To: smsTo(1).to,
      From: 'UTILITY',
      Body: smsTo(1).body,
      StatusCallback: `https://forewarn.example/carriers/sms?carrier=sms&delivery=${deliveryId(1)}`,
    });
  });

  it.each<[string, number, unknown, string, string]>([
    ['an opt-out', 400, { code: 21610 }, 'rejected', 'sms.optedOut'],
    ['a landline', 400, { code: 21614 }, 'rejected', 'sms.landline'],
    ['a false number', 400, { code: 21211 }, 'rejected', 'sms.numberUnknown'],
    ['our account', 401, { code: 20003 }, 'unauthorised', 'sms.account'],
    ['our account without a code', 403, 'no', 'unauthorised', 'sms.account'],
    ['an unregistered sender', 400, { code: 30034 }, 'unauthorised', 'sms.senderNotRegistered'],
    ['a code nobody knows', 400, { code: 99999 }, 'retry', 'sms.undelivered'],
    ['a known failure inside', 500, { code: 20500 }, 'retry', 'sms.carrierDown'],
    ['maintenance', 503, '', 'retry', 'sms.carrierDown'],
    ['a gateway that lost its provider', 502, '<html>', 'unknown', 'sms.answerLost'],
    ['an answer without an id', 201, { status: 'queued' }, 'unknown', 'sms.answerLost'],
    ['an answer that is no JSON', 201, '<html>', 'unknown', 'sms.answerLost'],
  ])('takes %s (%i %j) as %s, %s', async (_name, status, body, kind, code) => {
    nock(settings.baseUrl)
      .post(path)
      .reply(status, body as nock.Body);
    const fault = await faultOf();
    expect([fault.kind, fault.code]).toEqual([kind, code]);
  });

  it.each<[string, Record<string, string>, number]>([
    ['in seconds', { 'retry-after': '12' }, 12],
    [
      'as a date',
      { 'retry-after': 'Mon, 23 Nov 2026 09:00:30 GMT', date: 'Mon, 23 Nov 2026 09:00:00 GMT' },
      30,
    ],
    ['not at all', {}, 5],
  ])('is told to wait %s', async (_name, headers, seconds) => {
    nock(settings.baseUrl).post(path).reply(429, { code: 20429 }, headers);
    const fault = await faultOf();
    expect([fault.kind, fault.retryAfterSeconds]).toEqual(['throttled', seconds]);
  });

  it('is unknown when the line breaks after the request went out', async () => {
    nock(settings.baseUrl)
      .post(path)
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect((await faultOf()).kind).toBe('unknown');
  });

  it('is a retry when the name cannot be resolved', async () => {
    nock(settings.baseUrl)
      .post(path)
      .replyWithError(Object.assign(new Error('dns'), { code: 'ENOTFOUND' }));
    expect((await faultOf()).kind).toBe('retry');
  });

  it('asks a provider only if it can answer', async () => {
    expect(await carrier.lookup(smsTo(1).key, deliveryId(1))).toBeNull();
    const asking = makeSmsCarrier({ ...basics, answersByKey: true }, settings, {
      take: () => Promise.resolve(),
    });
    nock(settings.baseUrl)
      .get(path)
      .query({ Key: smsTo(1).key })
      .reply(200, { messages: [{ sid: 'SM1' }] });
    expect(await asking.lookup(smsTo(1).key, deliveryId(1))).toEqual({ known: true, reference: 'SM1' });
    nock(settings.baseUrl).get(path).query(true).reply(200, { messages: [] });
    expect(await asking.lookup(smsTo(1).key, deliveryId(1))).toEqual({ known: false });
    nock(settings.baseUrl).get(path).query(true).reply(502, '');
    await expect(asking.lookup(smsTo(1).key, deliveryId(1))).rejects.toMatchObject({ kind: 'retry' });
  });
});

describe('a status callback', () => {
  const at = instant('2026-11-23T09:00:05Z');
  const about = { carrier: 'sms', delivery: deliveryId(1), at };
  const form = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+4915123450001' };
  const url = `https://forewarn.example/carriers/sms?carrier=sms&delivery=${deliveryId(1)}`;

  it('is signed over the address and the fields in order', () => {
    // A vector known from the provider's own libraries.
    const signature = smsSignature('12345', 'https://example.com/myapp.php?foo=1&bar=2', {
      Digits: '1234',
      To: '+18005551212',
      From: '+14158675310',
      Caller: '+14158675310',
      CallSid: 'CA1234567890ABCDE',
    });
    expect(signature).toBe('L/OH5YylLD5NRKLltdqwSvS0BnU=');
  });

  it.each<[string, string | undefined, string, string | null, string]>([
    ['sent', undefined, 'sent', null, 'sent'],
    ['delivered', undefined, 'delivered', null, 'delivered'],
    ['read', undefined, 'delivered', null, 'read'],
    ['undelivered', '30003', 'failed', 'sms.unreachable', 'undelivered 30003'],
    ['undelivered', '30006', 'failed', 'sms.landline', 'undelivered 30006'],
    ['failed', '30005', 'failed', 'sms.numberUnknown', 'failed 30005'],
    ['failed', undefined, 'failed', 'sms.undelivered', 'failed'],
    ['canceled', undefined, 'failed', 'sms.undelivered', 'canceled'],
  ])('%s (%s) is %s, %s', (status, code, outcome, reason, raw) => {
    const receipt = smsReceipt(
      { MessageSid: 'SM1', MessageStatus: status, ...(code && { ErrorCode: code }) },
      about,
    );
    expect(receipt).toEqual({
      carrier: 'sms',
      delivery: deliveryId(1),
      reference: 'SM1',
      outcome,
      reason,
      raw,
      at,
    });
  });

  it.each(['queued', 'sending', 'accepted', '', 'toString', '__proto__'])(
    'of %p says nothing new',
    status => {
      expect(smsReceipt({ MessageStatus: status }, about)).toEqual({ ignored: 'status' });
    },
  );

  it('counts only with the provider’s signature over this delivery', () => {
    const signature = smsSignature('token', url, form);
    const call = { delivery: deliveryId(1) as string, form, signature: signature as string | null, at };
    expect(readSmsCallback('sms', settings, call)).toMatchObject({ outcome: 'delivered' });
    expect(readSmsCallback('sms', settings, { ...call, delivery: deliveryId(2) })).toEqual({
      ignored: 'signature',
    });
    expect(readSmsCallback('sms', settings, { ...call, signature: null })).toEqual({ ignored: 'signature' });
    expect(readSmsCallback('sms', settings, { ...call, signature: 'x' })).toEqual({ ignored: 'signature' });
    expect(readSmsCallback('sms', settings, { ...call, form: { ...form, MessageStatus: 'failed' } })).toEqual(
      { ignored: 'signature' },
    );
    expect(readSmsCallback('sms', settings, { ...call, delivery: '../1' })).toEqual({ ignored: 'delivery' });
  });

  it('keeps a code nobody knows as a failure to look at', () => {
    expect(smsCode(12345)).toEqual({ kind: 'retry', code: 'sms.undelivered' });
  });
});
