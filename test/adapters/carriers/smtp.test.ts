import { CARRIER_REASONS } from '../../../server/adapters/carriers/carrier-reasons.js';
import { meaningOfReply, reasonOfStatus } from '../../../server/adapters/carriers/email-status.js';
import { smtpFault } from '../../../server/adapters/carriers/smtp-fault.js';
import type { Fault } from '../../../server/workflows/fault.js';
import type { MailRule } from '../../sandbox/sinks/smtp-sink.js';
import { deliveryId, mailTo } from './messages.js';
import { setUp, type Setup } from './pairs.js';

describe('a mail on its way out', () => {
  let setup: Setup;
  let rule: MailRule = 'accept';
  beforeEach(async () => {
    rule = 'accept';
    setup = await setUp({ rules: { email: () => rule } });
  });
  afterEach(() => setup.close());

  const carrier = () => {
    const [first] = setup.carriers.of('email');
    if (first === undefined) throw new Error('no carrier');
    return first.carrier;
  };
  const faultOf = (number: number): Promise<Fault> =>
    carrier()
      .send(mailTo(number))
      .then(
        () => Promise.reject(new Error('sent')),
        (fault: unknown) => fault as Fault,
      );

  it('carries what receivers and our own bounce reader need, and no way to unsubscribe', async () => {
    const { reference } = await carrier().send(mailTo(1));
    const [item] = setup.sinks.inbox.list();
    const mail = await setup.sinks.inbox.get(item?.id ?? 0);
    if (mail?.content.channel !== 'email') throw new Error('no mail');
    const { headers, text, html, subject } = mail.content;
    expect(headers['message-id']).toBe(reference);
    expect(reference).toMatch(new RegExp(`^<${deliveryId(1)}\\.[a-z2-7]{8}@mail\\.utility\\.example>$`));
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'content-language': 'de',
      date: 'Mon, 23 Nov 2026 09:00:00 +0000',
      from: 'Utility <notices@utility.example>',
    });
    expect(Object.keys(headers).filter(name => name.startsWith('list-') || name === 'precedence')).toEqual(
      [],
    );
    expect([subject, text.trim(), html.trim()]).toEqual([mailTo(1).subject, mailTo(1).text, mailTo(1).html]);
  });

  it('lets no name add a header or a recipient', async () => {
    await carrier().send({
      ...mailTo(1),
      toName: 'Eve\r\nBcc: all@home.example',
      subject: 'Strom\r\nX-Evil: yes',
    });
    const mail = await setup.sinks.inbox.get(1);
    if (mail?.content.channel !== 'email') throw new Error('no mail');
    expect(Object.keys(mail.content.headers)).not.toEqual(expect.arrayContaining(['bcc']));
    expect(Object.keys(mail.content.headers)).not.toEqual(expect.arrayContaining(['x-evil']));
    expect(mail.to).toBe(mailTo(1).to);
  });

  it('asks for a retry of what still waits when it is closed', async () => {
    const waiting = Array.from({ length: 60 }, (_, n) => carrier().send(mailTo(n)));
    const closed = setup.carriers.close();
    const outcomes = await Promise.allSettled(waiting);
    await closed;
    const kinds = outcomes.map(outcome =>
      outcome.status === 'fulfilled' ? 'sent' : (outcome.reason as Fault).kind,
    );
    expect(new Set(kinds).size).toBeLessThanOrEqual(2);
    expect(kinds.filter(kind => kind === 'retry')).toHaveLength(60 - setup.sinks.mail.messages());
  });

  it('shows a second hand-over of the same delivery as a duplicate under the same Message-ID', async () => {
    await carrier().send(mailTo(1));
    await carrier().send(mailTo(1));
    expect([
      setup.sinks.mail.handOvers(),
      setup.sinks.mail.messages(),
      setup.sinks.inbox.duplicates(),
    ]).toEqual([2, 1, 1]);
    expect(setup.sinks.inbox.list()[0]).toMatchObject({ handOvers: 2, copies: 2 });
  });

  it.each<[MailRule, string, string]>([
    ['unknownMailbox', 'rejected', 'email.mailboxUnknown'],
    ['fullMailbox', 'rejected', 'email.mailboxFull'],
    ['tooLarge', 'rejected', 'email.tooLarge'],
    ['notAuthenticated', 'unauthorised', 'email.senderNotAuthenticated'],
  ])('takes the refusal %s as %s, %s', async (refusal, kind, code) => {
    rule = refusal;
    const fault = await faultOf(1);
    expect([fault.kind, fault.code, fault.message.includes('RCPT TO')]).toEqual([kind, code, true]);
  });

  it('retries on a temporary failure', async () => {
    await setup.sinks.setKnob('email.tempfail', true);
    expect((await faultOf(1)).kind).toBe('retry');
  });

  it('is unknown when the answer takes longer than the timeout, and one message after all', async () => {
    await setup.sinks.setKnob('email.slowMs', 1600);
    expect((await faultOf(1)).kind).toBe('unknown');
    expect(setup.sinks.mail.messages()).toBe(1);
  });

  it('sends on a new connection when the server has closed the idle one', async () => {
    await carrier().send(mailTo(1));
    await setup.sinks.setKnob('email.down', true);
    await setup.sinks.setKnob('email.down', false);
    // The pool may still hold the dead connection: then nothing of the mail has left, and it is a retry.
    const fault = await carrier()
      .send(mailTo(2))
      .then(
        () => null,
        (error: unknown) => error as Fault,
      );
    expect([undefined, 'retry']).toContain(fault?.kind);
    if (fault !== null) await carrier().send(mailTo(2));
    expect(setup.sinks.mail.messages()).toBe(2);
  });
});

