/** How sure we are of a rule's source: the text itself seen, restated by somebody else, or neither. */
export type Confidence = 'verified' | 'secondary' | 'unverified';

/** Which line of which rulebook decided, so that a person can check it. */
export interface Citation {
  /** Path of the rule inside its rulebook, e.g. `plannedInterruption.lead`. */
  readonly rule: string;
  /** `id@version` of the rulebook. */
  readonly rulebook: string;
  readonly source: string;
  readonly url?: string;
  readonly confidence: Confidence;
}

/**
 * An expected "no": a rule of the field forbids what was asked. Returned, never thrown.
 * The message is for the person at the card; `lawful` says what would be possible instead.
 */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly lawful?: string;
  readonly because: readonly Citation[];
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Refusals = readonly [Refusal, ...Refusal[]];
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: Refusals };

export const accept = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refuse = (first: Refusal, ...rest: readonly Refusal[]): Outcome<never> => ({
  ok: false,
  refusals: [first, ...rest],
});
