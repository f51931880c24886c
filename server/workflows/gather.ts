/**
 * Runs `work` for many callers at once: what comes in while one round is under way goes together in the next. Nobody
 * waits longer than for the round before, and a storm of single callbacks becomes a few batches. A round that fails
 * fails for each of its callers.
 */
export const gather = <T>(
  work: (items: readonly T[]) => Promise<unknown>,
  most: number,
): ((items: readonly T[]) => Promise<void>) => {
  interface Waiting {
    readonly items: readonly T[];
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let running = false;
  const rounds = async (): Promise<void> => {
    while (waiting.length > 0) {
      const round = waiting.splice(0, most);
      try {
        await work(round.flatMap(entry => entry.items));
        round.forEach(entry => {
          entry.resolve();
        });
      } catch (error) {
        round.forEach(entry => {
          entry.reject(error);
        });
      }
    }
    running = false;
  };
  return items =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (running) return;
      running = true;
      void rounds();
    });
};
