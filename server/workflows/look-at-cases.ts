import { brokenPromises } from '../domain/debt/broken.js';
import { caseFactsOf, type CasePlace } from '../domain/debt/case-facts.js';
import { heldByWeather, weatherAskedFor, weatherAt, withWeather } from '../domain/debt/case-weather.js';
import { decideNextStep, decideWithoutLaw, onlySupply } from '../domain/debt/decide.js';
import type { CaseEvent } from '../domain/debt/event.js';
import { eventsOfDelivery } from '../domain/debt/notice-events.js';
import { replay } from '../domain/debt/replay.js';
import type { WeatherAsked, WeatherRow } from '../domain/debt/weather.js';
import type { Policy } from '../domain/policy.js';
import { withHouse } from '../domain/rules/house.js';
import { resolveLaw, type Place, type Resolved } from '../domain/rules/resolve.js';
import type { Law } from '../domain/rules/rulebook.js';
import { civilDateIn, type CivilDate, type Instant } from '../domain/time.js';
import type { CaseDelivery, CaseRow } from './ports/debt.js';
import type { CaseLook, LookAtCases, LookedAt } from './ports/look-at-cases.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'clock' | 'policy' | 'rulebooks'>;
interface Found {
  readonly stored: readonly CaseEvent[];
  readonly deliveries: readonly CaseDelivery[];
  readonly weather: WeatherAsked;
}
type LawOn = (place: Place, on: CivilDate) => Resolved<Law>;

/** The same place on the same day is asked about once: a look at thousands of cases meets few of them. */
const lawOnce = (rulebooks: Needs['rulebooks']): LawOn => {
  const known = new Map<string, Resolved<Law>>();
  return (place, on) => {
    const key = JSON.stringify([place.jurisdiction, place.customerClass, on]);
    const law = known.get(key) ?? resolveLaw(rulebooks, place, 'debtDisconnection', on);
    known.set(key, law);
    return law;
  };
};

/** What has happened since, by the deliveries', the directory's and the weather's word. */
const freshOf = (
  { suppliedNoMore }: CasePlace,
  { stored, deliveries }: Pick<Found, 'stored' | 'deliveries'>,
  held: readonly CaseEvent[],
  now: Instant,
): readonly CaseEvent[] => {
  const known = new Set(stored.map(({ type, id }) => `${type} ${id}`));
  const moved: readonly CaseEvent[] = suppliedNoMore
    ? [{ type: 'supplyEnded', id: 'supplyEnded', at: now }]
    : [];
  return [...deliveries.flatMap(eventsOfDelivery), ...moved, ...held].filter(
    ({ type, id }) => !known.has(`${type} ${id}`),
  );
};

const lookAt = (
  row: CaseRow,
  place: CasePlace,
  found: Found,
  lawOn: LawOn,
  { debt: policy, quietHours }: Pick<Policy, 'debt' | 'quietHours'>,
  now: Instant,
): CaseLook => {
  const { stored, deliveries, weather } = found;
  const { zone, jurisdiction, customerClass } = place.servicePoint;
  const heard = freshOf(place, found, heldByWeather(weather, policy.weather), now);
  const asHeard = replay([...stored, ...heard], zone, row.currency);
  const broken = brokenPromises(asHeard, row.heardAt);
  const fresh = [...heard, ...broken];
  const state = broken.length === 0 ? asHeard : replay([...stored, ...fresh], zone, row.currency);
  const law = lawOn({ jurisdiction, customerClass }, civilDateIn(zone, now));
  const known = caseFactsOf(place, row.heardAt, policy);
  const facts = law.known ? withWeather(known, law.rules, weather, policy.weather) : known;
  const next = law.known
    ? decideNextStep(state, facts, law.rules, policy, now)
    : decideWithoutLaw(state, law.missing.message, now);
  return {
    row,
    place,
    state,
    fresh,
    facts,
    law: law.known ? law.rules : null,
    policy,
    quietHours,
    decision: row.replaced ? onlySupply(next) : next,
    deliveries,
    now,
  };
};

/** The weather at these places, by its areas. */
const weatherOf = async (
  tx: LookedAt,
  places: readonly CasePlace[],
  now: Instant,
): Promise<ReadonlyMap<string, readonly WeatherRow[]>> => {
  const asked = weatherAskedFor(places, now);
  const rows = asked === null ? [] : await tx.weather.about(asked.areas, asked.from, asked.to);
  const byArea = new Map<string, WeatherRow[]>();
  for (const row of rows) byArea.set(row.area, [...(byArea.get(row.area) ?? []), row]);
  return byArea;
};

/** Looks at cases as they stand: five statements for however many. Nothing is written. */
export const lookAtCases = ({ clock, policy, rulebooks }: Needs): LookAtCases => {
  return async (tx, ids) => {
    const rows = await tx.debtCases.lock(ids);
    if (rows.length === 0) return [];
    const own = rows.map(({ id }) => id);
    const now = clock.now();
    const ours = await policy(tx);
    const events = await tx.debtCases.events(own);
    const places = await tx.debtCases.places(own);
    const deliveries = await tx.debtCases.deliveries(own);
    const weather = await weatherOf(tx, [...places.values()], now);
    const lawOn = lawOnce(withHouse(rulebooks, ours.houseRules));
    return rows.flatMap(row => {
      const place = places.get(row.id);
      if (place === undefined) return [];
      const found = {
        stored: events.get(row.id) ?? [],
        deliveries: deliveries.get(row.id) ?? [],
        weather: weatherAt(place, weather, now),
      };
      return [lookAt(row, place, found, lawOn, ours, now)];
    });
  };
};
