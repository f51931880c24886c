import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { answerTo } from './golden-answer.js';
import { goldenCase } from './golden-case.js';

/** Cases worked by hand by somebody else, in a folder beside the project; they are no part of it. */
const FILE =
  process.env['FOREWARN_GOLDEN_CASES'] ?? resolve(__dirname, '../../../shared/rules/golden-cases.json');

if (!existsSync(FILE)) {
  test('the golden cases are not here', () => {
    console.log(`Golden cases not run: there is no ${FILE} (FOREWARN_GOLDEN_CASES names another file).`);
    expect(existsSync(FILE)).toBe(false);
  });
} else {
  const { cases } = z
    .looseObject({ cases: z.array(goldenCase) })
    .parse(JSON.parse(readFileSync(FILE, 'utf8')) as unknown);

  test('there are cases', () => {
    expect(cases.length).toBeGreaterThan(0);
  });

  test.each(cases.map(golden => [golden.id, golden.convention.kind, golden.question, golden] as const))(
    '%s %s %s',
    (_id, _kind, _question, golden) => {
      const reasons = golden.expected['reasons'];
      const expected = Array.isArray(reasons)
        ? { ...golden.expected, reasons: [...(reasons as string[])].sort() }
        : golden.expected;
      expect(answerTo(golden)).toEqual(expected);
    },
  );
}
