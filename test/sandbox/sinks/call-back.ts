import { addSeconds } from '../../../server/domain/time.js';
import type { Clock } from '../../../server/workflows/ports.js';
import type { Agenda } from '../agenda.js';

/** How long a provider keeps trying to reach us; by then a demo's server is back. */
const TRIES = 20;
const PAUSE_SECONDS = 60;

export type CallBack = (
  afterSeconds: number,
  url: string,
  init: () => RequestInit,
  done?: () => void,
) => void;

/** Calls our server later, and again while it cannot be reached or fails, as real providers do. */
export const makeCallBack = (clock: Clock, agenda: Agenda): CallBack => {
  const enter = (
    afterSeconds: number,
    tries: number,
    url: string,
    init: () => RequestInit,
    done?: () => void,
  ): void =>
    agenda.at(addSeconds(clock.now(), afterSeconds), async () => {
      const response = await fetch(url, { ...init(), signal: AbortSignal.timeout(10_000) }).catch(() => null);
      await response?.arrayBuffer().catch(() => undefined);
      if (response !== null && response.status < 500) done?.();
      else if (tries > 1) enter(PAUSE_SECONDS, tries - 1, url, init, done);
    });
  return (afterSeconds, url, init, done) => enter(afterSeconds, TRIES, url, init, done);
};
