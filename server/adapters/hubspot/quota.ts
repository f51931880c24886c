/** What an answer says of the burst; fields it does not carry are undefined. */
export interface Quota {
  readonly max: number | undefined;
  readonly remaining: number | undefined;
  readonly intervalMs: number | undefined;
}

const positive = (text: string | null, from: number): number | undefined => {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= from ? value : undefined;
};

/** Search sends none of them, OAuth calls no daily ones; the deprecated secondly ones are not read. */
export const quotaOf = (headers: Headers): Quota => ({
  max: positive(headers.get('x-hubspot-ratelimit-max'), 1),
  remaining: positive(headers.get('x-hubspot-ratelimit-remaining'), 0),
  intervalMs: positive(headers.get('x-hubspot-ratelimit-interval-milliseconds'), 1),
});

/** Seconds; HubSpot documents it for 477 only, so a date is not expected. */
export const retryAfterSeconds = (headers: Headers): number | undefined =>
  positive(headers.get('retry-after'), 0);
