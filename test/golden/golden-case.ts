import { z } from 'zod';
import type { LegalChannel } from '../../server/domain/rules/rulebook.js';

/** A case of the golden set: facts, calendar, a convention, one question and its answer worked by hand. */
export const goldenCase = z.looseObject({
  id: z.string(),
  timezone: z.string(),
  given: z.record(z.string(), z.unknown()),
  calendar: z
    .looseObject({
      nonWorking: z.array(z.string()),
      holidays: z.array(z.string()),
      noServiceDays: z.array(z.string()).optional(),
    })
    .optional(),
  convention: z.looseObject({ kind: z.string() }),
  question: z.string(),
  expected: z.record(z.string(), z.unknown()),
});
export type GoldenCase = z.output<typeof goldenCase>;

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const weekday = (name: string): number => WEEKDAYS.indexOf(name) + 1;

export const CHANNELS: Readonly<Record<string, LegalChannel>> = {
  letter: 'letter',
  registered_letter: 'registeredLetter',
  hand_delivery: 'handDelivery',
  other_delivery: 'inPerson',
  email: 'email',
  sms: 'sms',
  radio: 'radio',
};
export const channelOf = (name: string): LegalChannel => {
  const channel = CHANNELS[name];
  if (channel === undefined) throw new Error(`The golden channel ${name} is not mapped.`);
  return channel;
};

export type Json = Readonly<Record<string, unknown>>;
export const conditionOf = (when: unknown): unknown =>
  when === undefined ? undefined : { all: Object.entries(when as Json).map(([fact, is]) => ({ fact, is })) };
