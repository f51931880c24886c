import { StatusTag } from '@hubspot/ui-extensions';
import type { ComponentProps } from 'react';
import type { HistoryRow } from '../contract/customer.js';
import { millisecondsOf, moment, span } from '../words/moments.js';
import { noticeWords } from '../words/notices.js';
import { sayIn, type Language } from '../words/say.js';

type Delivery = HistoryRow['deliveries'][number];
type Look = Pick<ComponentProps<typeof StatusTag>, 'variant' | 'hollow'>;
export interface Told extends Look {
  readonly words: string;
}
/** Where and when it is read. */
export interface Reading {
  readonly zone: string;
  readonly language: Language;
  readonly nowMs: number;
}

const wordsOf = (language: Language) => sayIn(noticeWords, language);

/** What the carrier says of one delivery. Hollow: not proven yet; filled: a fact. */
export const deliveryTold = (
  { state, channel, sendAt, reason }: Delivery,
  { zone, language, nowMs }: Reading,
): Told => {
  const say = wordsOf(language);
  const why = reason ?? say('delivery.reason.none');
  switch (state) {
    case 'planned':
      return {
        words: say('delivery.planned', { when: moment(sendAt, zone, language, nowMs) }),
        variant: 'default',
        hollow: true,
      };
    case 'sending':
      return { words: say('delivery.sending'), variant: 'info', hollow: true };
    case 'unknown':
      return {
        words: say(reason === null ? 'delivery.unknown' : 'delivery.unknown.person'),
        variant: 'warning',
      };
    case 'accepted':
      return {
        words: say(channel === 'letter' ? 'delivery.accepted.letter' : 'delivery.accepted'),
        variant: 'info',
      };
    case 'posted':
      return { words: say('delivery.posted'), variant: 'info' };
    case 'delivered':
      return { words: say('delivery.delivered'), variant: 'success' };
    case 'failed':
      return { words: say('delivery.failed', { reason: why }), variant: 'danger' };
    case 'returned':
      return { words: say('delivery.returned', { reason: why }), variant: 'danger' };
    case 'superseded':
      return {
        words: say('delivery.superseded', { reason: reason ?? say('delivery.superseded.newer') }),
        variant: 'default',
      };
  }
};

const isLate = ({ servedAt, serveBy }: HistoryRow): boolean =>
  servedAt !== null && serveBy !== null && millisecondsOf(servedAt) > millisecondsOf(serveBy);

/** What the law says of the notice, whatever its carriers say. */
export const noticeTold = (notice: HistoryRow, { language, nowMs }: Reading): Told => {
  const say = wordsOf(language);
  const { state, serveBy, servedHow, zone } = notice;
  switch (state) {
    case 'served': {
      const key = `law.${servedHow ?? 'deemed'}` as const;
      const late = isLate(notice);
      return {
        words: late ? say(`${key}.late`) : say(key),
        variant: late ? 'danger' : 'success',
        hollow: servedHow !== 'proof',
      };
    }
    case 'open':
      if (serveBy === null) return { words: say('law.open'), variant: 'info', hollow: true };
      return millisecondsOf(serveBy) < nowMs
        ? { words: say('law.missed'), variant: 'danger' }
        : {
            words: say('law.due', { when: moment(serveBy, zone, language, nowMs) }),
            variant: 'default',
            hollow: true,
          };
    case 'told':
      return { words: say('law.told'), variant: 'success', hollow: true };
    case 'unserved':
      return {
        words: say(serveBy !== null && millisecondsOf(serveBy) < nowMs ? 'law.missed' : 'law.unserved'),
        variant: 'danger',
      };
    case 'unreachable':
      return { words: say('law.unreachable'), variant: 'danger' };
    case 'replaced':
      return { words: say('law.replaced'), variant: 'default' };
  }
};

/** One word and its colour; never clickable. */
export const StateTag = ({ words, variant = 'default', hollow = false }: Told) => (
  <StatusTag variant={variant} hollow={hollow}>
    {words}
  </StatusTag>
);

/** What the notice is about, with its time. */
export const aboutNotice = (
  { kind, windows, since, restoredAt, etr, createdAt, zone }: HistoryRow,
  { language, nowMs }: Reading,
): string => {
  const say = wordsOf(language);
  const at = (instant: string): string => moment(instant, zone, language, nowMs);
  const [window] = windows;
  switch (kind) {
    case 'planned':
    case 'moved':
    case 'cancelled': {
      const when = window === undefined ? at(createdAt) : span(window.from, window.to, zone, language, nowMs);
      return say(`kind.${kind}`, { when });
    }
    case 'emergency':
      return say('kind.emergency', { when: at(since ?? createdAt) });
    case 'etr_update':
      return etr === null ? say('kind.etr_update.none') : say('kind.etr_update', { when: at(etr) });
    case 'restored':
      return say('kind.restored', { when: at(restoredAt ?? createdAt) });
    case 'initial_notice':
    case 'final_notice':
    case 'disconnection_letter':
    case 'plan_offer':
    case 'plan_confirmed':
    case 'payment_received':
    case 'reconnection':
    case 'complaint_received':
    case 'complaint_followup':
      return say(`kind.${kind}`);
  }
};

/** When something of it last happened on that way: what a history is ordered by for people. */
export const deliveredWhen = ({
  deliveredAt,
  postedAt,
  acceptedAt,
  stateAt,
  state,
  sendAt,
}: Delivery): string => (state === 'planned' ? sendAt : (deliveredAt ?? postedAt ?? acceptedAt ?? stateAt));
