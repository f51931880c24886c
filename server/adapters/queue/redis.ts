import { Redis, type RedisOptions } from 'ioredis';
import type { PortalId } from '../../domain/ids.js';
import type { Log } from '../../workflows/ports.js';

/** Real milliseconds. A Redis that answers later than this is one that does not answer. */
const ANSWER_MS = 2000;
const RECONNECT_AT_MOST_MS = 2000;
/** A connection that owes an answer for so long is dead, whatever TCP still believes; Bull is answered every 5 s. */
const DEAD_MS = { client: 2 * ANSWER_MS, bull: 15_000 };

/** The one place of this process's connections to Redis. Nothing in it is a fact: all of it may be lost. */
export interface RedisLink {
  /** All our keys begin so. */
  readonly prefix: string;
  /** For commands that fail when Redis does not answer. */
  readonly client: Redis;
  isUp(): boolean;
  /** Called with every change, and once at the first. */
  onChange(listener: (up: boolean) => void): void;
  /** A command failed: nothing is asked of Redis until it has taken a write again. */
  doubt(error: unknown): void;
  /** Resolves when Redis has answered for the first time, or when it has not for so long. */
  settled(ms: number): Promise<void>;
  /** For Bull: waits for ever for its answers, and connects again. */
  connect(): Redis;
  close(): void;
}

/** Never the error itself: the reply to a wrong password carries the password. */
const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';

const basics = (name: string): RedisOptions => ({
  connectionName: name,
  connectTimeout: ANSWER_MS,
  keepAlive: 10_000,
  retryStrategy: times => Math.min(RECONNECT_AT_MOST_MS, 50 * 2 ** Math.min(times, 6)),
});

/** ioredis 5.11 leaves this timer running when a connection ends, and it would then end the next one. */
const withoutStaleTimer = (connection: Redis): Redis =>
  connection.on('close', () => {
    const inner = connection as unknown as { socketTimeoutTimer: NodeJS.Timeout | undefined };
    clearTimeout(inner.socketTimeoutTimer);
    inner.socketTimeoutTimer = undefined;
  });

/**
 * Connects to Redis and keeps trying; no error ends the process. Whether it is up is known by a write that it took: a
 * full one, or a replica, answers too.
 */
export const openRedis = ({
  url,
  portal,
  name,
  log,
  prefix = `forewarn:${portal}`,
}: {
  readonly url: string;
  /** Or what all portals share. */
  readonly portal: PortalId | 'house';
  /** Of the process, for `client list`. */
  readonly name: string;
  readonly log: Log;
  readonly prefix?: string;
}): RedisLink => {
  const listeners: ((up: boolean) => void)[] = [];
  let up: boolean | null = null;
  let lastError = 'it does not answer';
  let closed = false;
  let probing = false;
  let again: NodeJS.Timeout | undefined;
  const client = new Redis(url, {
    ...basics(name),
    commandTimeout: ANSWER_MS,
    socketTimeout: DEAD_MS.client,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  });
  withoutStaleTimer(client);
  const turn = (next: boolean): void => {
    if (closed || up === next) return;
    // At the start it is news only if it is bad.
    if (next && up !== null) log.info('redis reached again');
    if (!next) log.warn('redis not reached: jobs are taken from the ledger', { error: lastError });
    up = next;
    for (const listener of listeners) listener(next);
  };
  const probe = (): void => {
    if (probing || closed || client.status !== 'ready') return;
    probing = true;
    client
      .set(`${prefix}:probe`, '1', 'PX', 60_000)
      .then(
        () => {
          turn(true);
        },
        (error: unknown) => {
          doubt(error);
        },
      )
      .finally(() => (probing = false));
  };
  const doubt = (error: unknown): void => {
    lastError = wordsOf(error);
    turn(false);
    clearTimeout(again);
    again = setTimeout(probe, RECONNECT_AT_MOST_MS);
    again.unref();
  };
  client.on('ready', probe);
  client.on('error', (error: unknown) => {
    lastError = wordsOf(error);
  });
  client.on('close', () => {
    turn(false);
  });
  const bulls = new Set<Redis>();
  return {
    prefix,
    client,
    isUp: () => up === true,
    onChange: listener => {
      listeners.push(listener);
      if (up !== null) listener(up);
    },
    doubt,
    settled: ms =>
      new Promise(resolve => {
        const timer = setTimeout(resolve, ms);
        listeners.push(() => {
          clearTimeout(timer);
          resolve();
        });
        if (up !== null) {
          clearTimeout(timer);
          resolve();
        }
      }),
    connect: () => {
      const connection = new Redis(url, {
        ...basics(name),
        socketTimeout: DEAD_MS.bull,
        enableReadyCheck: false,
        maxRetriesPerRequest: null,
      });
      withoutStaleTimer(connection);
      // Bull reports them too; without a listener of its own ioredis writes them to the console.
      connection.on('error', () => undefined);
      connection.on('connect', () => {
        if (closed) connection.disconnect();
        else bulls.add(connection);
      });
      connection.on('end', () => bulls.delete(connection));
      bulls.add(connection);
      return connection;
    },
    close: () => {
      closed = true;
      clearTimeout(again);
      client.disconnect();
      for (const connection of [...bulls]) connection.disconnect();
    },
  };
};
