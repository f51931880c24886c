import { CHANNELS, type Channel } from '../contact-point.js';
import { accept, refuse, type Outcome } from '../outcome.js';
import type { Policy } from '../policy.js';
import { BRAND_SETTINGS } from './brand-settings.js';
import { CHOICE_SETTINGS } from './choice-settings.js';
import { hasJust, setting, whole, type Setting, type Values } from './setting.js';

const number = (
  name: keyof Policy & string,
  unit: string,
  [from, to]: readonly [number, number],
  about: string,
): Setting =>
  setting({
    name,
    about,
    unit,
    lawful: `A whole number from ${from} to ${to}.`,
    isLawful: whole(from, to),
    valueIn: policy => policy[name] as number,
    put: (policy, value) => ({ ...policy, [name]: value }),
  });

interface QuietValue {
  readonly channels: readonly Channel[];
  readonly from: string;
  readonly to: string;
}
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOfDay = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** A letter wakes nobody. */
const AUDIBLE: readonly Channel[] = CHANNELS.filter(channel => channel !== 'letter');
/** A night, not a day: some hours must be left in which every channel may be used. */
const LONGEST_QUIET_MINUTES = 14 * 60;

const isQuietValue = (value: unknown): value is QuietValue => {
  if (!hasJust(value, ['channels', 'from', 'to'])) return false;
  const { channels, from, to } = value;
  return (
    Array.isArray(channels) &&
    channels.every(channel => (AUDIBLE as readonly unknown[]).includes(channel)) &&
    new Set(channels).size === channels.length &&
    typeof from === 'string' &&
    typeof to === 'string' &&
    TIME_OF_DAY.test(from) &&
    TIME_OF_DAY.test(to) &&
    (minutes(to) - minutes(from) + 1440) % 1440 <= LONGEST_QUIET_MINUTES
  );
};

const LONGEST_DELAY_MINUTES = 720;

/** In the order in which a page shows them. */
export const SETTINGS: readonly Setting[] = [
  number(
    'approvalAbove',
    'customers',
    [0, 1_000_000],
    'A planned campaign that reaches more customers than this needs a second person. Emergencies do not wait for one.',
  ),
  setting({
    name: 'quietHours',
    about:
      'Hours in which the named channels keep quiet, by the clock of the premises. A courtesy only: an emergency, and a notice that would be late, goes out anyway. The same time twice switches them off.',
    unit: 'times of day',
    lawful: `channels: any of ${AUDIBLE.join(', ')}, each once; from and to: times such as "21:00", at most ${LONGEST_QUIET_MINUTES / 60} hours apart.`,
    isLawful: isQuietValue,
    valueIn: ({ quietHours }) => ({
      channels: quietHours.channels,
      from: timeOfDay(quietHours.from),
      to: timeOfDay(quietHours.to),
    }),
    put: (policy, { channels, from, to }) => ({
      ...policy,
      quietHours: { channels, from: minutes(from), to: minutes(to) },
    }),
  }),
  number(
    'personBeforeDeadlineHours',
    'hours',
    [1, 72],
    'This long before the last lawful moment a notice that is not served yet goes to the next channel, then to a person.',
  ),
  setting({
    name: 'confirmLifeSupportWithin',
    about:
      'A life-support customer without proof of delivery goes to a person after this; in an emergency every notice is looked at after the minutes given.',
    unit: 'hours, minutes',
    lawful: 'plannedHours: a whole number from 1 to 48; emergencyMinutes: a whole number from 5 to 120.',
    isLawful: (value): value is Policy['confirmLifeSupportWithin'] =>
      hasJust(value, ['plannedHours', 'emergencyMinutes']) &&
      whole(1, 48)(value['plannedHours']) &&
      whole(5, 120)(value['emergencyMinutes']),
    valueIn: policy => policy.confirmLifeSupportWithin,
    put: (policy, { plannedHours, emergencyMinutes }) => ({
      ...policy,
      confirmLifeSupportWithin: { plannedHours, emergencyMinutes },
    }),
  }),
  setting({
    name: 'retryDelaysMinutes',
    about:
      'The waits after a passing fault of a carrier, one after the other; after the last one the channel is given up.',
    unit: 'minutes',
    lawful: `One to ten whole numbers from 1 to ${LONGEST_DELAY_MINUTES}.`,
    isLawful: (value): value is readonly number[] =>
      Array.isArray(value) &&
      value.length >= 1 &&
      value.length <= 10 &&
      value.every(whole(1, LONGEST_DELAY_MINUTES)),
    valueIn: policy => policy.retry.delaysMinutes,
    put: (policy, delaysMinutes) => ({ ...policy, retry: { delaysMinutes } }),
  }),
  number('nextUpdateMinutes', 'minutes', [10, 240], 'In an emergency the next news is promised within this.'),
  number(
    'mirrorAfterMinutes',
    'minutes',
    [1, 1440],
    'A delivery that is not final yet is written to HubSpot after this.',
  ),
  setting({
    name: 'carriersOff',
    about:
      'Carriers that are given nothing for now. Where a channel has no other, its messages wait, and whoever would be late gets the next channel.',
    unit: 'names of carriers',
    lawful: 'Names as in config/carriers.yaml, each once.',
    isLawful: (value): value is readonly string[] =>
      Array.isArray(value) &&
      value.length <= 20 &&
      value.every(name => typeof name === 'string' && /^[a-z][a-z0-9-]{0,30}$/.test(name)) &&
      new Set(value).size === value.length,
    valueIn: policy => policy.carriersOff ?? [],
    put: ({ carriersOff: _, ...policy }, names) =>
      names.length === 0 ? policy : { ...policy, carriersOff: names },
  }),
  ...BRAND_SETTINGS,
  ...CHOICE_SETTINGS,
];

export const settingOf = (name: string): Setting | null => SETTINGS.find(each => each.name === name) ?? null;

/** Null goes back to the shipped value and is always lawful. */
export const checkSetting = (name: string, value: unknown): Outcome<unknown> => {
  const known = settingOf(name);
  if (known === null)
    return refuse({
      code: 'setting.unknown',
      message: `There is no setting "${name}".`,
      lawful: `One of: ${SETTINGS.map(each => each.name).join(', ')}.`,
      because: [],
    });
  return value === null || known.isLawful(value)
    ? accept(value)
    : refuse({
        code: 'setting.bounds',
        message: `This is no value for "${name}".`,
        lawful: known.lawful,
        because: [],
        details: { setting: name },
      });
};

interface Stored {
  readonly name: string;
  readonly value: unknown;
}
/**
 * The shipped policy with what was set over it. A stored value that is no longer lawful, or of a setting that is gone,
 * does not count, and is named.
 */
export const policyWith = (
  shipped: Policy,
  stored: readonly Stored[],
): { readonly policy: Policy; readonly ignored: readonly string[] } =>
  stored.reduce<{ policy: Policy; ignored: readonly string[] }>(
    ({ policy, ignored }, { name, value }) => {
      const known = settingOf(name);
      if (known === null || (value !== null && !known.isLawful(value)))
        return { policy, ignored: [...ignored, name] };
      return { policy: value === null ? policy : known.put(policy, value), ignored };
    },
    { policy: shipped, ignored: [] },
  );

/** The same value, whatever the order of its fields. */
export const isSameValue = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && isSameValue((a as Values)[key], (b as Values)[key]))
  );
};
