import type { Citation, Confidence } from '../outcome.js';
import { barsAt, onWorkingDay } from './bars.js';
import type { TraceLine } from './counting.js';
import { applies, dayOf, holds, operandsOf } from './facts.js';
import { finding, inForceLine, NOTHING, together, type Finding, type Reason } from './finding.js';
import {
  barsOf,
  citedIn,
  countingOf,
  deliveriesOf,
  factsOf,
  isNotice,
  neededNotices,
  splitEvent,
  unknownAct,
  waitsThatApply,
  weakest,
  withCitation,
  type LawQuestion,
} from './law-question.js';
import { noticeFinding } from './notice-finding.js';
import { momentText, onOrAt, type Moment } from './period.js';
import type { Rule, Wait } from './rulebook.js';
import { boundOf, limitOf, momentOrder, shortfall } from './waiting.js';

export interface Assessment {
  readonly verdict: 'lawful' | 'unlawful' | 'undetermined';
  readonly reasons: readonly Reason[];
  /** Facts without which nothing more can be said. */
  readonly missing: readonly string[];
  readonly trace: readonly TraceLine[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence;
  readonly rulebooks: readonly string[];
}

export const concluded = (question: LawQuestion, parts: readonly Finding[]): Assessment => {
  const { reasons, missing, trace, because } = together(parts);
  const cited = citedIn(trace, [
    ...because,
    ...reasons.flatMap(r => (r.because === null ? [] : [r.because])),
  ]);
  return {
    // One certain breach is enough; what else is not known cannot mend it.
    verdict: reasons.length > 0 ? 'unlawful' : missing.length > 0 ? 'undetermined' : 'lawful',
    reasons,
    missing,
    trace: [inForceLine(question), ...trace],
    because: cited,
    confidence: weakest(cited),
    rulebooks: question.law.rulebooks,
  };
};

/** When an event was, for the waits that end with it. */
const momentOf = (question: LawQuestion, event: string): Moment | null => {
  if (event === question.act) return question.at;
  const { name, sent } = splitEvent(event);
  const fact = question.facts.events[event];
  if (fact !== undefined || !isNotice(question, event)) return fact ?? null;
  const deliveries = deliveriesOf(question, name);
  if (!deliveries.known) return null;
  const moments = deliveries.value.flatMap(({ given, moment }) => {
    const at = sent ? (given.sent ?? given.served) : moment;
    return at === null ? [] : [at];
  });
  return moments.sort((a, b) => momentOrder(a, b, countingOf(question)))[0] ?? null;
};

const waitFinding = (question: LawQuestion, key: string, rule: Rule<Wait>): Finding => {
  const { value: wait, because } = rule;
  const counting = countingOf(question);
  if (wait.inGoodTime === true)
    return finding({
      missing: [`a number for waits.${key}: the law sets none, or it was not read`],
      because: [because],
    });
  const moment = momentOf(question, wait.to);
  if (moment === null)
    return wait.to === question.act ? finding({ missing: [`when: the moment of ${wait.to}`] }) : NOTHING;
  const parts: Finding[] = [finding({ because: [because] })];
  if (wait.atLeast !== undefined || wait.byChannel !== undefined) {
    const bound = boundOf(question, rule);
    if (!bound.known) parts.push(finding({ missing: bound.missing }));
    else if (bound.value !== null) {
      const { first, trace } = bound.value;
      if ('at' in first && !('at' in moment))
        parts.push(finding({ missing: [`the time of day of ${wait.to}`] }));
      const short = shortfall(moment, first, counting);
      const lines = [...trace, { step: wait.to, result: momentText(moment, counting), because: null }];
      parts.push(
        finding({ trace: lines, reasons: short === null ? [] : [tooEarly(question, rule, first, short)] }),
      );
    }
  }
  if (wait.atMost !== undefined) parts.push(limitFinding(question, rule, moment));
  if (wait.onlyOn === 'workingDay') {
    const working = onWorkingDay(moment, counting);
    if (!working.known) parts.push(finding({ missing: working.missing }));
    else if (!working.value)
      parts.push(
        finding({
          reasons: [
            {
              code: 'act.notOnWorkingDay',
              about: wait.to,
              message: `${wait.to} may fall on a working day only, and ${momentText(moment, counting)} is none.`,
              because,
              details: { on: dayOf(moment, counting.zone) },
            },
          ],
        }),
      );
  }
  return together(parts);
};

const tooEarly = (
  question: LawQuestion,
  { value: wait, because }: Rule<Wait>,
  first: Moment,
  short: NonNullable<ReturnType<typeof shortfall>>,
): Reason => {
  const premature = isNotice(question, wait.to);
  const amount = 'days' in short ? `${short.days} day(s)` : `${(short.seconds / 3600).toFixed(2)} h`;
  return {
    code: premature ? 'notice.premature' : 'notice.tooShort',
    about: premature ? splitEvent(wait.to).name : splitEvent(wait.from).name,
    message: `${wait.to} comes ${amount} too early after ${wait.from}: it is lawful from ${momentText(first, countingOf(question))}.`,
    because,
    short,
    from: first,
    details: { from: onOrAt(first) },
  };
};

const limitFinding = (question: LawQuestion, rule: Rule<Wait>, moment: Moment): Finding => {
  const { value: wait, because } = rule;
  const counting = countingOf(question);
  const limit = limitOf(question, rule);
  if (!limit.known) return finding({ missing: limit.missing });
  if (limit.value === null) return NOTHING;
  const { end, trace } = limit.value;
  const late = 'at' in end ? momentOrder(moment, end, counting) > 0 : dayOf(moment, counting.zone) > end.on;
  return finding({
    trace: withCitation(
      [
        ...trace,
        {
          step: `${wait.to} at the latest after ${wait.from}`,
          result: momentText(end, counting),
          because: null,
        },
      ],
      because,
    ),
    reasons: late
      ? [
          {
            code: 'notice.expired',
            about: splitEvent(wait.from).name,
            message: `${wait.to} had to come by ${momentText(end, counting)}; "${wait.from}" is too old.`,
            because,
            details: { until: onOrAt(end) },
          },
        ]
      : [],
  });
};

/** The bars on an event; without its moment only those that hold at any time can be judged. */
const barFinding = (question: LawQuestion, event: string, moment: Moment | null): Finding => {
  const counting = countingOf(question);
  const all = barsOf(question).filter(([, { value }]) => moment !== null || value.kind === 'always');
  const untimed = moment === null && all.length < barsOf(question).length;
  const at = moment ?? { on: question.law.on };
  const { barring, missing, provided, days } = barsAt(all, event, at, {
    facts: factsOf(question),
    counting,
    factsOn: moment === null ? null : dayOf(moment, counting.zone),
  });
  return finding({
    missing: [
      ...missing,
      ...provided.map(({ code }) => code),
      ...(untimed ? [`when: the moment of ${event}`] : []),
    ],
    because: all.filter(([, { value }]) => value.bans.includes(event)).map(([, { because }]) => because),
    trace: [...days, ...barring.map(({ text, because }) => ({ step: text, result: 'not allowed', because }))],
    reasons: barring.map(({ code, because }) => ({
      code: `bar.${code}`,
      about: event,
      message: `${event} is not allowed: ${code}.`,
      because,
      details: { bar: code },
    })),
  });
};

const thresholdFinding = (question: LawQuestion): Finding =>
  together(
    Object.entries(question.law.rules.thresholds ?? {}).map(([key, { value, because }]) => {
      const counting = countingOf(question);
      const applicable = applies(value, factsOf(question), counting);
      if (applicable.known && !applicable.value) return NOTHING;
      const met = holds(value.needs, factsOf(question), counting);
      const missing = [applicable, met].flatMap(part => (part.known ? [] : part.missing));
      if (met.known && met.value) return finding({ because: [because] });
      if (missing.length > 0) return finding({ missing, because: [because] });
      const [required] = [...operandsOf(value.needs, question.facts)].sort((a, b) => b - a);
      return finding({
        because: [because],
        reasons: [
          {
            code: `threshold.${key}`,
            about: question.act,
            message: `${question.act} is not allowed: ${key}${required === undefined ? '' : `; needed ${required}`}.`,
            because,
            ...(required === undefined ? {} : { required }),
            details: { threshold: key },
          },
        ],
      });
    }),
  );

/** The largest number that any threshold asks for in this case. */
export const thresholdRequired = (question: LawQuestion): number | null =>
  Object.values(question.law.rules.thresholds ?? {})
    .flatMap(({ value }) => operandsOf(value.needs, question.facts))
    .reduce<number | null>((largest, each) => (largest === null || each > largest ? each : largest), null);

/** Is the act lawful, and if not, every reason why not. */
export const assessAct = (question: LawQuestion): Assessment => {
  const needed = neededNotices(question);
  const concerned = (event: string): boolean =>
    event === question.act ||
    event === splitEvent(question.act).name ||
    needed.some(([notice]) => notice === splitEvent(event).name) ||
    question.facts.events[event] !== undefined;
  const { waits, missing } = waitsThatApply(question, wait => concerned(wait.to));
  const given = needed.flatMap(([notice]) => {
    const moment = momentOf(question, `${notice}.sent`);
    return moment === null ? [] : [barFinding(question, notice, moment)];
  });
  const isAct = !isNotice(question, question.act);
  return concluded(question, [
    finding({ missing: [...missing, ...unknownAct(question)] }),
    ...needed.map(([notice, rules]) => noticeFinding(question, notice, rules)),
    ...waits.map(([key, rule]) => waitFinding(question, key, rule)),
    barFinding(question, question.act, question.at),
    ...given,
    ...(isAct ? [thresholdFinding(question)] : []),
  ]);
};
