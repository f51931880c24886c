import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { caseFiles } from './case-files.js';
import { answerTo } from './golden-answer.js';
import { goldenCase } from './golden-case.js';

const { there, absent } = caseFiles();
for (const file of absent)
  console.log(`Not all golden cases run: there is no ${file} (GOLDEN_CASES names another file).`);

describe.each(there.map(file => [basename(file), file] as const))('%s', (_name, file) => {
  const { cases } = z
    .looseObject({ cases: z.array(goldenCase).min(1) })
    .parse(JSON.parse(readFileSync(file, 'utf8')) as unknown);

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
});
