import { carrierSettingNames, readCarrierSettings } from '../../server/adapters/carriers/carrier-settings.js';
import { carriersFile } from '../../server/adapters/carriers/carriers-file.js';
import { readYaml } from '../../server/adapters/config/read-yaml.js';
import { readEnvironment, SERVER_SETTINGS } from '../../server/env.js';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, textOf } from './project-files.js';
import { secretsIn } from './secrets.js';

const carriers = readYaml(join(ROOT, 'config/carriers.yaml'), carriersFile);

/** Set or commented out, as a shell reads it. */
const example = [...textOf('.env.example').matchAll(/^(# )?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
  ([, off, name = '', value = '']) => ({
    name,
    value: value.replace(/^"(.*)"$/, '$1'),
    set: off === undefined,
  }),
);

/** Of a form of its own. */
const VALUES: Readonly<Record<string, string>> = {
  HUBSPOT_PORTAL_ID: '1',
  FOREWARN_ADMINS: 'ada@example.com',
};

describe('.env.example', () => {
  it('names exactly the settings that the server and the shipped carriers read, each once', () => {
    expect(example.map(({ name }) => name).sort()).toEqual(
      [...SERVER_SETTINGS, ...carrierSettingNames(carriers)].sort(),
    );
  });

  it('explains each', () => {
    const lines = textOf('.env.example').split('\n');
    const unexplained = lines.filter(
      (line, n) => /^[A-Z][A-Z0-9_]*=/.test(line) && !/^(# |[A-Z][A-Z0-9_]*=)/.test(lines[n - 1] ?? ''),
    );
    expect(unexplained).toEqual([]);
  });

  it('gives no secret a value', () => {
    const secret = example.filter(({ name }) => /(TOKEN|SECRET|PASSWORD|KEY)$/.test(name));
    expect(secret.length).toBeGreaterThanOrEqual(6);
    expect(secret.filter(({ value }) => value !== '')).toEqual([]);
  });

  it('is all that is needed once the empty ones that must be given are given', () => {
    const given = Object.fromEntries(
      example.filter(({ set }) => set).map(({ name, value }) => [name, value]),
    );
    const lacking = [
      ...readEnvironment(given).problems,
      ...readCarrierSettings(carriers, given).problems,
    ].map(({ setting }) => setting);
    // Everything with a value is accepted as it stands.
    expect(lacking.filter(name => (given[name] ?? '') !== '')).toEqual([]);
    const filled = {
      ...given,
      ...Object.fromEntries(lacking.map(name => [name, VALUES[name] ?? 'x'.repeat(16)])),
    };
    expect(readEnvironment(filled).problems).toEqual([]);
    expect(readCarrierSettings(carriers, filled).problems).toEqual([]);
  });
});

describe('hubspot.config.yml', () => {
  const text = textOf('hubspot.config.yml');

  it('names accounts by name and id, and holds nothing else about them', () => {
    const config = parse(text) as {
      readonly accounts: readonly Readonly<Record<string, unknown>>[];
      readonly defaultAccount: string;
    };
    expect(Object.keys(config).sort()).toEqual(['accounts', 'allowUsageTracking', 'defaultAccount']);
    expect(config.accounts.map(({ name }) => name)).toContain(config.defaultAccount);
    for (const account of config.accounts)
      expect(Object.keys(account).sort()).toEqual(['accountId', 'authType', 'env', 'name']);
  });

  it('holds no key or token', () => {
    expect(secretsIn(text)).toEqual([]);
  });

  // Put together here, so that no file of the repository looks as if it held one.
  it.each([
    ['a private app token', ['pat', 'eu1', '0a1b2c3d-1111-2222-3333-444455556666'].join('-')],
    ['a personal access key', `personalAccessKey: ${'CiRldTEt'.repeat(8)}`],
    ['a key on the next line', `personalAccessKey: >-\n  ${'Ci'.repeat(20)}`],
    ['an access token with its expiry', 'auth: { tokenInfo: { accessToken: abc } }'],
    ['a client secret', `clientSecret: 0a1b2c3d-1111-2222-3333-444455556666`],
    ['an API key', `apiKey: 0a1b2c3d-1111-2222-3333-444455556666`],
  ])('would be caught with %s', (_what, planted) => {
    expect(secretsIn(`${text}\n${planted}\n`)).not.toEqual([]);
  });
});
