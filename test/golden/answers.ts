import type { Assessment } from '../../server/domain/rules/assess-act.js';
import type { LawAnswer, LawInput, NoticeInput } from '../../server/domain/rules/ask.js';
import { weekdayName } from '../../server/domain/rules/holidays.js';
import type { Place } from '../../server/domain/rules/resolve.js';
import type { LegalChannel, Proof, Rulebook } from '../../server/domain/rules/rulebook.js';
import {
  exactWithOffset,
  isCivilDate,
  type CivilDate,
  type Instant,
  type Zone,
} from '../../server/domain/time.js';
import { wall } from '../domain/builders.js';
import { answerTo } from './shipped-law.js';

/**
 * Whole answers of the rulebooks and calendars as shipped. Every day is written with its weekday, in questions and in
 * answers, and every moment by the clock of the place: `Monday 2026-03-30T09:00+01:00`.
 */
type Asked = Omit<LawInput, 'place' | 'scenario' | 'on'> & { readonly on?: string };

const undated = (value: unknown): unknown => {
  if (typeof value === 'string') return /^[A-Z][a-z]+day \d/.test(value) ? wall(value) : value;
  if (Array.isArray(value)) return value.map(undated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, undated(each)]));
};

const dated = (value: unknown, zone: Zone): unknown => {
  if (typeof value === 'string') {
    if (isCivilDate(value)) return `${weekdayName(value)} ${value}`;
    if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value;
    const exact = exactWithOffset(value as Instant, zone);
    return `${weekdayName(exact.slice(0, 10) as CivilDate)} ${exact}`;
  }
  if (Array.isArray(value)) return value.map(each => dated(each, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, dated(each, zone)]));
};

/** One scenario at one place, perhaps with rulebooks of its own; what is refused is thrown as it is told. */
export const law =
  (place: Place & { readonly zone: string }, scenario: LawInput['scenario'], own: readonly Rulebook[] = []) =>
  (asked: Asked): LawAnswer => {
    const zone = place.zone as Zone;
    const question = undated(asked) as Omit<LawInput, 'place' | 'scenario'>;
    const found = answerTo({ ...question, scenario, place: { ...place, zone } }, own);
    return { ...found, answer: dated(found.answer, zone) as object };
  };

/** The verdict and the codes of its reasons, or what is missing: `unlawful: bar.friday`. */
export const verdict = ({ answer }: LawAnswer): string => {
  const { verdict: word, reasons, missing } = answer as Assessment;
  const why = word === 'undetermined' ? missing : reasons.map(({ code }) => code);
  return why.length === 0 ? word : `${word}: ${why.join(', ')}`;
};

/** A notice whose service is settled. */
export const served = (when: string, channel?: LegalChannel): readonly NoticeInput[] => [
  { served: when, channel },
];
/** A notice that is proved to have been delivered. */
export const delivered = (
  channel: LegalChannel,
  when: string,
  proof: Proof = 'delivered',
): readonly NoticeInput[] => [{ channel, sent: when, delivered: when, proof }];
