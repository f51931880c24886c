import { CHANNELS, type Channel } from '../contact-point.js';
import type { Citation, Refusal } from '../outcome.js';
import { addHours, hoursBetween, withOffset, type Instant, type Zone } from '../time.js';
import type { Undetermined } from './resolve.js';
import type { ResolvedRules } from './rulebook.js';

/** A line of the arithmetic, for a person to check by hand. */
export interface TraceLine {
  readonly step: string;
  readonly result: string;
  readonly because: Citation | null;
}

/** What the law says of one schedule in one jurisdiction and zone. */
export interface Judgement {
  readonly jurisdiction: string;
  readonly zone: Zone;
  readonly verdict: 'lawful' | 'unlawful' | 'undetermined';
  /** The last lawful moment of service; null where there is none, or where it cannot be known. */
  readonly serveBy: Instant | null;
  /** The last lawful moment per channel of the written form; absent: the channel is no written form here. */
  readonly lastLawful: Partial<Readonly<Record<Channel, Instant | null>>>;
  /** If every notice were served now. */
  readonly earliestStart: Instant | null;
  readonly rulebooks: readonly string[];
  readonly because: readonly Citation[];
  readonly trace: readonly TraceLine[];
  /** Why not, all at once. */
  readonly refusals: readonly Refusal[];
}

export interface Question {
  readonly rules: ResolvedRules;
  readonly zone: Zone;
  /** The first moment without supply. */
  readonly start: Instant;
  readonly now: Instant;
}

const written = (rules: ResolvedRules, moment: Instant | null): Judgement['lastLawful'] =>
  Object.fromEntries(
    CHANNELS.filter(channel => rules.writtenForm.value.includes(channel)).map(channel => [channel, moment]),
  );

/** No notice period: an emergency, or news of what people were told before. It goes at once. */
export const informAtOnce = (rules: ResolvedRules, zone: Zone): Judgement => ({
  jurisdiction: rules.jurisdiction,
  zone,
  verdict: 'lawful',
  serveBy: null,
  lastLawful: written(rules, null),
  earliestStart: null,
  rulebooks: rules.rulebooks,
  because: citations(rules),
  trace: [
    { step: 'It is told as soon as it is known', result: 'no notice period', because: rules.lead.because },
  ],
  refusals: [],
});

const citations = (rules: ResolvedRules): readonly Citation[] => [
  rules.lead.because,
  rules.writtenForm.because,
];

/** Is the schedule lawful if its notices are served now, by when must they be, and when could it start at the earliest. */
export const assess = ({ rules, zone, start, now }: Question): Judgement => {
  const lead = rules.lead.value;
  if (lead.unit === 'asSoonAsKnown') return informAtOnce(rules, zone);
  const serveBy = addHours(start, -lead.count);
  const earliestStart = addHours(now, lead.count);
  const trace: readonly TraceLine[] = [
    { step: 'Start of the interruption', result: withOffset(start, zone), because: null },
    {
      step: `minus ${lead.count} clock hours`,
      result: withOffset(serveBy, zone),
      because: rules.lead.because,
    },
    { step: 'Now', result: withOffset(now, zone), because: null },
    { step: 'Time left', result: `${hoursBetween(now, serveBy).toFixed(1)} h`, because: null },
  ];
  const late = now > serveBy;
  return {
    jurisdiction: rules.jurisdiction,
    zone,
    rulebooks: rules.rulebooks,
    because: citations(rules),
    verdict: late ? 'unlawful' : 'lawful',
    serveBy,
    lastLawful: written(rules, serveBy),
    earliestStart,
    trace,
    refusals: late ? [tooLate({ rules, zone, start, now }, serveBy, earliestStart, lead.count)] : [],
  };
};

const tooLate = (
  { rules, zone, start, now }: Question,
  serveBy: Instant,
  earliestStart: Instant,
  hours: number,
): Refusal => ({
  code: 'schedule.tooLate',
  message:
    `Cannot announce for ${withOffset(start, zone)}: notice must be served ${hours} hours before, ` +
    `and the last lawful moment was ${withOffset(serveBy, zone)} (${hoursBetween(serveBy, now).toFixed(1)} h ago).`,
  lawful: `Start at ${withOffset(earliestStart, zone)} or later, if it is sent now.`,
  because: [rules.lead.because],
  details: { serveBy, earliestStart, jurisdiction: rules.jurisdiction },
});

/** The judgement where the rules themselves are not known. */
export const undetermined = (jurisdiction: string, zone: Zone, missing: Undetermined): Judgement => ({
  jurisdiction,
  zone,
  verdict: 'undetermined',
  serveBy: null,
  lastLawful: {},
  earliestStart: null,
  rulebooks: [],
  because: [],
  trace: [{ step: missing.message, result: 'undetermined', because: null }],
  refusals: [
    {
      code: missing.code,
      message: `We cannot say whether this is lawful. ${missing.message}`,
      lawful: 'Ask the administrator to add the rulebook, or leave those service points out.',
      because: [],
      details: { jurisdiction },
    },
  ],
});

/** One verdict for a schedule that touches several jurisdictions: the worst counts, the earliest start is the latest of them. */
export interface Verdict {
  readonly kind: Judgement['verdict'];
  readonly serveBy: Instant | null;
  readonly earliestStart: Instant | null;
  readonly refusals: readonly Refusal[];
  readonly judgements: readonly Judgement[];
}

const RANK = { lawful: 0, unlawful: 1, undetermined: 2 } as const;
const extreme = (
  moments: readonly (Instant | null)[],
  pick: (a: Instant, b: Instant) => Instant,
): Instant | null =>
  moments.filter(m => m !== null).reduce<Instant | null>((a, b) => (a === null ? b : pick(a, b)), null);

export const combine = (judgements: readonly Judgement[]): Verdict => ({
  kind: judgements.reduce<Verdict['kind']>(
    (worst, j) => (RANK[j.verdict] > RANK[worst] ? j.verdict : worst),
    'lawful',
  ),
  serveBy: extreme(
    judgements.map(j => j.serveBy),
    (a, b) => (a < b ? a : b),
  ),
  earliestStart: extreme(
    judgements.map(j => j.earliestStart),
    (a, b) => (a > b ? a : b),
  ),
  refusals: judgements.flatMap(j => j.refusals),
  judgements,
});
