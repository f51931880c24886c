import type { LetterText, Rendered } from '../../workflows/ports.js';
import type { ActivityFacts } from '../../workflows/ports/outbox.js';
import { inUtc } from './moment-words.js';
import { reasonWords } from '../../domain/notice/reasons.js';

/** What became of the message, in one line. Never "sent" alone: it is read as "arrived". */
export const outcomeLine = ({ channel, state, stateAt, reason }: ActivityFacts): string => {
  const at = inUtc(stateAt);
  switch (state) {
    case 'planned':
    case 'sending':
      return 'Being sent';
    case 'unknown':
      return 'Unknown whether the carrier took it; being asked';
    case 'accepted':
      return channel === 'letter' ? `At the printer since ${at}` : `Accepted by the carrier ${at}`;
    case 'posted':
      return `Handed to the post ${at}`;
    case 'delivered':
      return `Delivered ${at}`;
    case 'failed':
      return `Not delivered: ${reasonWords(reason)}`;
    case 'returned':
      return `Returned ${at}: ${reasonWords(reason)}`;
    case 'superseded':
      return reason === null ? 'Not sent: a newer notice took its place' : `Not sent: ${reasonWords(reason)}`;
  }
};

/** How an activity is found again: HubSpot documents no unique property for activities. */
export const refLine = (delivery: string): string => `Ref ${delivery}`;

/** Every delivery id a body may refer to; the customers' own reference matches too and is simply nobody's delivery. */
export const refsIn = (body: string): readonly string[] =>
  [...body.matchAll(/\bRef ([^\s<]+)/g)].flatMap(([, ref]) => ref ?? []);

const rowText = (row: LetterText['body'][number]): string =>
  typeof row === 'string' ? row : row.map(({ label, value }) => `${label}: ${value}`).join('\n');

const letterText = ({
  dateLine,
  referenceLine,
  subject,
  salutation,
  body,
  closing,
  slip,
}: LetterText): string =>
  [
    dateLine,
    referenceLine,
    subject,
    salutation,
    ...body.map(rowText),
    closing,
    ...(slip == null ? [] : [slip.heading, rowText(slip.rows)]),
  ]
    .filter(part => part !== '')
    .join('\n\n');

export const plainText = (content: Rendered | null): string => {
  if (content === null) return 'The text of this message is not on file.';
  switch (content.channel) {
    case 'sms':
      return content.body;
    case 'email':
      return content.text;
    case 'letter':
      return letterText(content);
  }
};

/** HubSpot's limit for a body. The end must stay, since the activity is found by it. */
export const LONGEST_BODY = 65_536;

export const withEnding = (text: string, facts: ActivityFacts): string => {
  const ending = `\n\n${outcomeLine(facts)}\n${refLine(facts.delivery)}`;
  const room = LONGEST_BODY - ending.length;
  return `${text.length <= room ? text : `${text.slice(0, room - 1)}…`}${ending}`;
};

/** '' where the page is too long to be stored whole; the plain text stands beside it. */
export const htmlWithEnding = (html: string, facts: ActivityFacts): string => {
  const ending = `<p>${outcomeLine(facts)}<br>${refLine(facts.delivery)}</p>`;
  const end = html.toLowerCase().lastIndexOf('</body>');
  const whole = end < 0 ? `${html}${ending}` : `${html.slice(0, end)}${ending}${html.slice(end)}`;
  return whole.length <= LONGEST_BODY ? whole : '';
};
