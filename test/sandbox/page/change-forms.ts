import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { outagePath } from './launch-block.js';
import { startOf, type Revision } from './outage-state.js';
import { randomUUID } from 'node:crypto';
import { ask, card, checkbox, field, hiddenField, select } from './parts.js';
import { fieldValue, plusHours, roundedUp, zoneWords } from './times.js';
import type { View } from './view.js';

const act = (outage: OutageView, kind: Revision['kind'], summary: string, body: Piece): Html => html`
<details class="act"><summary>${summary}</summary>
  ${ask(`${outagePath(outage)}/revise`, html`${hiddenField('kind', kind)}${hiddenField('rehearsalKey', randomUUID())}${body}`)}
</details>`;

const changeForm = (view: View, outage: OutageView, { windows }: Revision): Html => {
  const { say } = view;
  return act(
    outage,
    'change',
    say('oc.change'),
    html`
  <p>${say('oc.change.lead')}</p>
  ${windows.map(({ from, to }) => html`<div class="pair">${field('datetime-local', 'from', say('form.from'), fieldValue(from, outage.zone), { required: true })}${field('datetime-local', 'to', say('form.to'), fieldValue(to, outage.zone), { required: true })}</div>`)}
  <p class="quiet">${say('form.times', { zone: zoneWords(outage.zone) })}</p>
  <button>${say('oc.change.do')}</button>`,
  );
};

export const qualityField = (view: View, chosen: string): Html =>
  select(
    'quality',
    view.say('oc.etr.quality'),
    (['model', 'area', 'crew'] as const).map(value => ({ value, label: view.say(`oc.etr.${value}`) })),
    chosen,
  );

const etrForm = (view: View, outage: OutageView, { etr }: Revision): Html => {
  const { say } = view;
  const next = etr === null || etr.at <= view.now ? roundedUp(view.now, 90) : plusHours(etr.at, 1);
  return act(
    outage,
    'etr',
    say('oc.etr'),
    html`
  ${field('datetime-local', 'etr', say('oc.etr.at'), fieldValue(next, outage.zone), { required: true })}
  ${qualityField(view, etr?.quality ?? 'area')}
  <p class="quiet">${say('form.times', { zone: zoneWords(outage.zone) })}</p>
  <button>${say('oc.etr.do')}</button>`,
  );
};

const cancelForm = (view: View, outage: OutageView): Html => {
  const { say } = view;
  return act(
    outage,
    'cancel',
    say('oc.cancel'),
    html`
  <p>${say('oc.cancel.lead')}</p>
  ${checkbox('hasNewDate', 'yes', say('oc.cancel.newDate'), false)}
  <button class="danger">${say('oc.cancel.do')}</button>`,
  );
};

const restoreForm = (view: View, outage: OutageView): Html => {
  const { say } = view;
  return act(
    outage,
    'restore',
    say('oc.restore'),
    html`
  <p>${say('oc.restore.lead')}</p>
  ${field('datetime-local', 'restoredAt', say('oc.restore.at'), fieldValue(view.now, outage.zone), { required: true })}
  <p class="quiet">${say('form.times', { zone: zoneWords(outage.zone) })}</p>
  <button>${say('oc.restore.do')}</button>`,
  );
};

/** What may follow an announcement. Each prepares a revision with a rehearsal of its own; nothing leaves from here. */
export const changeForms = (view: View, outage: OutageView, latest: Revision): Html => {
  if (outage.status !== 'announced') return nothing;
  const start = startOf(outage, latest);
  const begun = start !== null && start <= view.now;
  return card(
    view.say('oc.whatNext'),
    html`
${outage.kind === 'planned' ? changeForm(view, outage, latest) : etrForm(view, outage, latest)}
${begun ? restoreForm(view, outage) : nothing}
${cancelForm(view, outage)}`,
  );
};
