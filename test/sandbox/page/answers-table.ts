import type { VerdictView } from '../../../ui-extensions/contract/outage.js';
import { html, nothing, type Html, type Piece } from './html.js';
import { table } from './parts.js';
import { wordOr } from './say.js';
import type { View } from './view.js';

type Judgement = VerdictView['judgements'][number];

/** `XA-N (Europe/Berlin)`, and of whom, where the law there tells customers apart. */
export const placeName = (
  view: View,
  verdict: VerdictView,
  { jurisdiction, zone, whom }: Judgement,
): string => {
  const alone =
    verdict.judgements.filter(each => each.jurisdiction === jurisdiction && each.zone === zone).length === 1;
  const names = whom.map(({ customerClass, lifeSupport }) => {
    const name = wordOr(view.say, `class.${customerClass}`, customerClass);
    return lifeSupport ? `${name}, ${view.say('oc.lifeSupport').toLowerCase()}` : name;
  });
  return alone ? `${jurisdiction} (${zone})` : `${jurisdiction} (${zone}): ${names.join('; ')}`;
};

const channels = (view: View, { lastLawful, zone }: Judgement): Piece => {
  const known = Object.entries(lastLawful).flatMap(([channel, at]) =>
    at === null ? [] : [[channel, at] as const],
  );
  return known.length === 0
    ? '–'
    : html`${known.map(([channel, at]) => html`<div>${view.say('oc.answers.channel', { channel: wordOr(view.say, `channel.${channel}`, channel), time: view.plain(at, zone) })}</div>`)}`;
};

/** Every jurisdiction's own answer, where there is more than one. */
export const answersTable = (view: View, verdict: VerdictView): Html =>
  verdict.judgements.length < 2
    ? nothing
    : table(
        view.say('oc.answers'),
        [
          { head: view.say('oc.answers.place') },
          { head: view.say('oc.answers.answer') },
          { head: view.say('oc.answers.by') },
          { head: view.say('oc.answers.from') },
        ],
        verdict.judgements.map(each => [
          placeName(view, verdict, each),
          view.say(`oc.answers.${each.verdict}`),
          channels(view, each),
          each.earliestStart === null ? '–' : view.at(each.earliestStart, each.zone),
        ]),
      );
