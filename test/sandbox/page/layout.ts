import { html, nothing, toText, trusted, type Html, type Piece } from './html.js';
import { hiddenField, live, post, tag } from './parts.js';
import type { WordKey } from './say.js';
import type { View } from './view.js';

export interface Page {
  readonly title: string;
  readonly body: Piece;
  /** What the last form did; told once, to the eye and to a screen reader. */
  readonly said?: WordKey | undefined;
  readonly here?: string;
  /** Parts of this page change by themselves. */
  readonly moves?: boolean;
  /** A record with its columns takes the whole screen. */
  readonly wide?: boolean;
}

const LINKS: readonly (readonly [WordKey, string])[] = [
  ['nav.start', '/'],
  ['nav.notices', '/notices'],
  ['nav.inbox', '/inbox'],
  ['nav.portal', '/portal'],
  ['nav.tickets', '/portal/tickets'],
  ['cards.app', '/portal/app'],
  ['cards.settings', '/portal/settings'],
  ['flow.title', '/portal/workflows'],
  ['nav.break', '/break'],
  ['nav.log', '/log'],
];

const navigation = ({ say }: View, here: string): Html => html`
<nav aria-label="${say('nav.main')}"><ul>${LINKS.map(
  ([key, path]) =>
    html`<li><a href="${path}"${path === here ? html` aria-current="page"` : nothing}>${say(key)}</a></li>`,
)}</ul></nav>`;

const withLang = (path: string, lang: string): string => {
  const [plain = '/', query = ''] = path.split('?');
  const values = new URLSearchParams(query);
  values.set('lang', lang);
  return `${plain}?${values.toString()}`;
};

const clockButton = (view: View, action: string, key: WordKey): Html =>
  html`<button name="move" value="${action}" class="small">${view.say(key)}</button>`;

/** On every page: whoever watches deliveries wants to move time from where they stand. */
const clockBar = (view: View, mode: 'real' | 'held'): Html => html`
<section class="clock" aria-label="${view.say('clock.label')}">
  <div class="inner">
    ${live('clock', html`<p>${view.say('clock.label')} <strong>${view.at(view.now)}</strong> <span class="quiet">(Berlin) · ${view.say(`clock.${mode}`)}</span></p>`)}
    ${post(
      '/clock',
      html`
      ${hiddenField('back', view.path)}
      ${clockButton(view, 'hour', 'clock.hour')}
      ${clockButton(view, 'day', 'clock.day')}
      ${clockButton(view, 'next', 'clock.next')}
      ${mode === 'held' ? clockButton(view, 'real', 'clock.toReal') : clockButton(view, 'held', 'clock.toHeld')}`,
      'row',
    )}
  </div>
</section>`;

const header = (view: View, here: string): Html => html`
<header>
  <div class="inner">
    <a class="brand" href="/">Forewarn</a>
    ${tag(view.say('dm.tag'), 'info', true)}
    ${navigation(view, here)}
    <a class="lang" href="${withLang(view.path, view.lang === 'en' ? 'ru' : 'en')}" lang="${view.lang === 'en' ? 'ru' : 'en'}" hreflang="${view.lang === 'en' ? 'ru' : 'en'}">${view.lang === 'en' ? 'Русский' : 'English'}</a>
  </div>
</header>`;

export const renderPage = (view: View, mode: 'real' | 'held', page: Page): string =>
  toText(html`${trusted('<!doctype html>')}
<html lang="${view.lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${page.title} · Forewarn</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/style.css">
  <script src="/live.js" defer></script>
</head>
<body data-busy="${view.say('page.busy')}"${page.moves === true ? html` data-moves="yes"` : nothing}>
  <a class="skip" href="#content">${view.say('nav.skip')}</a>
  ${header(view, page.here ?? '')}
  ${clockBar(view, mode)}
  <main id="content" tabindex="-1"${page.wide === true ? html` class="wide"` : nothing}>
    <p id="said" class="${page.said === undefined ? 'hidden' : 'said'}" role="status">${page.said === undefined ? nothing : view.say(page.said)}</p>
    ${page.body}
  </main>
  <footer><div class="inner"><p>${view.say('dm.footer')}</p></div></footer>
</body>
</html>`);
