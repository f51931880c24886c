import type { MeView } from '../../../ui-extensions/contract/office.js';
import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import type { Stage } from '../stage.js';
import { DOORS, doorPath } from './doors.js';
import { nextDeadline } from './deadlines.js';
import { html, nothing, type Html } from './html.js';
import { outageTable } from './outage-table.js';
import { card, live, post, table, tag } from './parts.js';
import type { Reply } from './server-api.js';
import { problemBlock } from './refusal-block.js';
import type { View } from './view.js';

const doorItem = (
  view: View,
  stage: Stage,
  outages: readonly OutageView[],
  door: (typeof DOORS)[number],
): Html => {
  const path = doorPath(door, stage, outages);
  const task = view.say(door.task);
  if (door.to === 'later')
    return html`<li class="later"><h3>${view.say(door.name)}</h3><p class="task">${task}</p><p>${tag(view.say('dm.coming'))}</p></li>`;
  return html`
<li>
  <h3>${view.say(door.name)}</h3>
  <p class="task">${path === null ? task : html`<a href="${path}">${task}</a>`}</p>
  <p>${view.say(path === null ? 'door.missing' : door.does)}</p>
</li>`;
};

const townLine = (view: View, { town }: Stage, outages: readonly OutageView[]): Html => html`
<p>${view.say('dm.town', { customers: town.customers, points: town.servicePoints, feeders: town.feeders, n: outages.length })}</p>`;

const deadlineLine = (view: View, outages: readonly OutageView[]): Html => {
  const next = nextDeadline(outages, view.now);
  if (next === null) return html`<p class="quiet">${view.say('clock.none')}</p>`;
  const what = view.say(next.what, {
    ref: next.ref,
    channel: next.channel === null ? '' : view.say(`channel.${next.channel}`),
  });
  return html`<p class="quiet">${view.say('clock.nextIs', { what, time: view.plain(next.at) })} (${view.left(next.at)})</p>`;
};

const behind = (view: View, stage: Stage): Html => {
  const counts = stage.inbox.counts();
  const { say } = view;
  return html`
<ul class="lines">
  <li><a href="/inbox">${say('nav.inbox')}</a> — ${(['email', 'sms', 'letter'] as const).map((channel, index) => html`${index === 0 ? nothing : ' · '}${say(`channel.${channel}`)}: ${view.number(counts[channel])}`)}</li>
  <li><a href="/notices">${say('nav.notices')}</a></li>
  <li><a href="/portal/tickets">${say('nav.tickets')}</a> — ${view.number(stage.portal.records.count('tickets'))}</li>
  <li><a href="/portal">${say('nav.portal')}</a></li>
  <li><a href="/log">${say('nav.log')}</a></li>
  <li><a href="/break">${say('dm.break')}</a></li>
</ul>
${post('/reset', html`<button>${say('dm.reset')}</button>`, 'row wide')}`;
};

const peopleCard = (view: View, people: readonly Reply<MeView>[]): Html => {
  const { say } = view;
  const rows = people.flatMap(person =>
    person.ok ? [[person.value.email, person.value.roles.map(role => say(`role.${role}`)).join(', ')]] : [],
  );
  return card(
    say('dm.people'),
    html`<p>${say('dm.people.lead')}</p>${table(say('dm.people'), [{ head: say('dm.person') }, { head: say('dm.roles') }], rows, { hideCaption: true })}`,
  );
};

/** The first thing anybody sees: what it is, the town, the doors, and what is behind them. */
export const landingPage = (
  view: View,
  stage: Stage,
  list: Reply<{ readonly outages: readonly OutageView[] }>,
  people: readonly Reply<MeView>[],
): Html => {
  const outages = list.ok ? list.value.outages : [];
  const { say } = view;
  return html`
<h1>${say('dm.title')}</h1>
<p class="lead">${say('dm.what')}</p>
<div class="alert info"><p><strong>${say('dm.nothingLeaves')}</strong></p><p>${say('dm.preview')}</p></div>
${list.ok ? nothing : problemBlock(view, list.problem)}
${live('town', html`${townLine(view, stage, outages)}${deadlineLine(view, outages)}`)}
<h2>${say('dm.doors')}</h2>
<ul class="doors">${DOORS.map(door => doorItem(view, stage, outages, door))}</ul>
${card(
  say('oc.outages'),
  html`
  ${live('outages', outages.length === 0 ? html`<p>${say('oc.none')}</p>` : outageTable(view, outages))}
  <p class="row wide"><a class="button main" href="/outages/new">${say('oc.new')}</a><a class="button" href="/outages/new?kind=emergency">${say('oc.newEmergency')}</a></p>`,
)}
${peopleCard(view, people)}
${card(say('dm.behind'), live('behind', behind(view, stage)))}`;
};
