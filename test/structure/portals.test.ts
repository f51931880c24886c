import { MIGRATIONS } from '../../server/adapters/store/migrations/all.js';
import { filesUnder, textOf } from './project-files.js';

/** Statements that do not name the portal themselves, by a part of their text, and why. */
const LISTED: Readonly<Record<string, string>> = {
  'select portal from oauth_token': 'it says which portals there are',
  'update job set running = true': 'the beginning of two statements that go on with the portal',
  'from notice n where ${earlier}': 'the condition begins with the portal',
};

const TABLE = /\bcreate table (\w+) \(([\s\S]*?)\n?\);/g;
const migrations = filesUnder('server/adapters/store/migrations', '.ts').map(textOf).join('\n');
const tables = [...migrations.matchAll(TABLE)].map(([, name = '', body = '']) => ({ name, body }));

/** Every template of SQL in a file, with those inside it. */
const statementsIn = (text: string): readonly string[] => {
  const found: string[] = [];
  const readFrom = (start: number): number => {
    let depth = 0;
    let i = start;
    for (; i < text.length; i += 1) {
      if (text[i] === '\\') i += 1;
      else if (depth === 0 && text[i] === '`') break;
      else if (text.startsWith('${', i)) depth += 1;
      else if (depth > 0 && text[i] === '`') i = readFrom(i + 1);
      else if (depth > 0 && text[i] === '{' && text[i - 1] !== '$') depth += 1;
      else if (depth > 0 && text[i] === '}') depth -= 1;
    }
    found.push(text.slice(start, i));
    return i;
  };
  for (const { index } of text.matchAll(/\bsql(?:<[^`]*?>)?`/g)) readFrom(text.indexOf('`', index) + 1);
  return found;
};
const names = tables.map(({ name }) => name).join('|');
const MENTION = new RegExp(`\\b(?:from|join|update|into|delete from)\\s+(?:${names})\\b`, 'gi');

describe('every table', () => {
  it('is found', () => {
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['party', 'notice', 'delivery', 'job', 'action_call', 'oauth_token']),
    );
    expect(Object.keys(MIGRATIONS).length).toBeGreaterThan(5);
  });

  it.each(tables)('$name has the portal first, and in every key', ({ name, body }) => {
    expect(body.trim()).toMatch(/^portal text not null,/);
    const keys = [...body.matchAll(/\b(?:primary key|unique|foreign key) \(([^)]*)\)/g)].map(
      ([, key]) => key ?? '',
    );
    expect(keys.length).toBeGreaterThan(0);
    expect([name, keys.filter(key => !/^portal\b/.test(key))]).toEqual([name, []]);
  });

  it('has it first in every index and later key, too', () => {
    const indexes = [
      ...migrations.matchAll(/\bcreate (?:unique )?index (\w+) on (\w+) (?:using \w+ )?\(([^;]*?)\)/g),
    ].map(([, index = '', , columns = '']) => ({ index, columns }));
    expect(indexes.length).toBeGreaterThan(10);
    // An index of what lies in an array or a document finds rows; the statement itself says whose they are.
    const inverted = [...migrations.matchAll(/\bindex (\w+) on \w+ using gin/g)].map(([, index]) => index);
    expect(
      indexes.filter(({ index, columns }) => !inverted.includes(index) && !/^portal\b/.test(columns.trim())),
    ).toEqual([]);
    const later = [...migrations.matchAll(/\badd (?:constraint \w+ )?(?:primary|foreign) key \(([^)]*)\)/g)];
    expect(later.filter(([, key]) => !/^portal\b/.test(key ?? ''))).toEqual([]);
  });
});

describe('every statement', () => {
  const files = filesUnder('server/adapters/store', '.ts').filter(file => !file.includes('/migrations/'));
  const statements = files.flatMap(file =>
    statementsIn(textOf(file)).map(text => ({ file, text, mentions: text.match(MENTION)?.length ?? 0 })),
  );

  it('is found', () => {
    expect(statements.filter(({ mentions }) => mentions > 0).length).toBeGreaterThan(80);
  });

  it('says of each table it names whose rows it means', () => {
    // In a join or a filter: as often as a table is named, its portal is.
    const careless = statements.filter(
      ({ text, mentions }) =>
        mentions > (text.match(/\bportal\b(?!\s*:)/g)?.length ?? 0) &&
        !Object.keys(LISTED).some(part => text.includes(part)),
    );
    expect(careless).toEqual([]);
  });

  it('that is listed exists', () => {
    for (const part of Object.keys(LISTED))
      expect(statements.some(({ text }) => text.includes(part))).toBe(true);
  });

  it('that names no portal is seen, so that the test above says something', () => {
    const planted =
      'const x = sql<Row>`select ${sql`a`} from notice n join delivery d on d.notice_id = n.id where n.portal = ${portal}`;';
    const [inner, outer] = statementsIn(planted);
    expect([inner, outer?.match(MENTION)?.length]).toEqual(['a', 2]);
  });
});
