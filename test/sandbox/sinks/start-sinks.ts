import type { Channel } from '../../../server/domain/contact-point.js';
import type { Clock } from '../../../server/workflows/ports.js';
import type { CarriersFile } from '../../../server/adapters/carriers/carriers-file.js';
import type { HandOver } from '../../../server/domain/calendar.js';
import type { ManifestLine } from '../../../server/adapters/carriers/letter-manifest.js';
import type { Agenda } from '../agenda.js';
import { makeInbox, type Inbox } from './inbox.js';
import type { KnobValue, Knobs } from './knobs.js';
import { makePrinterSink, type LetterRule, type PrinterSink } from './printer-sink.js';
import { startSmsSink, type SmsRule, type SmsSink } from './sms-sink.js';
import { startSmtpSink, type MailRule, type SmtpSink } from './smtp-sink.js';

export interface SinksOptions {
  readonly clock: Clock;
  readonly agenda: Agenda;
  /** An existing folder. */
  readonly spool: string;
  readonly handOver: HandOver;
  /** Where bounces go, and with which headers; the composer knows our server's routes. */
  readonly bounces: { readonly url: string; readonly headers?: Readonly<Record<string, string>> };
  readonly smsCallbackUrl: string;
  readonly rules?: {
    readonly email?: (address: string) => MailRule;
    readonly sms?: (number: string) => SmsRule;
    readonly letter?: (letter: ManifestLine) => LetterRule;
  };
}

export interface Sinks {
  readonly inbox: Inbox;
  readonly knobs: Readonly<Record<Channel, Knobs>>;
  readonly mail: SmtpSink;
  readonly sms: SmsSink;
  readonly printer: PrinterSink;
  /** The environment that makes the shipped carriers talk to these sinks. */
  readonly environment: Readonly<Record<string, string>>;
  /** All knobs as `sms.throttle`. */
  listKnobs(): Readonly<Record<string, KnobValue>>;
  setKnob(name: string, value: KnobValue): Promise<void>;
  close(): Promise<void>;
}

const ACCOUNT = 'ACsandbox';
const TOKEN = 'sandbox-token-of-no-worth';

/** The SMS sink honours keys and answers by them, which Twilio does not: the demo may count on both. */
export const carriersForSinks = (file: CarriersFile): CarriersFile => ({
  ...file,
  sms: file.sms.map(entry => ({ ...entry, honoursKeys: true, answersByKey: true })),
});

const environmentOf = (
  mail: SmtpSink,
  sms: SmsSink,
  options: SinksOptions,
): Readonly<Record<string, string>> => ({
  SMTP_HOST: mail.host,
  SMTP_PORT: String(mail.port),
  SMTP_TLS: 'none',
  SMTP_FROM: 'notices@utility.example',
  SMTP_FROM_NAME: 'Utility',
  SMTP_MAIL_DOMAIN: 'mail.utility.example',
  SMTP_BOUNCE_DOMAIN: 'bounce.utility.example',
  SMTP_BOUNCE_SECRET: 'sandbox-secret-of-no-worth',
  SMS_URL: sms.baseUrl,
  SMS_ACCOUNT: ACCOUNT,
  SMS_TOKEN: TOKEN,
  SMS_FROM: 'UTILITY',
  SMS_CALLBACK_URL: options.smsCallbackUrl,
  LETTERS_SPOOL: options.spool,
});

/** All three carriers' other ends, on this machine. */
export const startSinks = async (options: SinksOptions): Promise<Sinks> => {
  const { clock, agenda, spool, handOver, bounces, rules } = options;
  const inbox = makeInbox();
  const common = { clock, agenda, inbox };
  const mail = await startSmtpSink({ ...common, bounces, ...(rules?.email && { rule: rules.email }) });
  const sms = await startSmsSink({
    ...common,
    account: ACCOUNT,
    token: TOKEN,
    ...(rules?.sms && { rule: rules.sms }),
  });
  const printer = makePrinterSink({
    ...common,
    spool,
    handOver,
    ...(rules?.letter && { rule: rules.letter }),
  });
  const knobs: Record<Channel, Knobs> = { email: mail.knobs, sms: sms.knobs, letter: printer.knobs };
  return {
    inbox,
    knobs,
    mail,
    sms,
    printer,
    environment: environmentOf(mail, sms, options),
    listKnobs: () =>
      Object.fromEntries(
        Object.entries(knobs).flatMap(([channel, own]) =>
          Object.entries(own.list()).map(([name, value]) => [`${channel}.${name}`, value]),
        ),
      ),
    async setKnob(name, value) {
      const [channel = '', knob = ''] = name.split('.');
      if (!Object.hasOwn(knobs, channel)) throw new RangeError(`There is no knob ${name}.`);
      await knobs[channel as Channel].set(knob, value);
    },
    async close() {
      await Promise.all([mail.close(), sms.close(), printer.close()]);
    },
  };
};
