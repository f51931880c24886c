const markup = Symbol('markup');

/** Text that is markup already. Only `html` and `trusted` make it, so nothing from a record reaches a page unescaped. */
export interface Html {
  readonly [markup]: string;
}
export type Piece = Html | string | number | false | null | undefined | readonly Piece[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, letter => ESCAPES[letter] ?? '');

/** Markup written in this folder, never text from elsewhere. */
export const trusted = (text: string): Html => ({ [markup]: text });

const render = (piece: Piece): string => {
  if (piece === null || piece === undefined || piece === false) return '';
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return markup in piece ? piece[markup] : piece.map(render).join('');
};

/** A template whose values are escaped unless they are markup; null, undefined and false leave no trace. */
export const html = (parts: TemplateStringsArray, ...values: readonly Piece[]): Html =>
  trusted(parts.map((part, index) => part + render(values[index])).join(''));

export const nothing: Html = trusted('');
export const toText = (piece: Html): string => piece[markup];
