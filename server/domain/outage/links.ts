/**
 * Of each kind, at most so many records are tied to one outage's. It is all or none: whoever looks at a part of the list
 * takes it for the whole. Above it people are found by the notices, a list, or the feeder of their service point. Five
 * calls of two thousand tie this many; HubSpot's own caps on a record begin at fifty thousand for some pairs of types, and
 * nobody reads a page of ten thousand.
 */
export const MOST_LINKS = 10_000;
