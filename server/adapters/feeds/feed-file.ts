import { z } from 'zod';
import type { FeedRules } from '../../domain/feed/snapshot.js';
import { isZone, type Zone } from '../../domain/time.js';

export const zone = z
  .string('an IANA zone such as Europe/Berlin')
  .refine(isZone, 'an IANA zone such as Europe/Berlin')
  .transform(text => text as Zone);
const field = z.string('the name of a field of a row').min(1, 'the name of a field of a row');
const minutes = z.number('minutes, above 0').positive('minutes, above 0');
const code = z
  .string('a reason code of templates/reasons.yaml')
  .regex(/^[a-z_]+$/, 'a reason code of templates/reasons.yaml');

const isPattern = (text: string): boolean => {
  try {
    return ['year', 'month', 'day', 'hour', 'minute'].every(
      part => new RegExp(text, 'u') && text.includes(`(?<${part}>`),
    );
  } catch {
    return false;
  }
};

/** How a file's name tells when it was made. */
export const timeInFileName = z.strictObject({
  fileName: z
    .string()
    .refine(isPattern, 'a pattern with the groups year, month, day, hour, minute and perhaps second'),
  zone,
});

/** How a time is written; see config/README.md. */
const written = z.enum(
  ['epochMs', 'epochSeconds', 'wallClockEpochMs', 'wallClockEpochSeconds', 'iso', 'local'],
  'epochMs, epochSeconds, wallClockEpochMs, wallClockEpochSeconds, iso or local',
);

const rules = z.strictObject({
  rowCap: z.int('whole rows, or null').positive('whole rows, or null').nullable(),
  staleAfterMinutes: minutes,
  silentAfterMinutes: minutes,
  shrink: z.strictObject({
    below: z.number().gt(0, 'a share above 0 and below 1').lt(1, 'a share above 0 and below 1'),
    ofAtLeast: z.int().min(1, 'whole rows'),
  }),
  restoreAfterMisses: z.int().min(2, '2 or more: one snapshot without a row proves nothing'),
  reopenWithinMinutes: minutes,
  sameStartMinutes: minutes,
  news: z
    .strictObject({
      laterMinutes: minutes,
      earlierMinutes: minutes,
      gapMinutes: minutes,
      promiseMinutes: minutes,
      aheadMinutes: minutes,
    })
    .refine(news => news.promiseMinutes - news.aheadMinutes >= news.gapMinutes, {
      path: ['promiseMinutes'],
      error:
        'at least gapMinutes and aheadMinutes together, or the promise falls due while nothing may be sent',
    }),
}) satisfies z.ZodType<FeedRules>;

/** The grammar of config/feeds/*.yaml. */
export const feedFile = z
  .strictObject({
    title: z.string().min(1),
    zone,
    jurisdiction: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?(:[\w-]+)?$/, 'an ISO 3166-2 key, with an optional :locality'),
    bounds: z.strictObject({
      south: z.number().min(-90).max(90),
      west: z.number().min(-180).max(180),
      north: z.number().min(-90).max(90),
      east: z.number().min(-180).max(180),
    }),
    snapshotTime: z.union([timeInFileName, z.strictObject({ field })], 'fileName with its zone, or field'),
    mostBytes: z.int().positive(),
    times: written,
    fields: z.strictObject({
      id: field,
      feeder: field,
      cause: field,
      status: field,
      start: field,
      customers: field,
      latitude: field,
      longitude: field,
    }),
    estimate: z.strictObject({ field, modelField: field.optional() }),
    causes: z.record(z.string().min(1), code),
    noCause: code,
    unknownCause: code,
    planned: z.array(z.string()),
    notOutage: z.array(z.string()),
    statuses: z.record(
      z.string().min(1),
      z.enum(['waiting', 'onTheWay', 'onSite'], 'waiting, onTheWay or onSite'),
    ),
    rules,
  })
  .refine(file => file.bounds.south < file.bounds.north && file.bounds.west < file.bounds.east, {
    path: ['bounds'],
    error: 'south below north and west below east',
  })
  .superRefine((file, context) => {
    for (const list of ['planned', 'notOutage'] as const)
      file[list].forEach((cause, index) => {
        if (list === 'planned' && !(cause in file.causes))
          context.addIssue({
            code: 'custom',
            path: [list, index],
            message: 'one of the causes of this file',
          });
      });
  });

export type FeedFile = z.output<typeof feedFile>;

/** The reason codes a feed can bring up, each with its path in the file. */
export const reasonsIn = (file: FeedFile): readonly (readonly [path: string, code: string])[] => [
  ...Object.entries(file.causes).map(([cause, reason]) => [`causes.${cause}`, reason] as const),
  ['noCause', file.noCause],
  ['unknownCause', file.unknownCause],
];
