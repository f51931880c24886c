import express, { Router } from 'express';
import { HttpProblem } from '../problems.js';
import type { NetworkWord } from '../../workflows/ports/orders.js';

export interface NetworkRoutes {
  readonly callback: (
    body: Uint8Array,
    signed: { readonly timestamp: string; readonly signature: string },
  ) => { readonly words: readonly NetworkWord[] } | { readonly refused: 'signature' | 'malformed' };
  readonly takeWords: (words: readonly NetworkWord[]) => Promise<number>;
}

/** The way in for what the network says of its orders; it signs with the secret that both sides have. */
export const networkRoutes = ({ callback, takeWords }: NetworkRoutes): Router => {
  const router = Router();
  router.post('/words', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const read = callback(body, {
      timestamp: request.get('x-forewarn-timestamp') ?? '',
      signature: request.get('x-forewarn-signature') ?? '',
    });
    if ('refused' in read)
      throw read.refused === 'signature'
        ? new HttpProblem(401, 'signature.mismatch', 'This is not signed by the network.')
        : new HttpProblem(400, 'request.malformed', 'These words cannot be read.');
    response.status(200).json({ known: await takeWords(read.words) });
  });
  return router;
};
