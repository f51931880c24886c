import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import request from 'supertest';
import { billingLines } from '../../server/adapters/feeds/billing-lines.js';
import { spoolIn } from '../../server/adapters/feeds/spool.js';
import type { PortalId } from '../../server/domain/ids.js';
import { addHours, type Zone } from '../../server/domain/time.js';
import { signEntries } from '../../server/http/billing-signature.js';
import { isRefusal, problemHandler } from '../../server/http/problems.js';
import { billingRoutes } from '../../server/http/routes/billing.js';
import { answerOnce } from '../../server/workflows/answer-once.js';
import { Fault } from '../../server/workflows/fault.js';
import type { TakeBilling } from '../../server/workflows/ports/billing-feed.js';
import { takeBilling } from '../../server/workflows/take-billing.js';
import { AT, saveHouses } from '../batteries/ledger-rows.js';
import type { Engine } from '../engines/engines.js';

export const SECRET = 'a-secret-of-billing-that-is-long-enough';
export const NEXT_SECRET = 'the-secret-that-follows-it-one-day-soon';
const HEADER = 'kind,id,account,amount,currency,date,due,payment,reason,until';
export const REAL_MS = Date.parse('2026-11-23T09:00:00Z');
/** What the server's clock shows. */
export const NEWEST = addHours(AT, 2);

export interface Sent {
  readonly target?: string;
  readonly type?: string;
  readonly key?: string;
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Told {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
}
export const csv = (...rows: readonly string[]): string => [HEADER, ...rows].join('\n');
export const codeOf = ({ status, body }: Told) => [status, body['code']];

/** The way in for billing alone, over a ledger with 39 houses; account 1 is open, 2 has a secret and no server. */
export const openBillingDoor = async (engine: Engine) => {
  const ledger = await engine.makeLedger();
  const portal = (await ledger.open()).forPortal('1' as PortalId);
  await portal.workers.renew(AT);
  await portal.transact(tx => saveHouses(tx, 1, 40));
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-incoming-'));
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = { now: () => NEWEST, sleepUntil: () => Promise.resolve() };
  const take = takeBilling({ store: portal, log: silent, clock });
  let breakAfter = Number.POSITIVE_INFINITY;
  /** A ledger that goes away between two transactions. */
  const breaking: TakeBilling = (lines, how) => {
    const last = breakAfter;
    breakAfter = Number.POSITIVE_INFINITY;
    return take(
      (async function* () {
        for await (const line of lines) {
          if (line.line > last) throw new Fault('retry', 'store.gone', 'Gone.');
          yield line;
        }
      })(),
      how,
    );
  };
  const app = express();
  app.use(
    '/billing',
    billingRoutes({
      secretsOf: id => (id === '1' ? [SECRET, NEXT_SECRET] : id === '2' ? [SECRET] : []),
      billingOf: id =>
        id === '1'
          ? {
              clock,
              takeBilling: breaking,
              zone: 'Europe/Berlin' as Zone,
              answerOnce: answerOnce({
                store: portal,
                clock,
                log: silent,
                isRefusal,
                pause: () => new Promise(resolve => setTimeout(resolve, 5)),
              }),
            }
          : null,
      spool: spoolIn(folder),
      lines: billingLines,
      realNow: () => REAL_MS,
      log: silent,
    }),
  );
  app.use(problemHandler(silent));

  const post = async (
    target: string,
    headers: object,
    body: string | Buffer,
    type: string,
  ): Promise<Told> => {
    const answer = await request(app)
      .post(target)
      .set({ ...headers })
      .type(type)
      .serialize(bytes => bytes as string)
      .send(body);
    return { status: answer.status, body: answer.body as Told['body'], text: answer.text };
  };
  return {
    portal,
    folder,
    post,
    /** Signed for what is sent, except as `sent` says. */
    send: (body: string | Buffer, sent: Sent = {}): Promise<Told> => {
      const target = sent.target ?? '/billing/1/entries';
      const headers = signEntries(sent.secret ?? SECRET, {
        target,
        key: sent.key ?? randomUUID(),
        sha256: createHash('sha256').update(body).digest('hex'),
        timestamp: String(REAL_MS / 1000 - (sent.ageSeconds ?? 0)),
      });
      return post(target, { ...headers, ...sent.headers }, body, sent.type ?? 'text/csv');
    },
    /** The ledger goes away after so many lines of the next request. */
    breakAfter: (lines: number): void => {
      breakAfter = lines;
    },
    close: async (): Promise<void> => {
      await ledger.drop();
      rmSync(folder, { recursive: true });
    },
  };
};
export type BillingDoor = Awaited<ReturnType<typeof openBillingDoor>>;
