import type { PortalRecord, PortalRecords } from '../../portal/records.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { card, live, table, tag } from './parts.js';
import { wordsOf } from './timeline.js';
import type { View } from './view.js';

const SHOWN = 100;

/** Who is associated with a record. */
export const peopleOf = (records: PortalRecords, of: string, record: string): Piece =>
  (['contacts', 'companies'] as const).flatMap(type =>
    records.associations(of, record, type).map(({ id }) => {
      const p = records.get(type, id)?.properties;
      const name = p?.name ?? [p?.firstname, p?.lastname].filter(part => part !== undefined).join(' ');
      return html`<a href="/portal/${type}/${encodeURIComponent(id)}">${name === '' ? id : name}</a> `;
    }),
  );

const PRIORITY_TONE = { URGENT: 'bad', HIGH: 'warn' } as const;
const priorityTag = (value: string): Html =>
  tag(
    `${value.charAt(0)}${value.slice(1).toLowerCase()}`,
    value in PRIORITY_TONE ? PRIORITY_TONE[value as keyof typeof PRIORITY_TONE] : 'plain',
  );

/** HubSpot's first pipeline has numbered stages. */
const STAGES: Readonly<Record<string, string>> = {
  '1': 'New',
  '2': 'Waiting on contact',
  '3': 'Waiting on us',
  '4': 'Closed',
};

const ticketCell = ({ say }: View, { id, properties: p }: PortalRecord): Html =>
  html`<details><summary>${p.subject ?? id}</summary><pre class="text" tabindex="0">${wordsOf(p.content ?? '')}</pre></details><a href="/portal/tickets/${encodeURIComponent(id)}">${say('portal.ticket.open')}<span class="hidden">: ${p.subject ?? id}</span></a>`;
const priorityCell = ({ properties: p }: PortalRecord): Piece =>
  p.hs_ticket_priority === undefined || p.hs_ticket_priority === '' ? '—' : priorityTag(p.hs_ticket_priority);

/** Beside the record of whom they are about, where there is little room. */
export const ticketsBeside = (view: View, tickets: readonly PortalRecord[]): Html =>
  table(
    view.say('nav.tickets'),
    [{ head: view.say('portal.ticket') }, { head: view.say('portal.priority') }],
    tickets.map(ticket => [ticketCell(view, ticket), priorityCell(ticket)]),
    { hideCaption: true },
  );

export const ticketTable = (view: View, records: PortalRecords, tickets: readonly PortalRecord[]): Html => {
  const { say } = view;
  return table(
    say('nav.tickets'),
    [
      { head: say('portal.ticket') },
      { head: say('portal.for') },
      { head: say('portal.priority') },
      { head: say('portal.stage') },
    ],
    tickets.map(ticket => {
      const stage = ticket.properties.hs_pipeline_stage ?? '';
      return [
        ticketCell(view, ticket),
        peopleOf(records, 'tickets', ticket.id),
        priorityCell(ticket),
        (STAGES[stage] ?? stage) || '—',
      ];
    }),
    { hideCaption: true },
  );
};

const URGENCY = ['URGENT', 'HIGH', 'MEDIUM', 'LOW'];
const rank = ({ properties }: PortalRecord): number =>
  (URGENCY.indexOf(properties.hs_ticket_priority ?? '') + URGENCY.length + 1) % (URGENCY.length + 1);

/** Whom nobody could reach by machine: the most urgent first. */
export const ticketsPage = (view: View, records: PortalRecords): Html => {
  const { say } = view;
  const tickets = [...records.list('tickets')].sort(
    (a, b) => rank(a) - rank(b) || b.createdAt.localeCompare(a.createdAt),
  );
  const rest = tickets.length - SHOWN;
  return html`
<h1>${say('nav.tickets')}</h1>
${card(
  html`${say('nav.tickets')}: ${view.number(tickets.length)}`,
  live(
    'tickets',
    html`
  ${tickets.length === 0 ? html`<p>${say('portal.tickets.none')}</p>` : ticketTable(view, records, tickets.slice(0, SHOWN))}
  ${rest > 0 ? html`<p class="quiet">${say('portal.more', { n: rest })}</p>` : nothing}`,
  ),
)}`;
};
