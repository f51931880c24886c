import { accept, refuse, type Outcome, type Refusal } from '../outcome.js';
import type { HouseChoices } from '../policy.js';
import type { CivilDate } from '../time.js';
import { rulesOf, sameDays, samePeople } from './clashes.js';
import { keyFor, resolveRules } from './resolve.js';
import type { Rulebook, Scenario } from './rulebook.js';

/** House rules are the utility's own choice where a law is silent: no law can be switched off. */
export const isHouse = ({ id }: Pick<Rulebook, 'id'>): boolean => id.startsWith('house-');

/** The rulebooks as they apply with what was chosen for single jurisdictions. */
export const withHouse = (
  rulebooks: readonly Rulebook[],
  choices: HouseChoices | undefined,
): readonly Rulebook[] => {
  if (choices === undefined) return rulebooks;
  const places = Object.entries(choices);
  return rulebooks.map(rulebook =>
    isHouse(rulebook)
      ? {
          ...rulebook,
          alsoIn: places.flatMap(([place, ids]) => (ids.includes(rulebook.id) ? [place] : [])),
          notIn: places.flatMap(([place, ids]) => (ids.includes(rulebook.id) ? [] : [place])),
        }
      : rulebook,
  );
};

const SCENARIOS: readonly Scenario[] = ['plannedInterruption', 'emergency'];

/** Read as they would apply: what is not loaded, what would contradict a law, and where nothing could be announced any more. */
export const checkHouse = (
  rulebooks: readonly Rulebook[],
  before: HouseChoices | undefined,
  choices: HouseChoices,
  today: CivilDate,
): Outcome<HouseChoices> => {
  const house = new Set(rulebooks.filter(isHouse).map(({ id }) => id));
  const unknown = Object.values(choices)
    .flat()
    .filter(id => !house.has(id));
  const after = withHouse(rulebooks, choices);
  const [first, ...rest] = [
    ...unknown.map((id): Refusal => ({
      code: 'rules.notLoaded',
      message: `"${id}" is no house rulebook that is loaded.`,
      lawful: `One of: ${[...house].sort().join(', ')}.`,
      because: [],
      details: { rulebook: id, known: [...house].sort() },
    })),
    ...Object.keys(choices).flatMap(place => [
      ...contradictions(after, place),
      ...SCENARIOS.flatMap(scenario => losses(withHouse(rulebooks, before), after, place, scenario, today)),
    ]),
  ];
  return first === undefined ? accept(choices) : refuse(first, ...rest);
};

/**
 * Where both set the same rule, a house rulebook chosen for a narrower place would have the word over the law. Asked of
 * every layer, so that nobody sets a law aside by a choice.
 */
const contradictions = (rulebooks: readonly Rulebook[], place: string): readonly Refusal[] => {
  const here = rulebooks.filter(rulebook => keyFor(rulebook, place) !== '');
  const laws = here.filter(rulebook => !isHouse(rulebook));
  return here.filter(isHouse).flatMap(house => {
    const said = rulesOf(house);
    return laws
      .filter(law => sameDays(law, house) && samePeople(law, house))
      .flatMap(law => {
        const path = rulesOf(law).find(each => said.includes(each));
        return path === undefined
          ? []
          : [
              {
                code: 'rules.contradict',
                message: `${house.id} and ${law.id} contradict each other at ${place}: both set ${path}.`,
                lawful: 'House rules are for what the law of the place does not say. Take it out there.',
                because: [],
                details: { house: house.id, law: law.id, place, rule: path },
              },
            ];
      });
  });
};

const losses = (
  before: readonly Rulebook[],
  after: readonly Rulebook[],
  jurisdiction: string,
  scenario: Scenario,
  today: CivilDate,
): readonly Refusal[] => {
  const at = { jurisdiction, customerClass: 'residential' };
  if (!resolveRules(before, at, scenario, today).known) return [];
  const now = resolveRules(after, at, scenario, today);
  return now.known
    ? []
    : [
        {
          code: 'rules.nothingLeft',
          message: `Nothing could be announced at ${jurisdiction} any more. ${now.missing.message}`,
          lawful: 'Keep the house rulebook there, or write the rule into the rulebook of the place first.',
          because: [],
          details: { place: jurisdiction },
        },
      ];
};
