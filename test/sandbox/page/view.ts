import { reasonWords } from '../../../server/domain/notice/reasons.js';
import { html, type Html } from './html.js';
import { numberWords, sayIn, wordOr, type Say } from './say.js';
import { momentWords, plainMoments, spanWords, windowWords, type Lang } from './times.js';

/** The seeded town's zone. Outages carry their own; this is for the clock and for what has none. */
export const TOWN_ZONE = 'Europe/Berlin';

/** How things are worded for whoever looks, at this moment of the demo's clock. */
export interface View {
  readonly lang: Lang;
  readonly now: string;
  /** The path asked for, to come back to. */
  readonly path: string;
  readonly say: Say;
  number(n: number): string;
  money(minor: number, currency: string): string;
  at(moment: string, zone?: string): Html;
  window(from: string, to: string, zone: string): string;
  plain(moment: string, zone?: string): string;
  left(moment: string): string;
  language(tag: string): string;
  /** A reason's code in plain words; what is in plain words already stays. */
  reason(code: string): string;
  /** What the server worded, in its language, with moments a person can read. */
  served(text: string): Html;
}

export const viewOf = ({
  lang,
  now,
  path,
}: {
  readonly lang: Lang;
  readonly now: string;
  readonly path: string;
}): View => {
  const say = sayIn(lang);
  const locale = lang === 'ru' ? 'ru-RU' : 'en-GB';
  const plain = (moment: string, zone = TOWN_ZONE): string => momentWords(moment, zone, lang, now);
  return {
    lang,
    now,
    path,
    say,
    plain,
    number: n => numberWords(n, lang),
    money: (minor, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(minor / 100),
    at: (moment, zone) => html`<time datetime="${moment}">${plain(moment, zone)}</time>`,
    window: (from, to, zone) => windowWords(from, to, zone, lang, now),
    left: moment => spanWords(now, moment, lang),
    language: tag => new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag,
    reason: code => wordOr(say, `reason.${code}`, /\s/.test(code) ? code : reasonWords(code)),
    served: text =>
      lang === 'en'
        ? html`${plainMoments(text, lang)}`
        : html`<span lang="en">${plainMoments(text, 'en')}</span>`,
  };
};
