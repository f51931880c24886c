import { checkCorrection, type CorrectedFields, type Correction } from '../domain/customer/correction.js';
import type { ContactPointKind } from '../domain/contact-point.js';
import type { ContactPointId, NoticeId } from '../domain/ids.js';
import { accept, refuse, type Outcome, type Refusals } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import { Fault } from './fault.js';
import type { SentAgain } from './ports/customers.js';
import type { PlanAgain } from './ports/plan-again.js';
import type { DirectoryReader } from './ports/directory-reader.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'crm' | 'log'> & {
  readonly reader: DirectoryReader;
  readonly planAgain: PlanAgain;
};

export interface CorrectedPoint {
  readonly contactPoint: ContactPointId;
  readonly kind: ContactPointKind;
  readonly sent: SentAgain | null;
  /** It was corrected, but the notice may not go there. */
  readonly notSent: Refusals | null;
}

const unknown = refuse({
  code: 'contact.unknown',
  message: 'Forewarn does not know this contact, or no longer.',
  lawful: 'Link a supply address to the contact, and look again in a minute.',
  because: [],
});

/**
 * Mends how a contact is reached, and sends a notice there at once where one is named. The CRM is told first, since it
 * holds the truth of addresses: the mirror is then read from it by the same reader as always, and what was planned for
 * the former address follows. Done twice it changes nothing more.
 */
export const correctContactPoint =
  (deps: Needs) =>
  async (command: {
    readonly contact: string;
    readonly correction: Correction;
    readonly notice: NoticeId | null;
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  }): Promise<Outcome<CorrectedPoint>> => {
    const { store, ids, reader, log } = deps;
    const { contact, notice, by, request } = command;
    const corrected = checkCorrection(command.correction);
    if (!corrected.ok) return corrected;
    const { kind, value, fields } = corrected.value;
    if ((await store.transact(tx => tx.customers.party('contact', contact))) === null) return unknown;
    const written = await tellCrm(deps, contact, fields);
    if (!written.ok) return written;
    await reader.named({ contact: [contact], company: [], servicePoint: [] });
    const decision = ids.ofKey(request.at, `correct/${store.portal}/${by}/${request.key}`);
    const outcome = await store.transact(async tx => {
      const party = await tx.customers.party('contact', contact);
      const point = party === null ? null : await tx.customers.contactPoint(party, kind, value);
      if (party === null || point === null) return unknown;
      const sent = notice === null ? null : await sendTo(deps, tx, { ...command, notice }, point);
      await tx.customers.decide({
        id: decision,
        at: deps.clock.now(),
        by,
        act: 'correct',
        party,
        notice,
        delivery: null,
        reason: null,
        details: { kind, contactPoint: point },
      });
      return accept({
        contactPoint: point,
        kind,
        sent: sent?.ok === true ? sent.value : null,
        notSent: sent?.ok === false ? sent.refusals : null,
      });
    });
    if (outcome.ok) log.info('contact point corrected', { kind, contactPoint: outcome.value.contactPoint });
    return outcome;
  };

/** The CRM's own "no" to a value is the agent's to mend; that it is away is not. */
const tellCrm = async (
  { crm, log }: Needs,
  contact: string,
  fields: CorrectedFields,
): Promise<Outcome<null>> => {
  try {
    await crm.correctContact(contact, fields);
    return accept(null);
  } catch (error) {
    if (!(error instanceof Fault) || (error.kind !== 'rejected' && error.kind !== 'duplicate')) throw error;
    log.info('correction refused by the CRM', { code: error.code });
    return refuse({
      code: 'contact.refused',
      message: 'HubSpot did not take this value, so nothing was changed.',
      lawful: 'Look whether another contact has it already; then merge the two or use another one.',
      because: [],
    });
  }
};

const sendTo = async (
  { store, ids, planAgain }: Needs,
  tx: Parameters<PlanAgain>[0],
  {
    notice,
    by,
    request,
  }: {
    readonly notice: NoticeId;
    readonly by: string;
    readonly request: { readonly key: string; readonly at: Instant };
  },
  to: ContactPointId,
): Promise<Outcome<SentAgain>> => {
  const decision = ids.ofKey(request.at, `correct/send/${store.portal}/${by}/${request.key}`);
  const before = await tx.customers.sentBy(decision);
  return before === null ? planAgain(tx, { decision, notice, to, reason: '', by }) : accept(before);
};
