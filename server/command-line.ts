import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm start -- [--role web|worker|all]

  --role web      takes requests and hands jobs out, does none
  --role worker   does jobs; its HTTP answers /health, /ready and /metrics alone
  --role all      both, in one process (the default)
  --help          this

web and worker need DATABASE_URL and REDIS_URL. FOREWARN_ROLE says the same as --role, which goes before it.
Settings come from the environment: .env.example lists them, docs/operations.md explains them.`;

export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

export interface CommandLine {
  readonly help: boolean;
  /** As it was given: the settings judge it. */
  readonly role: string | undefined;
}

/** Throws CommandLineError. */
export const readCommandLine = (words: readonly string[]): CommandLine => {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { role: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    return { help: values.help ?? false, role: values.role };
  } catch (error) {
    throw new CommandLineError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};
