import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A way to Redis that a test can cut: nothing happens to the Redis itself, which others use. */
export interface RedisWire {
  readonly url: string;
  /** As a Redis that is stopped: connections end, new ones are refused. */
  cut(): Promise<void>;
  /** As a network that swallows: what is sent over the connections there are is never answered, even afterwards. */
  stall(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export const redisWire = async (url: string): Promise<RedisWire> => {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const swallow = new Set<() => void>();
  let stalled = false;
  const open = (at: number) => {
    const server = createServer(near => {
      let swallows = stalled;
      swallow.add(() => (swallows = true));
      const far = connect({ host: hostname, port: Number(port || 6379) });
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.on('data', data => {
          if (!swallows) to.write(data);
        });
        from.on('error', () => undefined);
        from.on('close', () => {
          sockets.delete(from);
          to.destroy();
        });
      }
    });
    return new Promise<typeof server>(resolve => {
      server.listen(at, '127.0.0.1', () => {
        resolve(server);
      });
    });
  };
  let server: Awaited<ReturnType<typeof open>> | null = await open(0);
  const own = (server.address() as AddressInfo).port;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = async (): Promise<void> => {
    const closing = server;
    server = null;
    const closed = new Promise<void>(resolve => {
      if (closing === null) resolve();
      else
        closing.close(() => {
          resolve();
        });
    });
    drop();
    await closed;
  };
  const address = new URL(url);
  address.hostname = '127.0.0.1';
  address.port = String(own);
  return {
    url: address.href,
    cut,
    stall: () => {
      stalled = true;
      for (const start of swallow) start();
    },
    mend: async () => {
      stalled = false;
      server ??= await open(own);
    },
    close: cut,
  };
};
