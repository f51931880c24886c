import { z } from 'zod';
import { UNITS, type Period } from '../../domain/rules/period.js';
import { LEGAL_CHANNELS, PROOFS, type Condition } from '../../domain/rules/rulebook.js';
import { isCivilDate, type CivilDate } from '../../domain/time.js';

/** The pieces that the rules of config/rulebooks are made of. Every rule names its source. */

export const day = z
  .string()
  .refine(isCivilDate, 'a day such as 2026-01-31')
  .transform(text => text as CivilDate);
/** `HH:MM` as minutes since midnight. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "21:00", in quotes')
  .transform(text => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
const dayOfYear = z
  .string()
  .refine(
    text => /^\d\d-\d\d$/.test(text) && isCivilDate(`2024-${text}`),
    'a day of the year such as "11-01", in quotes',
  );
const season = z.strictObject({ from: dayOfYear, to: dayOfYear });

export const sourced = { source: z.string().min(1, 'the name of an entry under sources') };
export const channel = z.enum(LEGAL_CHANNELS);
const name = z.string().regex(/^\w+$/, 'a name of letters and digits');
const event = z
  .string()
  .regex(/^\w+([.]sent)?$/, 'the name of a notice, a notice with .sent, an act or an event of the case');
const names = <T extends z.ZodType>(value: T) => z.record(name, value);

export const period = z
  .strictObject({
    count: z.number().int().nonnegative(),
    unit: z.enum(UNITS),
    firstDay: z.literal('included').optional(),
    rollEnd: z.enum(['nextWorkingDay', 'previousWorkingDay']).optional(),
    notCounting: season.optional(),
  })
  .superRefine(({ count, unit, ...rest }, context) => {
    if (count === 0 && unit !== 'days')
      context.addIssue({
        code: 'custom',
        path: ['count'],
        message: '1 or more; 0 is for days, the same day',
      });
    if (unit !== 'clockHours' && unit !== 'hoursOfWorkingDays') return;
    for (const field of ['firstDay', 'rollEnd', 'notCounting'] as const)
      if (rest[field] !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: 'nothing: hours have no days to move' });
  }) satisfies z.ZodType<Period>;
/** One period, or several that run one after the other. */
const periods = z
  .union(
    [period.transform(one => [one]), z.array(period).min(1)],
    'a period with count and unit, or a list of them',
  )
  .superRefine((list, context) => {
    if (list.length > 1 && list.some(({ unit }) => unit === 'clockHours' || unit === 'hoursOfWorkingDays'))
      context.addIssue({ code: 'custom', message: 'days only, where periods follow each other' });
  });

const operand = z.union(
  [z.number(), z.string(), z.boolean(), z.strictObject({ fact: name, times: z.number().optional() })],
  'a number, a text, true, false, or a fact with times',
);
const comparison = z
  .strictObject({
    fact: name,
    is: operand.optional(),
    atLeast: operand.optional(),
    over: operand.optional(),
    atMost: operand.optional(),
    below: operand.optional(),
    oneOf: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .optional(),
  })
  .refine(
    ({ fact: _, ...tests }) => Object.values(tests).some(test => test !== undefined),
    'is, atLeast, over, atMost, below or oneOf',
  );

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ all: z.array(condition).min(1) }),
      z.strictObject({ any: z.array(condition).min(1) }),
      z.strictObject({ not: condition }),
      comparison,
      z.strictObject({ event: name, within: period, after: event }),
      z.strictObject({ event: name, in: season }),
    ],
    'a condition: all, any, not, a fact with is, atLeast, over, atMost, below or oneOf, an event within a period after another, or an event in a season',
  ),
);
const conditional = { when: condition.optional(), protects: z.string().min(1).optional(), ...sourced };

const notice = z.strictObject({
  given: z
    .strictObject({
      to: z.enum(['customer', 'occupants', 'thirdParty', 'authority', 'socialServices', 'public']),
      order: z.number().int().min(1).default(1),
      asSoonAs: event.optional(),
      for: z.array(name).min(1).optional(),
      proof: z.boolean().optional(),
      says: z.enum(['offer']).optional(),
      ...conditional,
    })
    .optional(),
  form: z
    .strictObject({
      groups: z
        .array(z.strictObject({ oneOf: z.array(channel).min(1), reason: name, when: condition.optional() }))
        .min(1),
      ...sourced,
    })
    .optional(),
  servedWhen: z
    .partialRecord(
      channel,
      z.lazy(() => service),
    )
    .optional(),
  content: z.lazy(() => content).optional(),
  updates: z
    .strictObject({ onChange: z.boolean(), everyHours: z.number().positive().optional(), ...sourced })
    .optional(),
});

export const service = z.strictObject({
  event: z.enum(['accepted', 'posted', 'delivered']),
  plus: period.optional(),
  cutOff: timeOfDay.optional(),
  proofs: z.array(z.enum(PROOFS)).min(1).optional(),
  afterFailedAttempts: z.strictObject({ attempts: z.number().int().min(1), apart: period }).optional(),
  ...sourced,
});

export const content = z.strictObject({
  elements: z.array(z.string()).min(1),
  precision: z.record(z.string(), z.enum(['date', 'minute', 'money'])).optional(),
  prominent: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
  ...sourced,
});

