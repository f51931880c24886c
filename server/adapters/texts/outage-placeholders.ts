import {
  COMPLAINTS_ABOUT,
  OUTAGE_STATES,
  type ComplaintNoticeFacts,
  type OutageNoticeFacts,
} from '../../domain/notice/notice.js';
import { hoursBetween, type Instant } from '../../domain/time.js';
import { answersForAccount } from './common-placeholders.js';
import type { ReasonsFile } from './files.js';
import { makersFor, told, type CaseOf, type Placeholders } from './placeholder.js';

/** Of an outage, and of a complaint, which says what holds of one. */
export type OutageCase = CaseOf<OutageNoticeFacts | ComplaintNoticeFacts>;

const { text, lines, number, choice, yesNo } = makersFor<OutageCase>();
const moment = (of: (facts: OutageCase['facts']) => Instant | null) => ({
  short: text(c => told(of(c.facts), at => c.clock.moment(at))),
  long: text(c => told(of(c.facts), at => c.clock.momentLong(at))),
});

/** What is cancelled, or what was planned before: by whichever field carries it. */
const former = ({ facts }: OutageCase) =>
  facts.formerWindows.length > 0 ? facts.formerWindows : facts.windows;
const orNull = <T>(list: readonly T[], tell: (list: readonly T[]) => string): string | null =>
  list.length === 0 ? null : tell(list);

const longestHours = ({ facts }: OutageCase): number =>
  facts.windows.reduce((most, { from, to }) => Math.max(most, hoursBetween(from, to)), 0);
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
const etrChange = ({ facts: { etr: now, formerEtr: before } }: OutageCase): string => {
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

/** What a notice of an outage may say or choose by, besides what is common to all. */
export const OUTAGE: Placeholders<OutageCase> = {
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

  sinceKnown: yesNo(c => c.facts.since !== null),
  etrQuality: choice(['none', 'model', 'area', 'crew'], c => c.facts.etr?.quality ?? 'none'),
  etrChange: choice(['first', 'later', 'earlier', 'withdrawn', 'same', 'none'], etrChange),
  causeFound: yesNo(c => c.facts.formerReason === 'investigating' && c.facts.reason !== 'investigating'),
  formerEtrKnown: yesNo(c => c.facts.formerEtr !== null),
  // Without an estimate the time of the next message is owed: not to have it is an error.
  nextUpdateOwed: yesNo(c => c.facts.nextUpdateBy !== null || c.facts.etr === null),
  lengthIn: choice(['minutes', 'hours'], c => (longestHours(c) < 1 ? 'minutes' : 'hours')),
  several: yesNo(c => c.facts.windows.length > 1),
  inArrears: yesNo(c => c.facts.inArrears && answersForAccount(c)),
  hasNewDate: yesNo(c => c.facts.hasNewDate),
  restoredKnown: yesNo(c => c.facts.restoredAt !== null),
  complaintAbout: choice(COMPLAINTS_ABOUT, c =>
    'complaintAbout' in c.facts ? c.facts.complaintAbout : 'other',
  ),
  outageState: choice(OUTAGE_STATES, c => ('outageState' in c.facts ? c.facts.outageState : 'none')),
};
