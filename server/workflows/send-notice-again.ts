import { notByHand, sendAgain } from '../domain/customer/send-again.js';
import { withdrawals } from '../domain/debt/still-due.js';
import type { ContactPointId, DeliveryId, NoticeId } from '../domain/ids.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { SentAgain } from './ports/customers.js';
import type { PlanAgain } from './ports/plan-again.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'ids' | 'policy' | 'letterCalendar' | 'log'>;

const NO_NOTICE = {
  code: 'notice.unknown',
  message: 'There is no such notice.',
  lawful: 'Look at the card again and choose one of those it shows.',
  because: [],
};

/** Who pressed what, and when it was first asked: the same press is the same decision. */
export interface Asked {
  readonly by: string;
  readonly request: { readonly key: string; readonly at: Instant };
}

const whyNot = async (tx: Tx, id: NoticeId, now: Instant): Promise<Outcome<never>> => {
  const other = await tx.customers.besidesCampaigns(id);
  if (other === null) return refuse(NO_NOTICE);
  const { debtCase } = other;
  if (debtCase === null) return notByHand(false, null);
  const [fallen] = withdrawals([{ id, ...other }], await tx.debtCases.events([debtCase]), now);
  return notByHand(true, fallen?.reason ?? null);
};

/** The decision's part of whatever transaction it belongs to; see `PlanAgain`. */
export const planAgain =
  ({ clock, ids, policy, letterCalendar }: Needs): PlanAgain =>
  async (tx, { decision, notice: id, to, reason, by }) => {
    const now = clock.now();
    const [notice] = await tx.notices.atWork([id]);
    const campaign = notice === undefined ? null : await tx.outages.campaign(notice.campaign);
    if (notice === undefined || campaign === null) return whyNot(tx, id, now);
    const draft = sendAgain({
      notice,
      newer: notice.outdated ? { notice: await tx.customers.newest(id) } : null,
      to,
      reason,
      policy: await policy(tx),
      letters: letterCalendar,
      now,
    });
    if (!draft.ok) return draft;
    const delivery = ids.ofKey(campaign.startedAt, draft.value.key) as DeliveryId;
    await tx.notices.addDeliveries([{ ...draft.value, id: delivery, notice: id }], now);
    await tx.customers.reopen([id]);
    await tx.customers.decide({
      id: decision,
      at: now,
      by,
      act: notice.deliveries.some(({ contactPoint }) => contactPoint === to) ? 'resend' : 'otherChannel',
      party: notice.addressee.party,
      notice: id,
      delivery,
      reason: reason.trim() === '' ? null : reason.trim(),
      details: { channel: draft.value.channel, state: notice.state },
    });
    return accept({ notice: id, delivery, channel: draft.value.channel, sendAt: draft.value.sendAt });
  };

/** Sends a notice to one address of its addressee once more, or by another channel: a person's decision, written down. */
export const sendNoticeAgain =
  (deps: Needs) =>
  async (
    command: Asked & { readonly notice: NoticeId; readonly to: ContactPointId; readonly reason: string },
  ): Promise<Outcome<SentAgain>> => {
    const { store, ids, log } = deps;
    const { notice, to, reason, by, request } = command;
    const decision = ids.ofKey(request.at, `sendAgain/${store.portal}/${by}/${request.key}`);
    const sent = await store.transact(async tx => {
      // The answer to the first run was lost: it is given again, and nothing else is done.
      const before = await tx.customers.sentBy(decision);
      return before === null ? planAgain(deps)(tx, { decision, notice, to, reason, by }) : accept(before);
    });
    if (sent.ok) log.info('notice sent again', { notice, delivery: sent.value.delivery });
    return sent;
  };
