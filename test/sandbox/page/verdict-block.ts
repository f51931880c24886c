import type { OutageView, VerdictView } from '../../../ui-extensions/contract/outage.js';
import { answersTable, placeName } from './answers-table.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { startOf, type Revision } from './outage-state.js';
import { card, table, type Tone } from './parts.js';
import { citationLine, citationList, refusalBlock } from './refusal-block.js';
import { fieldValue, roundedUp, shifted } from './times.js';
import type { View } from './view.js';

const TONES: Readonly<Record<VerdictView['kind'], Tone>> = {
  lawful: 'good',
  unlawful: 'bad',
  undetermined: 'warn',
};

const sentence = (view: View, outage: OutageView, revision: Revision, verdict: VerdictView): string => {
  const { say } = view;
  if (verdict.kind !== 'lawful') return say(`oc.${verdict.kind}`);
  if (
    outage.kind === 'emergency' &&
    revision.nextUpdateBy !== null &&
    revision.kind !== 'restore' &&
    revision.kind !== 'cancel'
  )
    return say('oc.emergency', { time: view.plain(revision.nextUpdateBy, outage.zone) });
  if (verdict.serveBy === null) return say('oc.lawfulNow');
  const time = view.plain(verdict.serveBy, outage.zone);
  return verdict.serveBy < view.now
    ? say('oc.lawfulPassed', { time })
    : say('oc.lawful', { time, left: view.left(verdict.serveBy) });
};

/** Line by line, to be checked by hand; open when the answer is no. */
const arithmetic = (view: View, verdict: VerdictView): Html => html`
<details${verdict.kind === 'lawful' ? nothing : html` open`}>
  <summary>${view.say('oc.arithmetic')}</summary>
  ${verdict.judgements.map(
    judgement => html`
    ${table(
      placeName(view, verdict, judgement),
      [
        { head: view.say('oc.arith.step') },
        { head: view.say('oc.arith.result') },
        { head: view.say('oc.arith.why') },
      ],
      judgement.trace.map(({ step, result, because: line }) => [
        view.served(step),
        view.served(result),
        line === null ? nothing : citationLine(view, line),
      ]),
    )}
    ${
      judgement.because.length === 0
        ? html`<p><small>${judgement.rulebooks.join(', ')}</small></p>`
        : citationList(
            view,
            judgement.because.filter(
              ({ rule }) => !judgement.trace.some(line => line.because?.rule === rule),
            ),
          )
    }`,
  )}
</details>`;

/** The same work at the first time that is lawful, with a little room for whoever has to press the button. */
const moveLink = (view: View, outage: OutageView, revision: Revision, verdict: VerdictView): Piece => {
  const [first] = revision.windows;
  if (
    verdict.kind !== 'unlawful' ||
    verdict.earliestStart === null ||
    first === undefined ||
    revision.launchedAt !== null
  )
    return nothing;
  const from = roundedUp(verdict.earliestStart, 30);
  const values = new URLSearchParams(revision.feeders.map((feeder): [string, string] => ['feeder', feeder]));
  values.set('from', fieldValue(from, outage.zone));
  values.set('to', fieldValue(shifted(first.to, first.from, from), outage.zone));
  values.set('reason', revision.reason);
  return html`<p class="row"><a class="button" href="/outages/new?${values.toString()}">${view.say('oc.move', { time: view.plain(from, outage.zone) })}</a></p>`;
};

/** The verdict first, with the last lawful moment and how far it is; then why. */
export const verdictBlock = (view: View, outage: OutageView, revision: Revision): Html => {
  const { verdict } = revision;
  if (verdict === null) return nothing;
  const way = moveLink(view, outage, revision, verdict);
  const countsDown = verdict.kind === 'lawful' && startOf(outage, revision) !== null;
  return card(
    view.say('oc.verdict'),
    html`
<p class="verdict"${countsDown ? html` data-announce` : nothing}>${sentence(view, outage, revision, verdict)}</p>
${verdict.refusals.map((refusal, index) => refusalBlock(view, refusal, index === 0 ? way : nothing))}
${answersTable(view, verdict)}
${arithmetic(view, verdict)}`,
    { tone: TONES[verdict.kind] },
  );
};
