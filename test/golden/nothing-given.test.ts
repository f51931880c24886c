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
