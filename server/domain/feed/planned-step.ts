import type { Instant, Window } from '../time.js';
import type { Decision, HoldReason, Saying } from './decision.js';
import { causeOf, estimateOf, moved, promised } from './estimate.js';
import type { Look } from './look.js';
import type { KnownRow, Told } from './memory.js';

const firstStart = (rows: readonly KnownRow[], otherwise: Instant): Instant =>
  rows.map(row => row.start).sort()[0] ?? otherwise;

/** The work's window, where every row says its end. */
const windowOf = (rows: readonly KnownRow[], at: Instant): Window | null => {
  const from = firstStart(rows, at);
  const end = estimateOf(rows, at);
  return end !== null && end.at > from ? { from, to: end.at } : null;
};

/**
 * Planned work as the feed brings it: usually late. Work under way is told as what it is to the customer, power off
 * since then; without an end the next news are promised. Work to come needs its window: null, it has no end yet.
 */
export const openPlanned = (rows: readonly KnownRow[], { at, rules }: Look): Saying | null => {
  const from = firstStart(rows, at);
  const window = windowOf(rows, at);
  const begun = from <= at;
  if (!begun && window === null) return null;
  const etr = begun ? estimateOf(rows, at) : null;
  return {
    kind: 'announce',
    windows: window === null ? [] : [window],
    since: begun ? from : null,
    restoredAt: null,
    etr,
    nextUpdateBy: begun ? promised(etr, at, rules) : null,
    reason: plannedCause(rows),
    reopens: null,
  };
};

const plannedCause = (rows: readonly KnownRow[]): string => {
  const cause = causeOf(rows);
  return cause === 'investigating' ? 'other' : cause;
};

/** News of planned work that was told with its window: a new time before it begins, a new end after. */
export const planNews = (
  rows: readonly KnownRow[],
  told: Told,
  { at, rules }: Look,
): Pick<Decision, 'because' | 'saying'> | HoldReason | null => {
  const { window } = told;
  const next = windowOf(rows, at);
  if (window === null || next === null) return null;
  const begun = window.from <= at;
  const to = begun ? { from: window.from, to: next.to } : next;
  if (to.from === window.from && to.to === window.to) return null;
  if (to.from === window.from && moved(window.to, to.to, rules) === null) return 'update.small';
  // A start that has passed while we looked cannot be announced any more.
  if (to.from <= at && !begun) return 'update.small';
  return {
    because: 'window',
    saying: {
      kind: 'change',
      windows: [to],
      since: null,
      restoredAt: null,
      etr: null,
      nextUpdateBy: null,
      reason: plannedCause(rows),
      reopens: null,
    },
  };
};