describe('a mail server’s answer', () => {
  it.each<[number, string, string, string]>([
    [421, '421 4.7.0 try later', 'throttled', 'email.throttled'],
    [450, '450 4.7.1 greylisted', 'throttled', 'email.throttled'],
    [451, '451 4.3.0 local error', 'retry', 'email.carrierBusy'],
    [452, '452 4.2.2 mailbox full', 'retry', 'email.mailboxFull'],
    [550, '550 no such user', 'rejected', 'email.mailboxUnknown'],
    [550, '550-5.1.1 The account\n550 5.1.1 does not exist', 'rejected', 'email.mailboxUnknown'],
    [550, '550 5.4.1 Recipient address rejected: access denied', 'rejected', 'email.noRoute'],
    [550, '550 5.7.26 unauthenticated', 'unauthorised', 'email.senderNotAuthenticated'],
    [550, '550 5.7.515 access denied', 'unauthorised', 'email.senderNotAuthenticated'],
    [554, '554 5.7.1 blocked', 'rejected', 'email.blocked'],
    [552, '552 5.3.4 too big', 'rejected', 'email.tooLarge'],
    [550, '550 5.99.99 new', 'rejected', 'email.mailboxUnknown'],
    [571, '571 what is this', 'rejected', 'email.rejected'],
    [535, '535 5.7.8 bad credentials', 'unauthorised', 'email.account'],
  ])('%i %s is %s, %s', (code, reply, kind, reason) => {
    expect(meaningOfReply(code, reply)).toEqual({ kind, code: reason });
  });

  it('names a reason for a status of either class', () => {
    expect(['5.1.1', '4.4.7', '4.2.2', '5.9.9'].map(reasonOfStatus)).toEqual([
      'email.mailboxUnknown',
      'email.expired',
      'email.mailboxFull',
      'email.rejected',
    ]);
  });

  it.each<[Record<string, unknown>, boolean, string, string]>([
    [{ code: 'EAUTH' }, false, 'unauthorised', 'email.account'],
    [
      { code: 'EAUTH', responseCode: 454, response: '454 4.7.0 later', command: 'AUTH PLAIN' },
      false,
      'throttled',
      'email.throttled',
    ],
    [{ code: 'ESOCKET', command: 'CONN' }, false, 'retry', 'email.carrierDown'],
    [{ code: 'ESOCKET', command: 'CONN' }, true, 'unknown', 'email.answerLost'],
    [{ code: 'EENVELOPE', command: 'API' }, false, 'rejected', 'email.malformed'],
    [{ code: 'EMESSAGE', command: 'MAIL FROM' }, false, 'rejected', 'email.tooLarge'],
    [
      { code: 'EENVELOPE', responseCode: 554, response: '554 5.7.1 no', command: 'MAIL FROM' },
      false,
      'unauthorised',
      'email.senderRefused',
    ],
    [
      { code: 'EMESSAGE', responseCode: 554, response: '554 5.6.0 no', command: 'DATA' },
      true,
      'rejected',
      'email.content',
    ],
    [
      { code: 'EPROTOCOL', responseCode: 554, response: '554 go away', command: 'CONN' },
      false,
      'unauthorised',
      'email.senderRefused',
    ],
  ])('an error %p (begun: %p) is %s, %s', (fields, began, kind, code) => {
    const fault = smtpFault(Object.assign(new Error('to jonas@home.example'), fields), began) as Fault;
    expect([fault.kind, fault.code, fault.cause]).toEqual([kind, code, undefined]);
    expect(fault.message).not.toContain('jonas');
  });

  it('leaves a bug a bug', () => {
    const bug = new TypeError('x is undefined');
    expect(smtpFault(bug, false)).toBe(bug);
  });
});

describe('every reason a carrier can give', () => {
  it('is a word of its channel', () => {
    expect(CARRIER_REASONS.filter(code => !/^(email|sms|letter)\.[a-zA-Z]+$/.test(code))).toEqual([]);
    expect(CARRIER_REASONS).toEqual(
      expect.arrayContaining(['email.mailboxUnknown', 'sms.landline', 'letter.addressUnknown']),
    );
  });
});
