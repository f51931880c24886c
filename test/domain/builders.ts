import type { Addressee, AffectedAccount, ServicePoint } from '../../server/domain/account.js';
import type { ContactPoint, ContactPointKind } from '../../server/domain/contact-point.js';
import type {
  AccountId,
  CampaignId,
  ContactPointId,
  OutageId,
  PartyId,
  PortalId,
  ServicePointId,
} from '../../server/domain/ids.js';
import type { Outage, Revision } from '../../server/domain/outage/outage.js';
import { judgeRevision, pinnedFor } from '../../server/domain/outage/judge.js';
import type { PlanInput } from '../../server/domain/outage/plan-notices.js';
import type { Policy } from '../../server/domain/policy.js';
import { resolveRules } from '../../server/domain/rules/resolve.js';
import type { ResolvedRules, Rulebook } from '../../server/domain/rules/rulebook.js';
import { instant, type CivilDate, type Instant, type Zone } from '../../server/domain/time.js';

export const BERLIN = 'Europe/Berlin' as Zone;
export const LISBON = 'Europe/Lisbon' as Zone;
export const at = (text: string): Instant => instant(text);
/** Monday 23 November 2026, 10:00 in Berlin. */
export const MONDAY = at('2026-11-23T10:00+01:00');

const because = (rule: string) => ({
  rule,
  rulebook: 'test@1',
  source: 'The test',
  confidence: 'verified' as const,
});

/** A rulebook for `jurisdiction` with a lead of so many clock hours. */
export const rulebook = (jurisdiction: string, hours: number, more: Partial<Rulebook> = {}): Rulebook => {
  const written = { value: ['email', 'sms', 'letter'] as const, because: because('writtenForm') };
  const servedWhen = {
    email: { value: 'accepted' as const, because: because('email') },
    sms: { value: 'accepted' as const, because: because('sms') },
    letter: { value: 'posted' as const, because: because('letter') },
  };
  return {
    id: `test-${jurisdiction.toLowerCase()}`,
    version: '1',
    jurisdictions: [jurisdiction],
    validFrom: '2026-01-01' as CivilDate,
    validTo: null,
    content: {},
    scenarios: {
      plannedInterruption: {
        lead: { value: { unit: 'clockHours', count: hours }, because: because('lead') },
        writtenForm: written,
        servedWhen,
      },
      emergency: {
        lead: { value: { unit: 'asSoonAsKnown' }, because: because('lead') },
        writtenForm: written,
        servedWhen,
      },
    },
    ...more,
  };
};
export const BASELINE = rulebook('XA', 48);

export const rulesOf = (
  scenario: 'plannedInterruption' | 'emergency' = 'plannedInterruption',
): ResolvedRules => {
  const resolution = resolveRules([BASELINE], 'XA-N', scenario, '2026-11-23' as CivilDate);
  if (!resolution.known) throw new Error(resolution.missing.message);
  return resolution.rules;
};

export const POLICY: Policy = {
  channels: {
    plannedInterruption: {
      together: ['email', 'sms'],
      thenOneOf: ['letter'],
      alsoForLifeSupport: ['letter'],
    },
    emergency: { together: ['sms', 'email'], thenOneOf: [], alsoForLifeSupport: [] },
  },
  quietHours: { channels: ['sms'], from: 21 * 60, to: 8 * 60 },
  personBeforeDeadlineHours: 6,
  confirmLifeSupportWithin: { plannedHours: 24, emergencyMinutes: 30 },
  retry: { delaysMinutes: [1, 5, 20] },
  approvalAbove: 500,
  nextUpdateMinutes: 60,
  mirrorAfterMinutes: 15,
};
/** Weekdays, in by 14:00, posted at 17:00, Berlin. */
export const PRINTER = {
  zone: BERLIN,
  weekdays: [1, 2, 3, 4, 5],
  closed: [] as CivilDate[],
  cutOff: 14 * 60,
  postedAt: 17 * 60,
};

export const point = (id: string, more: Partial<ServicePoint> = {}): ServicePoint => ({
  id: id as ServicePointId,
  feeder: 'F-1',
  address: { line1: `Street ${id}`, city: 'Flussau', postcode: '00999', country: 'DE' },
  zone: BERLIN,
  jurisdiction: 'XA-N',
  customerClass: 'residential',
  lifeSupport: false,
  ...more,
});
export const contact = (
  kind: ContactPointKind,
  value: string,
  more: Partial<ContactPoint> = {},
): ContactPoint => ({
  id: `${kind}:${value}` as ContactPointId,
  kind,
  value,
  optedOut: [],
  problem: null,
  ...more,
});
export const person = (
  name: string,
  contactPoints: readonly ContactPoint[],
  more: Partial<Addressee> = {},
): Addressee => ({
  party: name as PartyId,
  name,
  language: 'en',
  role: 'holder',
  noInternet: false,
  contactPoints,
  servicePoints: ['s1' as ServicePointId],
  ...more,
});
export const account = (
  addressees: readonly Addressee[],
  more: Partial<AffectedAccount> = {},
): AffectedAccount => ({
  id: 'a1' as AccountId,
  number: 'A-1',
  inArrears: false,
  servicePoints: [point('s1')],
  addressees,
  told: [],
  ...more,
});

export const revision = (more: Partial<Revision> = {}): Revision => ({
  n: 1,
  kind: 'announce',
  feeders: ['F-1'],
  windows: [{ from: at('2026-11-27T09:00+01:00'), to: at('2026-11-27T13:00+01:00') }],
  since: null,
  detectedAt: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  reason: 'network_repair',
  alsoAffected: [],
  hasNewDate: false,
  ...more,
});
export const emergency = (more: Partial<Revision> = {}): Revision =>
  revision({
    windows: [],
    since: at('2026-11-23T09:40+01:00'),
    detectedAt: at('2026-11-23T09:50+01:00'),
    ...more,
  });

/** A plan's input for one revision, judged and pinned as a launch would. */
export const input = (
  rev: Revision,
  more: Partial<PlanInput> & { readonly kind?: Outage['kind'] } = {},
): PlanInput => {
  const { kind = rev.since === null ? 'planned' : 'emergency', ...rest } = more;
  const outage: Outage = {
    id: 'o1' as OutageId,
    ref: 'K7M2Q',
    kind,
    status: rev.n === 1 ? 'draft' : 'announced',
  };
  const now = rest.now ?? MONDAY;
  const places = [
    { jurisdiction: 'XA-N', zone: BERLIN },
    { jurisdiction: 'XA-S', zone: LISBON },
  ];
  return {
    portal: '1' as PortalId,
    outage,
    campaign: 'c1' as CampaignId,
    revision: rev,
    former: null,
    affectedAccounts: null,
    policy: POLICY,
    letters: PRINTER,
    languageFor: language => language ?? 'en',
    pinned: pinnedFor(judgeRevision(outage, rev, rest.former ?? null, places, [BASELINE], now).pinned),
    now,
    ...rest,
  };
};
