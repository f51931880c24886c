import { EventEmitter } from 'node:events';
import type { PGlite, Results } from '@electric-sql/pglite';
import { PARSERS, withoutNul } from './parsers.js';

const encode = (value: unknown): unknown =>
  value !== null &&
  typeof value === 'object' &&
  !(value instanceof Date) &&
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value)
    ? JSON.stringify(value)
    : value;

const firstWord = (text: string): string => /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? '';

interface Answer {
  readonly command: string;
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}

/**
 * A pg.Pool over the one session of an in-process PGlite: whoever has begun a transaction holds it until its end,
 * everybody else queues. Kysely's PostgresDialect takes it for a pool, so both engines run the same code.
 */
export class PglitePool {
  private tail: Promise<void> = Promise.resolve();

  /** `hasRoom`: asked before a transaction begins. */
  constructor(
    private readonly db: PGlite,
    private readonly hasRoom: () => boolean,
  ) {}

  connect(): Promise<PgliteClient> {
    return Promise.resolve(new PgliteClient(this));
  }

  async end(): Promise<void> {
    await this.db.close();
  }

  /** Waits for its turn; the caller must call the function it gets, once. */
  async turn(): Promise<() => void> {
    const before = this.tail;
    let release: () => void = () => undefined;
    this.tail = new Promise(resolve => (release = resolve));
    await before;
    // PGlite answers without leaving the microtask queue: between transactions sockets and timers get their turn too.
    await new Promise(setImmediate);
    return release;
  }

  /** As PostgreSQL says it (53100). */
  insistOnRoom(): void {
    if (!this.hasRoom()) throw Object.assign(new Error('The disk of the ledger is full.'), { code: '53100' });
  }

  async run(text: string, params: readonly unknown[]): Promise<Answer> {
    const result: Results | undefined =
      params.length > 0
        ? await this.db.query(text, params.map(withoutNul).map(encode), { parsers: PARSERS })
        : (await this.db.exec(text, { parsers: PARSERS })).at(-1);
    const rows = result?.rows ?? [];
    return { command: firstWord(text), rows, rowCount: result?.affectedRows ?? rows.length };
  }
}

class PgliteClient extends EventEmitter {
  private release_: (() => void) | null = null;

  constructor(private readonly pool: PglitePool) {
    super();
  }

  async query(text: string, params: readonly unknown[] = []): Promise<Answer> {
    const word = firstWord(text);
    if (this.release_ === null && (word === 'BEGIN' || word === 'START')) {
      this.pool.insistOnRoom();
      this.release_ = await this.pool.turn();
    }
    if (this.release_ === null) {
      const release = await this.pool.turn();
      try {
        return await this.pool.run(text, params);
      } finally {
        release();
      }
    }
    try {
      return await this.pool.run(text, params);
    } finally {
      if (word === 'COMMIT' || (word === 'ROLLBACK' && !/^\s*rollback\s+to/i.test(text))) this.letGo();
    }
  }

  /** Given back to the pool; a transaction left open is rolled back before the next one may begin. */
  release(): void {
    if (this.release_ === null) return;
    void this.pool.run('ROLLBACK', []).finally(() => {
      this.letGo();
    });
  }

  private letGo(): void {
    const release = this.release_;
    this.release_ = null;
    release?.();
  }
}
