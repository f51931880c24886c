import { textOf } from './project-files.js';

interface PackageFile {
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Versions that were tried and found to work together on Node 20; the next one of each is known, or likely, not to. */
const EXACT: Readonly<Record<string, { readonly version: string; readonly why: string }>> = {
  '@hubspot/api-client': { version: '13.5.0', why: '14 needs Node 22' },
  kysely: { version: '0.28.18', why: '0.29 needs a newer Node' },
  nock: { version: '14.0.9', why: '15 brings interceptors that need Node 22' },
  '@electric-sql/pglite': {
    version: '0.5.16',
    why: 'the data folder and its behaviour after a kill were tried with this one',
  },
  'pdf-lib': { version: '1.17.1', why: 'tried together with fontkit, pixel by pixel' },
  uqr: { version: '0.1.3', why: 'its codes were read back from the printed page with this one' },
  fontkit: { version: '2.0.4', why: 'pdf-lib calls it through an adapter of ours' },
  '@expo-google-fonts/noto-sans': { version: '0.4.2', why: 'a letter looks the same tomorrow' },
  'temporal-polyfill': { version: '1.0.8', why: 'the law is counted with it' },
  nodemailer: { version: '10.6.0', why: 'what its errors say decides whether a mail goes again' },
  ioredis: { version: '5.11.1', why: 'bull has its own 5; with 6 there would be two copies' },
  typescript: { version: '5.9.3', why: 'ts-jest and typescript-eslint do not work with 7' },
};

/** Not used yet; whoever adds one finds the version here. */
const WHEN_ADDED: Readonly<Record<string, { readonly version: RegExp; readonly why: string }>> = {
  react: { version: /^18\.3\.1$/, why: 'HubSpot runs cards with exactly this one' },
  '@hubspot/ui-extensions': { version: /^0\.17\.0$/, why: 'the bundler and the types were tried with it' },
  '@types/node': {
    version: /^\^20\./,
    why: 'types of a newer Node would let code through that 20 cannot run',
  },
};

const file = JSON.parse(textOf('package.json')) as PackageFile;
const all = { ...file.dependencies, ...file.devDependencies };

describe('package.json', () => {
  it('asks for the Node that all packages were tried with', () => {
    expect(file.engines).toEqual({ node: '>=20.19' });
  });

  it.each(Object.entries(EXACT).map(([name, { version, why }]) => [name, version, why]))(
    'pins %s to %s: %s',
    (name, version) => {
      expect(all[name ?? '']).toBe(version);
    },
  );

  it.each(
    Object.entries(WHEN_ADDED)
      .filter(([name]) => name in all)
      .map(([name, { version, why }]) => [name, version, why] as const),
  )('has %s as %s: %s', (name, version) => {
    expect(all[name]).toMatch(version);
  });

  it('has a lock file that names no registry', () => {
    expect(
      textOf('package-lock.json')
        .split('\n')
        .filter(line => /"resolved": "\w+:/.test(line)),
    ).toEqual([]);
  });
});
