import { filesUnder, ROOT, textOf } from '../../structure/project-files.js';
import { sdkComponentNames } from './assets.js';

/** The host is a browser's: it is checked with the browser's types, and only run here. */
const { COMPONENTS } = jest.requireActual<{ readonly COMPONENTS: Readonly<Record<string, unknown>> }>(
  '../host/registry',
);

/** Names that a file draws from HubSpot's SDK: what begins with a capital and is no type. */
const drawnBy = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/import \{([^}]*)\} from '@hubspot\/ui-extensions[^']*'/g)].flatMap(
    ([, names = '']) =>
      names
        .split(',')
        .map(name => name.trim())
        .filter(name => /^[A-Z]/.test(name)),
  );
/** They are no components: their parts are sent, or nothing is. */
const NOT_SENT = ['PageRoutes'];

describe('the stand-in for HubSpot', () => {
  const sdk = sdkComponentNames(ROOT);
  const sources = ['ui-extensions', 'plugin'].flatMap(folder => filesUnder(folder, '.tsx'));
  const used = [...new Set(sources.filter(file => !file.includes('/_ui/')).flatMap(drawnBy))].sort();

  it('reads the SDK’s list of components', () => {
    expect(sdk.length).toBeGreaterThan(100);
    expect(sdk).toEqual(
      expect.arrayContaining(['Alert', 'Dropdown', 'DropdownButtonItem', 'PageHeaderLink']),
    );
  });

  it('draws every component that a card uses', () => {
    expect(used.length).toBeGreaterThan(10);
    expect(used.filter(name => !(name in COMPONENTS) && !NOT_SENT.includes(name))).toEqual([]);
  });

  it('draws nothing that the SDK does not know', () => {
    expect(Object.keys(COMPONENTS).filter(name => !sdk.includes(name))).toEqual([]);
  });
});
