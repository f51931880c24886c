import type { Readable } from 'node:stream';
import nodemailer, { type MailMessage, type SendMailOptions } from 'nodemailer';
import { toEpochMs } from '../../domain/time.js';
import { Fault } from '../../workflows/fault.js';
import type { Carrier, Clock, OutgoingMessage } from '../../workflows/ports.js';
import type { CarrierBasics } from './carrier-basics.js';
import type { RateLimiter } from './rate-limiter.js';
import { smtpFault } from './smtp-fault.js';
import { messageIdOf, signedDelivery, verpAddress } from './verp.js';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `required`: STARTTLS or nothing. `none` only for a relay on the same machine. */
  readonly tls: 'required' | 'implicit' | 'none';
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  /** The right-hand side of Message-IDs. */
  readonly mailDomain: string;
  /** The right-hand side of envelope senders. */
  readonly bounceDomain: string;
  readonly bounceSecret: string;
  /** Of each step: connecting, the greeting, and every later silence. */
  readonly timeoutMs: number;
}

interface Deps {
  readonly clock: Clock;
  readonly limiter: RateLimiter;
}
type Mail = Extract<OutgoingMessage, { channel: 'email' }>;
/** Knows whether the connection has begun to read the message, which it does only after the server's 354. */
interface Track {
  stream?: Readable;
}
type TrackedMail = SendMailOptions & { readonly track: Track };

const openPool = (basics: CarrierBasics, settings: SmtpSettings) => {
  const pool = nodemailer.createTransport({
    pool: true,
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    requireTLS: settings.tls === 'required',
    ignoreTLS: settings.tls === 'none',
    ...(settings.login === null
      ? {}
      : { auth: { user: settings.login.user, pass: settings.login.password } }),
    maxConnections: basics.concurrency,
    // The pool would hand a mail over again after a lost connection, without knowing whether it had been taken.
    maxRequeues: 0,
    connectionTimeout: settings.timeoutMs,
    greetingTimeout: settings.timeoutMs,
    socketTimeout: settings.timeoutMs,
    dnsTimeout: settings.timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.use('stream', (mail: MailMessage, done: (error?: Error | null) => void) => {
    const { track } = mail.data as unknown as TrackedMail;
    const open = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = options => (track.stream = open(options));
    done();
  });
  return pool;
};

/**
 * No List-Unsubscribe: these mails are owed by law or concern the customer's own premises, and offering a way out
 * would invite a silence the law forbids.
 */
const compose = (mail: Mail, settings: SmtpSettings, clock: Clock): SendMailOptions => ({
  messageId: messageIdOf(mail.delivery, settings.bounceSecret, settings.mailDomain),
  date: new Date(toEpochMs(clock.now())),
  from: { ...settings.from, name: mail.senderName ?? settings.from.name },
  ...(settings.replyTo === null ? {} : { replyTo: settings.replyTo }),
  to: { name: mail.toName, address: mail.to },
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
  envelope: { from: verpAddress(mail.delivery, settings.bounceSecret, settings.bounceDomain), to: [mail.to] },
  dsn: {
    id: signedDelivery(mail.delivery, settings.bounceSecret),
    return: 'headers',
    notify: ['failure', 'delay', ...(mail.proof ? (['success'] as const) : [])],
    recipient: `rfc822;${mail.to}`,
  },
});

/** E-mail over one relay. Its Message-ID is the reference: it is known beforehand and comes back in every bounce. */
export const makeSmtpCarrier = (
  basics: CarrierBasics,
  settings: SmtpSettings,
  { clock, limiter }: Deps,
): Carrier => {
  const pool = openPool(basics, settings);
  let closing = false;
  return {
    ...basics,
    channel: 'email',
    async send(message) {
      if (message.channel !== 'email')
        throw new TypeError(`${basics.name} carries e-mail, not ${message.channel}.`);
      await limiter.take();
      const mail: TrackedMail = { ...compose(message, settings, clock), track: {} };
      try {
        await pool.sendMail(mail);
      } catch (error) {
        const began = mail.track.stream?.readableDidRead ?? false;
        if (closing && !began) throw new Fault('retry', 'email.carrierDown', 'The carrier is being closed.');
        throw smtpFault(error, began);
      }
      return { reference: messageIdOf(message.delivery, settings.bounceSecret, settings.mailDomain) };
    },
    lookup: () => Promise.resolve(null),
    close() {
      closing = true;
      // Mails on their way are finished; those that wait for a connection fail, and nothing of them has left.
      pool.close();
      return Promise.resolve();
    },
  };
};
