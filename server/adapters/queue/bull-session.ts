import Bull from 'bull';
import type { Log } from '../../workflows/ports.js';
import type { Lane, Offer } from '../../workflows/ports/jobs.js';
import type { RedisLink } from './redis.js';
import { wordsOf } from './run-job.js';

const LANES: readonly Lane[] = ['emergency', 'normal', 'bulk'];

/** Bull's lock on a job; one that outlives it is offered to another worker, whom the ledger refuses. */
const LOCK_MS = 60_000;
/** What is given up waiting for at the end: the answer of a Redis that went away. */
const LEAVE_MS = 2000;

interface Message {
  readonly job: string;
}

/** Bull, from one moment at which Redis answered to the moment at which it stops. */
export interface BullSession {
  /** How many ids lie in Redis and no worker has taken. */
  waiting(): Promise<ReadonlyMap<Lane, number>>;
  add(offers: readonly Offer[]): Promise<void>;
  /** Takes nothing more; resolves when Bull has put away what was under way. */
  leave(): Promise<void>;
}

export interface SessionParts {
  readonly redis: RedisLink;
  readonly log: Log;
  /** How many jobs of each lane at a time; null: this process only offers. */
  readonly processors: Readonly<Record<Lane, number>> | null;
  readonly take: (id: string) => Promise<void>;
  /** Resolves when nothing taken is under way. */
  readonly idle: () => Promise<void>;
  /** A lane has run empty here. */
  readonly onEmpty: () => void;
}

/**
 * New queues and connections for each session: nothing of Bull has to survive a Redis that was away. Bull repeats and
 * delays nothing and keeps nothing; that is the ledger's part.
 */
export const openSession = ({ redis, log, processors, take, idle, onEmpty }: SessionParts): BullSession => {
  const subscriber = redis.connect();
  const connections = [subscriber];
  const open = (lane: Lane): Bull.Queue<Message> => {
    const queue = new Bull<Message>(lane, {
      prefix: redis.prefix,
      createClient: type => {
        if (type === 'client') return redis.client;
        if (type === 'subscriber') return subscriber;
        const blocking = redis.connect();
        connections.push(blocking);
        return blocking;
      },
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
      settings: { lockDuration: LOCK_MS, guardInterval: LOCK_MS, retryProcessDelay: 500 },
    });
    // Bull would name its connection and look after no refusal: one cut at that moment would end the process.
    Object.assign(queue, { setWorkerName: () => Promise.resolve() });
    queue.on('error', (error: unknown) => {
      // While Redis is away that has been said already.
      if (redis.isUp()) log.warn('bull', { lane, error: wordsOf(error) });
    });
    if (processors !== null) {
      queue.on('drained', onEmpty);
      queue.process(processors[lane], message => take(message.data.job)).catch(redis.doubt);
    }
    return queue;
  };
  const queues: Readonly<Record<Lane, Bull.Queue<Message>>> = {
    emergency: open('emergency'),
    normal: open('normal'),
    bulk: open('bulk'),
  };
  return {
    waiting: async () =>
      new Map(
        await Promise.all(
          LANES.map(async lane => [lane, await redis.client.llen(`${redis.prefix}:${lane}:wait`)] as const),
        ),
      ),
    add: async offers => {
      for (const lane of LANES) {
        const own = offers.filter(offer => offer.lane === lane);
        if (own.length > 0)
          await queues[lane].addBulk(
            own.map(({ id, generation }) => ({ data: { job: id }, opts: { jobId: `${id}-${generation}` } })),
          );
      }
    },
    leave: async () => {
      const all = LANES.map(lane => queues[lane]);
      if (processors !== null) {
        const pausing = Promise.allSettled(all.map(queue => queue.pause(true)));
        await idle();
        await within(LEAVE_MS, pausing);
        // One may have been on its way to us.
        await idle();
      }
      await within(LEAVE_MS, Promise.all(all.map(queue => queue.close(true))));
      for (const connection of connections) {
        // Bull may just be opening it again.
        connection.on('connect', () => {
          connection.disconnect();
        });
        connection.disconnect();
      }
    },
  };
};

const within = async (ms: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work.catch(() => undefined),
    new Promise(resolve => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
};
