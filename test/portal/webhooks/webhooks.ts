import type { SignatureVersion } from '../../../server/http/request-signature.js';
import type { Chance } from '../chance.js';
import type { Crm } from '../state/crm.js';
import { eventOf, type WebhookEvent } from './events.js';
import { isTaken, postSigned } from './post-signed.js';
import { wants, type Subscription } from './subscriptions.js';

export interface WebhookApp {
  readonly appId: number;
  readonly clientSecret: string;
  readonly targetUrl: string;
  readonly subscriptions: readonly Subscription[];
  readonly maxConcurrentRequests?: number;
  readonly signature?: readonly SignatureVersion[];
  /** Real milliseconds; HubSpot waits five seconds. */
  readonly timeoutMs?: number;
}

/** What goes wrong on the way; all of it is allowed by the documentation. */
export interface WebhookTrouble {
  /** Between a change and its event. */
  readonly lagMs: number;
  /** Batches and the events in them come in any order. */
  readonly reorder: boolean;
  /** Every event comes once more. */
  readonly duplicate: boolean;
  /** Nothing is sent, and nothing made up for later. */
  readonly lost: boolean;
}

export interface WebhookAttempt {
  readonly at: string;
  readonly events: number;
  readonly attemptNumber: number;
  readonly status: number | null;
}

export interface Webhooks {
  install(app: WebhookApp): void;
  trouble(trouble: Partial<WebhookTrouble>): void;
  /** The next moment at which something is sent; null: nothing waits. */
  nextAt(): string | null;
  /** Sends what is due by the portal's clock. Returns how many requests were made. */
  runDue(): Promise<number>;
  attempts(): readonly WebhookAttempt[];
  /** Events given up after the last attempt. */
  givenUp(): readonly WebhookEvent[];
}

interface Parcel {
  readonly app: WebhookApp;
  readonly events: readonly WebhookEvent[];
  readonly attempt: number;
  readonly dueAt: number;
}

const most = { events: 100, attempts: 11, concurrent: 10, timeoutMs: 5_000 };
/** Ten more attempts within a day, each by chance within its stretch. */
const retryAfterMinutes = [1, 5, 15, 45, 90, 150, 210, 270, 300, 330];

export function createWebhooks(crm: Crm, chance: Chance, onWaiting: (at: string) => void): Webhooks {
  const apps: WebhookApp[] = [];
  const attempts: WebhookAttempt[] = [];
  const givenUp: WebhookEvent[] = [];
  let trouble: WebhookTrouble = { lagMs: 0, reorder: false, duplicate: false, lost: false };
  let fresh: { readonly app: WebhookApp; readonly event: WebhookEvent; readonly dueAt: number }[] = [];
  let parcels: Parcel[] = [];
  let nextEventId = 2_326_225_001;
  const nowMs = (): number => Date.parse(crm.now());
  const told = (dueAt: number): void => {
    onWaiting(new Date(dueAt).toISOString());
  };

  crm.changes.listen((change, source) => {
    if (trouble.lost) return;
    for (const app of apps)
      app.subscriptions.forEach((subscription, index) => {
        if (!wants(subscription, change)) return;
        const event = eventOf(subscription, change, {
          eventId: nextEventId++,
          subscriptionId: 3_849_001 + index,
          portalId: crm.portalId,
          appId: app.appId,
          occurredAt: nowMs(),
          source,
        });
        const dueAt = nowMs() + trouble.lagMs;
        fresh.push(
          ...(trouble.duplicate ? [event, event] : [event]).map(each => ({ app, event: each, dueAt })),
        );
        told(dueAt);
      });
  });

  /** Events of one app, up to a hundred in one request. */
  const pack = (): void => {
    const due = fresh.filter(({ dueAt }) => dueAt <= nowMs());
    fresh = fresh.filter(({ dueAt }) => dueAt > nowMs());
    for (const app of apps) {
      const own = due.filter(entry => entry.app === app).map(({ event }) => event);
      const ordered = trouble.reorder ? chance.shuffled(own) : own;
      for (let at = 0; at < ordered.length; at += most.events)
        parcels.push({ app, events: ordered.slice(at, at + most.events), attempt: 0, dueAt: nowMs() });
    }
  };

  const send = async (parcel: Parcel): Promise<void> => {
    const { app, events, attempt } = parcel;
    const answer = await postSigned({
      url: app.targetUrl,
      body: JSON.stringify(events.map(event => ({ ...event, attemptNumber: attempt }))),
      secret: app.clientSecret,
      versions: app.signature ?? ['v3'],
      timeoutMs: app.timeoutMs ?? most.timeoutMs,
    });
    attempts.push({ at: crm.now(), events: events.length, attemptNumber: attempt, status: answer.status });
    if (isTaken(answer)) return;
    if (attempt + 1 >= most.attempts) {
      givenUp.push(...events);
      return;
    }
    const stretch = (retryAfterMinutes[attempt] ?? 330) * 60_000;
    const dueAt = nowMs() + Math.round(stretch * (0.5 + chance.share() / 2));
    parcels.push({ ...parcel, attempt: attempt + 1, dueAt });
    told(dueAt);
  };

  return {
    install: app => {
      apps.push(app);
    },
    trouble: wanted => {
      trouble = { ...trouble, ...wanted };
    },
    nextAt: () => {
      const moments = [...fresh, ...parcels].map(({ dueAt }) => dueAt);
      return moments.length === 0 ? null : new Date(Math.min(...moments)).toISOString();
    },
    runDue: async () => {
      let made = 0;
      for (;;) {
        pack();
        const due = parcels.filter(({ dueAt }) => dueAt <= nowMs());
        if (due.length === 0) return made;
        const cap = Math.min(...due.map(({ app }) => app.maxConcurrentRequests ?? most.concurrent));
        const round = (trouble.reorder ? chance.shuffled(due) : due).slice(0, cap);
        parcels = parcels.filter(parcel => !round.includes(parcel));
        await Promise.all(round.map(send));
        made += round.length;
      }
    },
    attempts: () => attempts,
    givenUp: () => givenUp,
  };
}
