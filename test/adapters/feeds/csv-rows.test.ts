import fc from 'fast-check';
import { csvRows, type CsvRow } from '../../../server/adapters/feeds/csv-rows.js';

const bytes = new TextEncoder();
async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const all = bytes.encode(text);
  for (let from = 0; from < all.length; from += size) yield all.subarray(from, from + size);
}
const read = async (text: string, size = 7, columns = ['a', 'b']): Promise<readonly CsvRow[]> => {
  const rows: CsvRow[] = [];
  for await (const row of csvRows(inPieces(text, size), columns)) rows.push(row);
  return rows;
};

test.each(['\n', '\r\n', '\r'])('rows end with %j; the last may do without', async end => {
  expect(await read(['a,b', '1,2', '', ' 3 ,"4"'].join(end))).toEqual([
    { line: 2, fields: { a: '1', b: '2' } },
    { line: 4, fields: { a: '3', b: '4' } },
  ]);
});

test('a field in quotes holds commas, quotes and ends of line, and the lines are counted on', async () => {
  expect(await read('b,a\n"x, ""y""\r\nz",1\n2,3\n')).toEqual([
    { line: 2, fields: { b: 'x, "y"\r\nz', a: '1' } },
    { line: 4, fields: { b: '2', a: '3' } },
  ]);
});

test('a row of another length is told, and the next one is read', async () => {
  expect(await read('a,b\n1\n1,2,3\n4,5\n')).toEqual([
    { line: 2, fields: null },
    { line: 3, fields: null },
    { line: 4, fields: { a: '4', b: '5' } },
  ]);
});

test('a quote that is never closed ends with the file', async () => {
  expect(await read('a,b\n1,2\n3,"4\n5,6\n')).toEqual([
    { line: 2, fields: { a: '1', b: '2' } },
    { line: 3, fields: null },
  ]);
});

test('a field longer than any row is let go, and the next row is read', async () => {
  const rows = await read(`a,b\n1,"${'x'.repeat(70_000)}\n2,3\n4,5\n`, 1000);
  expect(rows[0]).toEqual({ line: 2, fields: null });
  expect(rows.at(-1)).toEqual({ line: 4, fields: { a: '4', b: '5' } });
});

test('whatever is written is read again, in pieces of any size', async () => {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const field = fc.string({ unit: fc.constantFrom('x', ' ', ',', '"', '\n', 'ß', '雪', '🙂') });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(field, field)), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const text = ['a,b', ...rows.map(row => row.map(quoted).join(','))].join('\r\n');
      const found = await read(text, size);
      expect(found.map(({ fields }) => [fields?.['a'], fields?.['b']])).toEqual(
        rows.map(row => row.map(value => value.trim())),
      );
    }),
  );
});

test('the first row must name known columns', async () => {
  await expect(read('a,c\n1,2\n')).rejects.toThrow(RangeError);
  await expect(read('a,a\n1,2\n')).rejects.toThrow(RangeError);
  expect(await read('')).toEqual([]);
});

test('what is no UTF-8 is not guessed at', async () => {
  async function* latin(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    yield Uint8Array.from([97, 44, 98, 10, 0xfc, 44, 49, 10]);
  }
  const all = async (): Promise<void> => {
    for await (const _ of csvRows(latin(), ['a', 'b']));
  };
  await expect(all()).rejects.toMatchObject({ name: 'TypeError' });
});
