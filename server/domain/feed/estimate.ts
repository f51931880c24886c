import type { Etr } from '../notice/notice.js';
import { addMinutes, hoursBetween, type Instant } from '../time.js';
import type { NewsReason } from './decision.js';
import type { KnownRow, Told } from './memory.js';
import type { FeedRules } from './snapshot.js';

const WORST_FIRST = ['model', 'area', 'crew'] as const;

/**
 * When everybody on the feeder has supply again: the latest of its rows' estimates, and none while one row has none. An
 * estimate that is over is no estimate. Of several rows no crew speaks for all.
 */
export const estimateOf = (rows: readonly KnownRow[], at: Instant): Etr | null => {
  const estimates = rows.map(({ etr }) => (etr !== null && etr.at > at ? etr : null));
  const known = estimates.filter(etr => etr !== null);
  if (known.length === 0 || known.length < estimates.length) return null;
  const qualities = [...known.map(({ quality }) => quality), ...(known.length > 1 ? ['area' as const] : [])];
  return {
    at:
      known
        .map(etr => etr.at)
        .sort()
        .at(-1) ?? at,
    quality: WORST_FIRST.find(quality => qualities.includes(quality)) ?? 'model',
  };
};

/** The first cause anybody knows; of several rows that of the oldest. */
export const causeOf = (rows: readonly KnownRow[]): string =>
  [...rows]
    .sort((a, b) => (a.start < b.start || (a.start === b.start && a.id < b.id) ? -1 : 1))
    .find(({ reason }) => !isUnknownCause(reason))?.reason ?? 'investigating';
const isUnknownCause = (reason: string): boolean => reason === 'investigating';

const minutesBetween = (from: Instant, to: Instant): number => hoursBetween(from, to) * 60;

/** By how much an end moved, and whether that is worth a message. */
export const moved = (from: Instant, to: Instant, { news }: FeedRules): NewsReason | null => {
  const minutes = minutesBetween(from, to);
  if (minutes >= news.laterMinutes) return 'estimate.later';
  return -minutes >= news.earlierMinutes ? 'estimate.earlier' : null;
};

/** What is worth telling now, were there no message a moment ago. */
export const newsOf = (
  told: Told,
  etr: Etr | null,
  cause: string,
  at: Instant,
  rules: FeedRules,
): NewsReason | null => {
  if (etr !== null && told.etr === null) return 'estimate.first';
  const change = etr !== null && told.etr !== null ? moved(told.etr.at, etr.at, rules) : null;
  if (change !== null) return change;
  if (isUnknownCause(told.reason) && !isUnknownCause(cause)) return 'cause';
  return isOwed(told, at, rules) ? 'promise' : null;
};

/** The estimate people have is over, or the news they were promised are due. */
const isOwed = ({ etr, nextUpdateBy }: Told, at: Instant, { news }: FeedRules): boolean =>
  (etr !== null && etr.at <= at) ||
  (nextUpdateBy !== null && nextUpdateBy <= addMinutes(at, news.aheadMinutes));

export const promised = (etr: Etr | null, at: Instant, { news }: FeedRules): Instant | null =>
  etr === null ? addMinutes(at, news.promiseMinutes) : null;

export const tooSoon = (told: Told, at: Instant, { news }: FeedRules): boolean =>
  at < addMinutes(told.at, news.gapMinutes);

/** Anything differs from what people know, worth a message or not. */
export const differs = (told: Told, etr: Etr | null, cause: string): boolean =>
  told.etr?.at !== etr?.at || told.reason !== cause;
