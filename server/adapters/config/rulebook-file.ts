import { z } from 'zod';
import type { Citation } from '../../domain/outcome.js';
import { clashesAmong } from '../../domain/rules/clashes.js';
import type { CalendarYear } from '../../domain/rules/holidays.js';
import {
  LAW_SCENARIOS,
  type ContentRule,
  type Rule,
  type Rulebook,
  type ScenarioRules,
} from '../../domain/rules/rulebook.js';
import type { ConfigProblem } from './read-yaml.js';
import { condition, content, day, scenario, sourced, type ScenarioFile } from './rulebook-grammar.js';

const kinds = ['planned', 'moved', 'cancelled', 'emergency', 'etr_update', 'restored'] as const;

const shape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in lower case'),
  version: z.string().min(1),
  title: z.string(),
  jurisdictions: z
    .array(
      z
        .string()
        .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?(:[\w-]+)?$/, 'an ISO 3166-2 key, with an optional :locality'),
    )
    .min(1),
  appliesTo: z
    .strictObject({
      utilities: z.array(z.enum(['electricity', 'gas', 'water', 'heat'])).default([]),
      customerClasses: z.array(z.string().min(1)).default([]),
      supplier: z.string().min(1).nullable().default(null),
      contract: z.string().min(1).nullable().default(null),
    })
    .default({ utilities: [], customerClasses: [], supplier: null, contract: null }),
  validFrom: day,
  validTo: day.optional(),
  sources: z.record(
    z.string(),
    z.strictObject({
      title: z.string().min(1),
      url: z.url().optional(),
      asOf: day,
      confidence: z.enum(['verified', 'secondary', 'unverified']),
    }),
  ),
  calendar: z
    .strictObject({
      weekend: z.array(z.number().int().min(1).max(7)).optional(),
      holidaysWorkWhen: condition.optional(),
      ...sourced,
    })
    .optional(),
  plannedInterruption: scenario.optional(),
  emergency: scenario.optional(),
  debtDisconnection: scenario.optional(),
  content: z.partialRecord(z.enum(kinds), content).optional(),
});

type Path = readonly PropertyKey[];
const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every rule of a file with its path: a node that names its source. */
export const rulesOf = (
  node: unknown,
  path: Path = [],
): readonly { readonly path: Path; readonly source: unknown }[] => {
  if (!isTree(node) || path[0] === 'sources') return [];
  if ('source' in node) return [{ path, source: node['source'] }];
  return Object.entries(node).flatMap(([key, value]) => rulesOf(value, [...path, key]));
};

/** The grammar of config/rulebooks/*.yaml; config/README.md explains it. */
export const rulebookFile = shape.superRefine((file, context) => {
  const issue = (path: Path, message: string): void =>
    context.addIssue({ code: 'custom', path: [...path], message });
  if (file.validTo !== undefined && file.validTo < file.validFrom)
    issue(['validTo'], `a day not before validFrom, ${file.validFrom}`);
  for (const { path, source } of rulesOf(file))
    if (typeof source !== 'string' || file.sources[source] === undefined)
      issue([...path, 'source'], `one of the sources of this file: ${Object.keys(file.sources).join(', ')}`);
  for (const name of ['plannedInterruption', 'emergency'] as const)
    for (const [notice, { form }] of Object.entries(file[name]?.notices ?? {}))
      for (const [index, { when }] of (form?.groups ?? []).entries())
        if (when !== undefined)
          issue(
            [name, 'notices', notice, 'form', 'groups', index, 'when'],
            'nothing: the form of a notice of an outage is the same for everybody',
          );
});
export type RulebookFile = z.output<typeof rulebookFile>;

/** A tree of the file in which every node with a source has become a rule with its citation. */
type Cited<T> = T extends { readonly source: string }
  ? Rule<Omit<T, 'source'>>
  : T extends object
    ? { readonly [K in keyof T]: Cited<T[K]> }
    : T;

