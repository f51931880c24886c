import type { Pace } from '../../ui-extensions/client/pace.js';

export interface HandPace extends Pace {
  /** Lets that many milliseconds pass, and runs what falls due meanwhile, in order. */
  pass(ms: number): Promise<void>;
  /** Nothing waits. */
  idle(): boolean;
}

/** React works off effects and new states in turns of the event loop of its own. */
const TURNS = 6;
const settled = async (): Promise<void> => {
  for (let n = 0; n < TURNS; n += 1) await new Promise(setImmediate);
};

/** A card's time, moved by hand. */
export const makeHandPace = (): HandPace => {
  let now = 0;
  let waiting: readonly { readonly at: number; readonly then: () => void }[] = [];
  return {
    elapsed: () => now,
    spread: ms => ms,
    after: (ms, then) => {
      const each = { at: now + ms, then };
      waiting = [...waiting, each];
      return () => {
        waiting = waiting.filter(other => other !== each);
      };
    },
    idle: () => waiting.length === 0,
    pass: async ms => {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = [...waiting].sort((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        now = next.at;
        waiting = waiting.filter(other => other !== next);
        next.then();
        await settled();
      }
      now = end;
      await settled();
    },
  };
};
