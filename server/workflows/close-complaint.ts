import type { DecisionId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import { complaintSubject } from './ports/outbox.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'log'>;

export interface ComplaintClosed {
  readonly at: Instant;
  readonly by: string | null;
}

/** A person ends a complaint, under their name and once for each press; its ticket is done with it. */
export const closeComplaint =
  ({ store, clock, ids, log }: Needs) =>
  async (command: {
    readonly complaint: string;
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  }): Promise<Outcome<ComplaintClosed>> => {
    const { complaint, by, request } = command;
    const closing = ids.ofKey(
      request.at,
      `closeComplaint/${store.portal}/${by}/${request.key}`,
    ) as DecisionId;
    const outcome = await store.transact(async (tx): Promise<Outcome<ComplaintClosed>> => {
      const known = await tx.complaints.progress(complaint);
      if (known === null) return refuse(UNKNOWN);
      const { closedAt, closedBy } = known;
      if (closedAt !== null && known.closing === closing) return accept({ at: closedAt, by: closedBy });
      if (closedAt !== null) return refuse({ ...CLOSED, details: { by: closedBy, at: closedAt } });
      const at = clock.now();
      await tx.complaints.close(complaint, closing, by, at);
      await tx.outbox.put([{ kind: 'ticket', subject: complaintSubject(complaint), dueAt: at }]);
      return accept({ at, by });
    });
    if (outcome.ok) log.info('complaint closed', { complaint });
    return outcome;
  };

const UNKNOWN = {
  code: 'complaint.unknown',
  message: 'There is no such complaint.',
  lawful: 'Look at the card again and choose one of those it shows.',
  because: [],
};
const CLOSED = {
  code: 'complaint.closed',
  message: 'This complaint is closed already.',
  lawful: 'If the customer is not content, take a new one.',
  because: [],
};
