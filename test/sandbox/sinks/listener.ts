import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server on 127.0.0.1 that can vanish and come back on the same port, like a provider that is down. */
export interface Listener {
  readonly port: number;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Breaks one connection, found by the port it came from. */
  cut(remotePort: number): void;
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

export const startListener = async (serve: (socket: Socket) => void, port = 0): Promise<Listener> => {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    serve(socket);
  });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    async down() {
      if (!server.listening) return;
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async up() {
      if (!server.listening) await listen(server, bound);
    },
    cut(remotePort) {
      for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
    },
  };
};
