import type { NoticeView } from '../../../ui-extensions/contract/notice.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { addressLine, deliveryTag, inLaw } from './notice-words.js';
import { card, facts, live, table } from './parts.js';
import { citationList } from './refusal-block.js';
import { zoneWords } from './times.js';
import type { View } from './view.js';

type Delivery = NoticeView['deliveries'][number];

const attempts = (view: View, delivery: Delivery, zone: string): Html => {
  const { say } = view;
  if (delivery.attempts.length === 0) return nothing;
  return table(
    `${say('notice.attempts')} (${zoneWords(zone)})`,
    [
      { head: say('notice.attempt') },
      { head: say('notice.carrier') },
      { head: say('oc.sentAt') },
      { head: say('notice.result') },
    ],
    delivery.attempts.map(({ n, carrier, startedAt, result, reason }) => [
      n,
      carrier,
      view.at(startedAt, zone),
      html`${result ?? '—'}${reason === null ? nothing : html` · ${view.served(reason)}`}`,
    ]),
  );
};

const receipts = (view: View, delivery: Delivery, zone: string): Html => {
  const { say } = view;
  if (delivery.receipts.length === 0)
    return html`<p class="quiet">${say('notice.receipts')}: ${say('notice.receipts.none')}</p>`;
  const raw = (text: string): Piece =>
    text === ''
      ? '—'
      : html`<details><summary>${say('notice.raw')}</summary><pre class="text raw" tabindex="0">${text}</pre></details>`;
  return table(
    say('notice.receipts'),
    [
      { head: say('notice.result') },
      { head: say('notice.happened') },
      { head: say('notice.received') },
      { head: say('notice.raw') },
    ],
    delivery.receipts.map(r => [
      html`${r.outcome}${r.reason === null ? nothing : html` · ${view.served(r.reason)}`}`,
      view.at(r.at, zone),
      view.at(r.receivedAt, zone),
      raw(r.raw),
    ]),
  );
};

const text = (
  view: View,
  notice: NoticeView['notice'],
  { subject, body, letter, sms, sha256, template, row }: Delivery,
): Html => {
  const { say } = view;
  if (body === null) return html`<p class="quiet">${say('notice.text.none')}</p>`;
  return html`
<h3>${say('notice.text')}</h3>
${subject === null ? nothing : html`<p><strong lang="${notice.language}">${subject}</strong></p>`}
<pre class="text" lang="${notice.language}" tabindex="0">${body}</pre>
${sms === null ? nothing : html`<p class="quiet">${say('notice.sms', { encoding: sms.encoding, characters: sms.characters, n: sms.segments })}</p>`}
${letter === null ? nothing : html`<p><a href="/notices/${encodeURIComponent(notice.id)}/letters/${encodeURIComponent(row.id)}.pdf">${say('notice.letter')}</a></p>`}
${sha256 === null ? nothing : html`<p class="quiet"><span class="hash">${say('notice.fingerprint', { hash: sha256, template: template ?? '—' })}</span></p>`}`;
};

const deliveryCard = (view: View, { notice }: NoticeView, delivery: Delivery): Html => {
  const { row, to } = delivery;
  return card(
    html`${view.say(`channel.${row.channel}`)} <span class="quiet">${view.say('notice.to')}: ${to}</span>`,
    html`
<p>${view.say('oc.carrierSays')}: ${deliveryTag(view, row)} <small>${view.at(row.state === 'planned' ? row.sendAt : row.stateAt, notice.zone)}${row.reason === null ? nothing : html` · ${view.served(row.reason)}`}</small></p>
${text(view, notice, delivery)}
${attempts(view, delivery, notice.zone)}
${receipts(view, delivery, notice.zone)}`,
  );
};

/** One notice with all that can be proved of it. */
export const noticePage = (view: View, answer: NoticeView): Html => {
  const { notice, because, deliveries } = answer;
  const { say } = view;
  const moment = (at: string | null): Piece => (at === null ? '—' : view.at(at, notice.zone));
  return html`
<h1>${say('notice.title', { name: notice.addressee === '' ? notice.id : notice.addressee })}</h1>
${live(
  'notice',
  card(
    html`${say('oc.inLaw')}`,
    html`<p data-announce>${inLaw(view, notice)}</p>${facts([
      [
        say('notices.about'),
        html`${say(`kind.${notice.kind}`)} · ${notice.outage === null ? notice.ref : html`<a href="/outages/${encodeURIComponent(notice.outage)}">${notice.ref}</a>`}`,
      ],
      [say('notice.premises'), notice.premises.map(address => html`${addressLine(address)}<br>`)],
      [say('notice.language'), view.language(notice.language)],
      [say('notice.serveBy'), moment(notice.serveBy)],
      [say('notice.servedAt'), moment(notice.servedAt)],
      [say('notice.created'), moment(notice.createdAt)],
      [
        say('nav.portal'),
        notice.contactIds.length === 0
          ? '—'
          : notice.contactIds.map(
              id => html`<a href="/portal/contacts/${encodeURIComponent(id)}">${say('notice.inPortal')}</a> `,
            ),
      ],
    ])}`,
  ),
)}
${live(
  'deliveries',
  deliveries.map(delivery => deliveryCard(view, answer, delivery)),
)}
${because.length === 0 ? nothing : card(say('notice.because'), citationList(view, because))}`;
};
