import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EMPTY_FILES, PLANTS } from './planted-imports.js';
import { ROOT } from './project-files.js';

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** Runs the checker with the repository's own rules over a small tree of forbidden imports. */
const cruisePlants = (): Cruise['summary']['violations'] => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'import-rules-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      copyFileSync(join(ROOT, name), join(folder, name));
    symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(folder, 'node_modules'));
    const files = [...EMPTY_FILES.map(file => ({ file, code: 'export {};\n' })), ...PLANTS];
    for (const { file, code } of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    const checker = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const run = spawnSync(
      process.execPath,
      [
        checker,
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'json',
        'server',
        'ui-extensions',
        'plugin',
        'test',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (!run.stdout.startsWith('{')) throw new Error(`The checker gave no answer: ${run.stderr}`);
    return (JSON.parse(run.stdout) as Cruise).summary.violations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The checker's configuration is CommonJS and made by code: it is read as the checker reads it. */
const loadRules = createRequire(__filename);
const ruleNames = (): readonly string[] => {
  const { forbidden } = loadRules(join(ROOT, '.dependency-cruiser.cjs')) as {
    readonly forbidden: readonly { readonly name: string; readonly comment?: string }[];
  };
  return forbidden.map(({ name, comment }) => {
    if ((comment ?? '') === '') throw new Error(`The rule ${name} does not say why.`);
    return name;
  });
};

describe('the rules of who may import whom', () => {
  const found = cruisePlants();

  it.each(PLANTS.map(({ rule, file, code }) => [rule, `${code.trim()} in ${file}`, file] as const))(
    '%s objects to %s',
    (rule, _what, file) => {
      expect(
        found.filter(violation => violation.from === file).map(violation => violation.rule.name),
      ).toContain(rule);
    },
  );

  it('are each planted', () => {
    const planted = PLANTS.map(({ rule }) => rule);
    expect(ruleNames().filter(name => !planted.includes(name))).toEqual([]);
  });

  it('let files that import nothing be', () => {
    expect(found.filter(({ from }) => EMPTY_FILES.includes(from))).toEqual([]);
  });
});
