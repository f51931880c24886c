import { applies, dayOf } from './facts.js';
import { allFormsProven, allFormsServed, groupsOf } from './forms.js';
import { finding, NOTHING, together, type Finding } from './finding.js';
import {
  countingOf,
  deliveriesOf,
  factsOf,
  splitEvent,
  waitsOf,
  type Delivered,
  type LawQuestion,
} from './law-question.js';
import type { Moment } from './period.js';
import type { NoticeRules } from './rulebook.js';

const formOf = (question: LawQuestion, notice: string, rules: NoticeRules): Finding => {
  const used = (question.facts.notices[notice] ?? []).map(({ channel }) => channel);
  const { groups, missing } = groupsOf(question, notice);
  const because = rules.form?.because ?? null;
  const lacking = groups.filter(
    ({ oneOf }) => !used.some(channel => channel !== null && oneOf.includes(channel)),
  );
  return finding({
    missing,
    because: because === null || groups.length === 0 ? [] : [because],
    reasons: lacking.map(({ oneOf, reason }) => ({
      code: `form.${reason}`,
      about: notice,
      message: `The notice "${notice}" was not given by any of: ${oneOf.join(', ')}.`,
      because,
      details: { forms: oneOf },
    })),
  });
};

const proofOf = (question: LawQuestion, notice: string, rules: NoticeRules): Finding => {
  if (rules.given?.value.proof !== true) return NOTHING;
  const proven = allFormsProven(question, notice, rules);
  return finding({
    because: [rules.given.because],
    reasons: proven
      ? []
      : [
          {
            code: 'notice.unproven',
            about: notice,
            message: `There is no proof that the notice "${notice}" was delivered.`,
            because: rules.given.because,
          },
        ],
  });
};

/** A notice with no length of its own, all of which came after the act, did not announce it. */
const cameTooLate = (question: LawQuestion, notice: string, served: readonly Delivered[]): boolean => {
  const { at, zone } = question;
  const counted = waitsOf(question).some(([, { value }]) => splitEvent(value.from).name === notice);
  if (at === null || counted) return false;
  const moments = served.flatMap(({ moment }) => moment ?? []);
  const isAfter = (moment: Moment): boolean =>
    'at' in moment && 'at' in at ? moment.at > at.at : dayOf(moment, zone) > dayOf(at, zone);
  return moments.length > 0 && moments.every(isAfter);
};

/** Whether a notice was given, in the form and with the proof that the law wants. */
export const noticeFinding = (question: LawQuestion, notice: string, rules: NoticeRules): Finding => {
  const counting = countingOf(question);
  const rule = rules.given;
  const applicable = applies(rule?.value ?? {}, factsOf(question), counting);
  if (!applicable.known) return finding({ missing: applicable.missing });
  if (!applicable.value) return NOTHING;
  if (question.facts.notices[notice] === undefined) {
    if (rule?.value.asSoonAs !== undefined)
      return finding({
        because: [rule.because],
        missing: question.facts.events[rule.value.asSoonAs] === undefined ? [rule.value.asSoonAs] : [],
      });
    return finding({
      reasons: [
        {
          code: 'notice.missing',
          about: notice,
          message: `The notice "${notice}" was not given.`,
          because: rule?.because ?? null,
        },
      ],
    });
  }
  const served = deliveriesOf(question, notice);
  const unserved =
    served.known &&
    served.value.length > 0 &&
    !allFormsServed(question, notice, served.value) &&
    rule?.value.proof !== true;
  return together([
    finding({
      missing: served.known ? [] : served.missing,
      because: rule === undefined ? [] : [rule.because],
      reasons: unserved
        ? [
            {
              code: 'notice.unserved',
              about: notice,
              message: `The notice "${notice}" was sent, but does not count as served.`,
              because: rule?.because ?? null,
            },
          ]
        : [],
    }),
    formOf(question, notice, rules),
    proofOf(question, notice, rules),
    finding({
      reasons:
        served.known && cameTooLate(question, notice, served.value)
          ? [
              {
                code: 'notice.missing',
                about: notice,
                message: `The notice "${notice}" was given after ${question.act} only.`,
                because: rule?.because ?? null,
              },
            ]
          : [],
    }),
  ]);
};
