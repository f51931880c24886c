import { invalid, notFound, type Outcome, type Problem } from '../problem.js';
import { answered, type Answer, type Handling } from './route.js';

/** One input of a batch after the work. */
export type Row =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem };

/** Results come back in an order of their own: nothing promises the order of the inputs. */
export function batchAnswer(
  { crm, chance }: Handling,
  rows: readonly Row[],
  status: number,
): Outcome<Answer> {
  const results = rows.flatMap(row => (row.ok ? [row.value] : []));
  const errors = rows.flatMap(row => (row.ok ? [] : [errorRow(row.problem)]));
  const at = crm.now();
  const body = { status: 'COMPLETE', results: chance.shuffled(results), startedAt: at, completedAt: at };
  if (errors.length === 0) return answered(status, body);
  return answered(207, { ...body, numErrors: errors.length, errors: chance.shuffled(errors) });
}

function errorRow({
  category,
  message,
  subCategory,
  context,
  errors,
}: Problem): Readonly<Record<string, unknown>> {
  return {
    status: 'error',
    category,
    message,
    ...(subCategory === undefined ? {} : { subCategory }),
    ...(errors === undefined ? {} : { errors }),
    context: context ?? {},
  };
}

export function tooManyInputs(given: number, most: number): Problem | undefined {
  if (given <= most) return undefined;
  return invalid(
    `The maximum number of inputs supported in a batch request is ${String(most)}, found ${String(given)}`,
  );
}

/** For an input an injected fault has spoiled. */
export const spoiledProblem: Problem = {
  status: 500,
  category: 'INTERNAL_ERROR',
  message: 'This input was made to fail',
};

export const missingRecord = (typeName: string, ids: readonly string[]): Problem =>
  notFound(`Could not get some ${typeName.toUpperCase()} objects, they may be deleted or not exist.`, {
    context: { ids },
  });

/** Ties an error row to its input, beside what the problem says of itself. */
export function withContext(problem: Problem, context: Readonly<Record<string, readonly string[]>>): Problem {
  return { ...problem, context: { ...problem.context, ...context } };
}
