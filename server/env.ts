import { z } from 'zod';
import type { SealKey } from './adapters/secrets/seal.js';
import { personOf, type Person } from './domain/office/person.js';
import { ROLES } from './workflows/ports/role.js';

const text = z.string('a value').min(1, 'a value');
/** E-mail addresses with commas between them; at least one. */
const people = text.transform((list, context): readonly Person[] => {
  const found = list
    .split(',')
    .filter(part => part.trim() !== '')
    .map(personOf);
  const persons = found.filter(person => person !== null);
  if (persons.length > 0 && persons.length === found.length) return persons;
  context.addIssue({ code: 'custom', message: 'e-mail addresses, separated by commas' });
  return z.NEVER;
});
const address = (protocols: RegExp, expected: string) =>
  z.string(expected).refine(url => protocols.test(url) && URL.canParse(url), expected);

const account = text.regex(/^\d+$/, 'the number of the HubSpot account');
/** `2026a:<32 bytes in base64>`, with commas between several; the first seals. */
const tokenKeys = text.transform((list, context): readonly [SealKey, ...SealKey[]] => {
  const keys = list.split(',').map((part): SealKey => {
    const [id = '', base64 = ''] = part.trim().split(':');
    return { id, key: Buffer.from(base64, 'base64') };
  });
  const [first, ...rest] = keys;
  const isWhole = keys.every(({ id, key }) => /^[\w-]{1,40}$/.test(id) && key.length === 32);
  if (first !== undefined && isWhole && new Set(keys.map(({ id }) => id)).size === keys.length)
    return [first, ...rest];
  context.addIssue({
    code: 'custom',
    message: 'name:key, the key being 32 bytes in base64; several with commas between them, the newest first',
  });
  return z.NEVER;
});

/** Who signs billing's rows: `<account>:<secret>`, with commas between; an account may have two while one is changed. */
export interface BillingSecret {
  readonly portal: string;
  readonly secret: string;
}
const billingSecrets = text.transform((list, context): readonly BillingSecret[] => {
  const found = list.split(',').map((part): BillingSecret => {
    const [portal = '', ...rest] = part.trim().split(':');
    return { portal, secret: rest.join(':') };
  });
  if (found.every(({ portal, secret }) => /^\d+$/.test(portal) && secret.length >= 32)) return found;
  context.addIssue({
    code: 'custom',
    message:
      'account:secret, the secret having at least 32 characters and no comma; several with commas between',
  });
  return z.NEVER;
});

/** What the server reads from its environment, besides what config/carriers.yaml says each carrier reads. */
const environment = z.object({
  HUBSPOT_PORTAL_ID: account.optional(),
  HUBSPOT_ACCESS_TOKEN: text.optional(),
  HUBSPOT_CLIENT_ID: text.optional(),
  HUBSPOT_AUTHORIZE_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .default('https://app.hubspot.com/oauth/authorize'),
  HUBSPOT_CLIENT_SECRET: text.min(16, 'the client secret of the app, at least 16 characters'),
  HUBSPOT_APP_ID: z.string().regex(/^\d+$/, 'the number of the app').optional(),
  HUBSPOT_OLDER_SIGNATURES: z
    .string()
    .regex(/^v[12](,v[12])?$/, 'v1, v2, or v1,v2')
    .transform(text => text.split(',') as ('v1' | 'v2')[])
    .default([]),
  HUBSPOT_API_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .default('https://api.hubapi.com'),
  FOREWARN_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'the address HubSpot and the carriers call, without a path' })
    .transform(url => url.replace(/\/+$/, '')),
  FOREWARN_DATA: text.default('.forewarn'),
  FOREWARN_BOUNCE_TOKEN: text.min(16, 'at least 16 characters; the mail server sends it with every bounce'),
  FOREWARN_ADMINS: people,
  FOREWARN_PORTALS: text
    .regex(/^\d+(\s*,\s*\d+)*$/, 'numbers of HubSpot accounts, separated by commas')
    .transform(list => list.split(',').map(part => part.trim()))
    .optional(),
  FOREWARN_TOKEN_KEYS: tokenKeys.optional(),
  FOREWARN_CONFIG: text.optional(),
  FOREWARN_FEEDS: text.optional(),
  FOREWARN_BILLING_SECRETS: billingSecrets.default([]),
  FOREWARN_WEATHER_URL: z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional(),
  FOREWARN_WEATHER_TOKEN: text.optional(),
  FOREWARN_NETWORK_FOLDER: text.optional(),
  FOREWARN_NETWORK_URL: z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional(),
  FOREWARN_NETWORK_SECRET: text.min(16, 'at least 16 characters; both sides sign with it').optional(),
  FOREWARN_NETWORK_TIMEOUT_MS: z.coerce
    .number('milliseconds')
    .int('milliseconds')
    .min(100)
    .max(60_000)
    .default(10_000),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number('a port').int('a port').min(0).max(65_535).default(4300),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error').default('info'),
  DATABASE_URL: address(/^postgres(ql)?:\/\//, 'postgresql://user:password@host:port/database').optional(),
  REDIS_URL: address(/^rediss?:\/\//, 'redis://host:port, or rediss:// with TLS').optional(),
  FOREWARN_ROLE: z.enum(ROLES, 'web, worker or all; --role says the same').default('all'),
});
export type Environment = z.output<typeof environment>;

