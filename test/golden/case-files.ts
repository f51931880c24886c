import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Worked by hand by somebody else, in a folder beside the project; they are no part of it. */
const BESIDE = resolve(__dirname, '../../../shared/rules/golden-cases.json');

export interface CaseFiles {
  readonly there: readonly string[];
  /** Looked for and not found: no failure, but told. */
  readonly absent: readonly string[];
}

/** Every case file of this folder, and the one that GOLDEN_CASES names, which must be there; else the one beside the project. */
export const caseFiles = (): CaseFiles => {
  const own = readdirSync(__dirname)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => join(__dirname, name));
  const named = process.env['GOLDEN_CASES'];
  if (named !== undefined && !existsSync(named))
    throw new Error(`GOLDEN_CASES names ${named}, and there is no such file.`);
  const other = named ?? BESIDE;
  return existsSync(other) ? { there: [...own, other], absent: [] } : { there: own, absent: [other] };
};
