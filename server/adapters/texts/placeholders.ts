import type { PostalAddress } from '../../domain/contact-point.js';
import type { OutageNoticeFacts } from '../../domain/notice/notice.js';
import { hoursBetween, type Instant } from '../../domain/time.js';
import type { Brand } from './brand.js';
import type { ReasonsFile } from './files.js';
import type { PlaceholderUse } from './message-check.js';
import type { WallClock } from './wall-clock.js';

/** One message to be written, with all that its words may draw on. */
export interface Case {
  readonly facts: OutageNoticeFacts;
  readonly brand: Brand;
  readonly language: string;
  readonly clock: WallClock;
  readonly on: Instant;
  readonly reasons: ReasonsFile;
  /** A street is cut in the middle beyond this: the last resort of a text message. */
  readonly streetLimit: number;
}

type Placeholder = PlaceholderUse & { readonly of: (c: Case) => string | number | null };

const text = (of: (c: Case) => string | null): Placeholder => ({ use: 'text', of: c => plain(of(c)) });
const lines = (of: (c: Case) => string): Placeholder => ({ use: 'text', of });
const number = (of: (c: Case) => number): Placeholder => ({ use: 'number', of });
const choice = (among: readonly string[], of: (c: Case) => string): Placeholder => ({
  use: 'choice',
  among,
  of,
});
const yesNo = (of: (c: Case) => boolean): Placeholder => choice(['yes', 'no'], c => (of(c) ? 'yes' : 'no'));
const moment = (of: (facts: OutageNoticeFacts) => Instant | null) => ({
  short: text(c => told(of(c.facts), at => c.clock.moment(at))),
  long: text(c => told(of(c.facts), at => c.clock.momentLong(at))),
});

const told = <T, R>(value: T | null, tell: (value: T) => R): R | null =>
  value === null ? null : tell(value);

/** One line of what the CRM says: no control or direction characters that could open a header or turn a line about. */
export const plain = <T extends string | null>(value: T): T =>
  (value === null
    ? null
    : value
        .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
        .replace(/[\u200b\u202a-\u202e\u2066-\u2069]/g, '')
        .trim()) as T;

const shorten = (street: string, limit: number): string => {
  const letters = [...street];
  // The end stays, since the house number stands there.
  return letters.length <= limit
    ? street
    : `${letters.slice(0, limit - 10).join('')}..${letters.slice(-8).join('')}`;
};
const fullAddress = ({ line1, line2, city, postcode }: PostalAddress): string =>
  [line1, line2 ?? '', city, postcode]
    .map(plain)
    .filter(part => part !== '')
    .join(', ');

/** What is cancelled, or what was planned before: by whichever field carries it. */
const former = ({ facts }: Case) => (facts.formerWindows.length > 0 ? facts.formerWindows : facts.windows);
const orNull = <T>(list: readonly T[], tell: (list: readonly T[]) => string): string | null =>
  list.length === 0 ? null : tell(list);

const longestHours = ({ facts }: Case): number =>
  facts.windows.reduce((most, { from, to }) => Math.max(most, hoursBetween(from, to)), 0);
/** Of the account's own affairs only those are told who answer for the account. */
const answersForAccount = ({ facts }: Case): boolean =>
  facts.role === 'holder' || facts.role === 'thirdParty';
const inWords = (codes: ReasonsFile['reasons'], code: string, language: string): string =>
  (codes[code] ?? codes['other'])?.[language] ?? '';
export const reasonInWords = (reasons: ReasonsFile, code: string, language: string): string =>
  inWords(reasons.reasons, code, language);
const lists = new Map<string, Intl.ListFormat>();
const listIn =
  (language: string) =>
  (parts: readonly string[]): string => {
    const format = lists.get(language) ?? new Intl.ListFormat(language);
    lists.set(language, format);
    return format.format(parts);
  };
const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** How the estimate differs from the one told before. */
const etrChange = ({ facts: { etr: now, formerEtr: before } }: Case): string => {
  if (now === null) return before === null ? 'none' : 'withdrawn';
  if (before === null) return 'first';
  if (now.at === before.at) return 'same';
  return now.at > before.at ? 'later' : 'earlier';
};

const since = moment(facts => facts.since);
const restored = moment(facts => facts.restoredAt);
const etr = moment(facts => facts.etr?.at ?? null);
const formerEtr = moment(facts => facts.formerEtr?.at ?? null);
const nextUpdate = moment(facts => facts.nextUpdateBy);

