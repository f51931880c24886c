import type { OutageView, ProgressView } from '../../../ui-extensions/contract/outage.js';
import { html, nothing, type Html } from './html.js';
import { toldOf, type Told } from './outage-state.js';
import { figures, table } from './parts.js';
import { CHANNELS } from './rehearsal-block.js';
import { wordOr } from './say.js';
import type { View } from './view.js';

/** Drawn in SVG, whose attributes a strict content policy allows; the numbers stand beside it as text. */
const bar = ({ reached, underWay, notReached, all }: Told): Html => {
  const width = (n: number): number => (all === 0 ? 0 : (1000 * n) / all);
  const [good, open] = [width(reached), width(underWay)];
  return html`<svg class="bar" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="good" width="${good}" height="14"/><rect class="info" x="${good}" width="${open}" height="14"/><rect class="bad" x="${good + open}" width="${width(notReached)}" height="14"/></svg>`;
};

const STATES = [
  'planned',
  'sending',
  'accepted',
  'posted',
  'delivered',
  'failed',
  'returned',
  'unknown',
  'superseded',
] as const;

const byCarrier = (view: View, { deliveries }: ProgressView): Html => {
  const { say } = view;
  const count = (channel: string, state: string): number =>
    deliveries.filter(d => d.channel === channel && d.state === state).reduce((sum, d) => sum + d.count, 0);
  const states = STATES.filter(state => deliveries.some(d => d.state === state && d.count > 0));
  const channels = CHANNELS.filter(channel => deliveries.some(d => d.channel === channel && d.count > 0));
  return table(
    say('oc.carrierSays'),
    [
      { head: say('oc.channel') },
      ...states.map(state => ({ head: wordOr(say, `delivery.${state}`, state), number: true })),
    ],
    channels.map(channel => [
      say(`channel.${channel}`),
      ...states.map(state => view.number(count(channel, state))),
    ]),
  );
};

/** Who knows, who is on the way to know, and who does not: always all three. */
export const progressBlock = (view: View, outage: OutageView, progress: ProgressView): Html => {
  const { say } = view;
  const told = toldOf(progress);
  const path = `/notices?outage=${encodeURIComponent(outage.id)}&revision=${String(progress.revision)}`;
  return html`
${progress.expanded ? nothing : html`<p>${say('oc.expanding')}</p>`}
<p data-announce class="verdict">${say('oc.progress.line', { reached: told.reached, all: told.all, open: told.underWay, missed: told.notReached })}</p>
${bar(told)}
${figures([
  {
    name: html`${say('oc.reached')}`,
    value: view.number(told.reached),
    tone: told.reached > 0 ? 'good' : 'plain',
  },
  {
    name: html`${say('oc.underWay')}`,
    value: view.number(told.underWay),
    tone: told.underWay > 0 ? 'info' : 'plain',
  },
  {
    name: html`${say('oc.notReached')}`,
    value: view.number(told.notReached),
    tone: told.notReached > 0 ? 'bad' : 'plain',
  },
])}
<h3>${say('oc.inLaw')}</h3>
<p>${say('oc.byProof', { proof: progress.servedByProof, rule: progress.servedByRule, late: progress.late })}${told.replaced === 0 ? nothing : html` · ${say('oc.replaced', { n: told.replaced })}`}</p>
${byCarrier(view, progress)}
${progress.crmBehind === 0 ? nothing : html`<p class="quiet">${say('oc.crmBehind', { n: progress.crmBehind })}</p>`}
<p class="row"><a href="${path}">${say('oc.links')}</a><a href="${path}&channel=letter">${say('oc.letters')}</a><a href="/portal/outages/${encodeURIComponent(outage.id)}">${say('oc.record')}</a></p>`;
};
