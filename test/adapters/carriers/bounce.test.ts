import { bounceReceipt, type BounceSettings } from '../../../server/adapters/carriers/bounce.js';
import { parseDeliveryStatus } from '../../../server/adapters/carriers/delivery-status.js';
import {
  messageIdOf,
  readVerp,
  signedDelivery,
  verifySignedDelivery,
  verpAddress,
} from '../../../server/adapters/carriers/verp.js';
import type { DeliveryId } from '../../../server/domain/ids.js';
import { instant } from '../../../server/domain/time.js';
import { deliveryReport } from '../../sandbox/sinks/delivery-report.js';
import { deliveryId } from './messages.js';

const settings: BounceSettings = {
  bounceSecret: 'a-secret-of-sixteen',
  bounceDomain: 'bounce.utility.example',
  mailDomain: 'mail.utility.example',
};
const at = instant('2026-11-23T09:05:00Z');
const one = deliveryId(1);
const verp = verpAddress(one, settings.bounceSecret, settings.bounceDomain);
const forged = `b+${one}.aaaaaaaa@${settings.bounceDomain}`;
const messageId = messageIdOf(one, settings.bounceSecret, settings.mailDomain);

const read = (raw: string, recipient: string | null = null) =>
  bounceReceipt('mail', settings, { raw: Buffer.from(raw), recipient, at });
const lines = (...text: readonly string[]) => text.join('\r\n');

const report = (patch: Partial<Parameters<typeof deliveryReport>[0]> = {}) =>
  deliveryReport({
    action: 'failed',
    status: '5.1.1',
    diagnostic: '550 5.1.1 No such user',
    returnTo: verp,
    recipient: 'jonas@home.example',
    envelopeId: null,
    headers: 'From: a@b.example\r\nMessage-ID: <other@elsewhere.example>',
    ...patch,
  });
const receipt = (outcome: string, reason: string | null, raw: string) => ({
  carrier: 'mail',
  delivery: one,
  reference: null,
  outcome,
  reason,
  raw,
  at,
});

describe('a return address of our own', () => {
  it('is short enough for a local part, and known again in any case', () => {
    expect(verp).toMatch(/^b\+[0-9a-f-]{36}\.[a-z2-7]{8}@bounce\.utility\.example$/);
    expect(verp.indexOf('@')).toBeLessThanOrEqual(64);
    for (const text of [verp, verp.toUpperCase(), `<${verp}>`, `Bounces <${verp}>, x@y.example`])
      expect(readVerp(text, settings.bounceSecret, settings.bounceDomain)).toEqual({
        found: 'delivery',
        delivery: one,
      });
  });

  it.each([
    [
      'a mac of another delivery',
      `b+${deliveryId(2)}.${signedDelivery(one, settings.bounceSecret).slice(-8)}@bounce.utility.example`,
    ],
    ['a made-up mac', forged],
    ['no mac', `b+${one}@bounce.utility.example`],
    ['a path', 'b+../../etc.aaaaaaaa@bounce.utility.example'],
  ])('with %s is forged', (_name, text) => {
    expect(readVerp(text, settings.bounceSecret, settings.bounceDomain)).toEqual({ found: 'forged' });
  });

  it.each([
    'x@bounce.utility.example',
    `b+${one}.aaaaaaaa@bounceXutility.example`,
    `b+${one}.aaaaaaaa@bounce.utility.example.evil.example`,
    '',
  ])('is not %p', text => {
    expect(readVerp(text, settings.bounceSecret, settings.bounceDomain)).toEqual({ found: 'none' });
  });

  it('is worth nothing under another secret', () => {
    expect(
      verifySignedDelivery(signedDelivery(one, 'another-secret-here'), settings.bounceSecret),
    ).toBeNull();
    expect(verifySignedDelivery(signedDelivery(one, settings.bounceSecret), settings.bounceSecret)).toBe(one);
    expect(() => signedDelivery('x' as DeliveryId, '')).not.toThrow();
  });
});

