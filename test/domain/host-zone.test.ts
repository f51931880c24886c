import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { sample } from './host-zone-sample.js';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

let folder: string;
/** As plain Node would run it: a process has one zone for its whole life, and a test runner's is this host's. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-zone-'));
  const domain = readdirSync(join(ROOT, 'server/domain'), { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts'),
  );
  for (const file of [
    ...domain.map(name => join('server/domain', name)),
    'test/domain/host-zone-sample.ts',
  ]) {
    const { outputText } = transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    });
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['west of every premises', 'America/New_York', 300],
  ['east of every premises', 'Pacific/Apia', -780],
  ['half an hour off', 'Australia/Lord_Howe', -660],
  ['at the zero', 'UTC', 0],
])('a host %s says the same as this one (%s)', async (_, zone, offset) => {
  const script = `process.stdout.write(new Date(2026, 10, 23).getTimezoneOffset() + '|' + require('./test/domain/host-zone-sample.js').sample())`;
  const { stdout } = await run(process.execPath, ['--no-warnings', '-e', script], {
    cwd: folder,
    env: { ...process.env, TZ: zone, NODE_PATH: join(ROOT, 'node_modules') },
  });
  const [shown, text] = stdout.split('|');
  // The zone did take effect there, or the rest would prove nothing.
  expect(Number(shown)).toBe(offset);
  expect(text).toBe(sample());
});

test('the sample knows clock changes: it holds a gap, an overlap and all its zones', () => {
  expect(sample()).toContain('time.gap');
  expect(sample()).toContain('time.overlap');
  expect(sample()).toContain('+10:30');
});
