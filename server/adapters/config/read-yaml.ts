import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** One mistake in a file under config/: where, what was expected there, and what was found. */
export interface ConfigProblem {
  readonly file: string;
  /** `channels.sms.rate`, or a line and column where the file is not YAML at all */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** All mistakes of one load at once, so that an administrator mends them in one go. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(p => `${p.file}: ${p.path}: expected ${p.expected}, found ${p.found}`).join('\n'));
  }
}

const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
};

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], value);

const contentOf = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([
      {
        file: name,
        path: '(file)',
        expected: 'a file that can be read',
        found: code === 'ENOENT' ? 'nothing' : String(code),
      },
    ]);
  }
};

/** Reads one YAML file and checks it. Throws ConfigError naming every mistake. */
export const readYaml = <S extends z.ZodType>(file: string, schema: S, name: string = file): z.output<S> => {
  const lines = new LineCounter();
  const document = parseDocument(contentOf(file, name), { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0)
    throw new ConfigError(
      document.errors.map(error => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file: name, path: `line ${line}, column ${col}`, expected: 'YAML', found: error.code };
      }),
    );
  const data: unknown = document.toJS();
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(issue => ({
      file: name,
      path: issue.path.join('.') || '(top)',
      expected: issue.message,
      found: show(at(data, issue.path)),
    })),
  );
};
