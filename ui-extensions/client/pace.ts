import { createContext, useContext } from 'react';

/** A card's sense of time: an argument, so that a test moves it by hand. Nothing here is a moment of the day. */
export interface Pace {
  /** Milliseconds since some fixed point; never set back, unlike the PC's clock. */
  elapsed(): number;
  /** Runs `then` after that many milliseconds, unless the returned function is called before. */
  after(ms: number, then: () => void): () => void;
  /** Spreads waits of many cards, so that they do not all come back in the same instant. */
  spread(ms: number): number;
}

/** Of the worker that runs the card. */
export const realPace: Pace = {
  elapsed: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  spread: ms => ms * (0.8 + Math.random() * 0.4),
};

export const PaceContext = createContext<Pace>(realPace);
export const usePace = (): Pace => useContext(PaceContext);
