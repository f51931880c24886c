import { timingSafeEqual } from 'node:crypto';
import express, { Router } from 'express';
import type { Clock, Log, Receipt } from '../../workflows/ports.js';
import { HttpProblem, referenceOf } from '../problems.js';

interface Ignored {
  readonly ignored: string;
}
export interface CarrierRoutes {
  readonly clock: Clock;
  readonly log: Log;
  /** The secret that the mail server passes with every bounce. */
  readonly bounceToken: string;
  readonly smsStatus: (
    carrier: string,
    callback: {
      readonly delivery: string | null;
      readonly form: Readonly<Record<string, unknown>>;
      readonly signature: string | null;
      readonly at: ReturnType<Clock['now']>;
    },
  ) => Receipt | Ignored;
  readonly bounce: (mail: {
    readonly raw: Uint8Array;
    readonly recipient: string | null;
    readonly at: ReturnType<Clock['now']>;
  }) => Promise<Receipt | Ignored>;
  readonly recordReceipts: (receipts: readonly Receipt[]) => Promise<void>;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const sameToken = (given: string, right: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The ways in for what carriers say later. Each has the carrier's own signature, not HubSpot's. */
export const carrierRoutes = ({
  clock,
  log,
  bounceToken,
  smsStatus,
  bounce,
  recordReceipts,
}: CarrierRoutes): Router => {
  const router = Router();
  const take = async (reading: Receipt | Ignored, reference: string, carrier: string): Promise<void> => {
    if (!('ignored' in reading)) {
      await recordReceipts([reading]);
      return;
    }
    log.warn('receipt ignored', { reference, carrier, reason: reading.ignored });
    if (reading.ignored === 'signature')
      throw new HttpProblem(401, 'signature.mismatch', 'This callback is not signed by the carrier.');
  };

  router.post(
    '/sms/status',
    express.urlencoded({ extended: false, limit: '64kb' }),
    async (request, response) => {
      const carrier = text(request.query['carrier']) ?? '';
      const reading = smsStatus(carrier, {
        delivery: text(request.query['delivery']),
        form: (request.body as Record<string, unknown> | undefined) ?? {},
        signature: request.get('x-twilio-signature') ?? null,
        at: clock.now(),
      });
      await take(reading, referenceOf(response), carrier);
      response.status(204).end();
    },
  );

  router.post('/mail/bounce', express.raw({ type: () => true, limit: '1mb' }), async (request, response) => {
    const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (!sameToken(token, bounceToken))
      throw new HttpProblem(401, 'token.wrong', 'Only our own mail server may bring bounces.');
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await take(
      await bounce({ raw, recipient: text(request.query['recipient']), at: clock.now() }),
      referenceOf(response),
      'mail',
    );
    response.status(204).end();
  });
  return router;
};
