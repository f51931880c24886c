import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { policyFile } from '../../server/adapters/config/policy-file.js';
import { ConfigError, readYaml, type ConfigProblem } from '../../server/adapters/config/read-yaml.js';
import { rulebookFile, toRulebook } from '../../server/adapters/config/rulebook-file.js';
import { BASELINE } from './builders.js';

const shipped = (name: string): string => readFileSync(join(__dirname, '../../config', name), 'utf8');
const POLICY_TEXT = shipped('policy.yaml');
const RULEBOOK_TEXT = shipped('rulebooks/baseline.yaml');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const written = (text: string): string => {
  const file = join(folder, 'file.yaml');
  writeFileSync(file, text);
  return file;
};
const problemsOf = (text: string, schema: z.ZodType): readonly ConfigProblem[] => {
  try {
    readYaml(written(text), schema, 'config/file.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('The file was taken.');
};
/** The shipped text with one mistake; the place must be there, or the test would test nothing. */
const spoil = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

test('the shipped files are read, and times of day become minutes', () => {
  const policy = readYaml(written(POLICY_TEXT), policyFile);
  expect(policy.quietHours).toEqual({ channels: ['sms'], from: 1260, to: 480 });
  expect(toRulebook(readYaml(written(RULEBOOK_TEXT), rulebookFile))).toEqual(BASELINE);
});

test('every rule of a rulebook cites its line, its version and its source', () => {
  const { scenarios, content } = BASELINE;
  const rules = [
    ...Object.values(scenarios).flatMap(s => [
      ...Object.values(s.notices ?? {}).map(({ given }) => given),
      ...Object.values(s.waits ?? {}),
      s.writtenForm,
      ...Object.values(s.servedWhen ?? {}),
    ]),
    ...Object.values(content),
  ];
  expect(rules).toHaveLength(26);
  for (const rule of rules) {
    expect(rule?.because.rulebook).toBe('baseline@2');
    expect(rule?.because.source.length).toBeGreaterThan(10);
  }
  expect(scenarios.plannedInterruption?.servedWhen?.letter?.because.rule).toBe(
    'plannedInterruption.servedWhen.letter',
  );
  expect(new Set(rules.map(rule => rule?.because.rule)).size).toBe(rules.length);
});

describe('mistakes in the policy', () => {
  test.each([
    ['a time without quotes marks', 'from: "21:00"', 'from: 21', 'quietHours.from', 'string', '21'],
    [
      'a time that does not exist',
      'from: "21:00"',
      'from: "24:00"',
      'quietHours.from',
      'a time of day',
      '"24:00"',
    ],
    [
      'a channel that does not exist',
      'channels: [sms]',
      'channels: [fax]',
      'quietHours.channels.0',
      '"sms"',
      '"fax"',
    ],
    ['no hours at all', 'personBeforeDeadlineHours: 6', '', 'personBeforeDeadlineHours', 'number', 'nothing'],
    ['a negative wait', 'nextUpdateMinutes: 60', 'nextUpdateMinutes: -60', 'nextUpdateMinutes', '>0', '-60'],
    [
      'nobody is told',
      'together: [email, sms]',
      'together: []',
      'channels.plannedInterruption.together',
      '>=1',
      '[]',
    ],
    ['half a person', 'approvalAbove: 500', 'approvalAbove: 0.5', 'approvalAbove', 'int', '0.5'],
    [
      'a word that nothing reads',
      'approvalAbove: 500',
      'approvalAbove: 500\napprovalBelow: 5',
      '(top)',
      'approvalBelow',
      '{',
    ],
  ])('%s', (_, from, to, path, expected, found) => {
    const [problem, ...rest] = problemsOf(spoil(POLICY_TEXT, from, to), policyFile);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ file: 'config/file.yaml', path });
    expect(problem?.expected).toContain(expected);
    expect(problem?.found).toContain(found);
  });

  test('all mistakes are named at once, each on a line of its own', () => {
    const text = spoil(
      spoil(POLICY_TEXT, 'approvalAbove: 500', 'approvalAbove: many'),
      'nextUpdateMinutes: 60',
      'nextUpdateMinutes: 0',
    );
    const problems = problemsOf(text, policyFile);
    expect(problems.map(({ path }) => path)).toEqual(['approvalAbove', 'nextUpdateMinutes']);
    expect(new ConfigError(problems).message.split('\n')).toEqual([
      expect.stringMatching(/^config\/file\.yaml: approvalAbove: expected .+, found "many"$/),
      expect.stringMatching(/^config\/file\.yaml: nextUpdateMinutes: expected .+, found 0$/),
    ]);
  });
});

