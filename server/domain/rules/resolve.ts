import { CHANNELS } from '../contact-point.js';
import type { CivilDate } from '../time.js';
import type { Facts } from './facts.js';
import { isOurs } from './forms.js';
import { calendarVersion, reaches, type CalendarYear } from './holidays.js';
import { laidOver } from './laid-over.js';
import {
  rulebookVersion,
  type Law,
  type LawScenario,
  type Layer,
  type ResolvedRules,
  type Rulebook,
  type Scenario,
  type ScenarioRules,
} from './rulebook.js';

/** Why no answer can be given: the fact or rule that is missing, and who can supply it. */
export interface Undetermined {
  readonly code: 'jurisdiction.unknown' | 'rules.notInForce' | 'rule.missing' | 'fact.missing';
  readonly message: string;
}
export type Resolved<T> =
  { readonly known: true; readonly rules: T } | { readonly known: false; readonly missing: Undetermined };
export type Resolution = Resolved<ResolvedRules>;

/** Where a question is asked, and what is known of the supply beside the place. */
export interface Place {
  readonly jurisdiction: string;
  /** Without it electricity. */
  readonly utility?: string | undefined;
  readonly customerClass?: string | undefined;
  readonly supplier?: string | undefined;
  readonly contract?: string | undefined;
}

const LAYERS: readonly Layer[] = ['country', 'region', 'municipality', 'supplier', 'contract'];

/** The longest key of a rulebook that covers a place; empty if none does. */
export const keyFor = (
  { jurisdictions, alsoIn = [], notIn = [] }: Pick<Rulebook, 'jurisdictions' | 'alsoIn' | 'notIn'>,
  place: string,
): string => {
  if (notIn.includes(place)) return '';
  const covering = jurisdictions.filter(key => reaches(key, place));
  return covering.length === 0 && alsoIn.includes(place)
    ? place
    : covering.reduce((longest, key) => (key.length > longest.length ? key : longest), '');
};

export const layerOf = ({ appliesTo }: Pick<Rulebook, 'appliesTo'>, key: string): Layer => {
  if (appliesTo.contract !== null) return 'contract';
  if (appliesTo.supplier !== null) return 'supplier';
  return key.includes(':') ? 'municipality' : key.includes('-') ? 'region' : 'country';
};

const inForce = (rulebook: Rulebook, on: CivilDate): boolean =>
  rulebook.validFrom <= on && (rulebook.validTo === null || on <= rulebook.validTo);

const missing = (code: Undetermined['code'], message: string): Resolved<never> => ({
  known: false,
  missing: { code, message },
});

/** The versions of all that is written for a place, whatever the day and the customer: what an answer depends on. */
export interface LawVersions {
  readonly rulebooks: readonly string[];
  readonly calendars: readonly string[];
}
export const versionsFor = (rulebooks: readonly Rulebook[], jurisdiction: string): LawVersions => {
  const covering = rulebooks.filter(rulebook => keyFor(rulebook, jurisdiction) !== '');
  return {
    rulebooks: covering.map(rulebookVersion),
    calendars: calendarsOf(covering[0]?.calendars ?? [], jurisdiction).map(calendarVersion),
  };
};

const speaksOf = (rulebook: Rulebook, scenario: LawScenario): boolean =>
  rulebook.scenarios[scenario] !== undefined ||
  rulebook.calendar !== undefined ||
  Object.keys(rulebook.content).length > 0;

/** Whether it applies to this supply; a name if a fact of it is not known. */
const appliesTo = ({ appliesTo: to }: Rulebook, place: Place): boolean | 'customerClass' => {
  if (to.utilities.length > 0 && !to.utilities.includes(place.utility ?? 'electricity')) return false;
  if (to.supplier !== null && to.supplier !== place.supplier) return false;
  if (to.contract !== null && to.contract !== place.contract) return false;
  if (to.customerClasses.length === 0) return true;
  return place.customerClass === undefined
    ? 'customerClass'
    : to.customerClasses.includes(place.customerClass);
};

/** The part of the calendars that speaks of a place: small enough to be kept with a decision. */
const calendarsOf = (years: readonly CalendarYear[], place: string): readonly CalendarYear[] =>
  years
    .filter(({ places }) => places.some(({ key }) => reaches(key, place)))
    .map(year => ({
      ...year,
      places: year.places.filter(({ key }) => reaches(key, place)),
      days: year.days.filter(day => day.places.some(key => reaches(key, place))),
    }));

const withoutLifted = (rules: ScenarioRules): ScenarioRules => {
  const paths = Object.values(rules.lifted ?? {}).map(({ value }) => value.path.split('.'));
  return paths.reduce<ScenarioRules>((left, [group, key]) => {
    const rulesOf = left[group as keyof ScenarioRules] as Readonly<Record<string, unknown>> | undefined;
    if (rulesOf === undefined) return left;
    return {
      ...left,
      [group as string]: Object.fromEntries(Object.entries(rulesOf).filter(([name]) => name !== key)),
    };
  }, rules);
};

