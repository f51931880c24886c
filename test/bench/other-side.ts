import { mkdirSync } from 'node:fs';
import { loadConfig } from '../../server/load-config.js';
import type { Instant } from '../../server/domain/time.js';
import { forewarnProperties, forewarnSchemas } from '../portal/forewarn-schemas.js';
import { createPortal } from '../portal/portal.js';
import { makeAgenda } from '../sandbox/agenda.js';
import { simulatedClock } from '../sandbox/simulated-clock.js';
import { startSinks } from '../sandbox/sinks/start-sinks.js';
import { seedHomes } from './homes.js';

/** What the benchmark tells this process, and what it answers: HubSpot and the carriers must not use the server's memory or processor time. */
export type Ask =
  | {
      readonly do: 'open';
      readonly start: Instant;
      readonly homes: number;
      readonly spool: string;
      readonly serverUrl: string;
      readonly bounceToken: string;
    }
  | { readonly do: 'run'; readonly at: Instant }
  | { readonly do: 'count' }
  | { readonly do: 'close' };
export type Answer =
  | {
      readonly is: 'open';
      readonly portalUrl: string;
      readonly environment: Readonly<Record<string, string>>;
    }
  /** How many things happened by then, and when the next one will. */
  | { readonly is: 'run'; readonly happened: number; readonly nextAt: Instant | null }
  | {
      readonly is: 'count';
      readonly messages: Readonly<Record<string, number>>;
      readonly duplicates: number;
      readonly activities: number;
    }
  | { readonly is: 'closed' };

type Open = Extract<Ask, { do: 'open' }>;

const open = async ({ start, homes, spool, serverUrl, bounceToken }: Open) => {
  const clock = simulatedClock(start);
  const agenda = makeAgenda(clock);
  const portal = createPortal({ clock, schemas: forewarnSchemas, properties: forewarnProperties, seed: 1 });
  const { url: portalUrl, close: closePortal } = await portal.listen();
  mkdirSync(spool, { recursive: true });
  const handOver = loadConfig().carriers.letter[0]?.handOver;
  if (handOver === undefined) throw new Error('config/carriers.yaml has no letter carrier.');
  const sinks = await startSinks({
    clock,
    agenda,
    spool,
    handOver,
    bounces: {
      url: `${serverUrl}/carriers/mail/bounce`,
      headers: { authorization: `Bearer ${bounceToken}` },
    },
    smsCallbackUrl: `${serverUrl}/carriers/sms/status`,
  });
  sinks.printer.start();
  seedHomes(portal, homes);
  const close = async (): Promise<void> => {
    await sinks.close();
    await closePortal();
  };
  return { clock, agenda, portal, portalUrl, sinks, close };
};

const ACTIVITIES = ['emails', 'communications', 'postal_mail'] as const;

const main = (): void => {
  let side: Awaited<ReturnType<typeof open>> | null = null;
  const opened = () => {
    if (side === null) throw new Error('Not open yet.');
    return side;
  };
  const answer = async (ask: Ask): Promise<Answer> => {
    switch (ask.do) {
      case 'open':
        side = await open(ask);
        return { is: 'open', portalUrl: side.portalUrl, environment: side.sinks.environment };
      case 'run': {
        const { clock, agenda } = opened();
        if (ask.at > clock.now()) clock.set(ask.at);
        return { is: 'run', happened: await agenda.runDue(), nextAt: agenda.nextAt() };
      }
      case 'count': {
        const { sinks, portal } = opened();
        return {
          is: 'count',
          messages: sinks.inbox.counts(),
          duplicates: sinks.inbox.duplicates(),
          activities: ACTIVITIES.reduce((sum, type) => sum + portal.records.count(type), 0),
        };
      }
      case 'close':
        await opened().close();
        return { is: 'closed' };
    }
  };
  process.on('message', (ask: Ask) => {
    answer(ask).then(
      reply => process.send?.(reply),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
};

main();
