import { toEpochMs, type Instant } from '../../../server/domain/time.js';
import type { NoticeRow } from '../../../ui-extensions/contract/notice.js';
import { civilDay } from '../../../ui-extensions/parts/debt-standing.js';
import type { PortalRecord, PortalRecords } from '../../portal/records.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { noticeTable } from './notices-page.js';
import { card, facts, live, table, tag } from './parts.js';
import { ticketTable } from './tickets-page.js';
import { timelineOf, type Activity } from './timeline.js';
import type { View } from './view.js';

const POINTS_SHOWN = 60;
const ACTIVITIES_SHOWN = 40;

export const recordName = (objectType: string, { id, properties: p }: PortalRecord): string =>
  (objectType === 'companies'
    ? p.name
    : [p.firstname, p.lastname].filter(part => part !== undefined && part !== '').join(' ')) ||
  p.email ||
  id;

/** HubSpot's own bookkeeping is left out. */
export const ownProperties = ({ properties }: PortalRecord): readonly (readonly [string, string])[] =>
  Object.entries(properties).filter(
    ([name, value]) =>
      value !== '' &&
      !/^(hs_object|hs_last|hs_create|createdate|lastmodified|hs_merged|hs_pipeline$)/.test(name),
  );

const NAMES: Readonly<Record<string, string>> = {
  firstname: 'First name',
  lastname: 'Last name',
  mobilephone: 'Mobile phone',
  zip: 'Postcode',
  email: 'E-mail',
};
export const propertyWords = (name: string): string => {
  const plain = name.replace(/^hs_/, '').replaceAll('_', ' ');
  return NAMES[name] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
};

const MOMENT = /^\d{4}-\d\d-\d\dT/;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** A property's value as people read it: by what it looks like. */
export const propertyValue = (view: View, value: string): Piece => {
  if (MOMENT.test(value)) return view.at(value);
  if (!DAY.test(value)) return value;
  return civilDay(value, { language: view.lang, nowMs: toEpochMs(view.now as Instant) });
};

export const servicePoints = (view: View, records: PortalRecords, objectType: string, id: string): Html => {
  const { say } = view;
  // An account without custom objects keeps the place of supply on the record itself.
  const hasPoints = records.types().some(({ name }) => name === 'service_point');
  const linked = hasPoints ? records.associations(objectType, id, 'service_point') : [];
  const rows = linked.slice(0, POINTS_SHOWN).flatMap(({ id: point, labels }) => {
    const p = records.get('service_point', point)?.properties;
    if (p === undefined) return [];
    const address = [p.address_line1, p.address_line2, `${p.postcode ?? ''} ${p.city ?? ''}`.trim()]
      .filter(part => part !== undefined && part !== '')
      .join(', ');
    return [
      [
        html`${p.service_point_id ?? point}${p.life_support === 'true' ? html` ${tag(say('portal.lifeSupport'), 'bad', true)}` : nothing}`,
        address,
        p.feeder ?? '—',
        labels.join(', ') || '—',
      ],
    ];
  });
  const columns = [
    { head: say('portal.point') },
    { head: say('portal.address') },
    { head: say('portal.feeder') },
    { head: say('portal.role') },
  ];
  const rest = linked.length - rows.length;
  const list = html`${table(say('portal.points'), columns, rows, { hideCaption: true })}${rest > 0 ? html`<p class="quiet">${say('portal.more', { n: rest })}</p>` : nothing}`;
  const body =
    rows.length === 0
      ? html`<p>${say('portal.points.none')}</p>`
      : rows.length <= 6
        ? list
        : html`<div class="tall" tabindex="0" role="group" aria-label="${say('portal.points')}">${list}</div>`;
  return card(html`${say('portal.points')} <span class="quiet">${view.number(linked.length)}</span>`, body);
};

const TYPE_WORDS: Readonly<Record<string, Parameters<View['say']>[0]>> = {
  emails: 'channel.email',
  communications: 'channel.sms',
  postal_mail: 'channel.letter',
};

const activityItem = (view: View, { type, title, at, body }: Activity): Html => {
  const word = TYPE_WORDS[type];
  const name = word === undefined ? propertyWords(type) : view.say(word);
  return html`
<li>
  <h3>${name}${title === '' || title === 'SMS' ? nothing : `: ${title}`} <small>${view.at(at)}</small></h3>
  <pre class="text" tabindex="0">${body}</pre>
</li>`;
};

export const timeline = (view: View, activities: readonly Activity[]): Html => {
  const rest = activities.length - ACTIVITIES_SHOWN;
  return activities.length === 0
    ? html`<p>${view.say('portal.timeline.none')}</p>`
    : html`<ol class="timeline">${activities.slice(0, ACTIVITIES_SHOWN).map(activity => activityItem(view, activity))}</ol>${rest > 0 ? html`<p class="quiet">${view.say('portal.more', { n: rest })}</p>` : nothing}`;
};

/** A contact's or company's record: who it is, what is supplied, what it was told, what was written to its timeline. */
export const recordPage = (
  view: View,
  records: PortalRecords,
  objectType: 'contacts' | 'companies',
  record: PortalRecord,
  notices: readonly NoticeRow[] | Piece,
): Html => {
  const { say } = view;
  const tickets = records
    .associations(objectType, record.id, 'tickets')
    .flatMap(({ id }) => records.get('tickets', id) ?? []);
  const told = Array.isArray(notices)
    ? notices.length === 0
      ? html`<p>${say('notices.none')}</p>`
      : noticeTable(view, notices as readonly NoticeRow[])
    : (notices as Piece);
  return html`
<h1>${recordName(objectType, record)}</h1>
${objectType === 'contacts' ? card(say('nav.notices'), live('notices', told)) : nothing}
<div class="columns">
  ${card(say('portal.about'), facts(ownProperties(record).map(([name, value]) => [propertyWords(name), value])))}
  <div>
    ${card(say('nav.tickets'), live('tickets', tickets.length === 0 ? html`<p>${say('portal.tickets.none')}</p>` : ticketTable(view, records, tickets)))}
    ${servicePoints(view, records, objectType, record.id)}
  </div>
</div>
${card(say('portal.timeline'), live('timeline', timeline(view, timelineOf(records, objectType, record.id))))}`;
};

/** The outage as HubSpot holds it: the properties Forewarn writes back. */
export const outageRecordPage = (view: View, record: PortalRecord): Html => html`
<h1>${record.properties.outage_name ?? record.id}</h1>
${card(view.say('oc.record'), facts(ownProperties(record).map(([name, value]) => [propertyWords(name), propertyValue(view, value)])))}
<p><a href="/outages/${encodeURIComponent(record.properties.forewarn_id ?? '')}">${view.say('page.back')}</a></p>`;
