import type { Knob, Stage } from '../stage.js';
import { html, nothing, type Html } from './html.js';
import { card, hiddenField, live, post, select, table, tag } from './parts.js';
import type { View } from './view.js';

const LOG_LINES = 300;

/** Who lives in the portal, and how much of everything it holds. */
export const portalPage = (view: View, { people, portal, portalUrl }: Stage): Html => {
  const { say } = view;
  const rows = portal.records
    .types()
    .map(({ name, pluralLabel }) => [pluralLabel, view.number(portal.records.count(name))]);
  return html`
<h1>${say('nav.portal')}</h1>
<p class="lead">${say('portal.lead')}</p>
<div class="columns">
  ${card(say('portal.people'), html`<ul class="lines">${Object.entries(people).map(([name, { type, id }]) => html`<li><a href="/portal/${type}/${encodeURIComponent(id)}">${name}</a></li>`)}</ul>`)}
  ${card(say('portal.counts'), html`${live('counts', table(say('portal.counts'), [{ head: say('portal.type') }, { head: say('portal.count'), number: true }], rows, { hideCaption: true }))}<p class="quiet">${portalUrl}</p>`)}
</div>`;
};

/** The first choice is the unbroken one. */
const knobForm = (view: View, { name, label, value, choices }: Knob): Html => {
  const broken = value !== choices[0];
  return post(
    '/break',
    html`
${hiddenField('name', name)}
${select(
  'value',
  html`<span lang="en">${label}</span> ${broken ? tag(view.say('break.broken'), 'bad') : nothing}`,
  choices.map(choice => ({ value: choice, label: choice })),
  value,
)}
<button class="small">${view.say('break.set')}<span class="hidden">: ${label}</span></button>`,
    'knob',
  );
};

export const breakPage = (view: View, { knobs }: Pick<Stage, 'knobs'>): Html => {
  const { say } = view;
  const all = knobs();
  return html`
<h1>${say('dm.break')}</h1>
<p class="lead">${say('break.lead')}</p>
${all.length === 0 ? html`<p>${say('break.none')}</p>` : html`<div class="card knobs">${all.map(knob => knobForm(view, knob))}</div>`}`;
};

export const logPage = (view: View, { log }: Pick<Stage, 'log'>): Html => {
  const { say } = view;
  const lines = log(LOG_LINES);
  return html`
<h1>${say('nav.log')}</h1>
<p class="lead">${say('log.lead')}</p>
${live('log', lines.length === 0 ? html`<p>${say('log.none')}</p>` : html`<pre class="text log" tabindex="0" lang="en">${lines.join('\n')}</pre>`)}`;
};