/**
 * Merges the layers that cover a place, the most specific winning field by field. An unknown key leaves the question
 * undetermined: the baseline is never applied to somebody who did not ask for it.
 */
export const resolveLaw = (
  rulebooks: readonly Rulebook[],
  place: Place,
  scenario: LawScenario,
  on: CivilDate,
): Resolved<Law> => {
  const { jurisdiction } = place;
  const covering = rulebooks.filter(rulebook => keyFor(rulebook, jurisdiction) !== '');
  if (covering.length === 0)
    return missing('jurisdiction.unknown', `No rulebook covers the jurisdiction "${jurisdiction}".`);
  const valid = covering.filter(rulebook => inForce(rulebook, on));
  if (valid.length === 0)
    return missing('rules.notInForce', `No rulebook for "${jurisdiction}" is in force on ${on}.`);
  const concerned = valid.filter(rulebook => speaksOf(rulebook, scenario));
  if (concerned.some(rulebook => appliesTo(rulebook, place) === 'customerClass'))
    return missing(
      'fact.missing',
      `The rulebooks for "${jurisdiction}" differ by customerClass, and it is not given.`,
    );
  const layers = concerned
    .filter(rulebook => appliesTo(rulebook, place) === true)
    .map(rulebook => {
      const key = keyFor(rulebook, jurisdiction);
      const layer = layerOf(rulebook, key);
      const conditions = rulebook.appliesTo.utilities.length + rulebook.appliesTo.customerClasses.length;
      return { rulebook, layer, order: [LAYERS.indexOf(layer), key.length, conditions > 0 ? 1 : 0] as const };
    })
    .sort(
      (a, b) =>
        a.order[0] - b.order[0] ||
        a.order[1] - b.order[1] ||
        a.order[2] - b.order[2] ||
        (a.rulebook.id < b.rulebook.id ? -1 : 1),
    );
  const said = layers.flatMap(({ rulebook }) => rulebook.scenarios[scenario] ?? []);
  if (said.length === 0)
    return missing('rule.missing', `The rulebooks for "${jurisdiction}" say nothing of ${scenario}.`);
  return {
    known: true,
    rules: {
      jurisdiction,
      scenario,
      on,
      rulebooks: layers.map(({ rulebook }) => rulebookVersion(rulebook)),
      layers: layers.map(({ rulebook, layer }) => ({ rulebook: rulebookVersion(rulebook), layer })),
      rules: withoutLifted(laidOver(said)),
      content: laidOver(layers.map(({ rulebook }) => rulebook.content)),
      calendar: {
        rule: layers.flatMap(({ rulebook }) => rulebook.calendar ?? []).at(-1) ?? null,
        years: calendarsOf(rulebooks[0]?.calendars ?? [], jurisdiction),
      },
    },
  };
};

/** What the flow of an outage cannot do without; null: it is all there. */
const gapIn = ({ waits, notices, writtenForm, servedWhen }: ScenarioRules): string | null => {
  const asked = Object.values(notices ?? {})
    .filter(isOurs)
    .flatMap(({ form }) => form?.value.groups.flatMap(({ oneOf }) => oneOf) ?? []);
  const timed =
    Object.values(waits ?? {}).some(({ value }) => value.to === 'interruption') ||
    Object.values(notices ?? {}).some(({ given }) => given?.value.asSoonAs !== undefined);
  if (!timed) return 'waits';
  if (writtenForm === undefined) return 'writtenForm';
  const unsaid = CHANNELS.find(
    channel => [...writtenForm.value, ...asked].includes(channel) && servedWhen?.[channel] === undefined,
  );
  return unsaid === undefined ? null : `servedWhen.${unsaid}`;
};

/** The law of an outage for customers of whom these facts are known. A field that no layer sets leaves the question undetermined. */
export const resolveRules = (
  rulebooks: readonly Rulebook[],
  place: Place,
  scenario: Scenario,
  on: CivilDate,
  facts: Facts['values'] = {},
): Resolution => {
  const { jurisdiction } = place;
  const law = resolveLaw(rulebooks, place, scenario, on);
  if (!law.known) return law;
  const { writtenForm, servedWhen } = law.rules.rules;
  const gap = gapIn(law.rules.rules);
  if (gap !== null || writtenForm === undefined || servedWhen === undefined)
    return missing(
      'rule.missing',
      `The rulebooks for "${jurisdiction}" say nothing of ${scenario}.${gap ?? 'servedWhen'}.`,
    );
  return { known: true, rules: { ...law.rules, scenario, writtenForm, servedWhen, facts } };
};
