import * as z from 'zod/mini';
import { stage } from './campaign.js';
import { cardAnswer } from './card.js';
import { channel, instant } from './common.js';

/** May this person; null: yes, else why not. */
const why = z.nullable(z.string());
const inBoth = z.object({ en: z.string(), ru: z.string() });

/** `idle`: it was given nothing lately, so nothing is known of it; `off`: switched off by an administrator. */
export const carrierState = z.enum(['working', 'slow', 'down', 'idle', 'off']);
export const carrierHealth = z.object({
  name: z.string(),
  channel,
  state: carrierState,
  /** Hand-overs of the last minutes, and how many of them were taken, refused, put off or left without an answer. */
  attempts: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  putOff: z.number(),
  unanswered: z.number(),
  lastAcceptedAt: z.nullable(instant),
});
export type CarrierHealth = z.infer<typeof carrierHealth>;

export const outageRow = z.object({
  id: z.string(),
  ref: z.string(),
  kind: z.enum(['planned', 'emergency']),
  status: z.enum(['draft', 'announced', 'cancelled', 'restored']),
  stage,
  feeders: z.array(z.string()),
  reason: inBoth,
  /** Its first moment without supply, and its end where one is known. */
  from: z.nullable(instant),
  to: z.nullable(instant),
  customers: z.number(),
  reached: z.number(),
  underWay: z.number(),
  notReached: z.number(),
  deadline: z.nullable(instant),
});
export type OutageRow = z.infer<typeof outageRow>;

/** What needs a person, the worst first. `n` is counted in what the kind is of. */
export const need = z.object({
  kind: z.enum([
    'overdue',
    'pausedTooLong',
    'carrierDown',
    'notReached',
    'feedSilent',
    'unknownOutcomes',
    'jobsFailing',
    'directoryShrunk',
  ]),
  n: z.number(),
  /** The outage it is about, by its reference and id. */
  outage: z.nullable(z.object({ id: z.string(), ref: z.string() })),
  /** A carrier or feed by name. */
  name: z.nullable(z.string()),
  at: z.nullable(instant),
});
export type Need = z.infer<typeof need>;

export const operationsPage = z.object({
  ...cardAnswer,
  /** Null: not known yet. */
  customObjects: z.nullable(z.boolean()),
  may: z.object({ prepare: why }),
  needs: z.array(need),
  figures: z.object({
    outages: z.number(),
    notReached: z.number(),
    nextDeadline: z.nullable(instant),
    missed: z.number(),
  }),
  outages: z.array(outageRow),
  /** Open notices by their last lawful moment, the next first. */
  deadlines: z.array(
    z.object({ at: instant, outage: z.string(), ref: z.string(), revision: z.number(), notices: z.number() }),
  ),
  carriers: z.array(carrierHealth),
  writeBack: z.object({ waiting: z.number(), oldestAt: z.nullable(instant) }),
  queue: z.array(
    z.object({
      lane: z.enum(['emergency', 'normal', 'bulk']),
      jobs: z.number(),
      oldestAt: z.nullable(instant),
    }),
  ),
  feeds: z.array(z.object({ name: z.string(), at: z.nullable(instant), silent: z.boolean() })),
  missed: z.array(
    z.object({
      outage: z.string(),
      ref: z.string(),
      customers: z.number(),
      lifeSupport: z.number(),
      at: instant,
    }),
  ),
});
export type OperationsPage = z.infer<typeof operationsPage>;

/** Every outage, a page at a time; `next` asks for the page after, null: this was the last. */
export const outageArchive = z.object({
  ...cardAnswer,
  rows: z.array(outageRow),
  next: z.nullable(z.string()),
});
export type OutageArchive = z.infer<typeof outageArchive>;
