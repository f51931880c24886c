import { CommandLineError, readCommandLine } from '../../server/command-line.js';
import { readEnvironment } from '../../server/env.js';

const DATABASE_URL = 'postgresql://user:secret@db.example/forewarn';
const REDIS_URL = 'rediss://:secret@redis.example:6380';
const REST = {
  HUBSPOT_PORTAL_ID: '1',
  HUBSPOT_ACCESS_TOKEN: 'token',
  HUBSPOT_CLIENT_SECRET: 'x'.repeat(16),
  FOREWARN_PUBLIC_URL: 'https://forewarn.example',
  FOREWARN_BOUNCE_TOKEN: 'x'.repeat(16),
  FOREWARN_ADMINS: 'marta@utility.example',
};

describe('the settings of engines and roles', () => {
  it.each([
    [{}, 'all'],
    [{ DATABASE_URL }, 'all'],
    [{ DATABASE_URL, REDIS_URL }, 'all'],
    [{ DATABASE_URL, REDIS_URL, FOREWARN_ROLE: 'web' }, 'web'],
    [{ DATABASE_URL, REDIS_URL: 'redis://localhost', FOREWARN_ROLE: 'worker' }, 'worker'],
    [{ DATABASE_URL: 'postgres:///forewarn?host=/run/postgresql', REDIS_URL: '', FOREWARN_ROLE: '' }, 'all'],
  ])('accept %j', (given: Readonly<Record<string, string>>, role) => {
    const { environment, problems } = readEnvironment({ ...REST, ...given });
    expect(problems).toEqual([]);
    expect(environment?.FOREWARN_ROLE).toBe(role);
  });

  it.each([
    [{ FOREWARN_ROLE: 'boss' }, 'FOREWARN_ROLE', /^web, worker or all/],
    [{ FOREWARN_ROLE: 'web' }, 'FOREWARN_ROLE', /^all without DATABASE_URL and REDIS_URL/],
    [{ FOREWARN_ROLE: 'worker', DATABASE_URL }, 'FOREWARN_ROLE', /^all without REDIS_URL/],
    [{ REDIS_URL }, 'REDIS_URL', /^nothing without DATABASE_URL/],
    [{ DATABASE_URL: 'mysql://user:secret@db.example/forewarn' }, 'DATABASE_URL', /^postgresql:/],
    [{ DATABASE_URL, REDIS_URL: 'https://:secret@redis.example' }, 'REDIS_URL', /^redis:/],
    [{ DATABASE_URL, REDIS_URL: 'redis://:secret@redis example' }, 'REDIS_URL', /^redis:/],
  ])('refuse %j', (given: Readonly<Record<string, string>>, setting, expected) => {
    const { environment, problems } = readEnvironment({ ...REST, ...given });
    expect(environment).toBeNull();
    expect(problems).toEqual([{ setting, expected: expect.stringMatching(expected) as unknown }]);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  it('are told with everything else that is wrong', () => {
    const { problems } = readEnvironment({
      ...REST,
      PORT: 'x',
      HUBSPOT_PORTAL_ID: '',
      REDIS_URL,
      FOREWARN_ROLE: 'web',
    });
    expect(problems.map(({ setting }) => setting).sort()).toEqual([
      'FOREWARN_ROLE',
      'HUBSPOT_PORTAL_ID',
      'PORT',
      'REDIS_URL',
    ]);
  });
});

describe('the command line', () => {
  it.each([
    [[], { help: false, role: undefined }],
    [['--role', 'web'], { help: false, role: 'web' }],
    [['--role=worker'], { help: false, role: 'worker' }],
    [['-h'], { help: true, role: undefined }],
  ])('%j', (words, read) => {
    expect(readCommandLine(words)).toEqual(read);
  });

  it.each([[['--rolle', 'web']], [['web']], [['--role']]])('says how it is meant after %j', words => {
    expect(() => readCommandLine(words)).toThrow(CommandLineError);
    expect(() => readCommandLine(words)).toThrow(/Usage: npm start/);
  });
});

describe('the settings of accounts', () => {
  const { HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN, ...nobody } = REST;
  const key = Buffer.alloc(32, 7).toString('base64');
  const consent = {
    HUBSPOT_CLIENT_ID: 'app',
    FOREWARN_PORTALS: '1, 22',
    FOREWARN_TOKEN_KEYS: `b:${key},a:${key}`,
  };

  it.each([
    ['a token for one', { HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN }],
    ['consent for several', consent],
    ['both', { HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN, ...consent }],
  ])('may be %s', (_name, given) => {
    const { environment, problems } = readEnvironment({ ...nobody, ...given });
    expect(problems).toEqual([]);
    if ('FOREWARN_PORTALS' in given) {
      expect(environment?.FOREWARN_PORTALS).toEqual(['1', '22']);
      expect(environment?.FOREWARN_TOKEN_KEYS?.map(({ id }) => id)).toEqual(['b', 'a']);
    }
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['neither', {}, ['HUBSPOT_PORTAL_ID', 'HUBSPOT_ACCESS_TOKEN']],
    ['an account without its token', { HUBSPOT_PORTAL_ID }, ['HUBSPOT_ACCESS_TOKEN']],
    [
      'consent without a key to keep tokens',
      { ...consent, FOREWARN_TOKEN_KEYS: '' },
      ['FOREWARN_TOKEN_KEYS'],
    ],
    ['consent of whoever comes', { ...consent, FOREWARN_PORTALS: '' }, ['FOREWARN_PORTALS']],
    ['a key that is too short', { ...consent, FOREWARN_TOKEN_KEYS: 'a:c2hvcnQ=' }, ['FOREWARN_TOKEN_KEYS']],
    [
      'two keys of one name',
      { ...consent, FOREWARN_TOKEN_KEYS: `a:${key},a:${key}` },
      ['FOREWARN_TOKEN_KEYS'],
    ],
  ])('are not %s', (_name, given, settings) => {
    const { environment, problems } = readEnvironment({ ...nobody, ...given });
    expect(environment).toBeNull();
    expect(problems.map(({ setting }) => setting)).toEqual(settings);
    expect(JSON.stringify(problems)).not.toContain('c2hvcnQ');
  });
});