describe('a delivery report', () => {
  it.each<[string, 'failed' | 'delivered', string, string, string | null]>([
    ['a mailbox that is not there', 'failed', '5.1.1', 'failed', 'email.mailboxUnknown'],
    ['a full mailbox', 'failed', '5.2.2', 'failed', 'email.mailboxFull'],
    ['a block', 'failed', '5.7.1', 'failed', 'email.blocked'],
    ['days without an answer', 'failed', '4.4.7', 'failed', 'email.expired'],
    ['arrival', 'delivered', '2.0.0', 'delivered', null],
  ])('of %s (%s %s) is %s, %s', async (_name, action, status, outcome, reason) => {
    expect(await read(report({ action, status }))).toEqual(receipt(outcome, reason, `${action} ${status}`));
  });

  it('of a delay is no receipt', async () => {
    expect(await read(report({ action: 'delayed', status: '4.4.1' }))).toEqual({ ignored: 'delayed' });
  });

  it('is matched by the envelope recipient, the envelope id or the Message-ID it quotes', async () => {
    const stray = { returnTo: 'postmaster@utility.example' };
    expect(await read(report(stray), verp)).toMatchObject({ delivery: one });
    expect(
      await read(report({ ...stray, envelopeId: signedDelivery(one, settings.bounceSecret) })),
    ).toMatchObject({ delivery: one });
    expect(
      await read(report({ ...stray, headers: `From: a@b.example\r\nMessage-ID:\r\n ${messageId}` })),
    ).toMatchObject({ delivery: one });
    expect(await read(report(stray))).toEqual({ ignored: 'notOurs' });
  });

  it('with a forged return address is not believed, whatever else it quotes', async () => {
    expect(await read(report({ returnTo: forged }))).toEqual({ ignored: 'forged' });
    expect(await read(report({ returnTo: forged, headers: `Message-ID: ${messageId}` }))).toEqual({
      ignored: 'forged',
    });
    expect(await read(report({ returnTo: 'x@y.example', envelopeId: `${one}.aaaaaaaa` }))).toEqual({
      ignored: 'notOurs',
    });
    expect(
      await read(
        report({ returnTo: 'x@y.example', headers: `Message-ID: <${one}.aaaaaaaa@mail.utility.example>` }),
      ),
    ).toEqual({ ignored: 'notOurs' });
  });

  it('holds no address', async () => {
    expect(JSON.stringify(await read(report()))).not.toContain('jonas');
  });

  it('quoting the whole mail, with a status part for UTF-8 addresses, is read too', async () => {
    const raw = lines(
      'From: MAILER-DAEMON@mx.example',
      'To: undisclosed-recipients:;',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status;',
      '\tboundary="B.1"',
      '',
      'preamble',
      '--B.1',
      'Content-Description: Notification',
      '',
      'I could not deliver your mail.',
      '--B.1',
      'Content-Type: message/global-delivery-status; charset=utf-8',
      '',
      'Reporting-MTA: dns; mx.example',
      'Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000 (UTC)',
      '',
      'Final-Recipient: utf-8; jürgen@home.example',
      'Original-Recipient: rfc822;j@home.example',
      'Action: Failed',
      'Status: 5.0.0',
      'Diagnostic-Code: smtp; 550-5.1.1 no such',
      '    user, 550 5.1.1 here',
      '',
      '--B.1',
      'Content-Type: message/rfc822',
      '',
      'Received: from x',
      `Message-ID: ${messageId}`,
      'Subject: Strom',
      '',
      'the text',
      '--B.1--',
      '',
    );
    expect(await read(raw)).toMatchObject({
      delivery: one,
      outcome: 'failed',
      reason: 'email.mailboxUnknown',
      raw: 'failed 5.1.1',
    });
  });

  it('with several groups fails if one failed', async () => {
    const raw = report().replace(
      'Final-Recipient:',
      'Final-Recipient: rfc822; a@b.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\nFinal-Recipient:',
    );
    expect(await read(raw)).toMatchObject({ outcome: 'failed', reason: 'email.mailboxUnknown' });
  });

  it('parts its groups by empty lines, and unfolds them', () => {
    const status = parseDeliveryStatus(
      'Reporting-MTA: dns; a\n\nAction: failed\nDiagnostic-Code: smtp;\n  550\n\tno\n \nStatus: 5.1.1\n',
    );
    expect(status.message.get('reporting-mta')).toBe('dns; a');
    expect(status.recipients.map(group => group.get('diagnostic-code') ?? group.get('status'))).toEqual([
      'smtp; 550 no',
      '5.1.1',
    ]);
  });
});

describe('a mail that is no report in form', () => {
  const plain = (headers: readonly string[], text: string) =>
    lines(...headers, 'Content-Type: text/plain', '', text, '');

  it.each([
    [
      'an absence',
      ['From: mara@home.example', 'Auto-Submitted: auto-replied'],
      'Back on 5.1.1 at 9',
      { ignored: 'autoReply' },
    ],
    [
      'an absence of the old kind',
      ['From: mara@home.example', 'Precedence: auto_reply'],
      'Back soon',
      { ignored: 'autoReply' },
    ],
    [
      'an answer by a person',
      ['From: mara@home.example'],
      'My house number is 5.1.1',
      { ignored: 'notAReport' },
    ],
    [
      'a server’s plain words',
      ['From: MAILER-DAEMON@mx.example'],
      'It said: 550 5.1.1 unknown',
      { outcome: 'failed', reason: 'email.mailboxUnknown' },
    ],
    [
      'a server’s warning',
      ['From: Postmaster@mx.example'],
      'Still trying: 451 4.4.1',
      { ignored: 'delayed' },
    ],
    [
      'a server’s riddle',
      ['From: Postmaster@mx.example'],
      'Something happened',
      { ignored: 'notUnderstood' },
    ],
  ])('%s', async (_name, headers, text, expected) => {
    expect(await read(plain([...headers, `To: <${verp}>`], text))).toMatchObject(expected);
  });

  it('is not read when it is a complaint, or too large', async () => {
    const complaint = report().replace('message/delivery-status', 'message/feedback-report');
    expect(await read(complaint)).toEqual({ ignored: 'feedbackReport' });
    expect(await read(`${report()}${'x'.repeat(1024 * 1024)}`)).toEqual({ ignored: 'tooLarge' });
    expect(await read('')).toMatchObject({ ignored: 'notAReport' });
  });
});
