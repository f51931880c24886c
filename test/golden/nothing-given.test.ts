import type { Assessment } from '../../server/domain/rules/assess-act.js';
import type { LawScenario, Rulebook } from '../../server/domain/rules/rulebook.js';
import type { CivilDate, Zone } from '../../server/domain/time.js';
import { loadConfig } from '../../server/load-config.js';
import { answerTo } from './shipped-law.js';

const DAY = '2026-12-10' as CivilDate;
const inForce = loadConfig()
  .rulebooks.map(({ rulebook }) => rulebook)
  .filter(({ validFrom, validTo }) => validFrom <= DAY && (validTo === null || DAY <= validTo));

/** What a rulebook speaks of besides its notices: the acts, and events of the case. */
const actsOf = ({ scenarios }: Rulebook, scenario: LawScenario): readonly string[] => {
  const { waits = {}, bars = {}, notices = {} } = scenarios[scenario] ?? {};
  const named = [
    ...Object.values(waits).map(({ value }) => value.to),
    ...Object.values(bars).flatMap(({ value }) => value.bans),
  ];
  return [...new Set(named)].filter(event => notices[event.replace(/[.]sent$/, '')] === undefined);
};

/** Every act of every place that a rulebook names, where it needs a notice or has another rule. */
const cases = inForce.flatMap(rulebook =>
  (['debtDisconnection', 'plannedInterruption'] as const).flatMap(scenario =>
    actsOf(rulebook, scenario).flatMap(act =>
      rulebook.jurisdictions.map(jurisdiction => [jurisdiction, rulebook, scenario, act] as const),
    ),
  ),
);

test('there are places, and acts that are asked about', () => {
  expect(new Set(cases.map(([jurisdiction]) => jurisdiction)).size).toBeGreaterThan(20);
  expect(cases.map(([, , , act]) => act)).toEqual(
    expect.arrayContaining(['disconnection', 'restriction', 'interruption']),
  );
});

/** Nobody was told and nothing is known: then nothing is lawful, anywhere. */
test.each(
  cases.map(([jurisdiction, rulebook, scenario, act]) => ({ jurisdiction, rulebook, scenario, act })),
)(
  '$jurisdiction, $rulebook.id: $act without a notice is not lawful',
  ({ jurisdiction, rulebook, scenario, act }) => {
    const { customerClasses, utilities, supplier, contract } = rulebook.appliesTo;
    const found = answerTo({
      ask: 'assess',
      place: {
        jurisdiction,
        zone: 'Europe/London' as Zone,
        customerClass: customerClasses[0] ?? 'residential',
        utility: utilities[0],
        supplier: supplier ?? undefined,
        contract: contract ?? undefined,
      },
      scenario,
      act,
      at: `${DAY}T10:00Z`,
    });
    expect((found.answer as Assessment).verdict).not.toBe('lawful');
  },
);

/** What follows from an event by waits, one after the other. */
const after = (rulebook: Rulebook, scenario: LawScenario, event: string): ReadonlySet<string> => {
  const waits = Object.values(rulebook.scenarios[scenario]?.waits ?? {}).map(({ value }) => value);
  const name = (each: string): string => each.replace(/[.]sent$/, '');
  const found = new Set([event]);
  for (const each of found) for (const { from, to } of waits) if (name(from) === each) found.add(name(to));
  return found;
};

/** Else a notice of yesterday would do for an act of today, because its length ends somewhere else. */
test.each(
  inForce.flatMap(rulebook =>
    (['debtDisconnection', 'plannedInterruption'] as const).flatMap(scenario => {
      const { notices = {}, waits = {} } = rulebook.scenarios[scenario] ?? {};
      const begins = Object.values(waits).map(({ value }) => value.from);
      const acts = actsOf(rulebook, scenario).filter(act => !begins.includes(act));
      return Object.entries(notices)
        .filter(([notice]) => begins.some(from => from.replace(/[.]sent$/, '') === notice))
        .flatMap(([notice, { given }]) =>
          acts
            .filter(act => given?.value.for?.includes(act) !== false)
            .map(act => ({ id: rulebook.id, notice, act, rulebook, scenario })),
        );
    }),
  ),
)('$id: the waits that begin with $notice lead to $act', ({ rulebook, scenario, notice, act }) => {
  expect([...after(rulebook, scenario, notice)]).toContain(act);
});
