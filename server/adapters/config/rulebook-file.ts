import { z } from 'zod';
import type { Citation } from '../../domain/outcome.js';
import type { Rule, Rulebook, Scenario, ScenarioRules } from '../../domain/rules/rulebook.js';
import { isCivilDate, type CivilDate } from '../../domain/time.js';

const channel = z.enum(['email', 'sms', 'letter']);
const day = z
  .string()
  .refine(isCivilDate, 'a day such as 2026-01-31')
  .transform(text => text as CivilDate);
const sourced = { source: z.string().min(1, 'the name of an entry under sources') };

const scenario = z.strictObject({
  lead: z
    .discriminatedUnion(
      'unit',
      [
        z.strictObject({ unit: z.literal('clockHours'), count: z.number().int().positive(), ...sourced }),
        z.strictObject({ unit: z.literal('asSoonAsKnown'), ...sourced }),
      ],
      'clockHours or asSoonAsKnown',
    )
    .optional(),
  writtenForm: z.strictObject({ channels: z.array(channel).min(1), ...sourced }).optional(),
  servedWhen: z
    .partialRecord(
      channel,
      z.strictObject({ event: z.enum(['accepted', 'posted', 'delivered']), ...sourced }),
    )
    .optional(),
});

const kinds = ['planned', 'moved', 'cancelled', 'emergency', 'etr_update', 'restored'] as const;

/** The grammar of config/rulebooks/*.yaml, first form; config/README.md explains it. */
export const rulebookFile = z
  .strictObject({
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
    plannedInterruption: scenario.optional(),
    emergency: scenario.optional(),
    content: z
      .partialRecord(z.enum(kinds), z.strictObject({ elements: z.array(z.string()).min(1), ...sourced }))
      .optional(),
  })
  .superRefine((file, context) => {
    if (file.validTo !== undefined && file.validTo < file.validFrom)
      context.addIssue({
        code: 'custom',
        path: ['validTo'],
        message: `a day not before validFrom, ${file.validFrom}`,
      });
    const rules: [PropertyKey[], { source: string } | undefined][] = [
      ...(['plannedInterruption', 'emergency'] as const).flatMap(
        (name): [PropertyKey[], { source: string } | undefined][] => [
          [[name, 'lead'], file[name]?.lead],
          [[name, 'writtenForm'], file[name]?.writtenForm],
          ...Object.entries(file[name]?.servedWhen ?? {}).map(
            ([key, rule]): [PropertyKey[], { source: string }] => [[name, 'servedWhen', key], rule],
          ),
        ],
      ),
      ...Object.entries(file.content ?? {}).map(([key, rule]): [PropertyKey[], { source: string }] => [
        ['content', key],
        rule,
      ]),
    ];
    for (const [path, rule] of rules)
      if (rule !== undefined && file.sources[rule.source] === undefined)
        context.addIssue({
          code: 'custom',
          path: [...path, 'source'],
          message: `one of the sources of this file: ${Object.keys(file.sources).join(', ')}`,
        });
  });
export type RulebookFile = z.output<typeof rulebookFile>;

/** A rulebook as the domain reads it: every rule with its citation. */
export const toRulebook = (file: RulebookFile): Rulebook => {
  const cite = (rule: string, source: string): Citation => {
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
  const rule = <T>(path: string, source: string, value: T): Rule<T> => ({
    value,
    because: cite(path, source),
  });
  const scenarioOf = (name: Scenario): ScenarioRules => {
    const { lead, writtenForm, servedWhen } = file[name] ?? {};
    return {
      ...(lead === undefined
        ? {}
        : {
            lead: rule(
              `${name}.lead`,
              lead.source,
              lead.unit === 'clockHours' ? { unit: lead.unit, count: lead.count } : { unit: lead.unit },
            ),
          }),
      ...(writtenForm === undefined
        ? {}
        : { writtenForm: rule(`${name}.writtenForm`, writtenForm.source, writtenForm.channels) }),
      ...(servedWhen === undefined
        ? {}
        : {
            servedWhen: Object.fromEntries(
              Object.entries(servedWhen).map(([key, { event, source }]) => [
                key,
                rule(`${name}.servedWhen.${key}`, source, event),
              ]),
            ),
          }),
    };
  };
  return {
    id: file.id,
    version: file.version,
    jurisdictions: file.jurisdictions,
    validFrom: file.validFrom,
    validTo: file.validTo ?? null,
    scenarios: { plannedInterruption: scenarioOf('plannedInterruption'), emergency: scenarioOf('emergency') },
    content: Object.fromEntries(
      Object.entries(file.content ?? {}).map(([kind, { elements, source }]) => [
        kind,
        rule(`content.${kind}`, source, elements),
      ]),
    ),
  };
};
