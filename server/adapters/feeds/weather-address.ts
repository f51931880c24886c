import { Fault } from '../../workflows/fault.js';
import type { FeedLine } from '../../workflows/ports/billing-feed.js';
import { weatherAnswerLines } from './weather-lines.js';

export interface WeatherAddress {
  readonly url: string;
  readonly token: string | null;
  readonly mostBytes: number;
  readonly timeoutMs: number;
}

const faultOf = (status: number, retryAfter: string | null): Fault => {
  const code = `weather.${status}`;
  const message = `The weather's address answered ${status}.`;
  if (status === 401 || status === 403) return new Fault('unauthorised', code, message);
  if (status === 429) {
    const seconds = Number(retryAfter);
    return new Fault('throttled', code, message, seconds > 0 ? { retryAfterSeconds: seconds } : {});
  }
  return new Fault(status >= 500 ? 'retry' : 'rejected', code, message);
};

async function* within(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of pieces) {
      size += piece.length;
      if (size > most)
        throw new Fault(
          'rejected',
          'weather.tooLarge',
          'The answer is larger than mostBytes of config/weather.yaml.',
        );
      yield piece;
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('retry', 'weather.broken', 'The answer broke off.', { cause: error });
  }
}

/** Asks the address of a weather service for its rows: one JSON array, read as it comes. */
export const askWeather =
  ({ url, token, mostBytes, timeoutMs }: WeatherAddress) =>
  async (): Promise<AsyncIterable<FeedLine>> => {
    const response = await fetch(url, {
      headers: {
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      // Where it leads is for the operator to say: a token goes to no other address.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new Fault('retry', 'weather.noAnswer', 'The weather’s address does not answer.', {
        cause: error,
      });
    });
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw faultOf(response.status, response.headers.get('retry-after'));
    }
    return weatherAnswerLines(within(response.body as AsyncIterable<Uint8Array>, mostBytes));
  };
