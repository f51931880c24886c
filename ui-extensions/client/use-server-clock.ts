import { useEffect, useMemo, useState } from 'react';
import { usePace } from './pace.js';
import { millisecondsOf } from '../words/moments.js';

const MINUTE_MS = 60_000;

/**
 * Now, in milliseconds since 1970, by the server's clock: `serverNow` of the last answer and what has passed in this
 * worker since. The PC's own clock may be wrong and is never asked. Ticks once a minute.
 */
export const useServerClock = (serverNow: string): number => {
  const pace = usePace();
  const base = useMemo(() => millisecondsOf(serverNow) - pace.elapsed(), [serverNow, pace]);
  const [, setTick] = useState(0);
  useEffect(() => {
    let cancel = (): void => undefined;
    const wait = (): void => {
      cancel = pace.after(MINUTE_MS, () => {
        setTick(before => before + 1);
        wait();
      });
    };
    wait();
    return () => {
      cancel();
    };
  }, [pace]);
  return base + pace.elapsed();
};
