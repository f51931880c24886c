import type { Channel } from '../../../server/domain/contact-point.js';
import type { Instant } from '../../../server/domain/time.js';

/** A message as it would lie in somebody's mailbox, on a phone, or behind the door. */
export type Content =
  | {
      readonly channel: 'email';
      readonly subject: string;
      readonly text: string;
      readonly html: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly raw: string;
    }
  | { readonly channel: 'sms'; readonly body: string }
  | { readonly channel: 'letter'; readonly path: string; readonly pages: number; readonly country: string };

/** `bounced`, `undelivered` and `returned` are what the sink did with it, not what our ledger believes. */
export type ItemState =
  'accepted' | 'bounced' | 'delivered' | 'undelivered' | 'printed' | 'posted' | 'returned';

export interface InboxItem {
  /** Grows by one with every message. */
  readonly id: number;
  readonly channel: Channel;
  /** An address, a number; for a letter the delivery. */
  readonly to: string;
  /** What makes it one message: Message-ID, idempotency key, delivery. */
  readonly key: string;
  readonly at: Instant;
  readonly state: ItemState;
  /** How often it was handed over; more than one is a duplicate that the carrier met. */
  readonly handOvers: number;
  /** How many copies its reader got. */
  readonly copies: number;
}

interface Stored {
  item: InboxItem;
  readonly content: () => Promise<Content>;
}

export interface Inbox {
  /** Oldest first. `after` is the last id seen. */
  list(query?: {
    readonly channel?: Channel;
    readonly to?: string;
    readonly after?: number;
    readonly limit?: number;
  }): readonly InboxItem[];
  get(id: number): Promise<(InboxItem & { readonly content: Content }) | null>;
  counts(): Readonly<Record<Channel, number>>;
  /** Copies that readers got beyond the first, over all messages. */
  duplicates(): number;
}

/** The side of the inbox that the sinks write. */
export interface InboxBook extends Inbox {
  add(
    item: Pick<InboxItem, 'channel' | 'to' | 'key' | 'at' | 'state'>,
    content: () => Promise<Content>,
  ): number;
  /** The same message once more; `copy` when the reader sees it twice. */
  again(channel: Channel, key: string, copy: boolean): void;
  mark(channel: Channel, key: string, state: ItemState): void;
}

export const makeInbox = (): InboxBook => {
  const stored: Stored[] = [];
  const byKey = new Map<string, Stored>();
  const counts: Record<Channel, number> = { email: 0, sms: 0, letter: 0 };
  let duplicates = 0;
  const change = (channel: Channel, key: string, patch: (item: InboxItem) => Partial<InboxItem>): void => {
    const found = byKey.get(`${channel} ${key}`);
    if (found !== undefined) found.item = { ...found.item, ...patch(found.item) };
  };
  return {
    add(item, content) {
      const entry = { item: { ...item, id: stored.length + 1, handOvers: 1, copies: 1 }, content };
      stored.push(entry);
      byKey.set(`${item.channel} ${item.key}`, entry);
      counts[item.channel] += 1;
      return entry.item.id;
    },
    again(channel, key, copy) {
      duplicates += copy ? 1 : 0;
      change(channel, key, item => ({ handOvers: item.handOvers + 1, copies: item.copies + (copy ? 1 : 0) }));
    },
    mark: (channel, key, state) => change(channel, key, () => ({ state })),
    list({ channel, to, after = 0, limit = 100 } = {}) {
      const found: InboxItem[] = [];
      for (let i = after; i < stored.length && found.length < limit; i += 1) {
        const { item } = stored[i] as Stored;
        if ((channel === undefined || item.channel === channel) && (to === undefined || item.to === to))
          found.push(item);
      }
      return found;
    },
    async get(id) {
      const entry = stored[id - 1];
      return entry === undefined ? null : { ...entry.item, content: await entry.content() };
    },
    counts: () => ({ ...counts }),
    duplicates: () => duplicates,
  };
};
