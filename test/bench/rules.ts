import type { AffectedAccount, AffectedGroup } from '../../server/domain/account.js';
import type { Channel, ContactPointKind } from '../../server/domain/contact-point.js';
import type {
  AccountId,
  CampaignId,
  ContactPointId,
  OutageId,
  PartyId,
  PortalId,
  ServicePointId,
} from '../../server/domain/ids.js';
import { timesOnce } from '../../server/domain/notice/choose-deliveries.js';
import { forecast, makeBatches, type Forecast } from '../../server/domain/outage/forecast.js';
import { judgeRevision, pinnedBy, pinnedFor } from '../../server/domain/outage/judge.js';
import { planNotices, type PlanInput } from '../../server/domain/outage/plan-notices.js';
import { addHours, instant, type Zone } from '../../server/domain/time.js';
import type { Config } from '../../server/load-config.js';

const PLACES: readonly (readonly [jurisdiction: string, zone: string])[] = [
  ['XA', 'Europe/Berlin'],
  ['AU-NSW', 'Australia/Sydney'],
  ['GB-ENG', 'Europe/London'],
  ['IT', 'Europe/Rome'],
  ['UA', 'Europe/Kyiv'],
];
const NOW = instant('2026-11-02T09:00+01:00');
const START = instant('2026-11-20T09:00+01:00');

const groupOf = (n: number): AffectedGroup => {
  const [jurisdiction, zone] = PLACES[n % PLACES.length] ?? ['XA', 'UTC'];
  return {
    jurisdiction,
    zone: zone as Zone,
    customerClass: n % 9 === 0 ? 'business' : 'residential',
    lifeSupport: n % 101 === 0,
  };
};

const KINDS: readonly (readonly ContactPointKind[])[] = [
  ['email', 'mobile'],
  ['email'],
  ['mobile'],
  ['address'],
  ['landline'],
];
const VALUES: Readonly<Record<ContactPointKind, (n: number) => string>> = {
  email: n => `home${n}@mail.example`,
  mobile: n => `+4917${String(n).padStart(8, '0')}`,
  landline: n => `+4930${String(n).padStart(8, '0')}`,
  address: n => JSON.stringify({ line1: `Street ${n}`, city: 'Town', postcode: '00999', country: 'DE' }),
};

/** The n-th recipient, made when asked for: nobody holds a million of them. */
const recipient = (n: number): AffectedAccount => {
  const point = `P${n}` as ServicePointId;
  return {
    id: `A${n}` as AccountId,
    number: String(n),
    inArrears: false,
    servicePoints: [
      {
        ...groupOf(n),
        id: point,
        feeder: 'F-1',
        address: { line1: `Street ${n}`, city: 'Town', postcode: '00999', country: 'DE' },
      },
    ],
    addressees: [
      {
        party: `C${n}` as PartyId,
        name: `Customer ${n}`,
        language: null,
        role: 'holder',
        noInternet: false,
        contactPoints: (KINDS[Math.floor(n / PLACES.length) % KINDS.length] ?? []).map(kind => ({
          id: `${kind}${n}` as ContactPointId,
          kind,
          value: VALUES[kind](n),
          optedOut: [],
          problem: null,
        })),
        servicePoints: [point],
      },
    ],
    told: [],
  };
};

export interface RulesFigures {
  readonly recipients: number;
  readonly judging: { readonly ms: number; readonly groups: number; readonly answers: number };
  readonly slices: readonly { readonly upTo: number; readonly seconds: number; readonly heapMb: number }[];
  readonly places: readonly {
    readonly jurisdiction: string;
    readonly zone: string;
    readonly verdict: string;
    readonly serveBy: string | null;
    readonly notices: number;
    readonly byChannel: Readonly<Record<Channel, number>>;
    readonly unreachable: number;
  }[];
  readonly batches: number;
  readonly forecast: Forecast;
  readonly forecastMs: number;
}

/** One campaign over five jurisdictions, judged once per group, planned per recipient and forgotten again. */
export const benchRules = (config: Config, recipients: number, settle: () => void): RulesFigures => {
  const window = { from: START, to: addHours(START, 3) };
  const outage = { id: 'O1' as OutageId, ref: 'BENCH', kind: 'planned', status: 'draft' } as const;
  const revision: PlanInput['revision'] = {
    ...{ n: 1, kind: 'announce', feeders: ['F-1'], windows: [window], since: null, detectedAt: null },
    ...{
      restoredAt: null,
      etr: null,
      nextUpdateBy: null,
      reason: 'maintenance',
      alsoAffected: [],
      hasNewDate: false,
    },
  };
  const groups = new Map<string, AffectedGroup>();
  for (let n = 0; n < Math.min(recipients, 10_000); n += 1)
    groups.set(JSON.stringify(groupOf(n)), groupOf(n));
  const rulebooks = config.rulebooks.map(({ rulebook }) => rulebook);
  const began = performance.now();
  const { verdict, pinned } = judgeRevision(outage, revision, null, [...groups.values()], rulebooks, NOW);
  const judging = { ms: performance.now() - began, groups: groups.size, answers: verdict.judgements.length };
  const letters = config.carriers.letter[0]?.handOver ?? null;
  const input: PlanInput = {
    ...{
      portal: 'bench' as PortalId,
      outage,
      campaign: 'C' as CampaignId,
      revision,
      former: null,
      affectedAccounts: null,
    },
    ...{
      policy: config.policy,
      letters,
      languageFor: config.texts.languageFor,
      pinned: pinnedFor(pinned),
      times: timesOnce(),
      now: NOW,
    },
  };
  const batches = makeBatches();
  const places = new Map(
    verdict.judgements.map(({ jurisdiction, zone, verdict: kind, serveBy }) => [
      jurisdiction,
      {
        jurisdiction,
        zone,
        verdict: kind,
        serveBy,
        notices: 0,
        byChannel: { email: 0, sms: 0, letter: 0 },
        unreachable: 0,
      },
    ]),
  );
  const slices: { upTo: number; seconds: number; heapMb: number }[] = [];
  const step = Math.max(1, Math.ceil(recipients / 5));
  let since = performance.now();
  for (let n = 0; n < recipients; n += 1) {
    for (const notice of planNotices(recipient(n), input)) {
      const place = places.get(notice.jurisdiction);
      const law = pinnedBy(pinned, notice);
      if (place === undefined || law === null) throw new Error('Every place of the campaign is judged.');
      place.notices += 1;
      place.unreachable += notice.unreachable.length > 0 ? 1 : 0;
      for (const { channel } of notice.deliveries) place.byChannel[channel] += 1;
      batches.add(law, notice);
    }
    if ((n + 1) % step !== 0 && n + 1 !== recipients) continue;
    const seconds = (performance.now() - since) / 1000;
    settle();
    slices.push({ upTo: n + 1, seconds, heapMb: Math.round(process.memoryUsage().heapUsed / 1024 ** 2) });
    since = performance.now();
  }
  const all = batches.all();
  const foreseen = performance.now();
  const paces = {
    email: config.carriers.email[0]?.ratePerSecond ?? null,
    sms: config.carriers.sms[0]?.ratePerSecond ?? null,
    letter: config.carriers.letter[0]?.ratePerSecond ?? null,
  };
  const found = forecast({ batches: all, paces, policy: config.policy, letters, now: NOW });
  return {
    ...{ recipients, judging, slices, places: [...places.values()], batches: all.length, forecast: found },
    forecastMs: performance.now() - foreseen,
  };
};
