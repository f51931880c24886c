import type { AskedOnce, StoredRequest } from '../../domain/office/request.js';
import type { Instant } from '../../domain/time.js';

/** What was asked under which key, and the answer; kept for a day. */
export interface Requests {
  /** Begins a key that nobody has used; false: there is one, perhaps of another transaction that was waited for. */
  begin(asked: AskedOnce, at: Instant): Promise<boolean>;
  /** Locked until the transaction ends. */
  find(key: string): Promise<StoredRequest | null>;
  /** Begins once more. `origin`: when it was first asked. */
  restart(asked: AskedOnce, origin: Instant, at: Instant, claim: number): Promise<void>;
  finish(key: string, status: number, answer: string): Promise<void>;
  /** It ended without an answer. Not where somebody else has begun it anew meanwhile. */
  fail(key: string, claim: number): Promise<void>;
  /** Nothing was done, so the key is free. */
  forget(key: string, claim: number): Promise<void>;
  /** Forgets up to `limit` asked before; returns how many. */
  prune(before: Instant, limit: number): Promise<number>;
}
