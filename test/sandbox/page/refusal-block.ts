import type { Citation, Problem, RefusalView } from '../../../ui-extensions/contract/common.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { tag } from './parts.js';
import type { View } from './view.js';

/** Rule · source · rulebook@version; a doubtful source says so. */
export const citationLine = (view: View, { rule, rulebook, source, url, confidence }: Citation): Html => {
  // A rulebook is configuration: its address is shown as a link only if it is one.
  const link =
    url !== undefined && /^https?:\/\//.test(url)
      ? html`<a href="${url}" rel="noreferrer">${view.served(source)}</a>`
      : view.served(source);
  const doubt =
    confidence === 'verified' ? nothing : html` ${tag(view.say(`confidence.${confidence}`), 'warn', true)}`;
  return html`<small class="source">${link} · ${rulebook}, ${rule}${doubt}</small>`;
};

export const citationList = (view: View, citations: readonly Citation[]): Html => {
  const seen = new Map(citations.map(citation => [`${citation.rulebook}/${citation.rule}`, citation]));
  return html`${[...seen.values()].map(citation => html`<p>${citationLine(view, citation)}</p>`)}`;
};

/** Title up to the first colon or full stop, the rest is the why: messages are worded "Cannot …: because …". */
const split = (message: string): readonly [string, string] => {
  const cut = /^(.{12,120}?)(?:: |\. )(.+)$/s.exec(message);
  return cut === null ? [message, ''] : [`${cut[1] ?? ''}.`, capital(cut[2] ?? '')];
};
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Three lines: what cannot be done, why, what would be lawful. `way` is a button to the lawful option. */
export const refusalBlock = (view: View, refusal: RefusalView, way: Piece = nothing): Html => {
  const [title, why] = split(refusal.message);
  return html`
<div class="refusal" data-code="${refusal.code}">
  <p class="title">${view.served(title)}</p>
  ${why === '' ? nothing : html`<p>${view.served(why)}</p>`}
  ${refusal.lawful === undefined ? nothing : html`<p><strong>${view.say('oc.lawfulOption')}</strong> ${view.served(refusal.lawful)}</p>`}
  ${way}
  ${citationList(view, refusal.because)}
</div>`;
};

/** All refusals of an answer, or its message where there are none. */
export const problemBlock = (
  view: View,
  { message, refusals = [], reference }: Problem,
  way: Piece = nothing,
): Html => html`
<div class="alert bad" role="alert">
  <h2>${view.say('oc.refused')}</h2>
  ${refusals.length === 0 ? html`<p>${view.served(message)}</p><p><small>${reference}</small></p>` : refusals.map((refusal, index) => refusalBlock(view, refusal, index === 0 ? way : nothing))}
</div>`;
