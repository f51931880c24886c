import { known, type Known } from '../rules/counting.js';
import { applies } from '../rules/facts.js';
import { groupsOf } from '../rules/forms.js';
import {
  countingOf,
  deliveriesOf,
  factsOf,
  neededNotices,
  waitsThatApply,
  type LawQuestion,
} from '../rules/law-question.js';
import { endOf, type Moment } from '../rules/period.js';
import { LEGAL_CHANNELS, type Law, type LegalChannel, type ServiceRule } from '../rules/rulebook.js';
import { isProven, isServedByFailures } from '../rules/serving.js';
import { momentOrder } from '../rules/waiting.js';
import { civilDateIn, type CivilDate } from '../time.js';
import type { DebtCase, Delivery } from './replay.js';

/** Everything that may happen to the supply, in the order in which laws let it happen. */
const ACTS = [
  'requestToDistributor',
  'powerReduction',
  'restriction',
  'disconnection',
  'suspension',
] as const;

/** The acts that this law leads to, the last one ending the supply. */
export const actsOf = (question: LawQuestion): Known<readonly string[]> => {
  const { waits = {}, bars = {} } = question.law.rules;
  const named = (act: string): boolean =>
    Object.values(waits).some(({ value }) => value.to === act) ||
    Object.values(bars).some(({ value }) => value.bans.includes(act));
  const all = ACTS.filter(named);
  const last = all.at(-1) ?? 'disconnection';
  const needed: string[] = [];
  for (const act of all) {
    const { waits: applying, missing } = waitsThatApply(
      question,
      ({ from, to }) => from === act || to === act,
    );
    if (act !== last && missing.length > 0) return { known: false, missing };
    if (act === last || applying.length > 0) needed.push(act);
  }
  return known(needed.length === 0 ? [last] : needed);
};

/** How this law serves a notice by a channel, if at all. */
export const ruleOf = (law: Law, notice: string, channel: LegalChannel): ServiceRule | undefined =>
  (law.rules.notices?.[notice]?.servedWhen?.[channel] ?? law.rules.servedWhen?.[channel])?.value;

/** When a notice counts as served in every form the law asks for; null: it does not. */
export const servedOn = (question: LawQuestion, notice: string): Moment | null => {
  const counting = countingOf(question);
  const found = deliveriesOf(question, notice);
  if (!found.known) return null;
  const forms = groupsOf(question, notice).groups.map(({ oneOf }) =>
    found.value.filter(({ given }) => given.channel !== null && oneOf.includes(given.channel)),
  );
  const firsts = (forms.length > 0 ? forms : [found.value]).map(
    group =>
      group.flatMap(({ moment }) => moment ?? []).sort((a, b) => momentOrder(a, b, counting))[0] ?? null,
  );
  return firsts.reduce<Moment | null>(
    (last, each) =>
      last === null || each === null ? null : momentOrder(each, last, counting) > 0 ? each : last,
    firsts[0] ?? null,
  );
};

/** The notices that this case needs before the act, in their order. */
export const applicableNotices = (question: LawQuestion): readonly string[] =>
  neededNotices(question).flatMap(([notice, { given }]) => {
    const applicable = applies(given?.value ?? {}, factsOf(question), countingOf(question));
    return applicable.known && applicable.value ? [notice] : [];
  });

/** What stands: under way, or proved in a way that counts. */
const stands = (question: LawQuestion, delivery: Delivery): boolean => {
  const { notice, channel, sentAt, delivered, returnedAt } = delivery;
  const given = (question.facts.notices[notice] ?? []).find(
    each => each.channel === channel && each.sent !== null && 'at' in each.sent && each.sent.at === sentAt,
  );
  if (given === undefined) return false;
  const rule = ruleOf(question.law, notice, channel);
  if (isServedByFailures(rule, given, countingOf(question))) return true;
  return returnedAt === null && (delivered === null || rule?.event !== 'delivered' || isProven(rule, given));
};

/** The forms the law asks for in which nothing stands; a notice without any form is owed in whatever way serves. */
export const formsOwed = (
  { deliveries }: DebtCase,
  question: LawQuestion,
  notice: string,
): readonly (readonly LegalChannel[])[] => {
  const standing = deliveries
    .filter(each => each.notice === notice && stands(question, each))
    .map(({ channel }) => channel);
  const { groups } = groupsOf(question, notice);
  if (groups.length > 0)
    return groups.map(({ oneOf }) => oneOf).filter(oneOf => !oneOf.some(each => standing.includes(each)));
  return standing.length > 0 ? [] : [waysToServe(question, notice)];
};

/** Where the law asks for no form: everything it says how to serve by. */
const waysToServe = ({ law }: LawQuestion, notice: string): readonly LegalChannel[] =>
  LEGAL_CHANNELS.filter(channel => ruleOf(law, notice, channel) !== undefined);

/** The first day on which another attempt would count as one; null: attempts do not count, or none has failed. */
export const nextAttemptOn = (
  { deliveries, zone }: DebtCase,
  question: LawQuestion,
  notice: string,
): CivilDate | null => {
  const days = deliveries.flatMap(each => {
    const apart = ruleOf(question.law, notice, each.channel)?.afterFailedAttempts?.apart;
    const failed = [...each.attemptedAt, ...(each.returnedAt === null ? [] : [each.returnedAt])]
      .sort()
      .at(-1);
    if (each.notice !== notice || apart === undefined || failed === undefined) return [];
    const end = endOf(apart, civilDateIn(zone, failed), countingOf(question));
    return end.known ? [end.value.end] : [];
  });
  return days.sort().at(-1) ?? null;
};
