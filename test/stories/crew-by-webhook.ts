import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signBody } from '../../server/adapters/network/network-words.js';
import type { OrderSeen } from './debt-desk.js';

const SECRET = 'a-secret-of-the-network-of-no-worth';

export interface CrewByWebhook {
  readonly settings: { readonly url: string; readonly secret: string; readonly timeoutMs: number };
  /** What it was sent for an account, the oldest first, each once. */
  orders(account: string): readonly OrderSeen[];
  /** Tells the server what became of an order; returns how many it knew. */
  reply(serverUrl: string, order: string, event: string, at: string): Promise<number>;
  close(): Promise<void>;
}

/** The network's own system, which is told by signed webhooks and answers by them. */
export const crewByWebhook = async (): Promise<CrewByWebhook> => {
  const seen = new Map<string, OrderSeen>();
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const order = JSON.parse(Buffer.concat(pieces).toString('utf8')) as OrderSeen;
      response.writeHead(seen.has(order.order) ? 409 : 202).end();
      if (!seen.has(order.order)) seen.set(order.order, order);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    settings: {
      url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/orders`,
      secret: SECRET,
      timeoutMs: 5000,
    },
    orders: account => [...seen.values()].filter(({ premises }) => premises.account === account),
    reply: async (serverUrl, order, event, at) => {
      const body = JSON.stringify({ order, event, at });
      const now = Date.now();
      const answer = await fetch(new URL('/network/words', serverUrl), {
        method: 'POST',
        headers: {
          'x-forewarn-timestamp': String(now),
          'x-forewarn-signature': signBody(SECRET, now, body),
        },
        body,
      });
      if (answer.status !== 200) throw new Error(`The words were not taken: ${answer.status}`);
      return ((await answer.json()) as { known: number }).known;
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
