import type { OutageId, PartyId, ServicePointId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { refOf } from '../domain/outage/ref.js';
import type { Instant } from '../domain/time.js';
import type { ComplaintAbout } from '../domain/notice/notice.js';
import type { Complaint } from './ports/customers.js';
import type { ReplyToComplaint } from './ports/reply-to-complaint.js';
import { complaintSubject } from './ports/outbox.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'log'> & { readonly replyToComplaint: ReplyToComplaint };

/**
 * Writes a customer's complaint down under a reference they can quote, confirms it to them by a message, and lets a ticket
 * be made of it in the CRM; while that is away the complaint waits in the outbox and is not lost. The same request is the same complaint.
 */
export const takeComplaint =
  ({ store, clock, ids, log, replyToComplaint }: Needs) =>
  async (command: {
    readonly kind: 'contact' | 'company';
    readonly crmId: string;
    readonly about: ComplaintAbout;
    readonly said: string;
    readonly outage: OutageId | null;
    readonly place: ServicePointId | null;
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  }): Promise<Outcome<Complaint>> => {
    const { kind, crmId, about, said, place, by, request } = command;
    const id = ids.ofKey(request.at, `complaint/${store.portal}/${by}/${request.key}`);
    const outcome = await store.transact(async (tx): Promise<Outcome<Complaint>> => {
      const before = await tx.customers.complaint(id);
      if (before !== null) return accept(before);
      const party: PartyId | null = await tx.customers.party(kind, crmId);
      if (party === null)
        return refuse({
          code: 'contact.unknown',
          message: 'Forewarn does not know this customer, or no longer.',
          lawful: 'Open a ticket in HubSpot by hand.',
          because: [],
        });
      const outage =
        command.outage === null || (await tx.outages.find(command.outage)) === null ? null : command.outage;
      const at = clock.now();
      const ref = `C-${refOf(ids.sha256(id), COMPLAINT_LETTERS)}`;
      const complaint: Complaint = { id, ref, at, by, party, outage, place, about, said: said.trim() };
      await tx.customers.addComplaint(complaint);
      await replyToComplaint(tx, 'complaint_received', { ...complaint, asked: 0 });
      await tx.outbox.put([{ kind: 'ticket', subject: complaintSubject(id), dueAt: at }]);
      return accept(complaint);
    });
    if (outcome.ok) log.info('complaint taken', { complaint: id, about });
    return outcome;
  };

/** Long enough that a utility's complaints do not share one. */
const COMPLAINT_LETTERS = 7;