const wait = z
  .strictObject({
    from: event,
    to: event,
    atLeast: periods.optional(),
    atMost: periods.optional(),
    inGoodTime: z.literal(true).optional(),
    counting: z.enum(['toTheDay', 'clear']).default('toTheDay'),
    byChannel: z.partialRecord(channel, periods).optional(),
    onlyOn: z.literal('workingDay').optional(),
    restartedBy: z.array(name).min(1).optional(),
    ...conditional,
  })
  .refine(
    ({ atLeast, atMost, inGoodTime, onlyOn }) =>
      [atLeast, atMost, inGoodTime, onlyOn].some(each => each !== undefined),
    'atLeast, atMost, inGoodTime or onlyOn',
  )
  .refine(
    ({ byChannel, atLeast }) => byChannel === undefined || atLeast !== undefined,
    'atLeast beside byChannel, for the channels it does not name',
  );

const bans = { bans: z.array(name).min(1), ...conditional };
const weekday = z.number().int().min(1).max(7);
const bar = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('always'), ...bans }),
    z.strictObject({ kind: z.literal('weekday'), days: z.array(weekday).min(1), ...bans }),
    z
      .strictObject({
        kind: z.literal('timeOfDay'),
        before: timeOfDay.optional(),
        from: timeOfDay.optional(),
        after: timeOfDay.optional(),
        ...bans,
      })
      .refine(
        ({ before, from, after }) => [before, from, after].some(each => each !== undefined),
        'before, from or after',
      ),
    z.strictObject({ kind: z.literal('season'), ...season.shape, ...bans }),
    z.strictObject({ kind: z.literal('holiday'), ...bans }),
    z.strictObject({ kind: z.literal('nonWorkingDay'), ...bans }),
    z.strictObject({ kind: z.literal('noServiceDay'), ...bans }),
    z.strictObject({
      kind: z.literal('eveOf'),
      of: z.array(z.enum(['holiday', 'weekend', 'noServiceDay'])).min(1),
      after: timeOfDay.optional(),
      ...bans,
    }),
    z.strictObject({
      kind: z.literal('listedDays'),
      fact: name,
      daysBefore: z.array(z.number().int().nonnegative()).min(1),
      ...bans,
    }),
    z.strictObject({ kind: z.literal('weather'), holds: condition, ...bans }),
    z.strictObject({ kind: z.literal('stay'), since: name, within: period, ...bans }),
  ],
  'kind: always, weekday, timeOfDay, season, holiday, nonWorkingDay, noServiceDay, eveOf, listedDays, weather or stay',
);

/** A number of the law, or one that comes with the case. */
const amountOf = (number: z.ZodNumber) =>
  z.union(
    [number, z.strictObject({ fact: name, times: z.number().optional() })],
    'a number, or a fact with times',
  );
const compensation = z
  .strictObject({
    freeHours: amountOf(z.number().nonnegative()).optional(),
    first: z.number().nonnegative(),
    per: z.number().nonnegative().default(0),
    everyHours: z.number().positive().optional(),
    partial: z.enum(['ignored', 'roundedUp', 'prorated']).optional(),
    capPeriods: z.number().positive().optional(),
    cap: amountOf(z.number().positive()).optional(),
    multiplyBy: z
      .union([name.transform(one => [one]), z.array(name).min(1)], 'a fact, or a list of them')
      .transform(facts => facts.map(fact => ({ fact })))
      .optional(),
    currency: z.string().regex(/^[A-Z]{3}$/, 'a code of ISO 4217'),
    automatic: z.boolean().optional(),
    claimWithin: period.optional(),
    ...conditional,
  })
  .refine(
    ({ per, everyHours, partial }) =>
      per > 0 ? everyHours !== undefined && partial !== undefined : everyHours === undefined,
    'everyHours and partial beside per, and only there',
  );

const deadline = z
  .strictObject({
    since: name,
    within: periods.optional(),
    withoutDelay: z.literal(true).optional(),
    ...conditional,
  })
  .refine(
    ({ within, withoutDelay }) => (within === undefined) !== (withoutDelay === undefined),
    'within a period, or withoutDelay where the law sets none',
  );

export const scenario = z.strictObject({
  notices: names(notice).optional(),
  waits: names(wait).optional(),
  writtenForm: z.strictObject({ channels: z.array(channel).min(1), ...sourced }).optional(),
  servedWhen: z.partialRecord(channel, service).optional(),
  bars: names(bar).optional(),
  thresholds: names(z.strictObject({ needs: condition, ...conditional })).optional(),
  compensation: names(compensation).optional(),
  deadlines: names(deadline).optional(),
  quietHours: z
    .strictObject({ from: timeOfDay, to: timeOfDay, clock: z.enum(['recipient', 'premises']), ...sourced })
    .optional(),
  retention: z.strictObject({ period, ...sourced }).optional(),
  lifted: names(
    z.strictObject({
      path: z
        .string()
        .regex(
          /^(notices|waits|bars|thresholds|compensation|deadlines)[.]\w+$/,
          'a rule of a wider layer, such as bars.friday',
        ),
      ...sourced,
    }),
  ).optional(),
});
export type ScenarioFile = z.output<typeof scenario>;
