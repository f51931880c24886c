import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { isOff, lastLaunchedOf, newestOf, progressOf, toldOf } from './outage-state.js';
import { table, tag, type Tone } from './parts.js';
import { zoneWords } from './times.js';
import { TOWN_ZONE, type View } from './view.js';

const STATUS_TONE: Readonly<Record<OutageView['status'], Tone>> = {
  draft: 'plain',
  announced: 'info',
  cancelled: 'plain',
  restored: 'good',
};

export const statusTag = (view: View, outage: OutageView): Html =>
  isOff(outage, view.now)
    ? tag(view.say('status.off'), 'warn')
    : tag(
        view.say(`status.${outage.status}`),
        STATUS_TONE[outage.status],
        outage.status === 'draft' || outage.status === 'restored',
      );

/** When it is off, in the zone of the premises. */
export const whenWords = (view: View, outage: OutageView): string => {
  const revision = newestOf(outage);
  if (revision === null) return '';
  if (revision.windows.length > 0)
    return revision.windows.map(({ from, to }) => view.window(from, to, outage.zone)).join('; ');
  return revision.since === null
    ? ''
    : `${view.say('form.since')} ${view.plain(revision.since, outage.zone)}`;
};

/** `Planned work F-12`: what people call an outage. */
export const nameOf = (view: View, outage: OutageView): string =>
  `${view.say(`outage.${outage.kind}`)}, ${newestOf(outage)?.feeders.join(', ') ?? ''}`;

const toldCell = (view: View, outage: OutageView): Piece => {
  const launched = lastLaunchedOf(outage);
  const progress = launched === null ? null : progressOf(outage, launched.n);
  if (progress === null) return html`<span class="quiet">${view.say('oc.notSent')}</span>`;
  const { reached, underWay, notReached, all } = toldOf(progress);
  return view.say('oc.progress.line', { reached, all, open: underWay, missed: notReached });
};

export const outageTable = (view: View, outages: readonly OutageView[]): Html =>
  table(
    view.say('oc.outages'),
    [
      { head: view.say('oc.ref') },
      { head: view.say('oc.when', { zone: zoneWords(outages[0]?.zone ?? TOWN_ZONE) }) },
      { head: view.say('oc.state') },
      { head: view.say('oc.told') },
    ],
    outages.map(outage => {
      const verdict = outage.status === 'draft' ? newestOf(outage)?.verdict?.kind : undefined;
      return [
        html`<a href="/outages/${encodeURIComponent(outage.id)}">${nameOf(view, outage)}</a> <small>${outage.ref}</small>`,
        whenWords(view, outage),
        html`${statusTag(view, outage)}${verdict === undefined || verdict === 'lawful' ? nothing : tag(view.say(`verdict.${verdict}`), verdict === 'unlawful' ? 'bad' : 'warn', verdict !== 'unlawful')}`,
        toldCell(view, outage),
      ];
    }),
    { hideCaption: true },
  );
