import { addMinutes, addSeconds, type Instant } from '../domain/time.js';
import { Fault } from './fault.js';
import type { FeedLine } from './ports/billing-feed.js';
import type { Deps } from './ports/work.js';

/** After a passing fault. */
const AGAIN_MINUTES = 5;

/**
 * Asks the address of the weather service when it is time, and takes what it answers. What fails there is told with its
 * kind and tried again: in minutes where it may pass, else at the next time.
 */
export const pullWeather = (
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
  {
    ask,
    take,
    everyMinutes,
  }: {
    readonly ask: () => Promise<AsyncIterable<FeedLine>>;
    readonly take: (lines: AsyncIterable<FeedLine>) => Promise<unknown>;
    readonly everyMinutes: number;
  },
) => {
  let next: Instant | null = null;
  const afterFault = ({ kind, retryAfterSeconds }: Fault): Instant => {
    const now = clock.now();
    if (kind === 'throttled' && retryAfterSeconds !== undefined) return addSeconds(now, retryAfterSeconds);
    return addMinutes(
      now,
      kind === 'retry' || kind === 'throttled' ? Math.min(AGAIN_MINUTES, everyMinutes) : everyMinutes,
    );
  };
  return async (): Promise<void> => {
    if (next !== null && clock.now() < next) return;
    try {
      await take(await ask());
      next = addMinutes(clock.now(), everyMinutes);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      next = afterFault(error);
      log.error('weather not read', { kind: error.kind, code: error.code, next });
    }
  };
};
