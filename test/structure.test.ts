import { filesUnder, textOf } from './structure/project-files.js';

const LINES = 300;

/** Longer than 300 lines, and why that is better than to cut them up. */
const LONG: Readonly<Record<string, string>> = {
  'server/compose.ts': 'the one place that knows every part; its routes and its directory stand beside it',
  'server/workflows/deliver-notices.ts': 'one hand-over, from the claim to what a fault makes of it',
  'server/workflows/survey-audience.ts': 'one survey, of an outage alone and of many together',
  'test/adapters/store/plans.test.ts': 'every statement over one large ledger, which takes a while to fill',
  'test/domain/check-revision.test.ts': 'one table of revisions that make no sense',
  'test/domain/next-move.test.ts': 'one table of what happens next',
  'test/domain/plan-first-notices.test.ts': 'one table of people and how they are told',
  'test/adapters/texts/debt-notices.test.ts': 'every notice of a debt, on each channel and in each language',
  'test/sandbox/page/fake-server.ts': 'the answers that the pages of the demo are tested with, in one place',
  'test/sandbox/page/page.test.ts': 'every page of the demo once, on one stage',
};

const camelCase = (file: string): string =>
  file.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/[.]ts$/, '');

describe('the sources', () => {
  const production = filesUnder('server', '.ts');
  const all = [...production, ...filesUnder('test', '.ts')];

  it('are short enough to be read, or listed with a reason', () => {
    const long = all.filter(
      file =>
        textOf(file)
          .split('\n')
          .filter(line => line.trim() !== '').length > LINES,
    );
    expect(long.filter(file => !(file in LONG))).toEqual([]);
  });

  it('have the files that are listed as long', () => {
    expect(Object.keys(LONG).filter(file => !all.includes(file))).toEqual([]);
  });

  it('are named in kebab-case', () => {
    expect(
      all.filter(file => !/^[a-z0-9]+(-[a-z0-9]+)*([.](test|d))?[.]ts$/.test(file.split('/').at(-1) ?? '')),
    ).toEqual([]);
  });

  it('read the environment where a process begins, and nowhere else', () => {
    const readers = production.filter(file => /\bprocess\.env\b/.test(textOf(file)));
    expect(readers).toEqual(['server/main.ts', 'server/provision.ts']);
  });

  it('let only the store write SQL, and the clock of the database never tell the time', () => {
    const told = filesUnder('server/adapters/store', '.ts').filter(file =>
      /\b(now|clock_timestamp|statement_timestamp)\(\)|\bcurrent_timestamp\b/i.test(
        textOf(file).replace(/clock\.now\(\)/g, ''),
      ),
    );
    expect(told).toEqual([]);
  });
});

describe('a workflow', () => {
  const workflows = filesUnder('server/workflows', '.ts').filter(
    file => !/\/(ports|ports\/.*|fault)[.]ts$/.test(file),
  );

  it.each(workflows)('%s exports the function of its own name', file => {
    expect(textOf(file)).toMatch(new RegExp(`^export const ${camelCase(nameOf(file))}\\b`, 'm'));
  });
});

describe('a job', () => {
  const names = [...textOf('server/workflows/ports/jobs.ts').matchAll(/\bname: '(\w+)'/g)].map(
    ([, name]) => name ?? '',
  );
  const workflows = filesUnder('server/workflows', '.ts').filter(file => !/\/ports(\/|[.]ts$)/.test(file));
  const composed = ['compose.ts', 'compose-debts.ts', 'compose-directory.ts']
    .map(name => textOf(`server/${name}`))
    .join('\n');

  it('of some kind exists', () => {
    expect(names.length).toBeGreaterThanOrEqual(5);
  });

  it.each(names)('%s is a workflow, has a handler in compose.ts, and is made by somebody', name => {
    expect(
      workflows.filter(file => new RegExp(`^export const ${name}\\b`, 'm').test(textOf(file))),
    ).toHaveLength(1);
    expect(composed).toMatch(new RegExp(`\\b${name}: ${name}\\(`));
    expect(workflows.filter(file => textOf(file).includes(`name: '${name}'`))).not.toEqual([]);
  });
});
