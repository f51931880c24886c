import * as z from 'zod/mini';
import { cardAnswer } from './card.js';
import { channel } from './common.js';
import { roleList, settingList } from './office.js';
import { carrierHealth } from './operations.js';

const why = z.nullable(z.string());
const confidence = z.enum(['verified', 'secondary', 'unverified']);

export const setUpStep = z.enum(['directory', 'carriers', 'brand', 'rules', 'roles', 'cards']);

/** Everything an administrator sets or looks up, in one answer. */
export const settingsPage = z.object({
  ...cardAnswer,
  /** Null: not known yet. */
  customObjects: z.nullable(z.boolean()),
  may: z.object({ change: why, roles: why }),
  /** Null: we cannot know it, a person looks. */
  setUp: z.array(z.object({ step: setUpStep, done: z.nullable(z.boolean()) })),
  carriers: z.array(
    z.object({
      ...carrierHealth.shape,
      ratePerSecond: z.number(),
      account: z.object({
        /** First part of the names of its settings in the server's environment. */
        settings: z.string(),
        at: z.string(),
        /** As the environment has it; null: it shows none. */
        sender: z.nullable(z.string()),
        address: z.nullable(z.string()),
      }),
      /** In force: as it was chosen here, or as the environment has it. */
      sender: z.nullable(z.string()),
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
    names: z.array(z.object({ language: z.string(), name: z.string(), shortName: z.string() })),
    languages: z.array(z.string()),
    sender: z.object({ line1: z.string(), postcode: z.string(), city: z.string(), country: z.string() }),
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
      /** House rulebooks that apply here now. */
      house: z.array(z.string()),
      rulebooks: z.array(
        z.object({
          id: z.string(),
          house: z.boolean(),
          confidence,
          sources: z.array(z.object({ title: z.string(), url: z.nullable(z.string()) })),
          title: z.string(),
          validFrom: z.string(),
          validTo: z.nullable(z.string()),
        }),
      ),
      confidence,
      /** Last year of which the holidays are known; null: no calendar is counted by. */
      calendarUntil: z.nullable(z.number()),
    }),
  ),
  /** The house rulebooks there are to choose from. */
  houseRulebooks: z.array(z.object({ id: z.string(), version: z.string(), title: z.string() })),
  settings: settingList.shape.settings,
  roles: z.nullable(roleList),
});
export type SettingsPage = z.infer<typeof settingsPage>;

/** `unknown`: the carrier's answer was lost, and it may have sent it. */
export const carrierTestView = z.object({
  outcome: z.enum(['accepted', 'refused', 'unknown']),
  milliseconds: z.number(),
  /** Why not; null: it was taken. */
  reason: z.nullable(z.object({ en: z.string(), ru: z.string() })),
});
export type CarrierTestView = z.infer<typeof carrierTestView>;
