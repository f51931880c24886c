import type { NoticeFacts } from '../../domain/notice/notice.js';
import type { Instant } from '../../domain/time.js';
import type { Brand } from './brand.js';
import type { DebtWords } from './debt-words.js';
import type { ReasonsFile } from './files.js';
import type { PlaceholderUse } from './message-check.js';
import type { WallClock } from './wall-clock.js';

/** One message to be written, with all that its words may draw on. */
export interface CaseOf<F> {
  readonly facts: F;
  readonly brand: Brand;
  readonly language: string;
  readonly clock: WallClock;
  readonly on: Instant;
  readonly reasons: ReasonsFile;
  readonly debt: DebtWords;
  /** A street is cut in the middle beyond this: the last resort of a text message. */
  readonly streetLimit: number;
}
export type Case = CaseOf<NoticeFacts>;

/** A null is a fact that this notice lacks: using it is an error. */
export type Placeholder<C> = PlaceholderUse & { readonly of: (c: C) => string | number | null };
export type Placeholders<C> = Readonly<Record<string, Placeholder<C>>>;

/** How to make placeholders for one family of notices. */
export const makersFor = <C>() => {
  const choice = (among: readonly string[], of: (c: C) => string): Placeholder<C> => ({
    use: 'choice',
    among,
    of,
  });
  return {
    text: (of: (c: C) => string | null): Placeholder<C> => ({ use: 'text', of: c => plain(of(c)) }),
    /** May have several lines, each of which is plain already. */
    lines: (of: (c: C) => string | null): Placeholder<C> => ({ use: 'text', of }),
    number: (of: (c: C) => number): Placeholder<C> => ({ use: 'number', of }),
    choice,
    yesNo: (of: (c: C) => boolean): Placeholder<C> => choice(['yes', 'no'], c => (of(c) ? 'yes' : 'no')),
  };
};

export const told = <T, R>(value: T | null, tell: (value: T) => R): R | null =>
  value === null ? null : tell(value);

/** One line of what the CRM says: no control or direction characters that could open a header or turn a line about. */
export const plain = <T extends string | null>(value: T): T =>
  (value === null
    ? null
    : value
        .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
        .replace(/[\u200b\u202a-\u202e\u2066-\u2069]/g, '')
        .trim()) as T;
