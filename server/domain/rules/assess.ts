import type { CustomerGroup } from '../account.js';
import { CHANNELS, type Channel } from '../contact-point.js';
import type { Citation, Refusal } from '../outcome.js';
import { exactWithOffset, hoursBetween, withOffset, type Instant, type Zone } from '../time.js';
import { assessAct } from './assess-act.js';
import { inForceLine, type Reason } from './finding.js';
import { formsOf, isOurs } from './forms.js';
import type { TraceLine } from './counting.js';
import { earliest } from './earliest.js';
import { NO_FACTS, type Given } from './facts.js';
import { latest, lastMoment, type LastOfNotice } from './latest.js';
import { citedIn, countingOf, splitEvent, type LawQuestion } from './law-question.js';
import { missingWords } from './missing-words.js';
import { startOf } from './period.js';
import type { Undetermined } from './resolve.js';
import type { ResolvedRules } from './rulebook.js';
import type { Asked } from './asked.js';

/** What the law says of one schedule in one jurisdiction and zone. */
export interface Judgement {
  readonly jurisdiction: string;
  readonly zone: Zone;
  /** The affected whom it concerns: the law of the place treats them alike. */
  readonly whom: readonly CustomerGroup[];
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
  /** What would have to be known to say more. */
  readonly missing: readonly string[];
  /** How it was asked, of which versions: a judgement of a revision can be made again. */
  readonly asked?: Asked;
}

export interface Question {
  readonly rules: ResolvedRules;
  readonly zone: Zone;
  /** The first moment without supply. */
  readonly start: Instant;
  readonly now: Instant;
}

const isWritten = (rules: ResolvedRules, channel: Channel): boolean =>
  formsOf(rules).some(form => form.includes(channel));

const written = (
  rules: ResolvedRules,
  momentOn: (channel: Channel) => Instant | null,
): Judgement['lastLawful'] =>
  Object.fromEntries(
    CHANNELS.filter(channel => isWritten(rules, channel)).map(channel => [channel, momentOn(channel)]),
  );

/** The rules that say when and in what form people are told, for the notice itself to cite. */
export const citations = ({ rules, writtenForm }: ResolvedRules): readonly Citation[] => [
  ...Object.values(rules.notices ?? {}).flatMap(({ given }) =>
    given?.value.asSoonAs === undefined ? [] : [given.because],
  ),
  ...Object.values(rules.waits ?? {}).map(({ because }) => because),
  writtenForm.because,
];

const questionOf = (
  law: ResolvedRules,
  zone: Zone,
  start: Instant | null,
  now: Instant | null,
): LawQuestion => ({
  law,
  zone,
  facts: { ...NO_FACTS, values: law.facts },
  act: 'interruption',
  at: start === null ? null : { at: start },
  now,
});

/** No notice period: an emergency, or news of what people were told before. It goes at once. */
export const informAtOnce = (rules: ResolvedRules, zone: Zone, start: Instant | null): Judgement => ({
  jurisdiction: rules.jurisdiction,
  zone,
  whom: [],
  verdict: 'lawful',
  serveBy: null,
  lastLawful: written(rules, () => null),
  earliestStart: null,
  rulebooks: rules.rulebooks,
  because: citations(rules),
  trace: [
    inForceLine(questionOf(rules, zone, start, null)),
    {
      step: 'It is told as soon as it is known',
      result: 'no notice period',
      because: citations(rules)[0] ?? null,
    },
  ],
  refusals: [],
  missing: [],
});

/** The law of our own notices, which are judged as served: in what form is for those who plan them. */
const ourPart = (law: ResolvedRules): ResolvedRules => {
  const notices = Object.entries(law.rules.notices ?? {});
  const others = notices.filter(([, rules]) => !isOurs(rules)).map(([key]) => key);
  return {
    ...law,
    rules: {
      ...law.rules,
      notices: Object.fromEntries(
        notices.filter(([, rules]) => isOurs(rules)).map(([key, { form: _, ...rest }]) => [key, rest]),
      ),
      waits: Object.fromEntries(
        Object.entries(law.rules.waits ?? {}).filter(
          ([, { value }]) => !others.includes(splitEvent(value.from).name),
        ),
      ),
    },
  };
};

const servedAt = (now: Instant): Given => ({
  channel: null,
  sent: { at: now },
  served: { at: now },
  delivered: { at: now },
  proof: 'delivered',
  failedAttempts: [],
});

