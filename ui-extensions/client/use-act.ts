import { useCallback, useEffect, useRef, useState } from 'react';
import type { WithoutKey } from '../contract/keyed.js';
import type { Outcome } from './outcome.js';
import { usePace } from './pace.js';
import type { Schema, Server } from './server.js';

export type Doing<A> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  /** The answer was lost: the same press is sent again until it is known what became of it. */
  | { readonly kind: 'unsure' }
  | Outcome<A>;
export type Act<B, A> = Doing<A> & {
  /** While a press is at work another one does nothing. Resolves with what came of it. */
  readonly press: (body: WithoutKey<B>) => Promise<Outcome<A>>;
  /** Back to the start, as when the form is opened anew. */
  readonly reset: () => void;
};

const AGAIN_AFTER_SECONDS = [3, 5, 10, 20, 20];

/** One for each press of a button. */
export const newKey = (): string => crypto.randomUUID();

const isUnsure = <A>(outcome: Outcome<A>): boolean =>
  outcome.kind === 'failed' && !outcome.nothingDone && outcome.reason !== 'unexpected';

/**
 * An act on the server that is done once however often it is pressed, lost or repeated: the key is made when the form
 * opens, and a new one only when it is certain what became of the last.
 */
export const useAct = <B extends object, A>(server: Server, path: string, answer: Schema<A>): Act<B, A> => {
  const pace = usePace();
  const [doing, setDoing] = useState<Doing<A>>({ kind: 'idle' });
  const key = useRef(newKey());
  const atWork = useRef<Promise<Outcome<A>> | null>(null);
  const live = useRef(true);
  useEffect(() => {
    live.current = true;
    return () => {
      live.current = false;
    };
  }, []);

  const send = useCallback(
    async (body: WithoutKey<B>): Promise<Outcome<A>> => {
      let outcome = await server.act<B, A>(path, body, answer, key.current);
      for (const seconds of AGAIN_AFTER_SECONDS) {
        if (!isUnsure(outcome) || !live.current) break;
        setDoing({ kind: 'unsure' });
        await new Promise<void>(resolve => pace.after(pace.spread(seconds * 1000), resolve));
        outcome = await server.act<B, A>(path, body, answer, key.current);
      }
      // As long as it is not known what became of the press, a further one must be the same: after an error of the
      // server too, which may have come once all was done.
      if (outcome.kind !== 'failed' || outcome.nothingDone) key.current = newKey();
      return outcome;
    },
    [server, path, answer, pace],
  );

  const press = useCallback(
    (body: WithoutKey<B>): Promise<Outcome<A>> => {
      if (atWork.current !== null) return atWork.current;
      setDoing({ kind: 'saving' });
      const done = send(body).then(outcome => {
        atWork.current = null;
        if (live.current) setDoing(outcome);
        return outcome;
      });
      atWork.current = done;
      return done;
    },
    [send],
  );
  const reset = useCallback(() => {
    if (atWork.current === null) setDoing({ kind: 'idle' });
  }, []);
  return { ...doing, press, reset };
};