describe('mistakes in a rulebook', () => {
  test.each([
    [
      'a rule without a source',
      'unit: clockHours }, source: practice }',
      'unit: clockHours } }',
      'plannedInterruption.waits.notice.source',
      '',
      'nothing',
    ],
    [
      'a channel without a source',
      'letter: { event: posted, source: service }',
      'letter: { event: posted }',
      'plannedInterruption.servedWhen.letter.source',
      'string',
      'nothing',
    ],
    [
      'a source that is not in the file',
      'unit: clockHours }, source: practice }',
      'unit: clockHours }, source: hearsay }',
      'plannedInterruption.waits.notice.source',
      'practice, service',
      '"hearsay"',
    ],
    [
      'elements without their source',
      'checkBack, contactPhone], source: practice',
      'checkBack, contactPhone], source: gossip',
      'content.restored.source',
      'practice, service',
      '"gossip"',
    ],
    [
      'a source of unknown trust',
      'confidence: secondary',
      'confidence: sure',
      'sources.practice.confidence',
      'verified',
      '"sure"',
    ],
    ['half hours', 'count: 48', 'count: 47.5', 'plannedInterruption.waits.notice.atLeast', '', '47.5'],
    ['no hours', 'count: 48', 'count: 0', 'plannedInterruption.waits.notice.atLeast', '', '0'],
    [
      'a key that is no ISO key',
      'jurisdictions: [XA]',
      'jurisdictions: [Xanadu]',
      'jurisdictions.0',
      'ISO 3166-2',
      '"Xanadu"',
    ],
    ['no jurisdiction', 'jurisdictions: [XA]', 'jurisdictions: []', 'jurisdictions', '>=1', '[]'],
    [
      'a day that does not exist',
      'validFrom: 2026-01-01',
      'validFrom: 2026-02-30',
      'validFrom',
      'a day',
      '"2026-02-30"',
    ],
    [
      'an end before its beginning',
      'validFrom: 2026-01-01',
      'validFrom: 2026-01-01\nvalidTo: 2025-12-31',
      'validTo',
      'validFrom',
      '"2025-12-31"',
    ],
    ['a version that is a number', 'version: "2"', 'version: 2', 'version', 'string', '2'],
    ['a kind of notice that does not exist', '  restored: {', '  repaired: {', 'content', 'repaired', ''],
  ])('%s', (_, from, to, path, expected, found) => {
    const problems = problemsOf(spoil(RULEBOOK_TEXT, from, to), rulebookFile);
    const problem = problems.find(one => one.path.startsWith(path));
    expect(problem?.file).toBe('config/file.yaml');
    expect(problem?.expected).toContain(expected);
    expect(problem?.found).toContain(found);
  });
});

describe('what is not YAML', () => {
  test.each([
    ['a bracket left open', 'a: 1\nb: [1, 2\nc: 3\n', /^line [34], column \d+$/],
    ['the same word twice', 'a: 1\nb: 2\na: 3\n', /^line 3, column 1$/],
    ['a tab for blanks', 'a:\n\tb: 1\n', /^line 2, column 1$/],
  ])('%s: line and column', (_, text, place) => {
    const problems = problemsOf(text, policyFile);
    expect(problems[0]?.path).toMatch(place);
    expect(problems[0]).toMatchObject({ file: 'config/file.yaml', expected: 'YAML' });
  });

  test('an empty file lacks everything, and the error says so', () => {
    expect(problemsOf('', policyFile)).toEqual([
      {
        file: 'config/file.yaml',
        path: '(top)',
        expected: expect.stringContaining('object') as string,
        found: 'null',
      },
    ]);
  });

  test('a long value is cut, so that the message stays readable', () => {
    const [problem] = problemsOf(
      spoil(POLICY_TEXT, 'approvalAbove: 500', `approvalAbove: ${'x'.repeat(500)}`),
      policyFile,
    );
    expect(problem?.found).toHaveLength(80);
  });
});