/** Is the schedule lawful if its notices are served now, by when must they be, and when could it start at the earliest. */
export const assess = (question: Question): Judgement => {
  const { rules, zone, start, now } = question;
  if (!Object.values(rules.rules.waits ?? {}).some(({ value }) => value.to === 'interruption'))
    return informAtOnce(rules, zone, start);
  const asked = questionOf(rules, zone, start, now);
  const limits = latest(asked);
  const ours = ourPart(rules);
  const served = Object.keys(ours.rules.notices ?? {}).map(notice => [notice, [servedAt(now)]] as const);
  const told: LawQuestion = {
    ...asked,
    law: ours,
    facts: { ...asked.facts, notices: Object.fromEntries(served) },
  };
  const { verdict, reasons, missing } = assessAct(told);
  const first = earliest(told).at;
  const mine = limits.notices.filter(({ notice }) => ours.rules.notices?.[notice] !== undefined);
  const serveBy = soonest(mine.flatMap(({ serveBy: last }) => (last === null ? [] : [lastMoment(last)])));
  const onChannel = (channel: Channel): Instant | null => {
    const found = mine.flatMap(({ channels }) => channels).filter(each => each.channel === channel);
    const sent = soonest(found.flatMap(({ send }) => (send === null ? [] : [lastMoment(send)])));
    // Where service is by proof, it is the proof that must have come by then; what cannot be counted has no moment.
    return sent ?? (found.length === 0 && limits.missing.length > 0 ? null : serveBy);
  };
  const earliestStart = first === null ? null : startOf(first, countingOf(asked));
  const trace = traceOf(question, asked, limits.notices, serveBy);
  return {
    jurisdiction: rules.jurisdiction,
    zone,
    whom: [],
    rulebooks: rules.rulebooks,
    because: citedIn(trace, citations(rules)),
    verdict,
    serveBy,
    lastLawful: written(rules, onChannel),
    earliestStart,
    trace,
    refusals:
      verdict === 'undetermined'
        ? [cannotSay(rules.jurisdiction, 'fact.missing', `It is not known: ${missing.join('; ')}.`, missing)]
        : reasons.map(reason => refusalOf(reason, question, serveBy, earliestStart)),
    missing: [...new Set([...missing, ...limits.missing])],
  };
};

const soonest = (moments: readonly Instant[]): Instant | null => extreme(moments, (a, b) => (a < b ? a : b));

const traceOf = (
  { zone, start, now }: Question,
  asked: LawQuestion,
  notices: readonly LastOfNotice[],
  serveBy: Instant | null,
): readonly TraceLine[] => [
  { step: 'Start of the interruption', result: withOffset(start, zone), because: null },
  inForceLine(asked),
  // The first line of each is the start again.
  ...notices.flatMap(({ trace }) => trace.slice(1)),
  { step: 'Now', result: withOffset(now, zone), because: null },
  ...(serveBy === null
    ? []
    : [{ step: 'Time left', result: `${hoursBetween(now, serveBy).toFixed(1)} h`, because: null }]),
];

const refusalOf = (
  reason: Reason,
  { rules, zone, start, now }: Question,
  serveBy: Instant | null,
  earliestStart: Instant | null,
): Refusal => {
  const lawful =
    earliestStart === null
      ? 'There is no lawful start within a year.'
      : `Start at ${exactWithOffset(earliestStart, zone)} or later, if it is sent now.`;
  const details = { start, serveBy, earliestStart, zone, jurisdiction: rules.jurisdiction };
  const because = reason.because === null ? [] : [reason.because];
  if (reason.code !== 'notice.tooShort' || serveBy === null)
    return {
      code: reason.code.startsWith('bar.') ? 'schedule.barred' : 'schedule.unlawful',
      message: `Cannot announce for ${withOffset(start, zone)}: ${reason.message}`,
      lawful,
      because,
      details: { ...details, reason: reason.code },
    };
  return {
    code: 'schedule.tooLate',
    message:
      `Cannot announce for ${withOffset(start, zone)}: notice can no longer be served in time, ` +
      `the last lawful moment was ${withOffset(serveBy, zone)} (${hoursBetween(serveBy, now).toFixed(1)} h ago).`,
    lawful,
    because,
    details,
  };
};

const cannotSay = (
  jurisdiction: string,
  code: string,
  message: string,
  missing: readonly string[],
): Refusal => ({
  code,
  message: `We cannot say whether this is lawful. ${message}`,
  lawful:
    'Ask the administrator to complete the rulebook or its calendar, or leave those service points out.',
  because: [],
  details: { jurisdiction, missing: missing.map(missingWords) },
});

/** The judgement where the rules themselves are not known. */
export const undetermined = (jurisdiction: string, zone: Zone, missing: Undetermined): Judgement => ({
  jurisdiction,
  zone,
  whom: [],
  verdict: 'undetermined',
  serveBy: null,
  lastLawful: {},
  earliestStart: null,
  rulebooks: [],
  because: [],
  trace: [{ step: missing.message, result: 'undetermined', because: null }],
  refusals: [cannotSay(jurisdiction, missing.code, missing.message, [missing.message])],
  missing: [missing.message],
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

/** Where several answers stand side by side, each says whose it is. */
const placed =
  ({ jurisdiction, whom }: Judgement) =>
  (refusal: Refusal): Refusal => ({
    ...refusal,
    message: `${jurisdiction}: ${refusal.message}`,
    details: { ...refusal.details, whom },
  });

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
  refusals: judgements.flatMap(judgement =>
    judgements.length === 1 ? judgement.refusals : judgement.refusals.map(placed(judgement)),
  ),
  judgements,
});
