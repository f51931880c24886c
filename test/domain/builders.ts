import { join } from 'node:path';
import { policyFile } from '../../server/adapters/config/policy-file.js';
import { readYaml } from '../../server/adapters/config/read-yaml.js';
import { rulebookFile, toRulebook } from '../../server/adapters/config/rulebook-file.js';
import type { Addressee, AffectedAccount, AffectedGroup, ServicePoint } from '../../server/domain/account.js';
import type { HandOver } from '../../server/domain/calendar.js';
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
import type { Outcome } from '../../server/domain/outcome.js';
import { judgeRevision, pinnedFor } from '../../server/domain/outage/judge.js';
import type { Outage, Revision } from '../../server/domain/outage/outage.js';
import type { PlanInput } from '../../server/domain/outage/plan-notices.js';
import { resolveRules } from '../../server/domain/rules/resolve.js';
import type { ResolvedRules, Rulebook, Scenario } from '../../server/domain/rules/rulebook.js';
import { instant, type CivilDate, type Instant, type Window, type Zone } from '../../server/domain/time.js';

export const BERLIN = 'Europe/Berlin' as Zone;
export const ATHENS = 'Europe/Athens' as Zone;
export const LORD_HOWE = 'Australia/Lord_Howe' as Zone;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DATED = /^(\w+day) (\d{4})-(\d{2})-(\d{2})(T.*)?$/;

/** Reads `Monday 2026-11-23…` and does not let a wrong weekday stand. */
const datedText = (text: string): string => {
  const [, weekday, year, month, day, rest = ''] = DATED.exec(text) ?? [];
  if (weekday === undefined) throw new Error(`"${text}" does not begin with a weekday and a date.`);
  const real = WEEKDAYS[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()];
  if (real !== weekday) throw new Error(`"${text}" is a ${real}.`);
  return `${year}-${month}-${day}${rest}`;
};

/** `Monday 2026-11-23T09:00+01:00` */
export const at = (text: string): Instant => instant(datedText(text));
/** `Monday 2026-11-23` */
export const day = (text: string): CivilDate => datedText(text) as CivilDate;
/** `Monday 2026-11-23T09:00` without a zone, as somebody types it. */
export const wall = (text: string): string => datedText(text);

/** The value, or the refusals as the failure of the test. */
export const accepted = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok)
    throw new Error(outcome.refusals.map(refusal => `${refusal.code}: ${refusal.message}`).join('\n'));
  return outcome.value;
};
export const codes = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok ? [] : outcome.refusals.map(refusal => refusal.code);

const config = (name: string): string => join(__dirname, '../../config', name);
/** The files as shipped: what an administrator starts from. */
export const POLICY = readYaml(config('policy.yaml'), policyFile);
export const BASELINE: Rulebook = toRulebook(readYaml(config('rulebooks/baseline.yaml'), rulebookFile));

/** A print house in Berlin: in by 14:00, posted at 17:00, Monday to Friday. */
export const LETTERS: HandOver = {
  zone: BERLIN,
  weekdays: [1, 2, 3, 4, 5],
  closed: [],
  cutOff: 14 * 60,
  postedAt: 17 * 60,
};

/** The baseline, resolved for one key. */
export const baselineRules = (
  scenario: Scenario = 'plannedInterruption',
  jurisdiction = 'XA',
): ResolvedRules => {
  const resolved = resolveRules([BASELINE], { jurisdiction }, scenario, day('Monday 2026-11-23'));
  if (!resolved.known) throw new Error(resolved.missing.message);
  return resolved.rules;
};

const VALUES: Readonly<Record<ContactPointKind, string>> = {
  email: 'ada@example.com',
  mobile: '+4915112345678',
  landline: '+4930901820',
  address: '{"line1":"Dorfstr. 1","city":"Musterstadt","postcode":"12345","country":"DE"}',
};
export const contactPoint = (
  kind: ContactPointKind,
  changes: Partial<Omit<ContactPoint, 'id'>> & { readonly id?: string } = {},
): ContactPoint => {
  const { id = `${kind}-1`, ...rest } = changes;
  return { kind, value: VALUES[kind], optedOut: [], problem: null, ...rest, id: id as ContactPointId };
};

