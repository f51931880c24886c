import { Router } from 'express';
import type { Clock } from '../../workflows/ports.js';

export interface Metrics {
  /** Prometheus text. */
  render(): Promise<string>;
  readonly contentType: string;
}

export interface HealthRoutes {
  /** Answers when the database does. */
  readonly ping: () => Promise<void>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly stopping: () => boolean;
  /** Null: none is set. */
  readonly redisUp: () => boolean | null;
}

/** Alive, ready for work, and the numbers an operator watches. */
export const healthRoutes = ({ ping, clock, metrics, stopping, redisUp }: HealthRoutes): Router => {
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
      await ping();
    } catch {
      response.status(503).json({ status: 'database not reached' });
      return;
    }
    // Without Redis the work goes on, only not as fast: no reason to take this process out of service.
    if (redisUp() === false) response.json({ status: 'degraded', because: 'redis not reached' });
    else response.json({ status: 'ready', now: clock.now() });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.render());
  });
  return router;
};
