/** One mistake in a file of texts: where, what was expected there, and what was found. */
export interface TextProblem {
  readonly file: string;
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** All mistakes at once; the caller turns them into its own configuration error. */
export class TextsError extends Error {
  override readonly name = 'TextsError';
  constructor(readonly problems: readonly TextProblem[]) {
    super(problems.map(p => `${p.file}: ${p.path}: expected ${p.expected}, found ${p.found}`).join('\n'));
  }
}