/** Households without life support, unless it is said otherwise. */
export const affected = (changes: Partial<AffectedGroup> = {}): AffectedGroup => ({
  jurisdiction: 'XA',
  zone: BERLIN,
  customerClass: 'residential',
  lifeSupport: false,
  ...changes,
});

export const servicePoint = (id: string, changes: Partial<Omit<ServicePoint, 'id'>> = {}): ServicePoint => ({
  feeder: 'F1',
  address: { line1: `${id} street`, city: 'Musterstadt', postcode: '12345', country: 'DE' },
  ...affected(),
  ...changes,
  id: id as ServicePointId,
});

export const addressee = (
  party: string,
  changes: Partial<Omit<Addressee, 'party' | 'servicePoints'>> & {
    readonly servicePoints?: readonly string[];
  } = {},
): Addressee => {
  const { servicePoints = ['P1'], ...rest } = changes;
  return {
    name: `Customer ${party}`,
    language: null,
    role: 'holder',
    noInternet: false,
    contactPoints: [contactPoint('email', { id: `${party}-email`, value: `${party}@example.com` })],
    ...rest,
    party: party as PartyId,
    servicePoints: servicePoints as readonly ServicePointId[],
  };
};

export const account = (changes: Partial<Omit<AffectedAccount, 'id'>> = {}): AffectedAccount => ({
  id: 'A1' as AccountId,
  number: '4711',
  inArrears: false,
  servicePoints: [servicePoint('P1')],
  addressees: [addressee('ada')],
  told: [],
  ...changes,
});

export const told = (
  party: string,
  reached: readonly (readonly ['email' | 'sms' | 'letter', string])[],
  servicePoints: readonly string[] = ['P1'],
) => ({
  addressee: party as PartyId,
  reached: reached.map(([channel, point]) => ({ channel, contactPoint: point as ContactPointId })),
  servicePoints: servicePoints as readonly ServicePointId[],
});

export const window = (from: string, to: string): Window => ({ from: at(from), to: at(to) });
/** The interruption most tests speak of. */
export const THURSDAY_MORNING = window('Thursday 2026-11-26T09:00+01:00', 'Thursday 2026-11-26T12:00+01:00');

export const planned = (changes: Partial<Outage> = {}): Outage => ({
  id: 'O1' as OutageId,
  ref: 'K7M2Q',
  kind: 'planned',
  status: 'draft',
  ...changes,
});
export const emergency = (changes: Partial<Outage> = {}): Outage =>
  planned({ kind: 'emergency', ...changes });

export const revision = (changes: Partial<Revision> = {}): Revision => ({
  n: 1,
  kind: 'announce',
  feeders: ['F1'],
  windows: [THURSDAY_MORNING],
  since: null,
  detectedAt: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  reason: 'maintenance',
  alsoAffected: [],
  hasNewDate: false,
  ...changes,
});
/** Supply was lost on Monday at 8:40 and we knew at 8:45. */
export const emergencyRevision = (changes: Partial<Revision> = {}): Revision =>
  revision({
    windows: [],
    since: at('Monday 2026-11-23T08:40+01:00'),
    detectedAt: at('Monday 2026-11-23T08:45+01:00'),
    ...changes,
  });

export const MONDAY_NINE = at('Monday 2026-11-23T09:00+01:00');

/** What planning needs, judged and pinned for every place of the accounts as a launch does it. */
export const planInput = (
  changes: Partial<PlanInput> = {},
  places: readonly AffectedGroup[] = PLACES,
): PlanInput => {
  const outage = changes.outage ?? planned({ status: 'announced' });
  const said = changes.revision ?? (outage.kind === 'emergency' ? emergencyRevision() : revision());
  const now = changes.now ?? MONDAY_NINE;
  return {
    portal: 'portal1' as PortalId,
    outage,
    campaign: 'C1' as CampaignId,
    revision: said,
    former: null,
    affectedAccounts: null,
    policy: POLICY,
    letters: LETTERS,
    languageFor: preferred => preferred ?? 'en',
    pinned: pinnedFor(judgeRevision(outage, said, changes.former ?? null, places, [BASELINE], now).pinned),
    now,
    ...changes,
  };
};
const PLACES = [affected(), affected({ zone: ATHENS }), affected({ jurisdiction: 'XA-N' })];
