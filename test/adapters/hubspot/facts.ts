import type { Channel } from '../../../server/domain/contact-point.js';
import type { DeliveryId, NoticeId, OutageId } from '../../../server/domain/ids.js';
import { instant, type Zone } from '../../../server/domain/time.js';
import type { Rendered } from '../../../server/workflows/ports.js';
import type { StoredRevision } from '../../../server/workflows/ports/outages.js';
import type { ActivityFacts, OutageFacts, TicketFacts } from '../../../server/workflows/ports/outbox.js';
import type { ActivityRow } from '../../../server/adapters/hubspot/activities.js';

const CONTENT: Readonly<Record<Channel, Rendered>> = {
  email: {
    channel: 'email',
    subject: 'Power off on 25 November',
    text: 'We will work on your line.\nRef K7M2Q',
    html: '<html><body><p>We will work on your line.</p></body></html>',
  },
  sms: {
    channel: 'sms',
    body: 'Power off 25 Nov 9-12. Ref K7M2Q',
    encoding: 'GSM-7',
    characters: 32,
    segments: 1,
  },
  letter: {
    channel: 'letter',
    language: 'en',
    subject: 'Planned interruption',
    dateLine: 'Northport, 23 November 2026',
    referenceLine: 'Our reference: K7M2Q',
    salutation: 'Dear Jan Holm,',
    body: [
      'We will work on your line.',
      [
        { label: 'From', value: '09:00' },
        { label: 'To', value: '12:00' },
      ],
    ],
    closing: 'Yours',
  },
};

export const deliveryId = (n: number): DeliveryId =>
  `0198c0de-0000-8000-8000-${String(n).padStart(12, '0')}` as DeliveryId;

export const activity = (n: number, contact: string, changes: Partial<ActivityRow> = {}): ActivityRow => {
  const channel = changes.channel ?? 'email';
  const facts: ActivityFacts = {
    delivery: deliveryId(n),
    channel,
    state: 'accepted',
    stateAt: instant('2026-11-23T09:01:00Z'),
    sentAt: instant('2026-11-23T09:00:30Z'),
    reason: null,
    ref: 'K7M2Q',
    kind: 'planned',
    to: channel === 'email' ? `person${String(n)}@example.org` : '+493012345678',
    content: CONTENT[channel],
    contacts: [contact],
    companies: [],
    rules: [],
  };
  return { ...facts, crmId: null, ...changes };
};

export const ticket = (n: number, contact: string, changes: Partial<TicketFacts> = {}): TicketFacts => {
  const reason = changes.reason ?? 'unreachable';
  return {
    subject: `notice-${String(n)}/${reason}`,
    notice: `notice-${String(n)}` as NoticeId,
    reason,
    ref: 'K7M2Q',
    kind: 'planned',
    lifeSupport: false,
    serveBy: instant('2026-11-23T08:00:00Z'),
    zone: 'Europe/Berlin' as Zone,
    addresseeName: 'Jan Holm',
    premises: [{ line1: 'Harbour Road 5', city: 'Northport', postcode: '10115', country: 'DE' }],
    tried: ['email:email.mailboxUnknown', 'landlineOnly'],
    tries: [],
    contacts: [contact],
    companies: [],
    ...changes,
  };
};

const REVISION: StoredRevision = {
  n: 1,
  kind: 'announce',
  feeders: ['F-12', 'F-13'],
  windows: [{ from: instant('2026-11-25T08:00:00Z'), to: instant('2026-11-25T11:00:00Z') }],
  since: null,
  detectedAt: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  reason: 'cable_replacement',
  alsoAffected: [],
  hasNewDate: false,
  createdAt: instant('2026-11-23T08:00:00Z'),
  createdBy: 'ida',
  rehearsal: null,
  approvals: [],
  verdict: {
    kind: 'lawful',
    serveBy: null,
    earliestStart: null,
    refusals: [],
    judgements: [
      {
        jurisdiction: 'DE-BE',
        zone: 'Europe/Berlin' as Zone,
        verdict: 'lawful',
        serveBy: null,
        lastLawful: {},
        earliestStart: null,
        rulebooks: ['de@3', 'baseline@1'],
        because: [],
        trace: [],
        refusals: [],
        whom: [],
        missing: [],
      },
    ],
  },
  launchedAt: null,
  launchedBy: null,
};

export const outage = (id: string, changes: Partial<StoredRevision> = {}): OutageFacts => ({
  id: id as OutageId,
  outage: {
    id: id as OutageId,
    ref: 'K7M2Q',
    kind: 'planned',
    status: 'announced',
    createdAt: instant('2026-11-23T08:00:00Z'),
    createdBy: 'ida',
    revisions: [{ ...REVISION, ...changes }],
  },
  affected: 812,
  served: 800,
  unreachable: 3,
});
