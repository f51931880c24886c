import { randomUUID } from 'node:crypto';
import { openRedis, type RedisLink } from '../../server/adapters/queue/redis.js';
import type { PortalId } from '../../server/domain/ids.js';
import type { Log } from '../../server/workflows/ports.js';
import { notRun } from './engines.js';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The setup of the run has looked for one once for all: test/engines/setup.cjs. */
export const redisUrl = (): string | null => process.env['FOREWARN_TEST_REDIS'] || null;

/** Tests that need a Redis; what did not run is told at the end of the run. */
export const describeRedis = (what: string, tests: (url: string) => void): void => {
  const url = redisUrl();
  if (url === null) {
    notRun(`${what}, on Redis`);
    it.skip(`${what}: no Redis answers`, () => undefined);
  } else
    describe(what, () => {
      tests(url);
    });
};

export interface TestRedis {
  /** Another process, as far as Redis can tell; of another portal, if that is named. */
  open(options?: { readonly portal?: string; readonly log?: Log }): Promise<RedisLink>;
  /** Where its keys lie. */
  prefixOf(portal: string): string;
  /** Closes all and removes every key of this file. */
  close(): Promise<void>;
}

/** Links to a corner of Redis that no other file of tests uses. */
export const testRedis = (url: string): TestRedis => {
  const prefix = `forewarn-test:${randomUUID()}`;
  const links: RedisLink[] = [];
  const prefixOf = (portal: string): string => `${prefix}:${portal}`;
  const open: TestRedis['open'] = async ({ portal = '1', log = silent } = {}) => {
    const link = openRedis({
      url,
      portal: portal as PortalId,
      name: 'forewarn-test',
      log,
      prefix: prefixOf(portal),
    });
    links.push(link);
    await link.settled(5000);
    return link;
  };
  return {
    open,
    prefixOf,
    close: async () => {
      for (const link of links) link.close();
      await removeKeys(url, prefix);
    },
  };
};

export const removeKeys = async (url: string, prefix: string): Promise<void> => {
  const link = openRedis({ url, portal: '0' as PortalId, name: 'forewarn-test', log: silent, prefix });
  await link.settled(5000);
  for await (const keys of link.client.scanStream({ match: `${prefix}:*`, count: 1000 }))
    if ((keys as string[]).length > 0) await link.client.del(keys as string[]);
  link.close();
};
