import { afterQuietHours } from '../../server/domain/calendar.js';
import { assessAct, thresholdRequired } from '../../server/domain/rules/assess-act.js';
import { firstFree } from '../../server/domain/rules/first-free.js';
import { compensation, deadlines } from '../../server/domain/rules/dues.js';
import { earliest } from '../../server/domain/rules/earliest.js';
import { dayOf } from '../../server/domain/rules/facts.js';
import type { Reason } from '../../server/domain/rules/finding.js';
import { latest } from '../../server/domain/rules/latest.js';
import {
  barsOf,
  countingOf,
  deliveriesOf,
  type LawQuestion,
} from '../../server/domain/rules/law-question.js';
import type { Moment } from '../../server/domain/rules/period.js';
import { beforeQuietHours, maySendNow } from '../../server/domain/rules/quiet.js';
import { endOfDay, type Last } from '../../server/domain/rules/serving.js';
import {
  addDays,
  exactWithOffset,
  instant,
  startOfDay,
  type CivilDate,
  type Zone,
} from '../../server/domain/time.js';
import type { GoldenCase } from './golden-case.js';
import { questionOf } from './golden-question.js';

const CODES: Readonly<Record<string, string>> = {
  'notice.tooShort': 'notice_too_short',
  'notice.premature': 'notice_premature',
  'notice.unproven': 'delivery_not_verified',
};
const reasonName = ({ code, about }: Reason): string =>
  code === 'notice.missing' ? `missing_step_${about}` : (CODES[code] ?? code.slice(code.indexOf('.') + 1));

/** Instants as the set writes them: to the second, with the offset of the zone. */
const text = (at: Parameters<typeof exactWithOffset>[0], zone: Zone): string =>
  exactWithOffset(at, zone).replace(/T(\d\d:\d\d)(?=[+-])/, 'T$1:00');

const lastOf = (question: LawQuestion) => {
  const [notice] = latest(question).notices;
  if (notice?.serveBy === null || notice?.served === null || notice === undefined)
    throw new Error(`No last moment: ${JSON.stringify(latest(question).missing)}`);
  return { serveBy: notice.serveBy, served: notice.served };
};

const latestSend = (question: LawQuestion): unknown => {
  const { serveBy } = lastOf(question);
  const quiet = question.law.rules.quietHours?.value;
  if (quiet === undefined)
    return { latestSend: text(serveBy.at, question.zone), inclusive: serveBy.inclusive };
  const polite: Last = beforeQuietHours(quiet, question.zone, serveBy);
  return {
    latestSend: text(polite.at, question.zone),
    inclusive: polite.inclusive,
    legalLatest: text(serveBy.at, question.zone),
  };
};

const latestServeDate = (question: LawQuestion): unknown => {
  const { served } = lastOf(question);
  const day = dayOf(served, question.zone);
  return {
    latestServeDate: day,
    latestServeBefore: text(endOfDay(day, countingOf(question)).at, question.zone),
  };
};

const dateOf = (moment: Moment, zone: Zone): CivilDate => dayOf(moment, zone);

const WITH_PERIOD_END = /_THEN_|SUSPENDABLE/;
const stepsOf = (question: LawQuestion, golden: GoldenCase): unknown => {
  const answer = earliest(question);
  const named = (golden.convention['steps'] as { step: string; counting: string }[] | undefined) ?? [];
  return Object.fromEntries(
    named.map(({ step, counting }) => {
      const found = answer.steps.find(({ event }) => event === step);
      return [
        step,
        {
          earliest: found === undefined ? null : dateOf(found.first, question.zone),
          ...(WITH_PERIOD_END.test(counting) ? { periodEnds: found?.periodEnds } : {}),
        },
      ];
    }),
  );
};

const earliestDate = (question: LawQuestion, golden: GoldenCase): unknown => {
  const answer = earliest(question);
  const { kind } = golden.convention;
  const period = WITH_PERIOD_END.test(kind) && kind !== 'MAIL_OFFSET_THEN_DAYS';
  return {
    earliestDate: answer.on,
    inclusive: true,
    ...(period ? { periodEnds: answer.periodEnds } : {}),
    ...(kind === 'SEQUENCE' ? { steps: stepsOf(question, golden) } : {}),
  };
};

