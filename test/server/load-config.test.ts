import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type ConfigProblem } from '../../server/adapters/config/read-yaml.js';
import { loadConfig, projectFolder } from '../../server/load-config.js';

/** The shipped config with some files changed; what loading it says. */
const problemsWith = (
  changes: Readonly<Record<string, (text: string) => string>>,
): readonly ConfigProblem[] => {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-config-'));
  try {
    cpSync(join(projectFolder(), 'config'), folder, { recursive: true });
    for (const [file, change] of Object.entries(changes)) {
      const before = readFileSync(join(folder, file), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${file} was not changed: the test asks nothing.`);
      writeFileSync(join(folder, file), after);
    }
    loadConfig(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('a mistake under config/', () => {
  it('the shipped files have none', () => {
    const config = loadConfig();
    expect(config.texts.languages).toEqual(['en', 'ru', 'es']);
    expect(config.calendars.map(({ id }) => id)).toContain('es/2026');
  });

  it.each<[string, string, (text: string) => string, Partial<ConfigProblem>]>([
    [
      'a rule without a source',
      'rulebooks/baseline.yaml',
      t => t.replace('unit: clockHours }, source: practice', 'unit: clockHours }'),
      { path: 'plannedInterruption.waits.notice.source' },
    ],
    [
      'a source that is not there',
      'rulebooks/baseline.yaml',
      t => t.replace('unit: clockHours }, source: practice', 'unit: clockHours }, source: hearsay'),
      { path: 'plannedInterruption.waits.notice.source', found: '"hearsay"' },
    ],
    [
      'a jurisdiction that is no key',
      'rulebooks/baseline.yaml',
      t => t.replace('[XA]', '[Everywhere]'),
      { path: 'jurisdictions.0' },
    ],
    [
      'a time without quotes',
      'policy.yaml',
      t => t.replace('from: "21:00"', 'from: 21'),
      { path: 'quietHours.from', found: '21' },
    ],
    ['an unknown key', 'policy.yaml', t => `${t}\nsurprise: 1\n`, { file: 'config/policy.yaml' }],
    ['no YAML at all', 'policy.yaml', t => t.replace('retry: {', 'retry: {{'), { expected: 'YAML' }],
    [
      'a carrier of an unknown kind',
      'carriers.yaml',
      t => t.replace('kind: smtp', 'kind: pigeon'),
      { file: 'config/carriers.yaml' },
    ],
    [
      'a weekday that is not that day’s',
      'calendars/es/2026.yaml',
      t => t.replace('date: 2026-10-12, day: Monday', 'date: 2026-10-12, day: Tuesday'),
      { file: 'config/calendars/es/2026.yaml', expected: 'Monday', found: '"Tuesday"' },
    ],
    [
      'a calendar under the name of another year',
      'calendars/es/2026.yaml',
      t => t.replace('year: 2026', 'year: 2028').replace(/days:[^]*/, 'days: []'),
      {
        file: 'config/calendars/es/2026.yaml',
        path: 'id',
        expected: 'the file config/calendars/es/2028.yaml',
      },
    ],
    [
      'a text that is not ICU',
      'templates/planned.yaml',
      t => t.replace('{reason}', '{reason'),
      { file: 'config/templates/planned.yaml' },
    ],
    [
      'a placeholder that nobody fills',
      'templates/cancelled.yaml',
      t => t.replace('{phoneCompact}', '{telephone}'),
      { file: 'config/templates/cancelled.yaml' },
    ],
  ])('%s is told with file, path, expected and found', (_what, file, change, expected) => {
    const [first] = problemsWith({ [file]: change });
    expect(first).toMatchObject({ file: `config/${file}`, ...expected });
    expect(first?.expected).not.toBe('');
    expect(first?.found).not.toBe('');
  });

  it('a folder without calendars is read: what counts working days is undetermined then', () => {
    const folder = mkdtempSync(join(tmpdir(), 'forewarn-config-'));
    try {
      cpSync(join(projectFolder(), 'config'), folder, { recursive: true });
      rmSync(join(folder, 'calendars'), { recursive: true });
      expect(loadConfig(folder).calendars).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('all mistakes of all files are told at once', () => {
    const files = problemsWith({
      'policy.yaml': t => t.replace('approvalAbove: 500', 'approvalAbove: many'),
      'rulebooks/baseline.yaml': t => t.replace('version: "2"', 'version: 2'),
    }).map(p => p.file);
    expect(new Set(files)).toEqual(new Set(['config/policy.yaml', 'config/rulebooks/baseline.yaml']));
  });
});
