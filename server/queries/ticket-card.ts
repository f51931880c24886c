import type { ContactNow, TicketCard } from '../../ui-extensions/contract/customer.js';
import type { SayView } from '../../ui-extensions/contract/say-view.js';
import { afterTries, type ReachTry } from '../domain/customer/reach.js';
import { replyOf } from '../domain/customer/say.js';
import type { PartyKind } from '../domain/directory.js';
import type { OutageId, PartyId } from '../domain/ids.js';
import type { NoticeKind } from '../domain/notice/notice.js';
import type { Policy } from '../domain/policy.js';
import type { Zone } from '../domain/time.js';
import type { Crm } from '../workflows/ports/crm.js';
import type { DecisionRead } from '../workflows/ports/customer-reads.js';
import { headOf, inEach, type CustomerViewNeeds, type Viewer } from './customer-now.js';

type Needs = CustomerViewNeeds & {
  readonly crm: Pick<Crm, 'contactsOfTicket'>;
  readonly policy: () => Promise<Policy>;
  readonly customerNow: (kind: PartyKind, crmId: string, viewer: Viewer) => Promise<ContactNow | null>;
};

/** More people than this nobody chooses from; a ticket has one or two. */
const MOST_CONTACTS = 10;

/**
 * The customer's situation beside their ticket, what a person must do, and a reply built of it. A ticket of ours to
 * somebody who is no contact, a company, is about its addressee.
 */
export const ticketCard =
  (needs: Needs) =>
  async (ticket: string, contact: string | null, viewer: Viewer): Promise<TicketCard> => {
    const { reads, crm, clock, customerNow } = needs;
    const linked = (await crm.contactsOfTicket(ticket)).slice(0, MOST_CONTACTS);
    const known = (await Promise.all(linked.map(id => reads.customer('contact', id)))).filter(
      customer => customer !== null,
    );
    const contacts = known.map(({ crmId, name }) => ({ crmId, name }));
    const subject = await reads.ticketSubject(ticket);
    const own = ownTicket(subject);
    const asked = contacts.find(({ crmId }) => crmId === contact) ?? contacts[0];
    const who =
      asked === undefined
        ? own === null
          ? null
          : await reads.recordOf(own.addressee)
        : { kind: 'contact' as const, crmId: asked.crmId };
    const now = who === null ? null : await customerNow(who.kind, who.crmId, viewer);
    return {
      serverNow: now?.serverNow ?? clock.now(),
      nextPollSeconds: now?.nextPollSeconds ?? null,
      ticket,
      mayServe: (await headOf(needs, viewer)).mayServe,
      task: own === null ? null : await taskOf(needs, own),
      complaint: await complaintOf(needs, subject),
      contacts,
      now,
      reply: now === null ? null : replyView(needs, now, ticket),
    };
  };

const replyView = (
  { clock }: Needs,
  { say, customer, places, bill }: ContactNow,
  ticket: string,
): SayView | null => {
  if (say === null) return null;
  const [worst] = places;
  const news = worst?.situation.nextUpdateBy ?? null;
  return {
    language: say.language,
    texts: inEach(language =>
      replyOf(
        {
          name: customer.name,
          say: say.texts[language],
          debt: bill.say?.texts[language] ?? null,
          ticket,
          off: worst?.situation.state === 'off',
          quiet: worst?.situation.state === 'supplied',
          nextUpdate:
            news === null || worst === undefined
              ? null
              : { at: news as ReturnType<typeof clock.now>, zone: worst.zone as Zone },
        },
        language,
        clock.now(),
      ),
    ),
  };
};

interface OwnTicket {
  readonly outage: OutageId;
  readonly account: string;
  readonly addressee: PartyId;
  readonly reason: string;
}
/** Of a ticket of ours about one customer: its subject is `<outage>/<account>/<addressee>/<reason>`. */
const ownTicket = (subject: string | null): OwnTicket | null => {
  const [outage, account, addressee, reason] = subject?.split('/') ?? [];
  return outage === undefined || account === undefined || addressee === undefined || reason === undefined
    ? null
    : { outage: outage as OutageId, account, addressee: addressee as PartyId, reason };
};

const complaintOf = async ({ reads }: Needs, subject: string | null): Promise<TicketCard['complaint']> => {
  const [kind, id] = subject?.split('/') ?? [];
  return kind === 'complaint' && id !== undefined ? reads.complaint(id) : null;
};

const taskOf = async ({ reads, policy }: Needs, own: OwnTicket): Promise<TicketCard['task']> => {
  const told = await reads.told({ parties: [own.addressee] }, [own.outage]);
  const notice = told.find(({ account }) => account === own.account);
  if (notice === undefined)
    return { reason: own.reason, serveBy: null, zone: null, lifeSupport: false, tries: [], after: null };
  const { serveBy, zone, lifeSupport } = notice;
  const tries = triesIn(await reads.decisions(notice.id));
  const emergency = EMERGENCY.includes(notice.kind);
  const after = afterTries(tries, {
    lifeSupport,
    emergency,
    serveBy,
    zone: zone as Zone,
    policy: await policy(),
  });
  return {
    ...{ reason: own.reason, serveBy, zone, lifeSupport },
    tries: [...tries],
    after: after === null ? null : { at: null, ...after },
  };
};

const EMERGENCY: readonly NoticeKind[] = ['emergency', 'etr_update'];

const triesIn = (decisions: readonly DecisionRead[]): readonly Omit<ReachTry, 'id'>[] =>
  decisions.flatMap(({ act, way, by, at }) =>
    (act === 'reached' || act === 'notReached') && way !== null ? [{ act, way, by, at }] : [],
  );
