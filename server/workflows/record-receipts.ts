import { isAboutTheAddress } from '../domain/contact-point.js';
import { climb, isFinal } from '../domain/notice/service.js';
import { addMinutes } from '../domain/time.js';
import type { Receipt } from './ports.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'policy' | 'log'>;

/** Takes what carriers say later: stored once, the delivery climbs, the notice is decided anew. Returns how many were known. */
export const recordReceipts =
  ({ store, clock, policy, log }: Needs) =>
  async (receipts: readonly Receipt[]): Promise<number> => {
    if (receipts.length === 0) return 0;
    // A receipt is stored once, and climbs the same way again: the same batch twice does no harm.
    const known = await store.transact(async tx => {
      const at = clock.now();
      const targets = await tx.deliveries.targets(receipts);
      // Several receipts of one delivery in one batch climb one after the other.
      const states = new Map(
        targets.flatMap(target => (target === null ? [] : [[target.id, target.state] as const])),
      );
      const rows = receipts.flatMap((receipt, i) => {
        const target = targets[i];
        if (target === null || target === undefined) return [];
        const state = climb(states.get(target.id) ?? target.state, receipt.outcome);
        states.set(target.id, state);
        return [{ delivery: target.id, receipt, state, at, target }];
      });
      for (const round of rounds(rows)) await tx.deliveries.saveReceipts(round);
      await tx.directory.markProblem(
        rows.flatMap(({ receipt, target }) =>
          receipt.reason !== null && isAboutTheAddress(receipt.reason)
            ? [{ id: target.contactPoint, problem: receipt.reason }]
            : [],
        ),
      );
      await tx.outbox.put(
        [...states].map(([delivery, state]) => ({
          kind: 'activity',
          subject: delivery,
          dueAt: isFinal(state) ? at : addMinutes(at, policy.mirrorAfterMinutes),
        })),
      );
      await tx.notices.checkAt([...new Set(rows.map(row => row.target.notice))], at);
      return rows.length;
    });
    const strangers = receipts.length - known;
    if (strangers > 0)
      log.warn('receipts of unknown deliveries', { carrier: receipts[0]?.carrier, count: strangers });
    return known;
  };

/** Each delivery at most once in a round: one statement cannot move the same row twice. */
const rounds = <R extends { readonly delivery: string }>(rows: readonly R[]): readonly (readonly R[])[] => {
  const all: R[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const round = seen.get(row.delivery) ?? 0;
    seen.set(row.delivery, round + 1);
    (all[round] ??= []).push(row);
  }
  return all;
};
