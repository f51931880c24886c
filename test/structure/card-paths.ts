import { filesUnder, textOf } from './project-files.js';

/** Where a card puts the rest of an address together by a function of its own. */
const PREFIXES: Readonly<Record<string, string>> = {
  pathOf: '/api/outages/:x/',
  cardPathOf: '/api/cards/outages/:x/',
};

/** Each hole is a parameter; what follows `?` is no part of the path. */
const pathIn = (literal: string): string =>
  literal
    .replace(/\?.*$/s, '')
    .replace(/\$\{language\}.*$/s, '')
    .replace(/\$\{[^}]*\}/g, ':x')
    .replace(/:x:x/g, ':x');

/** Every path under /api that a card, a page or the settings ask for, with `:x` for what differs. */
export const cardPaths = (): readonly string[] => {
  const sources = ['cards', 'pages', 'settings', 'parts'].flatMap(part =>
    ['.ts', '.tsx'].flatMap(ending => filesUnder(`ui-extensions/${part}`, ending)),
  );
  const found = sources.flatMap(file => {
    const text = textOf(file);
    const whole = [...text.matchAll(/['`](\/api\/[^'`]*)['`]/g)].map(([, path = '']) => path);
    const put = [...text.matchAll(/\b(pathOf|cardPathOf)\(card, '([^']+)'\)/g)].map(
      ([, by = '', rest = '']) => `${PREFIXES[by] ?? ''}${rest}`,
    );
    // The functions themselves are no addresses, and one that chooses between two is not read here.
    const readable = (path: string): boolean => !path.includes('${rest}') && !/\$\{[^}]*$/.test(path);
    return [...whole.filter(readable), ...put];
  });
  return [...new Set(found.map(pathIn))].sort();
};
