import type { NoticeRow } from '../../../ui-extensions/contract/notice.js';
import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { html, nothing, type Html } from './html.js';
import { addressLine, carrierSays, inLaw } from './notice-words.js';
import { nameOf } from './outage-table.js';
import { card, hiddenField, live, select, table, tag } from './parts.js';
import { CHANNELS } from './rehearsal-block.js';
import type { View } from './view.js';

export interface NoticeFilter {
  readonly outage: string;
  readonly revision: string;
  readonly state: string;
  readonly channel: string;
}

const STATES = ['open', 'served', 'told', 'unserved', 'unreachable', 'replaced'] as const;

const filters = (view: View, filter: NoticeFilter, outages: readonly OutageView[]): Html => {
  const { say } = view;
  const all = { value: '', label: say('filter.all') };
  return html`
<form method="get" action="/notices" class="filters">
  ${filter.revision === '' ? nothing : hiddenField('revision', filter.revision)}
  ${select('outage', say('filter.outage'), [all, ...outages.map(outage => ({ value: outage.id, label: `${outage.ref} · ${nameOf(view, outage)}` }))], filter.outage)}
  ${select('state', say('filter.state'), [all, ...STATES.map(state => ({ value: state, label: say(`notice.${state}`) }))], filter.state)}
  ${select('channel', say('filter.channel'), [all, ...CHANNELS.map(channel => ({ value: channel, label: say(`channel.${channel}`) }))], filter.channel)}
  <button>${say('filter.apply')}</button>
</form>`;
};

export const noticeTable = (view: View, notices: readonly NoticeRow[]): Html => {
  const { say } = view;
  return table(
    say('nav.notices'),
    [
      { head: say('notices.customer') },
      { head: say('notices.about') },
      { head: say('oc.carrierSays') },
      { head: say('oc.inLaw') },
    ],
    notices.map(notice => {
      const [first] = notice.premises;
      return [
        html`<a href="/notices/${encodeURIComponent(notice.id)}">${notice.addressee === '' ? notice.id : notice.addressee}</a>${notice.lifeSupport ? html` ${tag(say('portal.lifeSupport'), 'bad', true)}` : nothing}<br><small>${first === undefined ? nothing : addressLine(first)}${notice.premises.length > 1 ? ` +${String(notice.premises.length - 1)}` : nothing}</small>`,
        html`${say(`kind.${notice.kind}`)} <small>${notice.ref}</small>`,
        notice.deliveries.length === 0 ? '—' : carrierSays(view, notice),
        inLaw(view, notice),
      ];
    }),
    { hideCaption: true },
  );
};

export const noticesPage = (
  view: View,
  filter: NoticeFilter,
  outages: readonly OutageView[],
  notices: readonly NoticeRow[],
  next: string | null,
): Html => {
  const { say } = view;
  const more =
    next === null
      ? nothing
      : html`<p><a class="button" href="/notices?${new URLSearchParams({ ...filter, after: next }).toString()}">${say('notices.next')}</a></p>`;
  return html`
<h1>${say('nav.notices')}</h1>
<p class="lead">${say('notices.lead')}</p>
${card(say('filter.apply'), html`${filters(view, filter, outages)}${live('notices', notices.length === 0 ? html`<p>${say('notices.none')}</p>` : noticeTable(view, notices))}${more}`)}`;
};
