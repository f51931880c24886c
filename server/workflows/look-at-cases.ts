import { brokenPromises } from '../domain/debt/broken.js';
import { caseFactsOf, type CasePlace } from '../domain/debt/case-facts.js';
import { decideNextStep, decideWithoutLaw } from '../domain/debt/decide.js';
import type { CaseEvent } from '../domain/debt/event.js';
import { eventsOfDelivery } from '../domain/debt/notice-events.js';
import type { DebtPolicy } from '../domain/debt/policy.js';
import { replay } from '../domain/debt/replay.js';
import { resolveLaw, type Place, type Resolved } from '../domain/rules/resolve.js';
import type { Law } from '../domain/rules/rulebook.js';
import { civilDateIn, type CivilDate, type Instant } from '../domain/time.js';
import type { CaseDelivery, CaseRow } from './ports/debt.js';
import type { CaseLook, LookAtCases } from './ports/look-at-cases.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'clock' | 'policy' | 'rulebooks'>;
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

/** What has happened since, by the deliveries' and the directory's word. */
const freshOf = (
  { suppliedNoMore }: CasePlace,
  stored: readonly CaseEvent[],
  deliveries: readonly CaseDelivery[],
  now: Instant,
): readonly CaseEvent[] => {
  const known = new Set(stored.map(({ type, id }) => `${type} ${id}`));
  const moved: readonly CaseEvent[] = suppliedNoMore
    ? [{ type: 'supplyEnded', id: 'supplyEnded', at: now }]
    : [];
  return [...deliveries.flatMap(eventsOfDelivery), ...moved].filter(
    ({ type, id }) => !known.has(`${type} ${id}`),
  );
};

const lookAt = (
  row: CaseRow,
  place: CasePlace,
  {
    stored,
    deliveries,
  }: { readonly stored: readonly CaseEvent[]; readonly deliveries: readonly CaseDelivery[] },
  lawOn: LawOn,
  policy: DebtPolicy,
  now: Instant,
): CaseLook => {
  const { zone, jurisdiction, customerClass } = place.servicePoint;
  const heard = freshOf(place, stored, deliveries, now);
  const asHeard = replay([...stored, ...heard], zone, row.currency);
  const broken = brokenPromises(asHeard, row.heardAt);
  const fresh = [...heard, ...broken];
  const state = broken.length === 0 ? asHeard : replay([...stored, ...fresh], zone, row.currency);
  const facts = caseFactsOf(place, row.heardAt, policy);
  const law = lawOn({ jurisdiction, customerClass }, civilDateIn(zone, now));
  const decision = law.known
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
    decision,
    deliveries,
    now,
  };
};

/** Looks at cases as they stand: four statements for however many. Nothing is written. */
export const lookAtCases = ({ clock, policy, rulebooks }: Needs): LookAtCases => {
  return async (tx, ids) => {
    const rows = await tx.debtCases.lock(ids);
    if (rows.length === 0) return [];
    const own = rows.map(({ id }) => id);
    const now = clock.now();
    const { debt } = await policy(tx);
    const events = await tx.debtCases.events(own);
    const places = await tx.debtCases.places(own);
    const deliveries = await tx.debtCases.deliveries(own);
    const lawOn = lawOnce(rulebooks);
    return rows.flatMap(row => {
      const place = places.get(row.id);
      if (place === undefined) return [];
      const found = { stored: events.get(row.id) ?? [], deliveries: deliveries.get(row.id) ?? [] };
      return [lookAt(row, place, found, lawOn, debt, now)];
    });
  };
};
