import { z } from 'zod';

const text = z.string('a value').min(1, 'a value');
const notYet = (why: string) => z.undefined(why).optional();

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
  FOREWARN_FEEDS: text.optional(),
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number('a port').int('a port').min(0).max(65_535).default(4300),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'debug, info, warn or error').default('info'),
  DATABASE_URL: notYet(
    'nothing: this version keeps its ledger in a PostgreSQL of its own under FOREWARN_DATA',
  ),
  REDIS_URL: notYet('nothing: this version queues in its own process'),
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
  if (parsed.success) return { environment: parsed.data, problems: [] };
  return {
    environment: null,
    problems: parsed.error.issues.map(issue => ({ setting: issue.path.join('.'), expected: issue.message })),
  };
};
