import type { OutageId } from '../domain/ids.js';
import { isSamePerson } from '../domain/office/person.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { isOwnWork, SECOND_PERSON } from '../domain/outage/approval.js';
import { NO_OUTAGE } from '../domain/outage/outage.js';
import type { Approval } from './ports/outages.js';
import type { Deps } from './ports/work.js';

/** A second person answers for a large campaign (`size`), or for one whose schedule breaks its notice period (`late`). */
export const approveCampaign =
  ({ store, clock }: Pick<Deps, 'store' | 'clock'>) =>
  (command: {
    readonly outage: OutageId;
    readonly kind: Approval['kind'];
    readonly by: string;
    readonly reason: string | null;
  }): Promise<Outcome<Approval>> =>
    store.transact(async tx => {
      const outage = await tx.outages.find(command.outage, 'lock');
      const revision = outage?.revisions.at(-1);
      if (outage === null || revision === undefined) return refuse(NO_OUTAGE);
      if (revision.launchedAt !== null)
        return refuse({
          code: 'campaign.launched',
          message: 'This has been launched already, so there is nothing left to approve.',
          because: [],
        });
      if (revision.rehearsal === null)
        return refuse({
          code: 'approval.notRehearsed',
          message: 'Nothing has been rehearsed yet, so there is nothing to approve.',
          lawful: 'Rehearse first.',
          because: [],
        });
      if (isOwnWork(revision, command.by)) return refuse(SECOND_PERSON);
      const reason = command.reason?.trim() ?? '';
      if (command.kind === 'late' && reason === '')
        return refuse({
          code: 'approval.reason',
          message: 'To go ahead with a schedule that is too late needs a reason; it is kept and reported.',
          lawful: 'Give the reason and press again.',
          because: [],
        });
      const { fingerprint } = revision.rehearsal;
      const given = revision.approvals.find(
        each =>
          each.kind === command.kind && each.fingerprint === fingerprint && isSamePerson(each.by, command.by),
      );
      if (given !== undefined) return accept(given);
      const approval: Approval = {
        kind: command.kind,
        by: command.by,
        reason: reason === '' ? null : reason,
        at: clock.now(),
        fingerprint,
      };
      await tx.outages.addApproval(outage.id, revision.n, approval);
      await tx.office.audit({
        at: approval.at,
        by: command.by,
        act: `approve.${command.kind}`,
        subject: `outage/${outage.id}/${revision.n}`,
        details: { fingerprint: approval.fingerprint },
      });
      return accept(approval);
    });
