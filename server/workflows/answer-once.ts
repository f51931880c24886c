import { judgeRequest, type AskedOnce } from '../domain/office/request.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import type { Instant } from '../domain/time.js';
import type { Deps } from './ports/work.js';

export interface StoredAnswer {
  readonly status: number;
  /** JSON, as it was sent the first time. */
  readonly text: string;
}
/** One run of what was asked. */
export interface Run {
  readonly key: string;
  /** When the key was first asked. */
  readonly at: Instant;
  /** An earlier run of it ended without an answer, and may have done its work. */
  readonly again: boolean;
}
type Needs = Pick<Deps, 'store' | 'clock' | 'log'> & {
  /** A moment of real time; the first run is under way elsewhere. */
  readonly pause: () => Promise<void>;
  /** Whether this error says that nothing was done. */
  readonly isRefusal: (error: unknown) => boolean;
};

/** Looks at a run under way before it says so. */
const LOOKS = 20;

/**
 * Does what is asked under a key once, and answers the same to everyone who asks it again.
 *
 * Only what was done is kept. A refusal did nothing, so its key stays free: the person who was refused for want of an
 * approval presses the same button again once it is there, and must not get yesterday's answer. After a fault nobody
 * knows whether it was done; the next asking runs it again, told so, and the workflows are safe to repeat.
 */
export const answerOnce =
  (deps: Needs) =>
  async (asked: AskedOnce, run: (run: Run) => Promise<StoredAnswer>): Promise<Outcome<StoredAnswer>> => {
    for (let look = 1; ; look += 1) {
      const begun = await begin(deps, asked);
      if (begun.move === 'replay') return accept(begun.answer);
      if (begun.move === 'reused') return refuse(REUSED);
      if (begun.move === 'run') return accept(await once(deps, asked, begun, run));
      if (look >= LOOKS) return refuse(RUNNING);
      await deps.pause();
    }
  };

const REUSED = {
  code: 'request.reused',
  message: 'This key was used for another request.',
  lawful: 'Send each new request with a key of its own.',
  because: [],
};
const RUNNING = {
  code: 'request.running',
  message: 'The same request is still under way.',
  lawful: 'Ask again in a few seconds, with the same key; it is not done twice.',
  because: [],
};

type Begun =
  | { readonly move: 'run'; readonly claim: number; readonly at: Instant; readonly again: boolean }
  | { readonly move: 'replay'; readonly answer: StoredAnswer }
  | { readonly move: 'wait' | 'reused' };

const begin = ({ store, clock }: Needs, asked: AskedOnce): Promise<Begun> =>
  store.transact(async tx => {
    const now = clock.now();
    if (await tx.requests.begin(asked, now)) return { move: 'run', claim: 1, at: now, again: false };
    const stored = await tx.requests.find(asked.key);
    // Freed in this very moment: the next look begins it.
    if (stored === null) return { move: 'wait' };
    const move = judgeRequest(stored, asked, now);
    switch (move) {
      case 'run':
      case 'again': {
        const at = move === 'again' ? stored.at : now;
        const claim = stored.claim + 1;
        await tx.requests.restart(asked, at, now, claim);
        return { move: 'run', claim, at, again: move === 'again' };
      }
      case 'replay':
        return { move, answer: { status: stored.status ?? 200, text: stored.answer ?? 'null' } };
      case 'wait':
      case 'reused':
        return { move };
    }
  });

const once = async (
  { store, log, isRefusal }: Needs,
  { key }: AskedOnce,
  { claim, at, again }: Extract<Begun, { move: 'run' }>,
  run: (run: Run) => Promise<StoredAnswer>,
): Promise<StoredAnswer> => {
  const end = (how: 'forget' | 'fail'): Promise<void> =>
    store
      .transact(tx => tx.requests[how](key, claim))
      .catch(() => {
        // The ledger is out of reach: the key is begun anew once the longest run is over.
        log.warn('request not freed', { key });
      });
  try {
    const answer = await run({ key, at, again });
    await store.transact(tx => tx.requests.finish(key, answer.status, answer.text));
    return answer;
  } catch (error) {
    // After a first run that may have done its work, a refusal says nothing of that run: the key keeps its origin.
    await end(isRefusal(error) && !again ? 'forget' : 'fail');
    throw error;
  }
};
