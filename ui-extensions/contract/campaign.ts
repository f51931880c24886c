import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { channel, instant, outageNoticeKind } from './common.js';
import { narrowedTo, revisionHead } from './outage.js';

/**
 * Where a campaign stands. `waiting`: for a second person; `missed`: sent, and somebody was not served; `done`: everyone
 * was; what was said last may be a cancellation or a restoration.
 */
export const stage = z.enum([
  'draft',
  'rehearsed',
  'waiting',
  'approved',
  'sending',
  'paused',
  'missed',
  'done',
]);
export type Stage = z.infer<typeof stage>;

export const channelFigures = z.object({
  channel,
  planned: z.number(),
  held: z.number(),
  withCarrier: z.number(),
  delivered: z.number(),
  failed: z.number(),
  unknown: z.number(),
  lastAt: z.nullable(instant),
});
export type ChannelFigures = z.infer<typeof channelFigures>;

/** In customers; each counted once, by the worst of what they were to be told. */
export const figures = z.object({
  due: z.number(),
  reached: z.number(),
  underWay: z.number(),
  notReached: z.number(),
  lifeSupport: z.number(),
  lifeSupportNotReached: z.number(),
  byProof: z.number(),
  byRule: z.number(),
  late: z.number(),
  /** The first last lawful moment among those not served yet. */
  deadline: z.nullable(instant),
  channels: z.array(channelFigures),
});
export type Figures = z.infer<typeof figures>;

export const pauseView = z.object({
  at: instant,
  by: z.string(),
  reason: z.string(),
  held: z.number(),
  /** By then it must go on, or something that waits is late. */
  resumeBy: z.nullable(instant),
  alarmed: z.boolean(),
});

/** May this person; null: yes, else why not. */
const why = z.nullable(z.string());

/** Everything the campaign's card draws first, in one answer. */
export const campaignCard = z.object({
  ...cardAnswer,
  outage: z.object({
    id: z.string(),
    ref: z.string(),
    kind: z.enum(['planned', 'emergency']),
    status: z.enum(['draft', 'announced', 'cancelled', 'restored']),
    zone: z.string(),
  }),
  stage,
  /** The newest revision, launched or not. */
  revision: z.object({
    ...revisionHead,
    /** In words, by language. */
    reason: z.object({ en: z.string(), ru: z.string() }),
    reasonCode: z.string(),
    alsoAffected: z.array(z.string()),
    narrowedTo: z.nullable(narrowedTo),
  }),
  approval: z.object({
    /** More customers than this need a second person. */
    above: z.number(),
    /** What a second person still has to answer for before the launch. */
    needed: z.array(z.enum(['size', 'late'])),
    approvers: z.array(z.string()),
    /** Prepared by whoever asks: somebody else must approve. */
    own: z.boolean(),
  }),
  /** The last launch, and how far it is. */
  sent: z.nullable(
    z.object({
      revision: z.number(),
      kind: z.enum(['announce', 'change', 'etr', 'cancel', 'restore']),
      launchedAt: instant,
      launchedBy: z.string(),
      expanded: z.boolean(),
      figures,
      /** Rows HubSpot does not have yet. */
      crmBehind: z.number(),
    }),
  ),
  pause: z.nullable(pauseView),
  /** Not reached by anything said of this outage. */
  missed: z.number(),
  launches: z.array(
    z.object({
      revision: z.number(),
      kind: z.enum(['announce', 'change', 'etr', 'cancel', 'restore']),
      at: instant,
      by: z.string(),
      customers: z.number(),
    }),
  ),
  may: z.object({ prepare: why, launch: why, approve: why }),
});
export type CampaignCard = z.infer<typeof campaignCard>;

/** The texts as the renderers set them for somebody invented; nothing is sent. */
export const previewView = z.object({
  kinds: z.array(outageNoticeKind),
  languages: z.array(z.string()),
  channels: z.array(channel),
  kind: outageNoticeKind,
  language: z.string(),
  channel,
  subject: z.nullable(z.string()),
  text: z.string(),
  sms: z.nullable(z.object({ encoding: z.string(), characters: z.number(), segments: z.number() })),
  pages: z.nullable(z.number()),
});
export type PreviewView = z.infer<typeof previewView>;

export const missedRow = z.object({
  notice: z.string(),
  revision: z.number(),
  kind: outageNoticeKind,
  addressee: z.string(),
  place: z.string(),
  contactIds: z.array(z.string()),
  lifeSupport: z.boolean(),
  serveBy: z.nullable(instant),
  /** In plain words. */
  reasons: z.object({ en: z.array(z.string()), ru: z.array(z.string()) }),
  ticket: z.nullable(z.string()),
});
export type MissedRow = z.infer<typeof missedRow>;
export const missedList = z.object({
  total: z.number(),
  rows: z.array(missedRow),
  /** Asks for the page after this one; null: there is none. */
  next: z.nullable(z.string()),
});

export const paceView = z.object({
  points: z.array(z.object({ at: instant, channel, messages: z.number() })),
});

/** Notices that go again, or would, and those of people without an address that could carry one. */
export const resentView = z.object({ again: z.number(), cannot: z.number() });
export type ResentView = z.infer<typeof resentView>;

/** Opens once, until then. */
export const fileLink = z.object({ url: z.string(), expiresAt: instant });
export type FileLink = z.infer<typeof fileLink>;

/** The static list of those who were missed, in HubSpot. */
export const missedListView = z.object({ id: z.string(), name: z.string(), size: z.number() });

/** What this server will do once its engine is there; asked for today, it says so. */
export const laterAct = z.enum(['publicPage', 'evidence', 'regulatorReport']);
