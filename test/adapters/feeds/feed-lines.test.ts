import fc from 'fast-check';
import { billingLines } from '../../../server/adapters/feeds/billing-lines.js';
import type { FeedLine } from '../../../server/workflows/ports/billing-feed.js';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const all = new TextEncoder().encode(text);
  for (let from = 0; from < all.length; from += size) yield all.subarray(from, from + size);
}
const read = async (
  form: 'csv' | 'json' | 'ndjson',
  text: string,
  size = 5,
): Promise<readonly FeedLine[]> => {
  const lines: FeedLine[] = [];
  for await (const line of billingLines(form, inPieces(text, size))) lines.push(line);
  return lines;
};
const codes = (lines: readonly FeedLine[]) => lines.map(({ line, why }) => [line, why?.code ?? null]);

const value = fc.oneof(
  fc.string({ unit: fc.constantFrom('x', ' ', ',', '"', '\\', '[', '}', '\n', 'ß', '🙂') }),
  fc.integer({ min: -1e6, max: 1e6 }),
);
const object = fc.record({ kind: value, id: value });

test.each(['json', 'ndjson'] as const)('whatever object is written as %s is read again', async form => {
  await fc.assert(
    fc.asyncProperty(fc.array(object), fc.integer({ min: 1, max: 9 }), async (objects, size) => {
      const text =
        form === 'json'
          ? `\uFEFF ${JSON.stringify(objects, null, 1)}\n`
          : objects.map(each => JSON.stringify(each)).join('\n');
      const found = await read(form, text, size);
      expect(found.map(({ fields }) => fields)).toEqual(
        objects.map(({ kind, id }) => ({ kind: String(kind).trim(), id: String(id).trim() })),
      );
      expect(found.map(({ line }) => line)).toEqual(objects.map((_, n) => n + 1));
    }),
  );
});

test('an object with anything but texts and numbers is no row, and the next one is', async () => {
  const text = '[{"a":true},{"a":{}},[1],7,null,"x",{"kind":null,"id":1},{"kind":"bill"]';
  expect(codes(await read('json', text))).toEqual([
    ...[1, 2, 3, 4, 5, 6].map(line => [line, 'row.notAnObject']),
    [7, null],
    [8, 'feed.unreadable'],
  ]);
});

test.each([
  ['{"kind":"bill"}', 1],
  ['[{"id":"1"}', 1],
  ['[{"id":"1"},]', 2],
  ['[{"id":"1"}] []', 2],
  ['[,]', 1],
  ['', 1],
])('%s is no array: what was read before stands, and the place is told', async (text, line) => {
  expect(codes(await read('json', text)).at(-1)).toEqual([line, 'feed.unreadable']);
});

test('a row longer than any is let go, and the next one is read', async () => {
  const long = `{"id":"${'x'.repeat(70_000)}"}`;
  expect(codes(await read('json', `[${long},{"id":"2"}]`, 4000))).toEqual([
    [1, 'row.notAnObject'],
    [2, null],
  ]);
  expect(codes(await read('ndjson', `${long}\n\n{"id":"2"}`, 4000))).toEqual([
    [1, 'row.notAnObject'],
    [3, null],
  ]);
});

test('a fault of what the bytes come from is not taken for a mistake of the feed', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode('[');
    await Promise.resolve();
    throw new Error('the disk');
  }
  const all = async (): Promise<void> => {
    for await (const _ of billingLines('json', broken()));
  };
  await expect(all()).rejects.toThrow('the disk');
});