const earliestInstant = (question: LawQuestion, golden: GoldenCase): unknown => {
  const { at } = earliest(question);
  return {
    earliestAt: at !== null && 'at' in at ? text(at.at, question.zone) : null,
    inclusive: true,
    steps: stepsOf(question, golden),
  };
};

const isLawful = (question: LawQuestion, golden: GoldenCase): unknown => {
  const answer = assessAct(question);
  if (answer.verdict === 'undetermined') throw new Error(`Undetermined: ${answer.missing.join(', ')}`);
  const short = answer.reasons.map(reason => reason.short).find(each => each !== undefined);
  const required = thresholdRequired(question);
  return {
    verdict: answer.verdict,
    reasons: [...new Set(answer.reasons.map(reasonName))].sort(),
    ...(short === undefined || golden.convention.kind === 'MIN_GAP'
      ? {}
      : 'days' in short
        ? { shortfallDays: short.days }
        : { shortfallSeconds: short.seconds }),
    ...(required === null ? {} : { required }),
    ...(golden.convention.kind === 'MIN_GAP' ? { earliestDate: earliest(question).on } : {}),
  };
};

const nextLawful = (question: LawQuestion, golden: GoldenCase): unknown => {
  if (question.at === null) throw new Error('No moment.');
  const free = firstFree(barsOf(question), question.act, question.at, {
    facts: question.facts,
    counting: countingOf(question),
    factsOn: dayOf(question.at, question.zone),
  });
  if (!free.known || !('at' in free.value.moment)) throw new Error('No free moment.');
  return {
    ...(isLawful(question, golden) as object),
    nextLawfulAt: text(free.value.moment.at, question.zone),
    inclusive: true,
  };
};

const maySend = (question: LawQuestion, { given }: GoldenCase): unknown => {
  const quiet = question.law.rules.quietHours?.value;
  if (quiet === undefined) throw new Error('No quiet hours.');
  const zone = given['recipientTimezone'] as Zone;
  const at = instant(String(given['at']));
  const answer = maySendNow({ quiet, zone, at, emergency: given['emergency'] === true, last: null });
  if (answer.verdict === 'hold') expect(answer.releaseAt).toBe(afterQuietHours(quiet, zone, at));
  return {
    verdict: answer.verdict,
    recipientLocal: text(at, zone),
    releaseAt: answer.verdict === 'hold' ? text(answer.releaseAt, zone) : null,
  };
};

const servedAt = (question: LawQuestion): unknown => {
  const served = deliveriesOf(question, 'notice');
  const moment = served.known ? (served.value[0]?.moment ?? null) : null;
  if (moment === null) throw new Error('Not served.');
  const at = 'at' in moment ? moment.at : startOfDay(question.zone, addDays(moment.on, 0));
  return { servedAt: text(at, question.zone), servedDate: dayOf(moment, question.zone) };
};

const deadline = (question: LawQuestion): unknown => {
  const [due] = deadlines(question).deadlines;
  if (due === undefined) throw new Error('No deadline.');
  return 'on' in due.end
    ? { deadlineDate: due.end.on, inclusive: true }
    : { deadlineAt: text(due.end.at, question.zone), inclusive: true };
};

const sum = (question: LawQuestion): unknown => {
  const [due] = compensation(question, Number(question.facts.values['hours'])).dues;
  return { amount: due?.amount, currency: due?.currency };
};

/** What the engine says to a case, in the words of the set. */
export const answerTo = (golden: GoldenCase): unknown => {
  const question = questionOf(golden);
  switch (golden.question) {
    case 'latest_send':
      return latestSend(question);
    case 'latest_serve_date':
      return latestServeDate(question);
    case 'earliest_date':
      return earliestDate(question, golden);
    case 'earliest_instant':
      return earliestInstant(question, golden);
    case 'next_lawful_instant':
      return nextLawful(question, golden);
    case 'is_lawful':
      return isLawful(question, golden);
    case 'deadline_instant':
    case 'deadline_date':
      return deadline(question);
    case 'served_at':
      return servedAt(question);
    case 'compensation':
      return sum(question);
    case 'may_send_now':
      return maySend(question, golden);
    default:
      throw new Error(`The question ${golden.question} is not mapped.`);
  }
};
