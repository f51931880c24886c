import * as z from 'zod/mini';
import { channel, citation, instant, refusal, window } from './common.js';

const verdictKind = z.enum(['lawful', 'unlawful', 'undetermined']);
const group = z.array(
  z.object({ customerClass: z.enum(['residential', 'business']), lifeSupport: z.boolean() }),
);
const judgement = z.object({
  jurisdiction: z.string(),
  zone: z.string(),
  /** The affected whom it concerns: the law of the place treats them alike. */
  whom: group,
  verdict: verdictKind,
  serveBy: z.nullable(instant),
  lastLawful: z.record(z.string(), z.nullable(instant)),
  earliestStart: z.nullable(instant),
  rulebooks: z.array(z.string()),
  because: z.array(citation),
  /** The arithmetic, line by line. */
  trace: z.array(z.object({ step: z.string(), result: z.string(), because: z.nullable(citation) })),
  /** Why not, all at once. */
  refusals: z.array(refusal),
  /** What would have to be known to say more. */
  missing: z.array(z.string()),
});
export const verdictView = z.object({
  kind: verdictKind,
  serveBy: z.nullable(instant),
  earliestStart: z.nullable(instant),
  refusals: z.array(refusal),
  judgements: z.array(judgement),
});
export type VerdictView = z.infer<typeof verdictView>;

/** Whether everybody can be told in time at the pace of the carriers: a warning with numbers, it refuses nothing. */
export const forecastView = z.object({
  at: instant,
  channels: z.array(
    z.object({
      channel,
      messages: z.number(),
      /** Messages a second; null: there is no carrier. */
      perSecond: z.nullable(z.number()),
      starts: instant,
      lastHandedOver: z.nullable(instant),
      lastServed: z.nullable(instant),
      /** The first moment by which something must be with the carrier; null: there is no deadline. */
      handOverBy: z.nullable(instant),
      launchBy: z.nullable(instant),
      /** Messages handed over too late to serve. */
      late: z.number(),
      /** Notices with a deadline that only this channel can serve. */
      onlyThis: z.number(),
    }),
  ),
  /** Notices that no channel can serve by their last lawful moment. */
  late: z.number(),
  /** The latest launch with which nobody is late. */
  launchBy: z.nullable(instant),
});
export type ForecastView = z.infer<typeof forecastView>;

export const rehearsalView = z.object({
  at: instant,
  by: z.string(),
  fingerprint: z.string(),
  /** None of a rehearsal from before there were any. */
  forecast: z.optional(forecastView),
  summary: z.object({
    accounts: z.number(),
    notices: z.number(),
    byChannel: z.record(channel, z.number()),
    byLanguage: z.record(z.string(), z.number()),
    byClass: z.record(z.string(), z.number()),
    byKind: z.record(z.string(), z.number()),
    lifeSupport: z.number(),
    unreachable: z.array(
      z.object({
        reason: z.string(),
        notices: z.number(),
        /** The reason in words, where an answer is for people. */
        words: z.optional(z.object({ en: z.string(), ru: z.string() })),
      }),
    ),
    unreachableNotices: z.number(),
    late: z.number(),
    costMinor: z.number(),
    currency: z.string(),
    actBy: z.array(z.object({ channel, actBy: instant, serveBy: instant })),
    missingElements: z.array(
      z.object({ kind: z.string(), channel: z.string(), language: z.string(), element: z.string() }),
    ),
    smsSegments: z.array(
      z.object({
        kind: z.string(),
        language: z.string(),
        encoding: z.string(),
        characters: z.number(),
        segments: z.number(),
      }),
    ),
    /** Of a revision narrowed to a list: customers on it, told though not on it, and left out. */
    narrowing: z.optional(z.object({ onList: z.number(), toldAnyway: z.number(), leftOut: z.number() })),
  }),
});
export type RehearsalView = z.infer<typeof rehearsalView>;

/** What every answer says of a revision. */
export const revisionHead = {
  n: z.number(),
  kind: z.enum(['announce', 'change', 'etr', 'cancel', 'restore']),
  feeders: z.array(z.string()),
  windows: z.array(window),
  since: z.nullable(instant),
  restoredAt: z.nullable(instant),
  etr: z.nullable(z.object({ at: instant, quality: z.string() })),
  nextUpdateBy: z.nullable(instant),
  createdBy: z.string(),
  /** Now, for a draft; of the launch, afterwards. */
  verdict: z.nullable(verdictView),
  rehearsal: z.nullable(rehearsalView),
  approvals: z.array(
    z.object({ kind: z.enum(['size', 'late']), by: z.string(), reason: z.nullable(z.string()), at: instant }),
  ),
  launchedAt: z.nullable(instant),
  launchedBy: z.nullable(z.string()),
};
export const narrowedTo = z.object({ list: z.string(), name: z.string() });
export const revisionView = z.object({
  ...revisionHead,
  reason: z.string(),
  narrowedTo: z.optional(narrowedTo),
  createdAt: instant,
});

/** A launched revision judged again by the versions of the law that it was judged by then. */
export const replayView = z.object({
  revision: z.number(),
  answers: z.array(
    z.object({
      jurisdiction: z.string(),
      zone: z.string(),
      whom: group,
      then: verdictKind,
      /** Null: what it was judged by is not there any more; `why` names it. */
      again: z.nullable(verdictKind),
      /** The very same answer, with its arithmetic. */
      same: z.boolean(),
      why: z.nullable(z.string()),
    }),
  ),
});
export type ReplayView = z.infer<typeof replayView>;

/** Notices by state and deliveries by channel and state, of one revision. */
export const progressView = z.object({
  revision: z.number(),
  expanded: z.boolean(),
  notices: z.record(z.string(), z.number()),
  servedByProof: z.number(),
  servedByRule: z.number(),
  late: z.number(),
  deliveries: z.array(z.object({ channel, state: z.string(), count: z.number() })),
  /** The CRM's mirror: rows still to be written. */
  crmBehind: z.number(),
});
export type ProgressView = z.infer<typeof progressView>;

export const outageView = z.object({
  id: z.string(),
  ref: z.string(),
  kind: z.enum(['planned', 'emergency']),
  status: z.enum(['draft', 'announced', 'cancelled', 'restored']),
  createdAt: instant,
  createdBy: z.string(),
  zone: z.string(),
  reasonText: z.string(),
  revisions: z.array(revisionView),
  progress: z.array(progressView),
  /** Of the newest revision: above how many customers it takes a second person, and who may be that. */
  approval: z.object({ above: z.number(), approvers: z.array(z.string()) }),
});
export type OutageView = z.infer<typeof outageView>;
/** All that a card takes of the outage it has acted on: what it shows, it reads anew. */
export const savedOutage = z.object({ id: z.string() });
export type SavedOutage = z.infer<typeof savedOutage>;
export const outageList = z.object({ serverNow: instant, outages: z.array(outageView) });

/** Lists of contacts in HubSpot. */
export const contactLists = z.object({
  lists: z.array(z.object({ id: z.string(), name: z.string(), size: z.number() })),
});

export const feederList = z.object({
  feeders: z.array(z.object({ feeder: z.string(), servicePoints: z.number(), accounts: z.number() })),
  reasons: z.array(
    z.object({ code: z.string(), text: z.string(), words: z.object({ en: z.string(), ru: z.string() }) }),
  ),
  services: z.array(z.string()),
});
