import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface Target {
  readonly url: string;
  readonly received: readonly Received[];
  /** The most requests under way together. */
  readonly most: () => number;
  close(): Promise<void>;
}
export interface TargetAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody's server that HubSpot calls; null: it never answers. */
export const startTarget = async (
  answer: (request: Received) => TargetAnswer | null = () => ({ status: 204 }),
): Promise<Target> => {
  const received: Received[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      received.push(got);
      const said = answer(got);
      // A turn of the loop, so that requests under way together are seen together.
      setImmediate(() => {
        open -= 1;
        if (said !== null) response.writeHead(said.status, said.headers).end(said.body ?? '');
      });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received,
    most: () => most,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
