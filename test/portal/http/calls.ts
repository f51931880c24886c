/** `dropped` and `unanswered` calls sent no status: the socket was destroyed, or never written to. */
export type CallStatus = number | 'dropped' | 'unanswered';

export interface CallRecord {
  readonly method: string;
  /** Express pattern of the route; the plain path when no route knows the call. */
  readonly route: string;
  readonly path: string;
  readonly status: CallStatus;
  /** When it arrived, by the portal's clock. */
  readonly at: string;
}

export interface CallTotal {
  readonly count: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

export interface Calls {
  /** Oldest first; only the newest ten thousand are kept, while totals count all. */
  all(): readonly CallRecord[];
  /** Keyed by method and route pattern. */
  totals(): Readonly<Record<string, CallTotal>>;
  count(): number;
  reset(): void;
}

const kept = 10_000;

export function createCallLog(): Calls & { readonly add: (call: CallRecord) => void } {
  let calls: CallRecord[] = [];
  let count = 0;
  const totals = new Map<string, Map<string, number>>();
  return {
    add: call => {
      calls.push(call);
      if (calls.length > 2 * kept) calls = calls.slice(-kept);
      count += 1;
      const key = `${call.method} ${call.route}`;
      const known = totals.get(key) ?? new Map<string, number>();
      known.set(String(call.status), (known.get(String(call.status)) ?? 0) + 1);
      totals.set(key, known);
    },
    all: () => calls.slice(-kept),
    totals: () =>
      Object.fromEntries(
        [...totals].map(([key, statuses]) => [
          key,
          {
            count: [...statuses.values()].reduce((sum, each) => sum + each, 0),
            byStatus: Object.fromEntries(statuses),
          },
        ]),
      ),
    count: () => count,
    reset: () => {
      calls = [];
      count = 0;
      totals.clear();
    },
  };
}