/** Everything a sentence may say or choose by. A null is a fact that this notice lacks: using it is an error. */
export const PLACEHOLDERS: Readonly<Record<string, Placeholder>> = {
  brand: text(c => c.brand.shortName[c.language] ?? ''),
  utility: text(c => c.brand.name[c.language] ?? ''),
  phone: text(c => c.brand.phones.customer),
  phoneCompact: text(c => c.brand.phones.customer.replaceAll(' ', '')),
  emergencyPhone: text(c => c.brand.phones.emergency),
  email: text(c => c.brand.email),
  site: text(c => c.brand.site),
  portal: text(c => c.brand.portal),
  termsUrl: text(c => c.brand.terms),
  place: text(c => c.brand.place[c.language] ?? ''),
  signerName: text(c => c.brand.signer.name[c.language] ?? ''),
  signerTitle: text(c => c.brand.signer.title[c.language] ?? ''),
  today: text(c => c.clock.date(c.on)),

  ref: text(c => c.facts.ref),
  name: text(c => c.facts.addresseeName),
  accountEnd: text(c => c.facts.accountNumber.slice(-4)),
  street: text(c => told(c.facts.premises[0] ?? null, first => shorten(plain(first.line1), c.streetLimit))),
  addresses: lines(c => c.facts.premises.map(fullAddress).join('\n')),
  addressCount: number(c => c.facts.premises.length),

  when: text(c => orNull(c.facts.windows, list => c.clock.windows(list))),
  whenFirst: text(c => orNull(c.facts.windows, list => c.clock.first(list))),
  whenLong: lines(c => c.clock.windowsLong(c.facts.windows)),
  days: text(c => orNull(c.facts.windows, list => c.clock.days(list))),
  oldWhen: text(c => orNull(former(c), list => c.clock.windows(list))),
  oldWhenFirst: text(c => orNull(former(c), list => c.clock.first(list))),
  oldWhenLong: lines(c => c.clock.windowsLong(former(c))),
  oldFrom: text(c => told(former(c)[0] ?? null, ({ from }) => c.clock.moment(from))),
  oldDays: text(c => orNull(former(c), list => c.clock.days(list))),
  hours: number(c => Math.ceil(longestHours(c) * 2) / 2),
  minutes: number(c => Math.ceil(longestHours(c) * 60)),

  sinceAt: since.short,
  sinceAtLong: since.long,
  restoredAt: restored.short,
  restoredAtLong: restored.long,
  etrAt: etr.short,
  etrAtLong: etr.long,
  formerEtrAt: formerEtr.short,
  formerEtrAtLong: formerEtr.long,
  nextUpdateAt: nextUpdate.short,
  nextUpdateAtLong: nextUpdate.long,

  reason: text(c => reasonInWords(c.reasons, c.facts.reason, c.language)),
  reasonStart: text(c => capital(reasonInWords(c.reasons, c.facts.reason, c.language))),
  alsoAffected: text(c =>
    capital(
      listIn(c.language)(
        c.facts.alsoAffected.flatMap(code => c.reasons.alsoAffected[code]?.[c.language] ?? []),
      ),
    ),
  ),
  homes: number(c => c.facts.othersAffected ?? 0),

  customerClass: choice(['residential', 'business'], c => c.facts.customerClass),
  role: choice(['holder', 'occupant', 'carer', 'thirdParty'], c => c.facts.role),
  nameKnown: yesNo(c => plain(c.facts.addresseeName) !== ''),
  sinceKnown: yesNo(c => c.facts.since !== null),
  etrQuality: choice(['none', 'model', 'area', 'crew'], c => c.facts.etr?.quality ?? 'none'),
  etrChange: choice(['first', 'later', 'earlier', 'withdrawn', 'same', 'none'], etrChange),
  causeFound: yesNo(c => c.facts.formerReason === 'investigating' && c.facts.reason !== 'investigating'),
  again: yesNo(c => c.facts.again === true),
  formerEtrKnown: yesNo(c => c.facts.formerEtr !== null),
  // Without an estimate the time of the next message is owed: not to have it is an error.
  nextUpdateOwed: yesNo(c => c.facts.nextUpdateBy !== null || c.facts.etr === null),
  lengthIn: choice(['minutes', 'hours'], c => (longestHours(c) < 1 ? 'minutes' : 'hours')),
  several: yesNo(c => c.facts.windows.length > 1),
  accountShown: yesNo(c => answersForAccount(c) && c.facts.accountNumber !== ''),
  inArrears: yesNo(c => c.facts.inArrears && answersForAccount(c)),
  lifeSupport: yesNo(c => c.facts.lifeSupport && c.facts.role !== 'thirdParty'),
  hasNewDate: yesNo(c => c.facts.hasNewDate),
};
