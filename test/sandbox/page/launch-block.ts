import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { forecastWarning } from './forecast-block.js';
import { html, nothing, type Html } from './html.js';
import { isTooLate, type Revision } from './outage-state.js';
import { ask, card, hiddenField } from './parts.js';
import { CHANNELS, rehearsalBlock } from './rehearsal-block.js';
import type { WordKey } from './say.js';
import type { View } from './view.js';

export const outagePath = ({ id }: Pick<OutageView, 'id'>): string => `/outages/${encodeURIComponent(id)}`;

const rehearseForm = (view: View, outage: OutageView, again: boolean): Html =>
  ask(
    `${outagePath(outage)}/rehearse`,
    html`<button class="${again ? '' : 'main'}">${view.say(again ? 'oc.rehearseAgain' : 'oc.rehearse')}</button>`,
    'row',
  );

const approvals = (view: View, outage: OutageView, revision: Revision): Html =>
  html`${revision.approvals.map(
    ({ kind, by, reason, at }) =>
      html`<p>${kind === 'size' ? view.say('oc.approved', { name: by, time: view.plain(at, outage.zone) }) : view.say('oc.approved.late', { name: by, time: view.plain(at, outage.zone), reason: reason ?? '' })}</p>`,
  )}`;

const lateForm = (view: View, outage: OutageView): Html =>
  ask(
    `${outagePath(outage)}/approve`,
    html`
  <p>${view.say('oc.approval.lateLead')}</p>
  ${hiddenField('kind', 'late')}
  <label class="field"><span>${view.say('oc.approve.lateReason')}</span><textarea name="reason" required maxlength="2000"></textarea></label>
  <button class="danger">${view.say('oc.approve.late')}</button>`,
  );

const approvalBlock = (view: View, outage: OutageView, revision: Revision, refused: boolean): Html => {
  const { say } = view;
  const has = (kind: 'size' | 'late'): boolean => revision.approvals.some(a => a.kind === kind);
  const late = isTooLate(revision) && !has('late');
  return html`
<details class="act"${refused || late ? html` open` : nothing}><summary>${say('oc.approval')}</summary>
${has('size') ? nothing : html`<p>${say('oc.approval.lead', { n: outage.approval.above })}</p>${ask(`${outagePath(outage)}/approve`, html`${hiddenField('kind', 'size')}<button name="as" value="marta">${say('oc.approve.size')}</button><button name="as" value="ida">${say('oc.approve.own')}</button>`, 'row')}`}
${late ? lateForm(view, outage) : nothing}
</details>`;
};

const byKind = (revision: Revision, stem: 'oc.launch' | 'confirm.title'): WordKey =>
  revision.kind === 'cancel' || revision.kind === 'restore' ? `${stem}.${revision.kind}` : stem;

/** What stands before sending: the rehearsal, the second person, and the button that says what it does to how many. */
export const launchBlock = (view: View, outage: OutageView, revision: Revision, refused = false): Html => {
  const { say } = view;
  const { rehearsal } = revision;
  const title = html`${say(`revision.${revision.kind}`)}: ${say('oc.rehearsal')}`;
  if (rehearsal === null)
    return card(title, html`<p>${say('oc.rehearse.why')}</p>${rehearseForm(view, outage, false)}`, {
      tone: 'info',
    });
  return html`
${card(title, rehearsalBlock(view, outage, rehearsal))}
${card(
  say('oc.ready'),
  html`
${approvals(view, outage, revision)}
<div class="row after">
  <a class="button main" href="${outagePath(outage)}/launch">${say(byKind(revision, 'oc.launch'), { n: rehearsal.summary.accounts })}</a>
  ${rehearseForm(view, outage, true)}
</div>
${approvalBlock(view, outage, revision, refused)}`,
  { tone: 'info' },
)}`;
};

/** The last question before anything leaves the house: who, by what, until when, for how much. */
export const launchPage = (view: View, outage: OutageView, revision: Revision): Html => {
  const { say } = view;
  const { rehearsal, verdict } = revision;
  if (rehearsal === null) return html`<h1>${say('oc.rehearsal')}</h1>${launchBlock(view, outage, revision)}`;
  const { summary } = rehearsal;
  const parts = CHANNELS.filter(channel => (summary.byChannel[channel] ?? 0) > 0).map(
    channel => `${say(`channel.${channel}`)} ${view.number(summary.byChannel[channel] ?? 0)}`,
  );
  return html`
<h1>${say(byKind(revision, 'confirm.title'), { n: summary.accounts })}</h1>
<div class="card">
  <p>${parts.join(' · ')}. ${say('confirm.cost', { cost: view.money(summary.costMinor, summary.currency) })}</p>
  ${verdict?.serveBy == null ? nothing : html`<p>${say('confirm.deadline', { time: view.plain(verdict.serveBy, outage.zone) })}</p>`}
  ${forecastWarning(view, outage.zone, rehearsal.forecast)}
  ${approvals(view, outage, revision)}
  <p>${say('confirm.final')}</p>
  ${ask(
    `${outagePath(outage)}/launch`,
    html`
    ${hiddenField('fingerprint', rehearsal.fingerprint)}
    <button class="main">${say('confirm.yes', { n: summary.accounts })}</button>
    <a class="button" href="${outagePath(outage)}">${say('confirm.no')}</a>`,
    'row wide',
  )}
</div>`;
};
