import type { DebtEvent } from '../../ui-extensions/contract/debt.js';
import { inOrder, type CaseEvent } from '../domain/debt/event.js';
import { kindOf } from '../domain/debt/kinds.js';
import type { DebtCase } from '../domain/debt/replay.js';
import type { Law } from '../domain/rules/rulebook.js';
import { civilDateIn } from '../domain/time.js';

const NOTHING = { amount: null, kind: null, channel: null, reason: null, act: null, by: null, on: null };

/** What happened in a case, the newest first; what later events say of a delivery or a hold names what it is about. */
export const historyOfCase = (
  events: readonly CaseEvent[],
  { zone, holds }: DebtCase,
  law: Law | null,
  /** Who entered what a person gave or proved, by the id of the event. */
  actors: ReadonlyMap<string, string>,
): readonly DebtEvent[] => {
  const sent = new Map(
    events.flatMap(event => (event.type === 'sent' ? [[event.delivery, event] as const] : [])),
  );
  const aboutDelivery = (delivery: string): Partial<DebtEvent> => {
    const event = sent.get(delivery);
    if (event === undefined) return {};
    return { kind: law === null ? null : kindOf(law, event.notice), channel: event.channel };
  };
  const particulars = (event: CaseEvent): Partial<DebtEvent> => {
    switch (event.type) {
      case 'billed':
        return { amount: event.amount, on: event.due };
      case 'paid':
      case 'credited':
        return { amount: event.amount };
      case 'sent':
        return {
          ...aboutDelivery(event.delivery),
          amount: event.claimed,
          on: event.dateShown,
          by: actors.get(event.id) ?? null,
        };
      case 'delivered':
        return { ...aboutDelivery(event.delivery), by: actors.get(event.id) ?? null };
      case 'attempted':
      case 'returned':
        return aboutDelivery(event.delivery);
      case 'held':
        return {
          reason: event.hold.reason,
          by: event.hold.by,
          on: 'day' in event.hold.until ? event.hold.until.day : null,
        };
      case 'released':
        return { reason: holds.find(({ id }) => id === event.hold)?.reason ?? null, by: event.by };
      case 'broken':
        return { reason: holds.find(({ id }) => id === event.hold)?.reason ?? null };
      case 'approved':
        return { by: event.by };
      case 'ordered':
        return { act: event.act, on: event.on };
      case 'acted':
        return { act: event.act, on: civilDateIn(zone, event.at) };
      case 'opened':
      case 'reversed':
      case 'recalled':
      case 'reconnected':
      case 'supplyEnded':
      case 'closed':
        return {};
    }
  };
  return [...inOrder(events)]
    .reverse()
    .map(event => ({ type: event.type, at: event.at, ...NOTHING, ...particulars(event) }));
};
