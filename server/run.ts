import type { Server as HttpServer } from 'node:http';
import type { House } from './compose-house.js';
import type { Log } from './workflows/ports.js';
import type { Role } from './workflows/ports/role.js';
import { RENEW_EVERY_SECONDS } from './workflows/ports/workers.js';

const TICK_MS = 1000;
/** An orderly end waits so long for answers that are being written, and so long for jobs under way. */
const LAST_ANSWERS_MS = 10_000;
const LAST_JOBS_MS = 60_000;

/** The address to listen on is taken, or not ours to take. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

export const listen = (app: House['app'], port: number, host: string): Promise<HttpServer> =>
  new Promise((resolve, reject) => {
    // Express passes an error of listening to the same callback.
    const http = app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(http);
      else
        reject(
          new CannotListen(`Cannot listen on ${host}, port ${port}: ${error.message}. Set HOST and PORT.`),
        );
    });
  });

/** Does it now and then again; one round at a time, and a failed one is logged. */
const makeEvery =
  (log: Log) =>
  (ms: number, what: string, work: () => Promise<unknown>): NodeJS.Timeout => {
    let busy = false;
    const once = (): void => {
      if (busy) return;
      busy = true;
      work()
        .catch((error: unknown) => {
          log.error(`${what} failed`, {
            error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
          });
        })
        .finally(() => (busy = false));
    };
    once();
    return setInterval(once, ms);
  };

/** Whether it ended within that time. */
const within = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, ms, false);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
};

/** Works until it is told to end, and ends in order: nothing new is taken, what is under way is finished. */
export const run = (server: House, role: Role, http: HttpServer, log: Log): void => {
  const every = makeEvery(log);
  // On a timer of its own, and to the very end: a lease is renewed whatever else is under way.
  const renewing = role === 'web' ? undefined : every(RENEW_EVERY_SECONDS * 1000, 'lease', server.renew);
  server.startWork();
  const ticking = every(TICK_MS, 'tick', server.tick);
  const end = async (): Promise<void> => {
    log.info('stopping');
    server.stop();
    clearInterval(ticking);
    const answered = new Promise(resolve => http.close(resolve));
    const [, finished] = await Promise.all([
      within(LAST_ANSWERS_MS, answered).then(inTime => {
        if (!inTime) http.closeAllConnections();
      }),
      within(LAST_JOBS_MS, server.stopWork()),
    ]);
    if (!finished) log.warn('stopped before all jobs under way were done: another process takes them over');
    clearInterval(renewing);
    await server.close();
    process.exit(0);
  };
  const endOnce = (): void => {
    process.removeListener('SIGTERM', endOnce);
    process.removeListener('SIGINT', endOnce);
    end().catch((error: unknown) => {
      log.error('not stopped in order', { error: error instanceof Error ? error.message : 'unknown' });
      process.exit(1);
    });
  };
  process.on('SIGTERM', endOnce);
  process.on('SIGINT', endOnce);
};
