import type { ContactPointId, NoticeId } from '../../domain/ids.js';
import type { Outcome } from '../../domain/outcome.js';
import type { SentAgain } from './customers.js';
import type { Tx } from './store.js';

/** Plans a notice once more to one address, in the transaction of whoever decides it; the decision is written with it. */
export type PlanAgain = (
  tx: Tx,
  order: {
    readonly decision: string;
    readonly notice: NoticeId;
    readonly to: ContactPointId;
    readonly reason: string;
    readonly by: string;
  },
) => Promise<Outcome<SentAgain>>;
