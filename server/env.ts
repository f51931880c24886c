import { z } from 'zod';
import { ROLES } from './workflows/ports/role.js';

const text = z.string('a value').min(1, 'a value');
const address = (protocols: RegExp, expected: string) =>
  z.string(expected).refine(url => protocols.test(url) && URL.canParse(url), expected);

/** What the server reads from its environment, besides what config/carriers.yaml says each carrier reads. */
const environment = z.object({
  HUBSPOT_PORTAL_ID: text.regex(/^\d+$/, 'the number of the HubSpot account'),
  HUBSPOT_ACCESS_TOKEN: text,
  HUBSPOT_CLIENT_SECRET: text.min(16, 'the client secret of the app, at least 16 characters'),
  HUBSPOT_API_URL: z
    .url({ protocol: /^https?$/, error: 'an http or https address' })
    .default('https://api.hubapi.com'),
  FOREWARN_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'the address HubSpot and the carriers call, without a path' })
    .transform(url => url.replace(/\/+$/, '')),
  FOREWARN_DATA: text.default('.forewarn'),
  FOREWARN_BOUNCE_TOKEN: text.min(16, 'at least 16 characters; the mail server sends it with every bounce'),
  FOREWARN_CONFIG: text.optional(),
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

/** Reads the server's own settings; an empty variable counts as not set. */
export const readEnvironment = (
  variables: Variables,
): { readonly environment: Environment | null; readonly problems: readonly SettingProblem[] } => {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map(issue => ({
      setting: issue.path.join('.'),
      expected: issue.message,
    })),
    ...combined(given),
  ];
  return { environment: parsed.data === undefined || problems.length > 0 ? null : parsed.data, problems };
};

/** What no setting says by itself. */
const combined = (given: Variables): readonly SettingProblem[] => {
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
