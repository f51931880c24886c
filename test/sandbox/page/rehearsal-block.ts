import type { OutageView, RehearsalView } from '../../../ui-extensions/contract/outage.js';
import { forecastBlock } from './forecast-block.js';
import { html, nothing, type Html } from './html.js';
import { figures, table } from './parts.js';
import { wordOr } from './say.js';
import { zoneWords } from './times.js';
import type { View } from './view.js';

type Summary = RehearsalView['summary'];
export const CHANNELS = ['email', 'sms', 'letter'] as const;

const counts = (
  view: View,
  caption: string,
  head: string,
  rows: readonly (readonly [string, number])[],
): Html =>
  table(
    caption,
    [{ head }, { head: view.say('oc.count'), number: true }],
    rows.map(([name, n]) => [name, view.number(n)]),
  );

// News has no deadline of its own: then those two columns would be empty.
const channels = (view: View, zone: string, { byChannel, actBy }: Summary): Html =>
  table(
    view.say('oc.byChannel'),
    [
      { head: view.say('oc.channel') },
      { head: view.say('oc.messages'), number: true },
      ...(actBy.length === 0
        ? []
        : [
            { head: view.say('oc.actBy', { zone: zoneWords(zone) }) },
            { head: view.say('oc.serveBy', { zone: zoneWords(zone) }) },
          ]),
    ],
    CHANNELS.filter(channel => (byChannel[channel] ?? 0) > 0).map(channel => {
      const by = actBy.find(row => row.channel === channel);
      return [
        view.say(`channel.${channel}`),
        view.number(byChannel[channel] ?? 0),
        ...(by === undefined
          ? []
          : [
              html`${view.at(by.actBy, zone)}${by.actBy > view.now ? html` <small>(${view.left(by.actBy)})</small>` : nothing}`,
              view.at(by.serveBy, zone),
            ]),
      ];
    }),
  );

const unreachable = (view: View, { unreachable: reasons, unreachableNotices }: Summary): Html => {
  const { say } = view;
  if (unreachableNotices === 0) return html`<p>${say('oc.unreachable.none')}</p>`;
  return html`
<p>${say('oc.unreachable.n', { n: unreachableNotices })}</p>
${counts(
  view,
  say('oc.unreachable'),
  say('oc.reason'),
  reasons.map(({ reason, notices }) => [view.reason(reason), notices]),
)}`;
};

const texts = (view: View, { smsSegments, missingElements }: Summary): Html => {
  const { say } = view;
  const kind = (name: string): string => wordOr(say, `kind.${name}`, name);
  return html`
${
  missingElements.length === 0
    ? html`<p>${say('oc.missing.none')}</p>`
    : html`<div class="alert bad"><h3>${say('oc.missing')}</h3><ul>${missingElements.map(m => html`<li>${m.element}: ${kind(m.kind)}, ${wordOr(say, `channel.${m.channel}`, m.channel)}, ${view.language(m.language)}</li>`)}</ul></div>`
}
${
  smsSegments.length === 0
    ? nothing
    : html`<h3>${say('oc.segments')}</h3><ul>${smsSegments.map(s => html`<li>${say('oc.segmentsLine', { kind: kind(s.kind), language: view.language(s.language), characters: s.characters, n: s.segments })}</li>`)}</ul>`
}`;
};

/** All that a launch would do, in numbers. Nothing has left. */
export const rehearsalBlock = (
  view: View,
  outage: OutageView,
  { at, by, summary, forecast }: RehearsalView,
): Html => {
  const { say } = view;
  const entries = (of: Readonly<Record<string, number>>, word: (name: string) => string) =>
    Object.entries(of).map(([name, n]) => [word(name), n] as const);
  return html`
${figures([
  { name: say('oc.customers'), value: view.number(summary.accounts) },
  {
    name: say('oc.unreachable'),
    value: view.number(summary.unreachableNotices),
    tone: summary.unreachableNotices > 0 ? 'warn' : 'plain',
  },
  { name: say('oc.late'), value: view.number(summary.late), tone: summary.late > 0 ? 'bad' : 'plain' },
  { name: say('oc.lifeSupport'), value: view.number(summary.lifeSupport) },
  { name: say('oc.cost'), value: view.money(summary.costMinor, summary.currency) },
])}
${channels(view, outage.zone, summary)}
${forecastBlock(view, outage.zone, forecast)}
${unreachable(view, summary)}
<div class="columns">
  <div>${counts(view, say('oc.byLanguage'), say('oc.language'), entries(summary.byLanguage, view.language))}</div>
  <div>${counts(
    view,
    say('oc.byClass'),
    say('oc.customers'),
    entries(summary.byClass, name => wordOr(say, `class.${name}`, name)),
  )}</div>
  <div>${texts(view, summary)}</div>
</div>
<p><small>${say('oc.rehearsedBy', { name: by, time: view.plain(at, outage.zone) })}</small></p>`;
};
