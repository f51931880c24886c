import type { Chance } from '../chance.js';

/**
 * `timeout` never answers and writes nothing; `commit-then-drop` does the write and destroys the socket; `drop`
 * destroys it before anything is done; `partial` makes a share of a batch's inputs fail inside a 207;
 * `slow` answers as ever after `delayMs`, and until then the records it writes are locked.
 */
export type FaultKind =
  '429' | '423' | '500' | '502' | 'timeout' | 'commit-then-drop' | 'drop' | 'partial' | 'slow';

export interface FaultInjection {
  /** `path` is tried on the path as called, without the query. */
  readonly match: { readonly method?: string; readonly path: RegExp };
  /** How many matching calls it strikes. */
  readonly times: number;
  /** How many matching calls it lets through first. */
  readonly after?: number;
  readonly kind: FaultKind;
  /** Real milliseconds before the fault shows. */
  readonly delayMs?: number;
  /** Of a batch's inputs, for `partial`: above 0, at most 1; at least one input fails. Default 0.5. */
  readonly share?: number;
}

export interface FaultState {
  readonly method: string | undefined;
  readonly path: string;
  readonly kind: FaultKind;
  readonly remaining: number;
  readonly struck: number;
  readonly delayMs: number;
}

export interface Faults {
  inject(fault: FaultInjection): void;
  clear(): void;
  /** Injections that still have strikes left, oldest first. */
  state(): readonly FaultState[];
}

export interface FaultSource extends Faults {
  /** Uses up one strike of the oldest injection that fits. A `partial` fits batches only. */
  take(method: string, path: string): FaultInjection | undefined;
}

export function createFaults(): FaultSource {
  let pending: { readonly fault: FaultInjection; struck: number; passed: number }[] = [];
  return {
    inject: fault => {
      if (fault.share !== undefined && !(fault.share > 0 && fault.share <= 1)) {
        throw new Error(`share: expected more than 0 and at most 1, found ${String(fault.share)}`);
      }
      pending.push({ fault, struck: 0, passed: 0 });
    },
    clear: () => {
      pending = [];
    },
    state: () =>
      pending.map(({ fault, struck }) => ({
        method: fault.match.method,
        path: fault.match.path.source,
        kind: fault.kind,
        remaining: fault.times - struck,
        struck,
        delayMs: fault.delayMs ?? 0,
      })),
    take: (method, path) => {
      const found = pending.find(({ fault }) => fits(fault, method, path));
      if (!found) return undefined;
      if (found.passed < (found.fault.after ?? 0)) {
        found.passed += 1;
        return undefined;
      }
      found.struck += 1;
      pending = pending.filter(({ fault, struck }) => struck < fault.times);
      return found.fault;
    },
  };
}

function fits({ match, kind }: FaultInjection, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (kind === 'partial' && !/\/batch\/(create|read|update|upsert|associate\/default)$/.test(path))
    return false;
  return path.search(match.path) >= 0;
}

/** Which inputs of a batch a `partial` strikes. */
export function spoiledInputs(
  fault: FaultInjection | undefined,
  inputs: number,
  chance: Chance,
): ReadonlySet<number> {
  if (fault?.kind !== 'partial') return new Set();
  const positions = Array.from({ length: inputs }, (_, index) => index);
  const failing = Math.max(1, Math.round(inputs * (fault.share ?? 0.5)));
  return new Set(chance.shuffled(positions).slice(0, failing));
}
