import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { loadConfig } from '../../server/load-config.js';
import { lawSample } from './host-zone-law.js';
import { sample } from './host-zone-sample.js';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

let folder: string;
let here: { readonly text: string; readonly law: string };
const rulebooks = loadConfig(join(ROOT, 'config')).rulebooks.map(({ rulebook }) => rulebook);
/** As plain Node would run it: a process has one zone for its whole life, and a test runner's is this host's. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-zone-'));
  const domain = readdirSync(join(ROOT, 'server/domain'), { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts'),
  );
  for (const file of [
    ...domain.map(name => join('server/domain', name)),
    'test/domain/host-zone-sample.ts',
    'test/domain/host-zone-law.ts',
  ]) {
    const { outputText } = transpileModule(readFileSync(join(ROOT, file), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    });
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  here = { text: sample(), law: lawSample(rulebooks) };
  // As data: what is to be seen is whether the arithmetic depends on the host, not whether the files can be read there.
  const [first] = rulebooks;
  const bare = rulebooks.map(rulebook => ({ ...rulebook, calendars: [] }));
  writeFileSync(join(folder, 'law.json'), JSON.stringify({ bare, calendars: first?.calendars ?? [] }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['west of every premises', 'America/Los_Angeles', 480],
  ['east of every premises', 'Pacific/Apia', -780],
  ['half an hour off', 'Australia/Lord_Howe', -660],
  ['among them', 'Europe/Berlin', -60],
  ['at the zero', 'UTC', 0],
])('a host %s says the same as this one (%s)', async (_, zone, offset) => {
  const script = `const { bare, calendars } = require('./law.json');
    process.stdout.write([new Date(2026, 10, 23).getTimezoneOffset(), require('./test/domain/host-zone-sample.js').sample(),
      require('./test/domain/host-zone-law.js').lawSample(bare.map(each => ({ ...each, calendars })))].join('|||'))`;
  const { stdout } = await run(process.execPath, ['--no-warnings', '-e', script], {
    cwd: folder,
    env: { ...process.env, TZ: zone, NODE_PATH: join(ROOT, 'node_modules') },
    maxBuffer: 64 * 1024 * 1024,
  });
  const [shown, text, law] = stdout.split('|||');
  // The zone did take effect there, or the rest would prove nothing.
  expect(Number(shown)).toBe(offset);
  expect(text === here.text).toBe(true);
  expect(law === here.law).toBe(true);
});

test('the sample of the law has every answer in it, and every jurisdiction', () => {
  const text = here.law;
  for (const verdict of ['lawful', 'unlawful', 'undetermined'])
    expect(text).toContain(`"verdict": "${verdict}"`);
  for (const { jurisdictions } of rulebooks)
    expect(text).toContain(`"jurisdiction": "${jurisdictions[0] ?? ''}"`);
});

test('the sample knows clock changes: it holds a gap, an overlap and all its zones', () => {
  expect(here.text).toContain('time.gap');
  expect(here.text).toContain('time.overlap');
  expect(here.text).toContain('+10:30');
});
