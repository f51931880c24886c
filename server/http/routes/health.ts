import { Router } from 'express';
import type { Clock } from '../../workflows/ports.js';
import type { Reads } from '../../workflows/ports/reads.js';

export interface Metrics {
  /** Prometheus text. */
  render(): Promise<string>;
  readonly contentType: string;
}

/** Alive, ready for work, and the numbers an operator watches. */
export const healthRoutes = ({
  reads,
  clock,
  metrics,
  stopping,
}: {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
}): Router => {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'alive' });
  });
  router.get('/ready', async (_request, response) => {
    if (stopping()) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    try {
      await reads.ping();
      response.json({ status: 'ready', now: clock.now() });
    } catch {
      response.status(503).json({ status: 'database not reached' });
    }
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.render());
  });
  return router;
};
