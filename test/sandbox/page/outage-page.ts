import type { Problem } from '../../../ui-extensions/contract/common.js';
import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { changeForms } from './change-forms.js';
import { html, nothing, type Html } from './html.js';
import { launchBlock } from './launch-block.js';
import { lastLaunchedOf, newestOf, progressOf, stepOf, STEPS, type Revision } from './outage-state.js';
import { nameOf, statusTag, whenWords } from './outage-table.js';
import { card, live, liveInline, table } from './parts.js';
import { progressBlock } from './progress-block.js';
import { problemBlock } from './refusal-block.js';
import { zoneWords } from './times.js';
import { verdictBlock } from './verdict-block.js';
import type { View } from './view.js';

const stages = (view: View, outage: OutageView, refused: boolean): Html => {
  const now = stepOf(outage, view.now, refused);
  const index = now === null ? -1 : STEPS.indexOf(now);
  return html`<ol class="stages" aria-label="${view.say('oc.progressOf')}">${STEPS.map((step, i) => {
    const name = view.say(`oc.step.${step}`);
    if (i === index) return html`<li class="now" aria-current="step">${name}</li>`;
    return i < index
      ? html`<li class="done">${name}<span class="hidden"> (${view.say('oc.step.done')})</span></li>`
      : html`<li>${name}</li>`;
  })}</ol>`;
};

const told = (view: View, outage: OutageView, revision: Revision): Html => {
  const progress = progressOf(outage, revision.n);
  if (progress === null) return nothing;
  const { say } = view;
  return card(
    html`${say('oc.progress')} <span class="quiet">${say('oc.progress.of', { what: say(`revision.${revision.kind}`) })}</span>`,
    live('progress', progressBlock(view, outage, progress)),
  );
};

const history = (view: View, outage: OutageView): Html => {
  const { say } = view;
  const rows = outage.revisions.map(
    ({ n, kind, launchedAt, launchedBy, createdBy, windows, since, etr, restoredAt }) => [
      `${String(n)}. ${say(`revision.${kind}`)}`,
      restoredAt !== null
        ? view.at(restoredAt, outage.zone)
        : etr !== null
          ? view.at(etr.at, outage.zone)
          : since !== null
            ? html`${say('form.since')} ${view.at(since, outage.zone)}`
            : windows.map(({ from, to }) => view.window(from, to, outage.zone)).join('; '),
      launchedAt === null
        ? html`<span class="quiet">${say('oc.notSent')}</span>`
        : view.at(launchedAt, outage.zone),
      launchedBy ?? createdBy,
    ],
  );
  const columns = [
    { head: say('oc.what') },
    { head: say('oc.when', { zone: zoneWords(outage.zone) }) },
    { head: say('oc.sentAt') },
    { head: say('oc.by') },
  ];
  return card(say('oc.history'), table(say('oc.history'), columns, rows, { hideCaption: true }));
};

/** One outage, at whatever stage it is: where it stands, whether that is lawful, and the one thing to do next. */
export const outagePage = (view: View, outage: OutageView, refused: Problem | null = null): Html => {
  const newest = newestOf(outage);
  const launched = lastLaunchedOf(outage);
  const draft = newest !== null && newest.launchedAt === null ? newest : null;
  const shown = newest ?? null;
  return html`
<h1>${nameOf(view, outage)}</h1>
<p class="lead">${whenWords(view, outage)} (${zoneWords(outage.zone)}) ${liveInline('status', statusTag(view, outage))}</p>
<p class="quiet">${outage.ref} · ${outage.reasonText}</p>
${live('stages', stages(view, outage, refused !== null))}
${refused === null ? nothing : problemBlock(view, refused)}
${draft === null && launched !== null ? told(view, outage, launched) : nothing}
${shown === null ? nothing : live('verdict', verdictBlock(view, outage, shown))}
${draft === null ? nothing : launchBlock(view, outage, draft, refused !== null)}
${draft !== null && launched !== null ? told(view, outage, launched) : nothing}
${draft === null && launched !== null ? changeForms(view, outage, launched) : nothing}
${history(view, outage)}`;
};