/** The names of all of them. */
export const SERVER_SETTINGS: readonly string[] = Object.keys(environment.shape);

export interface SettingProblem {
  readonly setting: string;
  readonly expected: string;
}

/** Every setting that is missing or wrong, in one error; no value is repeated, for some are secrets. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly SettingProblem[]) {
    super(
      [
        'These settings are missing or wrong:',
        ...problems.map(p => `  ${p.setting}: expected ${p.expected}`),
      ].join('\n'),
    );
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

const given = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));

const problemsOf = (error: z.ZodError): readonly SettingProblem[] =>
  error.issues.map(issue => ({ setting: issue.path.join('.'), expected: issue.message }));

/** Reads the server's own settings; an empty variable counts as not set. */
export const readEnvironment = (
  variables: Variables,
): { readonly environment: Environment | null; readonly problems: readonly SettingProblem[] } => {
  const set = given(variables);
  const parsed = environment.safeParse(set);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error)), ...combined(set)];
  return { environment: parsed.success && problems.length === 0 ? parsed.data : null, problems };
};

/** Which account a command works on, and how it gets in; nothing else needs to be set for it. */
export const readHubspotAccount = (
  variables: Variables,
): { readonly portal: string; readonly accessToken: string; readonly basePath: string } => {
  const parsed = environment
    .pick({ HUBSPOT_API_URL: true })
    .extend({ HUBSPOT_PORTAL_ID: account, HUBSPOT_ACCESS_TOKEN: text })
    .safeParse(given(variables));
  if (!parsed.success) throw new SettingsError(problemsOf(parsed.error));
  const { HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN, HUBSPOT_API_URL } = parsed.data;
  return { portal: HUBSPOT_PORTAL_ID, accessToken: HUBSPOT_ACCESS_TOKEN, basePath: HUBSPOT_API_URL };
};

/** What no setting says by itself. */
const combined = (given: Variables): readonly SettingProblem[] => [
  ...access(given),
  ...toNetwork(given),
  ...parts(given),
];

const OWN = ['HUBSPOT_PORTAL_ID', 'HUBSPOT_ACCESS_TOKEN'];
const CONSENT = ['HUBSPOT_CLIENT_ID', 'FOREWARN_PORTALS', 'FOREWARN_TOKEN_KEYS'];

/** A token for one account, or installation by consent, or both; each of the two whole. */
const access = (given: Variables): readonly SettingProblem[] => {
  const has = (names: readonly string[]): boolean => names.some(name => given[name] !== undefined);
  const lacking = (names: readonly string[], why: string): readonly SettingProblem[] =>
    names
      .filter(name => given[name] === undefined)
      .map(setting => ({ setting, expected: `a value, for ${why}` }));
  if (!has(OWN) && !has(CONSENT))
    return lacking(
      OWN,
      `an account with a token of its own (or ${CONSENT.join(', ')}, for several by consent)`,
    );
  return [
    ...(has(OWN) ? lacking(OWN, 'an account with a token of its own') : []),
    ...(has(CONSENT) ? lacking(CONSENT, 'accounts that install the app by consent') : []),
  ];
};

/** One way to the network, and whole. */
const toNetwork = (given: Variables): readonly SettingProblem[] => {
  const [folder, url, secret] = [
    given['FOREWARN_NETWORK_FOLDER'],
    given['FOREWARN_NETWORK_URL'],
    given['FOREWARN_NETWORK_SECRET'],
  ];
  if (folder !== undefined && url !== undefined)
    return [{ setting: 'FOREWARN_NETWORK_URL', expected: 'nothing beside FOREWARN_NETWORK_FOLDER: one way' }];
  if ((url === undefined) === (secret === undefined)) return [];
  return [
    {
      setting: url === undefined ? 'FOREWARN_NETWORK_URL' : 'FOREWARN_NETWORK_SECRET',
      expected: 'a value: address and secret of the network go together',
    },
  ];
};

const parts = (given: Variables): readonly SettingProblem[] => {
  const [database, redis] = [given['DATABASE_URL'] !== undefined, given['REDIS_URL'] !== undefined];
  const role = given['FOREWARN_ROLE'];
  return [
    ...(redis && !database
      ? [
          {
            setting: 'REDIS_URL',
            expected:
              'nothing without DATABASE_URL: Redis lets several processes share one ledger, and the embedded ledger serves one',
          },
        ]
      : []),
    ...((role === 'web' || role === 'worker') && !(database && redis)
      ? [
          {
            setting: 'FOREWARN_ROLE',
            expected: `all without ${database ? 'REDIS_URL' : redis ? 'DATABASE_URL' : 'DATABASE_URL and REDIS_URL'}: one process alone does everything`,
          },
        ]
      : []),
  ];
};
