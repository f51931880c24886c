import { applies } from './facts.js';
import { countingOf, factsOf, serviceRule, type Delivered, type LawQuestion } from './law-question.js';
import type { FormGroup, LegalChannel, NoticeRules, ResolvedRules } from './rulebook.js';
import { isProven, isServedByFailures } from './serving.js';

/** The groups of channels that must each have served; one open group where the law asks for no form. */
export const groupsOf = (
  question: LawQuestion,
  notice: string,
): { readonly groups: readonly FormGroup[]; readonly missing: readonly string[] } => {
  const counting = countingOf(question);
  const missing: string[] = [];
  const groups = (question.law.rules.notices?.[notice]?.form?.value.groups ?? []).filter(group => {
    const applicable = applies(group, factsOf(question), counting);
    if (!applicable.known) missing.push(...applicable.missing);
    return applicable.known && applicable.value;
  });
  return { groups, missing };
};

/** What was given of each form that was used at all; where the law asks for no form, all of it together. */
const usedForms = <T>(
  question: LawQuestion,
  notice: string,
  all: readonly T[],
  channelOf: (each: T) => LegalChannel | null,
): readonly (readonly T[])[] => {
  const used = groupsOf(question, notice)
    .groups.map(({ oneOf }) =>
      all.filter(each => {
        const channel = channelOf(each);
        return channel !== null && oneOf.includes(channel);
      }),
    )
    .filter(group => group.length > 0);
  return used.length > 0 ? used : [all];
};

/** Every form that was used has served: one that has not is not made up for by another. */
export const allFormsServed = (
  question: LawQuestion,
  notice: string,
  deliveries: readonly Delivered[],
): boolean =>
  usedForms(question, notice, deliveries, ({ given }) => given.channel).every(form =>
    form.some(({ moment }) => moment !== null),
  );

/** There is proof of service in every form that was used. */
export const allFormsProven = (question: LawQuestion, notice: string, rules: NoticeRules): boolean =>
  usedForms(question, notice, question.facts.notices[notice] ?? [], ({ channel }) => channel).every(form =>
    form.some(given => {
      const rule = serviceRule(question, rules, given.channel)?.value;
      return isProven(rule, given) || isServedByFailures(rule, given, countingOf(question));
    }),
  );

/** Those whom the notices of an outage go to; what the law wants told to others is the utility's own to do. */
export const isOurs = ({ given }: NoticeRules): boolean =>
  given === undefined || given.value.to === 'customer' || given.value.to === 'occupants';

/** The forms of a notice of an outage, each served by one of its channels; the written form where the law asks for no more. */
export const formsOf = ({ rules, writtenForm }: ResolvedRules): readonly (readonly LegalChannel[])[] => {
  const groups = Object.values(rules.notices ?? {})
    .filter(isOurs)
    .flatMap(({ form }) => form?.value.groups ?? []);
  return groups.length > 0 ? groups.map(({ oneOf }) => oneOf) : [writtenForm.value];
};
