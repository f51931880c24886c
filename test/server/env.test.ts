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
