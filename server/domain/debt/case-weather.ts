import type { Law } from '../rules/rulebook.js';
import { addDays, civilDateIn, type CivilDate, type Instant } from '../time.js';
import type { CasePlace } from './case-facts.js';
import type { CaseEvent } from './event.js';
import type { CaseFacts } from './question.js';
import {
  areasOf,
  weatherFacts,
  weatherHold,
  type WeatherAsked,
  type WeatherPolicy,
  type WeatherRow,
} from './weather.js';

/** Further back than any law looks for the days of a heat advisory. */
const DAYS_BACK = 10;

const areasOfPlace = ({ servicePoint: { address, jurisdiction } }: CasePlace): readonly string[] =>
  areasOf({ country: address.country, postcode: address.postcode, jurisdiction });

/** The areas and days whose weather a look at these places asks for; null: at none. */
export const weatherAskedFor = (
  places: readonly CasePlace[],
  now: Instant,
): { readonly areas: readonly string[]; readonly from: CivilDate; readonly to: CivilDate } | null => {
  const days = places.map(({ servicePoint: { zone } }) => civilDateIn(zone, now)).sort();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    areas: [...new Set(places.flatMap(areasOfPlace))],
    from: addDays(first, -DAYS_BACK),
    to: addDays(last, 1),
  };
};

/** What was found for one place on its today, the most specific area first. */
export const weatherAt = (
  place: CasePlace,
  byArea: ReadonlyMap<string, readonly WeatherRow[]>,
  now: Instant,
): WeatherAsked => {
  const { zone } = place.servicePoint;
  return {
    rows: areasOfPlace(place).flatMap(area => byArea.get(area) ?? []),
    on: civilDateIn(zone, now),
    now,
    zone,
  };
};

/** With what the law asks of the weather: measured, it stands over what anybody said of the place. */
export const withWeather = (
  facts: CaseFacts,
  law: Law,
  asked: WeatherAsked,
  policy: WeatherPolicy,
): CaseFacts => ({ ...facts, values: { ...facts.values, ...weatherFacts(law, asked, policy) } });

/** The hold that extreme weather places on a case, for this day. */
export const heldByWeather = (asked: WeatherAsked, policy: WeatherPolicy): readonly CaseEvent[] => {
  const hold = weatherHold(asked, policy);
  return hold === null ? [] : [{ type: 'held', id: hold.id, at: asked.now, hold }];
};
