import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../structure/project-files.js';
import { checkBundles, checkManifests } from './check.js';
import { pluginPaths, type PluginPaths } from './repository.js';

const APP = 'plugin/src/app/app-hsmeta.json';
const DEBT = 'plugin/src/app/cards/debt-notice-tab-hsmeta.json';
const ENTRY = 'plugin/src/app/cards/DebtNoticeTabCard.tsx';
const SETTINGS = 'plugin/src/app/settings/SettingsPage.tsx';
const WEBHOOKS = 'plugin/src/app/webhooks/webhooks-hsmeta.json';
const PROFILE = 'plugin/src/hsprofile.production.json';
const PACKAGE = 'plugin/src/app/cards/package.json';
const PATHS = 'server/adapters/hubspot/paths.ts';

/** A copy of what is checked, in which a fault can be planted. */
const copied = (): { readonly root: string; readonly paths: PluginPaths } => {
  const root = mkdtempSync(join(tmpdir(), 'plugin-'));
  const fresh = (path: string): boolean => !/(^|\/)(_ui|node_modules)$/.test(path);
  for (const part of ['plugin', 'ui-extensions', 'server/adapters/hubspot', 'test/plugin'])
    cpSync(join(ROOT, part), join(root, part), { recursive: true, filter: fresh });
  cpSync(join(ROOT, 'package-lock.json'), join(root, 'package-lock.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  // What npm run plugin:check has built already is not built again.
  return { root, paths: { ...pluginPaths(root), bundles: pluginPaths(ROOT).bundles } };
};

type Change = (text: string) => string;
const swap =
  (from: string | RegExp, to: string): Change =>
  text => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`There is no ${String(from)} to plant a fault in.`);
    return changed;
  };

const twin: Change = text => text.replace('"uid": "debt_notice_tab"', '"uid": "another"');
/** What is wrong; where; how it comes there; what the check must say. */
const FAULTS: readonly (readonly [string, string, Change, RegExp])[] = [
  [
    'a platform that is not the newest',
    'plugin/hsproject.json',
    swap('2026.09', '2025.2'),
    /platformVersion/,
  ],
  ['a source folder that is not there', 'plugin/hsproject.json', swap('"src"', '"source"'), /source/],
  ['a manifest that is no JSON', DEBT, swap('{', '{,'), /JSON/i],
  ['a uid of a form HubSpot refuses', DEBT, swap('debt_notice_tab', 'debt notice'), /uid/i],
  ['a uid that is there twice', DEBT, swap('"debt_notice_tab"', '"webhooks"'), /webhooks/],
  ['a key beside the known ones', DEBT, swap('"type"', '"colour": "red", "type"'), /colour/],
  ['a type nobody knows', DEBT, swap('"card"', '"crad"'), /crad/],
  ['a manifest where HubSpot does not look', 'plugin/src/app/cards/more/x-hsmeta.json', twin, /left out/],
  ['a second settings page', 'plugin/src/app/settings/b-hsmeta.json', () => settingsMeta('b'), /settings/i],
  ['a card in the folder of pages', 'plugin/src/app/pages/debt-hsmeta.json', twin, /pages/],
  ['a place that does not exist', DEBT, swap('crm.record.tab', 'crm.record.left'), /location/],
  ['an object by its number', DEBT, swap('p_debt_notice', '2-1234'), /objectTypes/],
  ['a field nobody knows', DEBT, swap('"location"', '"loaction": "x", "location"'), /loaction/],
  ['a variable no profile sets', APP, swap('${APP_NAME}', '${APP_TITLE}'), /APP_TITLE|variables/],
  ['an app for the marketplace', APP, swap('"private"', '"marketplace"'), /distribution/],
  ['an entry that is not there', DEBT, swap('DebtNoticeTabCard', 'DebtCard'), /DebtCard.tsx is not there/],
  ['an entry that draws elsewhere', ENTRY, swap('crm.record.tab', 'helpdesk.sidebar'), /helpdesk\.sidebar/],
  [
    'an entry of nothing',
    'plugin/src/app/cards/Left.tsx',
    () => 'export {};',
    /Left\.tsx is the entry of nothing/,
  ],
  ['a server without https', PROFILE, swap('https://', 'http://'), /https/],
  ['a server with a path', PROFILE, swap('example.com', 'example.com/forewarn'), /without a path/],
  [
    'a server the cards may not reach',
    APP,
    swap(/"fetch": \[[^\]]*\]/, '"fetch": ["https://x.example"]'),
    /permittedUrls.fetch/,
  ],
  ['webhooks to somebody else', WEBHOOKS, swap('${BACKEND_URL}', 'https://x.example'), /not our server/],
  [
    'a card that writes an address down',
    'ui-extensions/cards/debt/x.ts',
    () => "export const x = 'https://x.example';",
    /writes an address down/,
  ],
  [
    'a card that fetches by itself',
    'ui-extensions/cards/debt/x.ts',
    () => "void hubspot.fetch('/x');",
    /past the connection/,
  ],
  [
    'an entry that fetches by itself',
    ENTRY,
    text => `${text}\nvoid hubspot.fetch('/x');`,
    /past the connection/,
  ],
  ['a scope nothing needs', APP, swap('"tickets"', '"tickets", "oauth"'), /known to need oauth/],
  ['a scope that is not asked for', APP, swap(/,\s*"tickets"/, ''), /tickets is not asked for/],
  ['a scope the README is silent about', 'plugin/README.md', swap('`tickets`', 'tickets'), /why tickets/],
  [
    'a call nobody knows the scope of',
    PATHS,
    text => `${text}\nexport const dealsPath = '/crm/deals';`,
    /dealsPath/,
  ],
  ['a package of another version', PACKAGE, swap('18.3.1', '19.0.0'), /react is 19\.0\.0/],
  ['a package no card uses', PACKAGE, swap('"react"', '"left-pad": "1.0.0", "react"'), /left-pad/],
];

