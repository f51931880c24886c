import type { NoticeKind } from '../notice/notice.js';
import type { Citation } from '../outcome.js';
import { isOurs } from '../rules/forms.js';
import type { ContentRule, ResolvedRules } from '../rules/rulebook.js';

export type Precision = 'date' | 'minute' | 'money';

/** An element that law or utility wants in every text of a kind, and how. */
export interface RequiredElement {
  readonly element: string;
  readonly because: Citation;
  readonly precision?: Precision;
  /** It must stand out: in the subject or the heading; a text message is short enough. */
  readonly prominent?: boolean;
}

export interface RequiredContent {
  readonly elements: readonly RequiredElement[];
  /** Every text must be in one of each list. */
  readonly languages: readonly { readonly oneOf: readonly string[]; readonly because: Citation }[];
}

/** What a law says of the notice itself holds for the first telling of a date or an emergency, not for the news of it. */
const ofNotices = ({ scenario, rules }: ResolvedRules, kind: NoticeKind): readonly ContentRule[] => {
  const first = scenario === 'emergency' ? ['emergency'] : ['planned', 'moved'];
  return first.includes(kind)
    ? Object.values(rules.notices ?? {}).flatMap(notice => (isOurs(notice) ? (notice.content ?? []) : []))
    : [];
};

/** What the texts of one kind must contain where any of these laws asks for it: one text goes to all of them. */
export const requiredContent = (kind: NoticeKind, laws: readonly ResolvedRules[]): RequiredContent => {
  return contentOf(laws.flatMap(law => [law.content[kind] ?? [], ofNotices(law, kind)].flat()));
};

/** The elements of some rules, each once for each way in which it is asked for, and the languages of all. */
export const contentOf = (rules: readonly ContentRule[]): RequiredContent => {
  const elements = rules.flatMap(({ value, because, precision, prominent }) =>
    value.map((element): RequiredElement => ({
      element,
      because,
      ...(precision?.[element] === undefined ? {} : { precision: precision[element] }),
      ...(prominent?.includes(element) === true ? { prominent: true } : {}),
    })),
  );
  const distinct = new Map(
    elements.map(each => [`${each.element}/${each.precision ?? ''}/${each.prominent ?? ''}`, each]),
  );
  return {
    elements: [...distinct.values()],
    languages: rules.flatMap(({ languages, because }) =>
      languages === undefined ? [] : [{ oneOf: languages, because }],
    ),
  };
};
