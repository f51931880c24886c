import { askTheLaw, type LawAnswer, type LawInput, type NoticeInput } from '../../server/domain/rules/ask.js';
import type { Assessment } from '../../server/domain/rules/assess-act.js';
import type { Earliest } from '../../server/domain/rules/earliest.js';
import type { Latest } from '../../server/domain/rules/latest.js';
import { momentText, type Moment } from '../../server/domain/rules/period.js';
import type { LawScenario, LegalChannel, Proof, Rulebook } from '../../server/domain/rules/rulebook.js';
import { exactWithOffset, type CivilDate, type Zone } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { wall } from '../domain/builders.js';

/** The rulebooks and calendars as shipped, asked as a lawyer asks them: every day is written with its weekday. */
const rulebooks = loadConfig().rulebooks.map(({ rulebook }) => rulebook);

/** The answer to one question, perhaps with rulebooks of its own; what is refused is thrown as it is told. */
export const answerTo = (input: LawInput, own: readonly Rulebook[] = []): LawAnswer => {
  const found = askTheLaw([...rulebooks, ...own], input);
  if (!found.ok) throw new Error(found.refusals.map(({ message }) => message).join('; '));
  return found.value;
};

export interface Case {
  readonly notices?: Readonly<Record<string, readonly NoticeInput[]>> | undefined;
  readonly events?: Readonly<Record<string, string>> | undefined;
  readonly facts?: LawInput['facts'];
  readonly noServiceDays?: LawInput['noServiceDays'];
  readonly act?: string;
  readonly now?: string;
  readonly on?: string;
}

/** A notice that left on `Monday 2026-11-23`, or at a moment of it. */
export const sent = (channel: LegalChannel, when: string): NoticeInput => ({ channel, sent: wall(when) });
/** Delivered then, with proof. */
export const proved = (channel: LegalChannel, when: string, proof: Proof = 'delivered'): NoticeInput => ({
  channel,
  sent: wall(when),
  delivered: wall(when),
  proof,
});

interface PlaceOf {
  readonly jurisdiction: string;
  readonly zone: string;
  readonly customerClass?: string;
  readonly utility?: string;
}

/** `Mon 2026-11-23`, or `Mon 2026-11-23T09:00+01:00`. */
const momentOf = (moment: Moment, zone: Zone): string => {
  const text = (at: Moment) => momentText(at, { zone, dayAt: () => ({ is: 'unknown', why: '' }) });
  if ('on' in moment) return text(moment);
  const exact = exactWithOffset(moment.at, zone);
  return `${text({ on: exact.slice(0, 10) as CivilDate })}${exact.slice(10)}`;
};

/** One scenario at one place; `always` are facts that all its cases share. */
export const shippedLaw = (place: PlaceOf, scenario: LawScenario, always: Case = {}) => {
  const zone = place.zone as Zone;
  const dated = (events: Case['events']): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(events ?? {}).map(([name, when]) => [name, wall(when)]));
  const ask = (question: LawInput['ask'], at: string | undefined, own: Case): LawAnswer => {
    const { on, now, act, noServiceDays } = { ...always, ...own };
    return answerTo({
      ask: question,
      place: { ...place, zone },
      scenario,
      act,
      at: at === undefined ? undefined : wall(at),
      now: now === undefined ? undefined : wall(now),
      on: on === undefined ? undefined : (wall(on) as CivilDate),
      notices: { ...always.notices, ...own.notices },
      events: { ...dated(always.events), ...dated(own.events) },
      facts: { ...always.facts, ...own.facts },
      noServiceDays,
    });
  };
  return {
    /** `lawful`, `unlawful: <every reason>` or `undetermined: <every missing fact>`. */
    verdict: (at: string, own: Case = {}): string => {
      const { verdict, reasons, missing } = ask('assess', at, own).answer as Assessment;
      const codes = [...new Set(reasons.map(({ code }) => code))].sort().join(', ');
      return verdict === 'lawful'
        ? verdict
        : `${verdict}: ${verdict === 'unlawful' ? codes : missing.join('; ')}`;
    },
    /** The first lawful moment, or what is missing. */
    earliest: (own: Case = {}): string => {
      const { first, missing, reasons } = ask('earliest', undefined, own).answer as Earliest;
      if (first !== null) return momentOf(first, zone);
      return missing.length > 0
        ? `undetermined: ${missing.join('; ')}`
        : `unlawful: ${reasons.map(({ code }) => code).join(', ')}`;
    },
    /** By when one notice must be served. */
    serveBy: (notice: string, at: string, own: Case = {}): string => {
      const { notices } = ask('latest', at, own).answer as Latest;
      const found = notices.find(each => each.notice === notice);
      return found === undefined || found.served === null
        ? `undetermined: ${found?.missing.join('; ') ?? notice}`
        : momentOf(found.served, zone);
    },
    /** By when one notice must be sent on a channel, that moment excluded unless it says `including`. */
    sendBy: (notice: string, channel: LegalChannel, at: string, own: Case = {}): string => {
      const { notices } = ask('latest', at, own).answer as Latest;
      const send = notices
        .find(each => each.notice === notice)
        ?.channels.find(each => each.channel === channel)?.send;
      if (send === null || send === undefined) return 'only with proof of delivery';
      return `${send.inclusive ? 'including' : 'before'} ${momentOf({ at: send.at }, zone)}`;
    },
    /** By when each deadline ends. */
    deadlines: (own: Case): Readonly<Record<string, string>> => {
      const { deadlines } = ask('deadlines', undefined, own).answer as {
        readonly deadlines: readonly { readonly rule: string; readonly end: Moment }[];
      };
      return Object.fromEntries(deadlines.map(({ rule, end }) => [rule, momentOf(end, zone)]));
    },
    confidence: (at: string, own: Case = {}) => ask('assess', at, own).confidence,
  };
};
