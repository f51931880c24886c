import { addSeconds, earliest, type Instant } from '../../server/domain/time.js';
import type { Agenda } from './agenda.js';
import type { SimulatedClock } from './simulated-clock.js';
import type { Server } from './server-of-one.js';

export interface Time {
  /** Does all that is due now, and what it leads to. */
  pump(): Promise<void>;
  /** The next moment at which anything happens by itself; null: nothing ever. */
  nextAt(): Promise<Instant | null>;
  /** Runs everything that falls due on the way, then stands at `at`. */
  advanceTo(at: Instant): Promise<void>;
}

/** Moves the world's time: from one moment at which anything is due to the next. */
export const makeTime = (
  clock: SimulatedClock,
  agenda: Agenda,
  server: Server,
  strideSeconds: number,
): Time => {
  let tail: Promise<unknown> = Promise.resolve();
  /** One at a time: a page's click and the background both pump. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(work, work);
    tail = turn.catch(() => undefined);
    return turn;
  };
  const once = async (): Promise<void> => {
    for (;;) {
      const made = await server.tick();
      const done = await server.queue.drain();
      const happened = await agenda.runDue();
      if (made + done + happened === 0) return;
    }
  };
  const nextAt = async (): Promise<Instant | null> => {
    const moments = [await server.store.transact(tx => tx.jobs.nextDue()), agenda.nextAt()].filter(
      at => at !== null,
    );
    const [first, ...rest] = moments;
    return first === undefined ? null : earliest(first, ...rest);
  };
  return {
    pump: () => alone(once),
    nextAt,
    advanceTo: at =>
      alone(async () => {
        for (;;) {
          await once();
          const next = await nextAt();
          if (next === null || next > at) break;
          const stride = addSeconds(clock.now(), strideSeconds);
          if (next > clock.now()) clock.set(earliest(at, next > stride ? next : stride));
        }
        if (at > clock.now()) clock.set(at);
        await once();
      }),
  };
};
