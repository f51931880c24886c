import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { channel } from './common.js';
import { roleList, settingList } from './office.js';
import { carrierHealth } from './operations.js';

const why = z.nullable(z.string());

export const setUpStep = z.enum(['directory', 'carriers', 'brand', 'rules', 'roles', 'cards']);

/** Everything an administrator sets or looks up, in one answer. */
export const settingsPage = z.object({
  ...cardAnswer,
  may: z.object({ change: why, roles: why }),
  /** Null: we cannot know it, a person looks. */
  setUp: z.array(z.object({ step: setUpStep, done: z.nullable(z.boolean()) })),
  carriers: z.array(
    z.object({
      ...carrierHealth.shape,
      ratePerSecond: z.number(),
      cost: z.object({
        currency: z.string(),
        perMessage: z.number(),
        perSegment: z.number(),
        perPage: z.number(),
      }),
    }),
  ),
  channels: z.array(channel),
  /** As letters and notices show it now. */
  brand: z.object({
    name: z.string(),
    languages: z.array(z.string()),
    sender: z.string(),
    site: z.string(),
    customerPhone: z.string(),
    emergencyPhone: z.string(),
    email: z.string(),
    letterColour: z.string(),
  }),
  /** Each jurisdiction that service points name, and what is in force there today. */
  places: z.array(
    z.object({
      jurisdiction: z.string(),
      servicePoints: z.number(),
      /** Null: the rules are known. */
      missing: z.nullable(z.string()),
      rulebooks: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          validFrom: z.string(),
          validTo: z.nullable(z.string()),
        }),
      ),
      confidence: z.enum(['verified', 'secondary', 'unverified']),
      /** Last year of which the holidays are known; null: no calendar is counted by. */
      calendarUntil: z.nullable(z.number()),
    }),
  ),
  settings: settingList.shape.settings,
  roles: z.nullable(roleList),
});
export type SettingsPage = z.infer<typeof settingsPage>;
