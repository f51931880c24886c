import type { LawAnswer } from '../../domain/rules/ask.js';
import { LAW_SCENARIOS, type Rulebook } from '../../domain/rules/rulebook.js';
import type { CivilDate } from '../../domain/time.js';

const WIDEST = 72;

/** Columns as wide as their widest cell, so that dates stand under each other. */
export const table = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(WIDEST, Math.max(...rows.map(row => (row[column] ?? '').length))),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const indented = (lines: readonly string[]): readonly string[] => lines.map(line => `  ${line}`);

/** The answer as a person reads it: the finding, the arithmetic line by line, and what it rests on. */
export const answerText = (answer: LawAnswer): string => {
  const rules = answer.because.map((citation, index) => ({ ...citation, mark: `[${index + 1}]` }));
  const markOf = (rule: string, rulebook: string): string =>
    rules.find(each => each.rule === rule && each.rulebook === rulebook)?.mark ?? '';
  return [
    `${answer.ask}, ${answer.scenario}, ${answer.jurisdiction}`,
    `law in force on ${answer.inForceOn}: ${answer.layers.map(({ rulebook, layer }) => `${rulebook} (${layer})`).join(', ')}`,
    ...(answer.confidence === null ? [] : [`confidence: ${answer.confidence}`]),
    '',
    'Answer',
    ...indented(JSON.stringify(answer.answer, null, 2).split('\n')),
    ...(answer.trace.length === 0
      ? []
      : [
          '',
          'Arithmetic',
          ...indented(
            table(
              answer.trace.map(({ step, result, because }) => [
                step,
                result,
                because === null ? '' : markOf(because.rule, because.rulebook),
              ]),
            ),
          ),
        ]),
    ...(rules.length === 0
      ? []
      : [
          '',
          'Rules',
          ...indented(
            table(
              rules.map(({ mark, rulebook, rule, source, confidence }) => [
                mark,
                rulebook,
                rule,
                confidence,
                source,
              ]),
            ),
          ),
        ]),
  ].join('\n');
};

/** What is in force on a day, by jurisdiction. */
export const inForceText = (rulebooks: readonly Rulebook[], on: CivilDate): string => {
  const rows = rulebooks
    .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo))
    .flatMap(rulebook =>
      rulebook.jurisdictions.flatMap(jurisdiction =>
        LAW_SCENARIOS.flatMap(scenario => {
          const rules = rulebook.scenarios[scenario];
          if (rules === undefined) return [];
          const { supplier, contract, utilities, customerClasses } = rulebook.appliesTo;
          const who = [supplier, contract, ...utilities, ...customerClasses].filter(each => each !== null);
          return [
            [
              jurisdiction,
              scenario,
              `${rulebook.id}@${rulebook.version}`,
              who.length === 0 ? 'all' : who.join(', '),
              sureness(rules),
              `${rulebook.validFrom} to ${rulebook.validTo ?? 'open'}`,
              sourcesOf(rules).join(' | '),
            ],
          ];
        }),
      ),
    )
    .sort((a, b) => a.join(' ').localeCompare(b.join(' '), 'en'));
  const head = ['jurisdiction', 'scenario', 'rulebook', 'for', 'confidence', 'valid', 'sources'];
  return [`In force on ${on}`, ...table([head, ...rows])].join('\n');
};

interface Cited {
  readonly source: string;
  readonly confidence: string;
}
const citationsIn = (node: unknown): readonly Cited[] => {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [];
  if ('because' in node) return [node.because as Cited];
  return Object.values(node).flatMap(citationsIn);
};
const sourcesOf = (rules: unknown): readonly string[] => [
  ...new Set(citationsIn(rules).map(({ source }) => source)),
];
const sureness = (rules: unknown): string => {
  const all = new Set(citationsIn(rules).map(({ confidence }) => confidence));
  return ['unverified', 'secondary', 'verified'].filter(each => all.has(each)).join(', ');
};
