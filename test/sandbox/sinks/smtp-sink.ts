import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../../../server/workflows/ports.js';
import type { Agenda } from '../agenda.js';
import { makeCallBack } from './call-back.js';
import { deliveryReport } from './delivery-report.js';
import type { Content, InboxBook } from './inbox.js';
import { makeKnobs, type Knobs } from './knobs.js';
import { startListener } from './listener.js';

/** `bounceLater`: taken, and reported as failed some time after. */
export type MailRule =
  'accept' | 'unknownMailbox' | 'fullMailbox' | 'tooLarge' | 'notAuthenticated' | 'bounceLater';

export interface SmtpSinkOptions {
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly inbox: InboxBook;
  readonly rule?: (address: string) => MailRule;
  /** Where bounces are posted, raw, as message/rfc822; the query tells the envelope recipient. */
  readonly bounces?: { readonly url: string; readonly headers?: Readonly<Record<string, string>> };
  readonly bounceAfterSeconds?: number;
  readonly port?: number;
}

export interface SmtpSink {
  readonly host: string;
  readonly port: number;
  readonly knobs: Knobs;
  /** Every hand-over taken, repeated ones included. */
  handOvers(): number;
  /** Different Message-IDs taken. */
  messages(): number;
  close(): Promise<void>;
}

interface Taken {
  readonly raw: Buffer;
  readonly from: string;
  readonly to: string;
  readonly envelopeId: string | null;
  /** The sender asks for a report of success. */
  readonly reportSuccess: boolean;
}

const REFUSALS: Partial<Record<MailRule, readonly [number, string]>> = {
  unknownMailbox: [550, '5.1.1 No such user here'],
  fullMailbox: [552, '5.2.2 Mailbox full'],
  tooLarge: [552, '5.3.4 Message too big'],
  notAuthenticated: [550, '5.7.26 Sender is not authenticated'],
};

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

const headersOf = (raw: Buffer): string => {
  const end = raw.indexOf('\r\n\r\n');
  return raw.subarray(0, end < 0 ? raw.length : end).toString('utf8');
};
const messageIdOf = (raw: Buffer): string => /^message-id:\s*(\S+)/im.exec(headersOf(raw))?.[1] ?? '';

const contentOf = async (raw: Buffer): Promise<Content> => {
  const mail = await PostalMime.parse(raw);
  return {
    channel: 'email',
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: Object.fromEntries(mail.headers.map(field => [field.key, field.value])),
    raw: raw.toString('utf8'),
  };
};

const makeMailbox = (options: SmtpSinkOptions, rule: (address: string) => MailRule) => {
  const { clock, inbox, bounces } = options;
  const callBack = makeCallBack(clock, options.agenda);
  const seen = new Set<string>();
  let handOvers = 0;
  const report = (mail: Taken, key: string, url: string, what: 'delivered' | 'bounced'): void => {
    const body = deliveryReport({
      ...(what === 'bounced'
        ? { action: 'failed', status: '5.1.1', diagnostic: '550 5.1.1 The mailbox has been closed' }
        : { action: 'delivered', status: '2.1.5', diagnostic: '250 2.1.5 Delivered to the mailbox' }),
      returnTo: mail.from,
      recipient: mail.to,
      envelopeId: mail.envelopeId,
      headers: headersOf(mail.raw),
    });
    const headers = { 'content-type': 'message/rfc822', ...bounces?.headers };
    const to = `${url}?recipient=${encodeURIComponent(mail.from)}`;
    callBack(
      options.bounceAfterSeconds ?? 90,
      to,
      () => ({ method: 'POST', headers, body }),
      () => inbox.mark('email', key, what),
    );
  };
  return {
    handOvers: () => handOvers,
    messages: () => seen.size,
    take(mail: Taken): void {
      handOvers += 1;
      const key = messageIdOf(mail.raw);
      // A mailbox shows two mails with one Message-ID as one or as two, as its provider likes: we count two.
      if (seen.has(key)) return inbox.again('email', key, true);
      seen.add(key);
      inbox.add({ channel: 'email', to: mail.to, key, at: clock.now(), state: 'accepted' }, () =>
        contentOf(mail.raw),
      );
      if (bounces === undefined) return undefined;
      if (rule(mail.to) === 'bounceLater') report(mail, key, bounces.url, 'bounced');
      else if (mail.reportSuccess) report(mail, key, bounces.url, 'delivered');
      return undefined;
    },
  };
};

const read = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const takenOf = (raw: Buffer, session: SMTPServerSession): Taken => {
  const { mailFrom, rcptTo, dsn } = session.envelope;
  return {
    raw,
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo[0]?.address ?? '',
    envelopeId: dsn?.envid ?? null,
    reportSuccess: rcptTo[0]?.dsn?.notify?.includes('SUCCESS') ?? false,
  };
};

/** A mail server that keeps what it is given, bounces what its rules say, and fails on demand. */
export const startSmtpSink = async (options: SmtpSinkOptions): Promise<SmtpSink> => {
  const rule = options.rule ?? (() => 'accept');
  const mailbox = makeMailbox(options, rule);
  const knobs = makeKnobs(
    { down: false, slowMs: 0, tempfail: false, throttle: false, hang: false, drop: false },
    { down: async value => (value === true ? listener.down() : listener.up()) },
  );
  const { values } = knobs;
  const smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    hideDSN: false,
    disableReverseLookup: true,
    logger: false,
    onMailFrom: (_address, _session, done) => {
      if (values.throttle) return done(refusal(421, '4.7.0 Too many messages, try again later'));
      return done(values.tempfail ? refusal(451, '4.3.0 Local error in processing') : null);
    },
    onRcptTo: ({ address }, _session, done) => {
      const refused = REFUSALS[rule(address)];
      return done(refused === undefined ? null : refusal(...refused));
    },
    onData: (stream, session, done) => {
      read(stream).then(
        raw => {
          // Neither knob answers: one forgets the message, the other keeps it and breaks the line.
          if (values.hang) return;
          mailbox.take(takenOf(raw, session));
          if (values.drop) listener.cut(session.remotePort);
          else if (values.slowMs > 0) setTimeout(() => done(null), values.slowMs);
          else done(null);
        },
        (error: unknown) => done(error as Error),
      );
    },
  });
  smtp.on('error', () => undefined);
  const listener = await startListener(socket => smtp.connect(socket), options.port);
  return {
    host: '127.0.0.1',
    port: listener.port,
    knobs,
    handOvers: mailbox.handOvers,
    messages: mailbox.messages,
    close: () => listener.down(),
  };
};
