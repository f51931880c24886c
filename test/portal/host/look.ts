import type { ExtensionEvent } from '@hubspot/ui-extensions';

const SHORT: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};
/** HubSpot takes both `small` and `sm`. */
export const short = (size: string): string => SHORT[size] ?? size;

/** Sizes and variants, as the stylesheet names them. */
export const classes = (...names: readonly (string | false | undefined | null)[]): string =>
  names
    .filter(name => typeof name === 'string' && name !== '')
    .map(name => short(String(name)))
    .join(' ');

/** The browser's own events cannot cross to the card's worker. */
export const eventOf = (type: string): ExtensionEvent =>
  ({ type, bubbles: true, timeStamp: performance.now(), id: '' }) as ExtensionEvent;

type Href = string | { readonly url: string; readonly external?: boolean } | undefined;
export const linkOf = (href: Href): { href?: string; target?: string; rel?: string } => {
  if (href === undefined) return {};
  if (typeof href === 'string') return { href };
  return { href: href.url, ...(href.external === true ? { target: '_blank', rel: 'noreferrer' } : {}) };
};
