import type { Citation, Confidence } from '../outcome.js';
import { addSeconds, type Instant } from '../time.js';
import { known, type Counting, type Known, type TraceLine } from './counting.js';
import {
  citedIn,
  countingOf,
  neededNotices,
  serviceRule,
  splitEvent,
  waitsThatApply,
  weakest,
  withCitation,
  type LawQuestion,
} from './law-question.js';
import { momentText, periodText, type Moment } from './period.js';
import { LEGAL_CHANNELS, type LegalChannel, type NoticeRules, type Wait } from './rulebook.js';
import { endOfDay, lastSending, type Last } from './serving.js';
import { lastBefore } from './waiting.js';
import { inForceLine } from './finding.js';

export interface LastOnChannel {
  readonly channel: LegalChannel;
  /** Null: service is by proof, so that no moment of sending is sure to be early enough. */
  readonly send: Last | null;
  /** The day by whose end, or the moment by which, it must be served. */
  readonly served: Moment;
  /** When the channel serves. */
  readonly because: Citation;
}

/** Until when one notice may be given. */
export interface LastOfNotice {
  readonly notice: string;
  readonly to: string;
  /** The last day (its end), or the last moment, to be served; null: no length is set, it goes at once. */
  readonly served: Moment | null;
  /** `served` as a moment. */
  readonly serveBy: Last | null;
  readonly channels: readonly LastOnChannel[];
  readonly missing: readonly string[];
  readonly trace: readonly TraceLine[];
}

export interface Latest {
  readonly notices: readonly LastOfNotice[];
  readonly missing: readonly string[];
  readonly because: readonly Citation[];
  readonly confidence: Confidence;
  readonly trace: readonly TraceLine[];
  readonly rulebooks: readonly string[];
}

export const asLast = (moment: Moment, counting: Counting): Last =>
  'at' in moment ? { at: moment.at, inclusive: true } : endOfDay(moment.on, counting);

/** The very last millisecond that is still good: for those who compare moments. */
export const lastMoment = ({ at, inclusive }: Last): Instant => (inclusive ? at : addSeconds(at, -0.001));

interface Found {
  readonly served: Moment;
  readonly trace: readonly TraceLine[];
}

const earlier = (a: Found | null, b: Found, counting: Counting): Found =>
  a === null || lastMoment(asLast(b.served, counting)) < lastMoment(asLast(a.served, counting)) ? b : a;

/** The last moment for `event`, from every wait that begins with it; null: none does. */
const lastOf = (
  question: LawQuestion,
  event: string,
  channel: LegalChannel | null,
  deep: number,
): Known<Found | null> => {
  const counting = countingOf(question);
  const { waits, missing } = waitsThatApply(question, wait => wait.from === event);
  if (missing.length > 0) return { known: false, missing };
  let found: Found | null = null;
  for (const [, rule] of waits) {
    const { value: wait } = rule;
    if (wait.inGoodTime === true)
      return { known: false, missing: [`a number for ${wait.from} to ${wait.to}`] };
    const periods = (channel === null ? undefined : wait.byChannel?.[channel]) ?? wait.atLeast;
    if (periods === undefined) continue;
    const to = target(question, wait, deep);
    if (!to.known) return to;
    if (to.value === null) continue;
    const { served: end, trace: before } = to.value;
    const last = lastBefore(periods, wait, end, counting);
    if (!last.known) return last;
    const lines: readonly TraceLine[] = [
      ...before,
      { step: wait.to, result: momentText(end, counting), because: null },
      ...last.value.trace,
      {
        step: `minus ${periods.map(periodText).join(', then ')}${wait.counting === 'clear' ? ', in full' : ''}: ${event} at the latest`,
        result: momentText(last.value.last, counting),
        because: rule.because,
      },
    ];
    found = earlier(found, { served: last.value.last, trace: withCitation(lines, rule.because) }, counting);
  }
  return known(found);
};

/** The moment of the later event of a wait: the act's, or the last one of a later event, and how it was found. */
const target = (question: LawQuestion, wait: Wait, deep: number): Known<Found | null> => {
  const given = wait.to === question.act ? question.at : (question.facts.events[wait.to] ?? null);
  if (given !== null) return known({ served: given, trace: [] });
  if (wait.to === question.act || deep > 20) return known(null);
  return lastOf(question, splitEvent(wait.to).name, null, deep + 1);
};

const channelsOf = (question: LawQuestion, rules: NoticeRules): readonly LegalChannel[] => {
  const groups = rules.form?.value.groups.flatMap(({ oneOf }) => oneOf);
  const allowed = groups ?? question.law.rules.writtenForm?.value ?? [];
  return LEGAL_CHANNELS.filter(channel => allowed.includes(channel));
};

const onChannel = (
  question: LawQuestion,
  notice: string,
  rules: NoticeRules,
  channel: LegalChannel,
): Known<LastOnChannel | null> => {
  const counting = countingOf(question);
  const found = lastOf(question, notice, channel, 0);
  if (!found.known) return found;
  const bySending = lastOf(question, `${notice}.sent`, channel, 0);
  if (!bySending.known) return bySending;
  const sent = bySending.value === null ? null : asLast(bySending.value.served, counting);
  const served = found.value?.served ?? bySending.value?.served ?? null;
  if (served === null) return known(null);
  const service = serviceRule(question, rules, channel);
  if (service === undefined)
    return { known: false, missing: [`when a notice by ${channel} counts as served`] };
  const { value: rule, because } = service;
  if (rule.event === 'delivered') return known({ channel, send: sent, served, because });
  const send = lastSending(rule, served, counting);
  if (!send.known) return send;
  const both = sent !== null && lastMoment(sent) < lastMoment(send.value) ? sent : send.value;
  return known({ channel, send: both, served, because });
};

const ofNotice = (question: LawQuestion, notice: string, rules: NoticeRules): LastOfNotice => {
  const counting = countingOf(question);
  const found = lastOf(question, notice, null, 0);
  const channels = channelsOf(question, rules).map(channel => onChannel(question, notice, rules, channel));
  const served = found.known ? (found.value?.served ?? null) : null;
  return {
    notice,
    to: rules.given?.value.to ?? 'customer',
    served,
    serveBy: served === null ? null : asLast(served, counting),
    channels: channels.flatMap(each => (each.known && each.value !== null ? [each.value] : [])),
    missing: [...new Set([found, ...channels].flatMap(each => (each.known ? [] : each.missing)))],
    trace: found.known ? (found.value?.trace ?? []) : [],
  };
};

/** By when each notice must be served, and over each channel sent, so that the act is lawful at its moment. */
export const latest = (question: LawQuestion): Latest => {
  const notices = neededNotices(question).map(([notice, rules]) => ofNotice(question, notice, rules));
  const trace = [inForceLine(question), ...notices.flatMap(notice => notice.trace)];
  const cited = citedIn(
    trace,
    notices.flatMap(({ channels }) => channels.map(({ because }) => because)),
  );
  return {
    notices,
    missing: [
      ...new Set([
        ...(question.at === null ? [`when: the moment of ${question.act}`] : []),
        ...notices.flatMap(({ missing }) => missing),
      ]),
    ],
    because: cited,
    confidence: weakest(cited),
    trace,
    rulebooks: question.law.rulebooks,
  };
};
