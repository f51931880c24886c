import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { openRedis, type RedisLink } from '../../server/adapters/queue/redis.js';
import type { PortalId } from '../../server/domain/ids.js';
import type { Log } from '../../server/workflows/ports.js';

export const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Asked in a process of its own, for a file of tests must know which it has before it begins. */
const answers = (): boolean =>
  spawnSync(
    process.execPath,
    [
      '-e',
      `const { Redis } = require('ioredis');
       const redis = new Redis(process.argv[1], { connectTimeout: 2000, commandTimeout: 2000, retryStrategy: () => null });
       redis.on('error', () => undefined);
       redis.ping().then(() => process.exit(0), () => process.exit(1));`,
      REDIS_URL,
    ],
    { cwd: __dirname, timeout: 10_000 },
  ).status === 0;

let known: boolean | undefined;

/**
 * The tests of `describe` where Redis answers. Where it does not, what did not run is said, and under CI that is an
 * error: there it must be proved.
 */
export const whereRedisAnswers = (what: string, tests: () => void): void => {
  known ??= answers();
  if (known) {
    describe(what, tests);
    return;
  }
  const reason = `${what}: not run, since no Redis answers at ${new URL(REDIS_URL).host}`;
  if (process.env['CI'] === 'true')
    test(what, () => {
      throw new Error(reason);
    });
  else
    test.skip(reason, () => {
      // Said in the report of the tests.
    });
};

export interface TestRedis {
  /** Another process, as far as Redis can tell; of another portal, if that is named. */
  open(options?: { readonly portal?: string; readonly log?: Log }): Promise<RedisLink>;
  /** Closes all and removes every key of this file. */
  close(): Promise<void>;
}

/** Links to a corner of Redis that no other file of tests uses. */
export const testRedis = (): TestRedis => {
  const prefix = `forewarn-test:${randomUUID()}`;
  const links: RedisLink[] = [];
  const open: TestRedis['open'] = async ({ portal = '1', log = silent } = {}) => {
    const link = openRedis({
      url: REDIS_URL,
      portal: portal as PortalId,
      name: 'forewarn-test',
      log,
      prefix: `${prefix}:${portal}`,
    });
    links.push(link);
    await link.settled(5000);
    return link;
  };
  return {
    open,
    close: async () => {
      const last = await open();
      for await (const keys of last.client.scanStream({ match: `${prefix}:*`, count: 1000 }))
        if ((keys as string[]).length > 0) await last.client.del(keys as string[]);
      for (const link of links) link.close();
    },
  };
};
