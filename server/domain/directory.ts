import {
  parseEmail,
  parsePhone,
  parsePostalAddress,
  type ContactPoint,
  type ContactPointKind,
  type PostalAddress,
} from './contact-point.js';
import type { SaidBalance } from './debt/balance.js';
import type { ContactPointId, PartyId } from './ids.js';
import type { CustomerClass } from './account.js';
import type { Policy } from './policy.js';
import { addDays, atMinuteOfDay, civilDateIn, isZone, type Instant } from './time.js';

/** What the directory mirrors. */
export type RecordKind = 'contact' | 'company' | 'servicePoint';
export type PartyKind = 'contact' | 'company';

/** A contact or company as the CRM has it: text, unchecked. */
export interface PartyRecord {
  readonly crmId: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly language: string | null;
  readonly noInternet: boolean;
  readonly email: string | null;
  readonly mobilephone: string | null;
  readonly phone: string | null;
  readonly smsOptOut: boolean;
  readonly emailOptOut: boolean;
  readonly address: {
    readonly line1: string;
    readonly city: string;
    readonly postcode: string;
    readonly country: string;
  };
  /** Records that were merged into this one. */
  readonly mergedIds: readonly string[];
}
export interface ServicePointRecord {
  readonly crmId: string;
  readonly code: string;
  readonly accountNumber: string;
  readonly feeder: string;
  readonly address: PostalAddress & { readonly line2: string };
  readonly zone: string;
  readonly jurisdiction: string;
  readonly customerClass: CustomerClass;
  readonly lifeSupport: boolean;
  readonly inArrears: boolean;
  /** What the record says the account owes; null: nothing. */
  readonly balance: SaidBalance | null;
  /** Lines `name=value` of what rulebooks ask of this place, as somebody typed them. */
  readonly ruleFacts?: string;
}

/** The key a record's id here is made of, so that the same record has the same id whenever it is read. */
export const recordKey = (portal: string, kind: RecordKind, crmId: string): string =>
  `${portal}/${kind}/${crmId}`;

/** Why a service point cannot be used: without these nobody could be found, or told the right hour; null: it can. */
export const servicePointProblem = ({ accountNumber, feeder, zone }: ServicePointRecord): string | null => {
  if (accountNumber === '') return 'account.missing';
  if (feeder === '') return 'feeder.missing';
  return isZone(zone) ? null : 'zone.unknown';
};

type MakePoint = (
  kind: ContactPointKind,
  value: string,
  problem: string | null,
  optedOut: boolean,
) => ContactPoint;

/** Everything written in the CRM becomes a contact point, what cannot be used too: with the reason, so that it can be mended. */
export const contactPointsOf = (
  record: PartyRecord,
  party: PartyId,
  idOf: (key: string) => string,
): readonly ContactPoint[] => {
  const make: MakePoint = (kind, value, problem, optedOut) => ({
    id: idOf(`${party}/${kind}/${value}`) as ContactPointId,
    kind,
    value,
    optedOut: optedOut ? ['outage'] : [],
    problem,
  });
  return [...emailOf(record, make), ...phonesOf(record, make), ...addressOf(record, make)];
};

const emailOf = ({ email: text, emailOptOut }: PartyRecord, make: MakePoint): readonly ContactPoint[] => {
  if (text === null) return [];
  const email = parseEmail(text);
  return [
    email.ok
      ? make('email', email.value, null, emailOptOut)
      : make('email', text.trim(), email.refusals[0].code, emailOptOut),
  ];
};

const phonesOf = (record: PartyRecord, make: MakePoint): readonly ContactPoint[] => {
  const points: ContactPoint[] = [];
  for (const field of ['mobilephone', 'phone'] as const) {
    const text = record[field];
    if (text === null) continue;
    const phone = parsePhone(text, record.address.country || 'DE', field);
    const point = phone.ok
      ? make(phone.value.kind, phone.value.number, null, phone.value.kind === 'mobile' && record.smsOptOut)
      : make(field === 'mobilephone' ? 'mobile' : 'landline', text.trim(), phone.refusals[0].code, false);
    const known = points.some(other => other.id === point.id || (phone.ok && other.value === point.value));
    if (!known) points.push(point);
  }
  return points;
};

const addressOf = ({ address: given }: PartyRecord, make: MakePoint): readonly ContactPoint[] => {
  if (given.line1 === '' && given.city === '') return [];
  const address = parsePostalAddress(given);
  return [make('address', JSON.stringify(given), address.ok ? null : address.refusals[0].code, false)];
};

/** Of a handful half may well go in a day; were that an alarm, it would stop everything for three companies. */
const TOO_FEW_TO_JUDGE = 10;

/** Fewer than half of those known before: more likely a fault of ours or theirs than the truth. */
export const isShrunk = ({ known, seen }: { readonly known: number; readonly seen: number }): boolean =>
  known >= TOO_FEW_TO_JUDGE && seen * 2 < known;

/** The next of the policy's hours after now. */
export const nextReconciliation = (
  { reconcile: { zone, at } }: Pick<Policy, 'reconcile'>,
  now: Instant,
): Instant => {
  const today = civilDateIn(zone, now);
  const tonight = atMinuteOfDay(zone, today, at);
  return tonight > now ? tonight : atMinuteOfDay(zone, addDays(today, 1), at);
};