type Cite = (path: string, source: string) => Citation;

const cited = <T>(node: T, path: string, cite: Cite): Cited<T> => {
  if (!isTree(node)) return node as Cited<T>;
  const { source, ...rest } = node;
  const result =
    typeof source === 'string'
      ? { value: rest, because: cite(path, source) }
      : Object.fromEntries(
          Object.entries(node).map(([key, value]) => [key, cited(value, `${path}.${key}`, cite)]),
        );
  return result as Cited<T>;
};

const contentRule = (
  { elements, source, ...rest }: z.output<typeof content>,
  path: string,
  cite: Cite,
): ContentRule => ({
  value: elements,
  because: cite(path, source),
  ...rest,
});

const scenarioRules = (file: ScenarioFile, path: string, cite: Cite): ScenarioRules => {
  const { writtenForm, retention, notices, ...rest } = file;
  return {
    ...cited(rest, path, cite),
    ...(notices === undefined
      ? {}
      : {
          notices: Object.fromEntries(
            Object.entries(notices).map(([key, { content: said, ...rules }]) => {
              const at = `${path}.notices.${key}`;
              return [
                key,
                {
                  ...cited(rules, at, cite),
                  ...(said === undefined ? {} : { content: contentRule(said, `${at}.content`, cite) }),
                },
              ];
            }),
          ),
        }),
    ...(writtenForm === undefined
      ? {}
      : {
          writtenForm: {
            value: writtenForm.channels,
            because: cite(`${path}.writtenForm`, writtenForm.source),
          },
        }),
    ...(retention === undefined
      ? {}
      : { retention: { value: retention.period, because: cite(`${path}.retention`, retention.source) } }),
  };
};

/** A rulebook as the domain reads it: every rule with its citation, and the calendars it may count by. */
export const toRulebook = (file: RulebookFile, calendars: readonly CalendarYear[] = []): Rulebook => {
  const cite: Cite = (rule, source) => {
    const { title, url, confidence } = file.sources[source] ?? {
      title: source,
      confidence: 'unverified' as const,
    };
    return {
      rule,
      rulebook: `${file.id}@${file.version}`,
      source: title,
      confidence,
      ...(url === undefined ? {} : { url }),
    };
  };
  return {
    id: file.id,
    version: file.version,
    title: file.title,
    jurisdictions: file.jurisdictions,
    appliesTo: file.appliesTo,
    validFrom: file.validFrom,
    validTo: file.validTo ?? null,
    calendars,
    ...(file.calendar === undefined ? {} : { calendar: cited(file.calendar, 'calendar', cite) }),
    scenarios: Object.fromEntries(
      LAW_SCENARIOS.flatMap(name => {
        const rules = file[name];
        return rules === undefined ? [] : [[name, scenarioRules(rules, name, cite)]];
      }),
    ),
    content: Object.fromEntries(
      Object.entries(file.content ?? {}).map(([kind, rule]) => [
        kind,
        contentRule(rule, `content.${kind}`, cite),
      ]),
    ),
  };
};

/** What no file can see alone: two rulebooks that would both have the word at one place on one day. */
export const rulebookProblems = (
  files: readonly { readonly name: string; readonly rulebook: Rulebook }[],
): readonly ConfigProblem[] => {
  const nameOf = (rulebook: Rulebook): string =>
    files.find(file => file.rulebook === rulebook)?.name ?? rulebook.id;
  return clashesAmong(files.map(({ rulebook }) => rulebook)).map(({ first, second, key, path }) =>
    path === null
      ? {
          file: nameOf(second),
          path: 'validFrom',
          expected: `days on which ${first.id}@${first.version} (${nameOf(first)}) is not in force for ${key}`,
          found: `${second.validFrom} to ${second.validTo ?? 'open'}`,
        }
      : {
          file: nameOf(second),
          path,
          expected: `a rule that ${nameOf(first)} does not set for ${key} on the same days`,
          found: `both`,
        },
  );
};
