import type { CampaignCard } from '../../ui-extensions/contract/campaign.js';
import type { RehearsalView, VerdictView } from '../../ui-extensions/contract/outage.js';

/** Monday 23 November 2026, 15:11 in Berlin. */
export const NOW = '2026-11-23T14:11:00.000Z';
const CITATION = {
  rule: 'plannedInterruption.waits.notice',
  rulebook: 'baseline@2',
  source: 'Model rules, 48 hours',
  confidence: 'verified' as const,
};

export const LAWFUL: VerdictView = {
  kind: 'lawful',
  serveBy: '2026-11-25T08:00:00.000Z',
  earliestStart: '2026-11-25T14:11:00.000Z',
  refusals: [],
  judgements: [
    {
      jurisdiction: 'XA-N',
      zone: 'Europe/Berlin',
      whom: [{ customerClass: 'residential', lifeSupport: false }],
      verdict: 'lawful',
      serveBy: '2026-11-25T08:00:00.000Z',
      lastLawful: { email: '2026-11-25T08:00:00.000Z' },
      earliestStart: '2026-11-25T14:11:00.000Z',
      rulebooks: ['baseline@2'],
      because: [CITATION],
      refusals: [],
      missing: [],
      trace: Array.from({ length: 12 }, (_, n) => ({
        step: `hour ${n}`,
        result: `counts ${n}`,
        because: null,
      })),
    },
  ],
};
export const UNLAWFUL: VerdictView = {
  ...LAWFUL,
  kind: 'unlawful',
  refusals: [
    {
      code: 'notice.tooLate',
      message: 'Cannot announce for Tue 24 Nov, 09:00.',
      lawful: 'Start on or after Wed 25 Nov, 15:11.',
      because: [CITATION],
    },
  ],
};

export const REHEARSAL: RehearsalView = {
  at: '2026-11-23T14:00:00.000Z',
  by: 'ida@utility.example',
  fingerprint: 'f1',
  forecast: {
    at: '2026-11-23T14:00:00.000Z',
    channels: [
      {
        channel: 'letter',
        messages: 441,
        perSecond: 200,
        starts: '2026-11-23T14:00:00.000Z',
        lastHandedOver: '2026-11-23T14:00:03.000Z',
        lastServed: '2026-11-24T16:00:00.000Z',
        handOverBy: '2026-11-24T13:00:00.000Z',
        launchBy: '2026-11-24T12:59:00.000Z',
        late: 12,
        onlyThis: 441,
      },
    ],
    late: 12,
    launchBy: '2026-11-24T12:59:00.000Z',
  },
  summary: {
    accounts: 9004,
    notices: 9010,
    byChannel: { email: 2041, sms: 6210, letter: 441 },
    byLanguage: { en: 9000, ru: 10 },
    byClass: { residential: 9000, business: 10 },
    byKind: { planned: 9010 },
    lifeSupport: 3,
    unreachable: [
      {
        reason: 'landlineOnly',
        notices: 37,
        words: { en: 'only a landline: needs a call', ru: 'только городской номер' },
      },
    ],
    unreachableNotices: 37,
    late: 0,
    costMinor: 51_200,
    currency: 'EUR',
    actBy: [{ channel: 'letter', actBy: '2026-11-24T13:00:00.000Z', serveBy: '2026-11-25T08:00:00.000Z' }],
    missingElements: [],
    smsSegments: [],
  },
};

/** A draft; a test changes what it is about. */
export const DRAFT: CampaignCard = {
  serverNow: NOW,
  nextPollSeconds: null,
  outage: {
    id: '01900000-0000-7000-8000-000000000001',
    ref: 'K7M2Q',
    kind: 'planned',
    status: 'draft',
    zone: 'Europe/Berlin',
  },
  stage: 'draft',
  revision: {
    n: 1,
    kind: 'announce',
    feeders: ['F-12'],
    windows: [{ from: '2026-11-27T08:00:00.000Z', to: '2026-11-27T12:00:00.000Z' }],
    since: null,
    restoredAt: null,
    etr: null,
    nextUpdateBy: null,
    reason: { en: 'repairs in the network', ru: 'ремонт сети' },
    reasonCode: 'network_repair',
    alsoAffected: [],
    narrowedTo: null,
    createdBy: 'ida@utility.example',
    launchedAt: null,
    launchedBy: null,
    rehearsal: null,
    verdict: LAWFUL,
    approvals: [],
  },
  approval: { above: 500, needed: [], approvers: ['marta@utility.example'], own: true },
  sent: null,
  pause: null,
  missed: 0,
  launches: [],
  may: { prepare: null, launch: null, approve: null },
};

export const WAITING: CampaignCard = {
  ...DRAFT,
  stage: 'waiting',
  nextPollSeconds: 30,
  revision: { ...DRAFT.revision, rehearsal: REHEARSAL },
  approval: { ...DRAFT.approval, needed: ['size'] },
};

const FIGURES = {
  due: 9004,
  reached: 8120,
  underWay: 670,
  notReached: 214,
  lifeSupport: 3,
  lifeSupportNotReached: 1,
  byProof: 6000,
  byRule: 2120,
  late: 0,
  deadline: '2026-11-25T08:00:00.000Z',
  channels: [
    {
      channel: 'sms' as const,
      planned: 5884,
      held: 0,
      withCarrier: 3120,
      delivered: 200,
      failed: 180,
      unknown: 1,
      lastAt: NOW,
    },
  ],
};
export const SENDING: CampaignCard = {
  ...WAITING,
  stage: 'sending',
  nextPollSeconds: 5,
  outage: { ...DRAFT.outage, status: 'announced' },
  revision: {
    ...WAITING.revision,
    launchedAt: NOW,
    launchedBy: 'ida@utility.example',
    approvals: [{ kind: 'size', by: 'marta@utility.example', reason: null, at: NOW }],
  },
  approval: { ...DRAFT.approval, needed: [] },
  sent: {
    revision: 1,
    kind: 'announce',
    launchedAt: NOW,
    launchedBy: 'ida@utility.example',
    expanded: true,
    figures: FIGURES,
    crmBehind: 0,
  },
  missed: 214,
  launches: [{ revision: 1, kind: 'announce', at: NOW, by: 'ida@utility.example', customers: 9004 }],
};
export const PAUSED: CampaignCard = {
  ...SENDING,
  stage: 'paused',
  pause: {
    at: NOW,
    by: 'ida@utility.example',
    reason: 'The street is wrong.',
    held: 5884,
    resumeBy: '2026-11-24T13:00:00.000Z',
    alarmed: false,
  },
};
