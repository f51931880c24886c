import type { InboxDetail, InboxItem } from './stage.js';
import type { Inbox } from './sinks/inbox.js';

/** What stands in a letter; the print house itself sees only a file. */
export interface LetterWords {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface InboxIndex {
  /** Takes in what has arrived since the last time. */
  refresh(): Promise<void>;
  list(query: {
    readonly channel?: InboxItem['channel'];
    readonly search?: string;
    readonly limit: number;
  }): readonly InboxItem[];
  get(id: string): InboxDetail | null;
}

/** The sinks' messages with their titles, the newest first, to look through at once. */
export const makeInboxIndex = (
  inbox: Inbox,
  letterOf: (delivery: string) => Promise<LetterWords | null>,
): InboxIndex => {
  const details: InboxDetail[] = [];
  let last = 0;
  const take = async (): Promise<void> => {
    for (const { id } of inbox.list({ after: last, limit: 10_000 })) {
      const item = await inbox.get(id);
      if (item !== null)
        details.push(toDetail(item, item.channel === 'letter' ? await letterOf(item.to) : null));
      last = id;
    }
  };
  let turn: Promise<void> = Promise.resolve();
  return {
    refresh: () => (turn = turn.then(take, take)),
    list: ({ channel, search = '', limit }) => {
      const wanted = search.toLowerCase();
      const found: InboxItem[] = [];
      for (let i = details.length - 1; i >= 0 && found.length < limit; i -= 1) {
        const item = details[i];
        if (item === undefined || (channel !== undefined && item.channel !== channel)) continue;
        if (wanted === '' || `${item.to}\n${item.title}\n${item.text}`.toLowerCase().includes(wanted))
          found.push(item);
      }
      return found;
    },
    get: id => details.find(item => item.id === id) ?? null,
  };
};

type Message = NonNullable<Awaited<ReturnType<Inbox['get']>>>;

const toDetail = ({ id, channel, at, to, content }: Message, letter: LetterWords | null): InboxDetail => {
  const base = { id: String(id), channel, at, to };
  switch (content.channel) {
    case 'email':
      return { ...base, title: content.subject, text: content.text, html: content.html, pdf: null };
    case 'sms':
      return { ...base, title: content.body, text: content.body, html: null, pdf: null };
    case 'letter':
      return {
        ...base,
        to: letter?.to ?? to,
        title: letter?.subject ?? '',
        text: letter?.text ?? '',
        html: null,
        pdf: content.path,
      };
  }
};
