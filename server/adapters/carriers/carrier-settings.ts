import { z } from 'zod';
import type { CarriersFile } from './carriers-file.js';
import type { LetterSettings } from './letter-spool.js';
import type { SmsSettings } from './sms.js';
import type { SmtpSettings } from './smtp.js';

/** The settings of each carrier by its name. */
export interface CarrierSettings {
  readonly email: Readonly<Record<string, SmtpSettings>>;
  readonly sms: Readonly<Record<string, SmsSettings>>;
  readonly letter: Readonly<Record<string, LetterSettings>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const required = z.string('a value').min(1, 'a value');
const domain = required.regex(/^[a-z0-9.-]+$/i, 'a domain name').transform(text => text.toLowerCase());
const url = z
  .url({ protocol: /^https?$/, error: 'an http or https address' })
  .refine(text => !text.includes('?'), 'an address without a query');
const timeout = (ms: number) => z.coerce.number('milliseconds').int().min(50).max(600_000).default(ms);

const smtpSettings = z.object({
  HOST: required,
  PORT: z.coerce.number('a port').int().min(1).max(65_535),
  TLS: z.enum(['required', 'implicit', 'none']).default('required'),
  USER: required.optional(),
  PASSWORD: required.optional(),
  FROM: required.regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address'),
  FROM_NAME: required,
  REPLY_TO: required.regex(/^[^\s@]+@[^\s@]+$/, 'an e-mail address').optional(),
  MAIL_DOMAIN: domain,
  BOUNCE_DOMAIN: domain,
  BOUNCE_SECRET: required.min(16, 'at least 16 characters'),
  TIMEOUT_MS: timeout(30_000),
});
const smtp = smtpSettings.transform((read): SmtpSettings => ({
  host: read.HOST,
  port: read.PORT,
  tls: read.TLS,
  login: read.USER === undefined ? null : { user: read.USER, password: read.PASSWORD ?? '' },
  from: { name: read.FROM_NAME, address: read.FROM },
  replyTo: read.REPLY_TO ?? null,
  mailDomain: read.MAIL_DOMAIN,
  bounceDomain: read.BOUNCE_DOMAIN,
  bounceSecret: read.BOUNCE_SECRET,
  timeoutMs: read.TIMEOUT_MS,
}));

const smsSettings = z.object({
  URL: url,
  ACCOUNT: required,
  TOKEN: required,
  FROM: required,
  CALLBACK_URL: url,
  TIMEOUT_MS: timeout(15_000),
});
const sms = smsSettings.transform((read): SmsSettings => ({
  baseUrl: read.URL.replace(/\/+$/, ''),
  account: read.ACCOUNT,
  token: read.TOKEN,
  from: read.FROM,
  callbackUrl: read.CALLBACK_URL,
  timeoutMs: read.TIMEOUT_MS,
}));

const letterSettings = z.object({ SPOOL: required });
const letter = letterSettings.transform((read): LetterSettings => ({ spool: read.SPOOL }));

/** The names of all settings that the carriers of the file read. */
export const carrierSettingNames = (file: CarriersFile): readonly string[] =>
  (
    [
      [file.email, smtpSettings],
      [file.sms, smsSettings],
      [file.letter, letterSettings],
    ] as const
  ).flatMap(([entries, { shape }]) =>
    entries.flatMap(({ settings }) => Object.keys(shape).map(name => `${settings}_${name}`)),
  );

export interface SettingProblem {
  /** Name of the environment variable. Its value is never repeated: it may be a secret. */
  readonly setting: string;
  readonly expected: string;
}

/** Reads what the carriers of the file need out of the environment given. Every problem at once. */
export const readCarrierSettings = (
  file: CarriersFile,
  environment: Environment,
): { readonly settings: CarrierSettings; readonly problems: readonly SettingProblem[] } => {
  const problems: SettingProblem[] = [];
  const read = <T>(
    entries: readonly { name: string; settings: string }[],
    schema: z.ZodType<T>,
  ): Record<string, T> => {
    const found: Record<string, T> = {};
    for (const { name, settings: prefix } of entries) {
      const own = Object.entries(environment)
        .filter(([key, value]) => key.startsWith(`${prefix}_`) && value !== undefined && value !== '')
        .map(([key, value]) => [key.slice(prefix.length + 1), value]);
      const parsed = schema.safeParse(Object.fromEntries(own));
      if (parsed.success) found[name] = parsed.data;
      else
        for (const issue of parsed.error.issues)
          problems.push({ setting: `${prefix}_${issue.path.join('_')}`, expected: issue.message });
    }
    return found;
  };
  const settings = {
    email: read(file.email, smtp),
    sms: read(file.sms, sms),
    letter: read(file.letter, letter),
  };
  return { settings, problems };
};
