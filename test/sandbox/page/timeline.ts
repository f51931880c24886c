import type { PortalRecords } from '../../portal/records.js';

export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly title: string;
  readonly body: string;
}

/** Where each kind of activity keeps its words; the first that is set is taken. */
const ACTIVITIES: readonly {
  readonly type: string;
  readonly title: string;
  readonly body: readonly string[];
}[] = [
  { type: 'emails', title: 'hs_email_subject', body: ['hs_email_text', 'hs_email_html'] },
  { type: 'communications', title: 'hs_communication_channel_type', body: ['hs_communication_body'] },
  { type: 'postal_mail', title: '', body: ['hs_postal_mail_body'] },
  { type: 'notes', title: '', body: ['hs_note_body'] },
  { type: 'calls', title: 'hs_call_title', body: ['hs_call_body'] },
  { type: 'tasks', title: 'hs_task_subject', body: ['hs_task_body'] },
];

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
};

/** HubSpot keeps some bodies as markup; a timeline here shows their words only. */
export const wordsOf = (body: string): string => {
  if (!/<\/?[a-z][^>]*>/i.test(body)) return body;
  return body
    .replace(/<(br|\/p|\/div|\/li|\/tr|\/h\d)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};

/** What was written to a record's timeline, newest first. */
export const timelineOf = (records: PortalRecords, objectType: string, id: string): readonly Activity[] =>
  ACTIVITIES.flatMap(({ type, title, body }) =>
    records.associations(objectType, id, type).flatMap(({ id: activity }) => {
      const record = records.get(type, activity);
      if (record === undefined) return [];
      const { properties } = record;
      const words = body.map(name => properties[name] ?? '').find(text => text !== '') ?? '';
      return [
        {
          id: activity,
          type,
          at: properties.hs_timestamp ?? record.createdAt,
          title: properties[title] ?? '',
          body: wordsOf(words),
        },
      ];
    }),
  ).sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