const settingsMeta = (uid: string): string =>
  JSON.stringify({ uid, type: 'settings', config: { entrypoint: '/app/settings/SettingsPage.tsx' } });

describe('the check of the HubSpot project', () => {
  const { root, paths } = copied();
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** Plants the fault, looks, and mends it again. */
  const withFault = async (file: string, change: Change, look: () => Promise<readonly string[]>) => {
    const path = join(root, file);
    const before = readOr(path);
    // A new manifest is made from the card's.
    const from = before ?? readFileSync(join(root, DEBT), 'utf8');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, change(from));
    try {
      return await look();
    } finally {
      if (before === null) rmSync(path);
      else writeFileSync(path, before);
    }
  };

  it('finds nothing wrong with ours', async () => {
    expect(await checkManifests(paths)).toEqual([]);
  });

  it.each(FAULTS)('finds %s', async (_, file, change, said) => {
    const complaints = await withFault(file, change, () => checkManifests(paths));
    expect(complaints.join('\n')).toMatch(said);
  });

  it('finds nothing wrong any more once every fault is mended', async () => {
    rmSync(join(root, 'plugin/src/app/cards/more'), { recursive: true, force: true });
    expect(await checkManifests(paths)).toEqual([]);
  });

  it('builds every entry with HubSpot’s bundler, and finds one that is too large or cannot be built', async () => {
    const silent = (): void => undefined;
    expect(await checkBundles(paths, silent)).toEqual([]);
    expect((await checkBundles(paths, silent, 1000)).join()).toMatch(/DebtNoticeTabCard\.tsx is \d+ bytes/);
    const missing = swap('settings/SettingsPage.js', 'settings/SettingsBook.js');
    expect((await withFault(SETTINGS, missing, () => checkBundles(paths, silent))).join()).toMatch(
      /SettingsBook/,
    );
  });
});

const readOr = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
