import type { InboxDetail, InboxItem, Stage } from '../stage.js';
import { html, nothing, type Html } from './html.js';
import { card, facts, field, live, select, table } from './parts.js';
import { CHANNELS } from './rehearsal-block.js';
import type { View } from './view.js';

export interface InboxFilter {
  readonly channel: InboxItem['channel'] | null;
  readonly search: string;
}

/** A screenful; the search finds the rest. */
const SHOWN = 100;

const shortened = (text: string): string => (text.length > 140 ? `${text.slice(0, 139)}…` : text);

const filters = (view: View, filter: InboxFilter): Html => {
  const { say } = view;
  const choices = [
    { value: '', label: say('filter.all') },
    ...CHANNELS.map(channel => ({ value: channel, label: say(`channel.${channel}`) })),
  ];
  return html`
<form method="get" action="/inbox" class="filters" role="search">
  ${select('channel', say('filter.channel'), choices, filter.channel ?? '')}
  ${field('search', 'search', say('inbox.search'), filter.search)}
  <button>${say('filter.apply')}</button>
</form>`;
};

export const inboxPage = (view: View, { inbox }: Pick<Stage, 'inbox'>, filter: InboxFilter): Html => {
  const { say } = view;
  const items = inbox.list({
    limit: SHOWN,
    ...(filter.channel === null ? {} : { channel: filter.channel }),
    ...(filter.search === '' ? {} : { search: filter.search }),
  });
  const counts = inbox.counts();
  const rows = items.map(({ id, channel, at, to, title }) => [
    html`<a href="/inbox/${encodeURIComponent(id)}">${title === '' ? id : shortened(title)}</a>`,
    say(`channel.${channel}`),
    to,
    view.at(at),
  ]);
  const columns = [
    { head: say('inbox.title') },
    { head: say('filter.channel') },
    { head: say('inbox.to') },
    { head: say('inbox.arrived', { zone: 'Berlin' }) },
  ];
  return html`
<h1>${say('nav.inbox')}</h1>
<p class="lead">${say('inbox.lead')}</p>
${card(
  CHANNELS.map(
    (channel, index) =>
      html`${index === 0 ? nothing : ' · '}${say(`channel.${channel}`)}: ${view.number(counts[channel])}`,
  ),
  html`
  ${filters(view, filter)}
  ${live('inbox', rows.length === 0 ? html`<p>${say('inbox.none')}</p>` : table(say('nav.inbox'), columns, rows, { hideCaption: true }))}
  <p class="quiet">${say('inbox.duplicates', { n: inbox.duplicates() })}</p>`,
)}`;
};

/** The mail stands in a frame of its own origin with nothing allowed: it is a stranger's markup. */
export const inboxItemPage = (view: View, item: InboxDetail): Html => {
  const { say } = view;
  const path = `/inbox/${encodeURIComponent(item.id)}`;
  return html`
<h1>${say(`channel.${item.channel}`)}: ${shortened(item.title)}</h1>
${card(
  say('portal.about'),
  facts([
    [say('inbox.to'), item.to],
    [say('inbox.arrived', { zone: 'Berlin' }), view.at(item.at)],
  ]),
)}
${item.html === null ? nothing : card(say('inbox.asSeen'), html`<iframe class="mail" sandbox="" src="${path}/mail" title="${say('inbox.asSeen')}"></iframe>`)}
${item.pdf === null ? nothing : card(say('inbox.asSeen'), html`<p><a href="${path}/letter.pdf">${say('notice.letter')}</a></p><iframe class="paper" src="${path}/letter.pdf" title="${say('inbox.asSeen')}"></iframe>`)}
${item.text === '' ? nothing : card(say('inbox.plain'), html`<pre class="text" tabindex="0">${item.text}</pre>`)}
<p><a href="/inbox">${say('page.back')}</a></p>`;
};
