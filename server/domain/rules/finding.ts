import type { Citation } from '../outcome.js';
import type { TraceLine } from './counting.js';
import { dayOf } from './facts.js';
import type { LawQuestion } from './law-question.js';
import type { Moment } from './period.js';

/** One thing that makes an act unlawful. */
export interface Reason {
  /**
   * `notice.missing`, `notice.unproven`, `notice.tooShort`, `notice.premature`, `notice.expired`, `act.notOnWorkingDay`,
   * or a reason of the rulebook: `form.<reason>`, `bar.<key>`, `threshold.<key>`.
   */
  readonly code: string;
  /** The notice, act or rule it is about. */
  readonly about: string;
  readonly message: string;
  readonly because: Citation | null;
  readonly short?: { readonly seconds: number } | { readonly days: number };
  /** From when it would be lawful on this account. */
  readonly from?: Moment;
  /** What a threshold would have needed. */
  readonly required?: number;
  /** What the message speaks of, for whoever says it in another language: days, moments, keys of rules. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What one part of the law finds; the parts are put together at the end, so that all reasons come at once. */
export interface Finding {
  readonly reasons: readonly Reason[];
  readonly missing: readonly string[];
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
}
export const NOTHING: Finding = { reasons: [], missing: [], trace: [], because: [] };
export const finding = (part: Partial<Finding>): Finding => ({ ...NOTHING, ...part });
export const together = (parts: readonly Finding[]): Finding => ({
  reasons: parts.flatMap(({ reasons }) => reasons),
  missing: [...new Set(parts.flatMap(({ missing }) => missing))],
  trace: parts.flatMap(({ trace }) => trace),
  because: parts.flatMap(({ because }) => because),
});

/** What is in force is decided by the day of the act, not by the day it is announced or asked about. */
export const inForceLine = ({ law, at, zone }: LawQuestion): TraceLine => ({
  step: `In force on ${law.on}${at !== null && dayOf(at, zone) === law.on ? ', the day of the act' : ''}`,
  result: law.layers.map(({ rulebook, layer }) => `${rulebook} (${layer})`).join(', then '),
  because: null,
});
