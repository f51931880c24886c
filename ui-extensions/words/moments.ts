import { sayIn, table, type Language } from './say.js';

/*
 * How a moment is said to people: absolute first, in the zone of the premises, relative second. The one place of the
 * cards that meets the host's Date, to format and to subtract; what the law counts is counted on the server.
 */

const words = table({
  en: {
    now: 'just now',
    'in.minutes': 'in {m} min',
    'ago.minutes': '{m} min ago',
    'in.hours': 'in {h} h {m} min',
    'ago.hours': '{h} h {m} min ago',
    'in.days': 'in {d} days',
    'ago.days': '{d} days ago',
  },
  ru: {
    now: 'только что',
    'in.minutes': 'через {m} мин',
    'ago.minutes': '{m} мин назад',
    'in.hours': 'через {h} ч {m} мин',
    'ago.hours': '{h} ч {m} мин назад',
    'in.days': 'через {d} дн.',
    'ago.days': '{d} дн. назад',
  },
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Since 1970; of a UTC text as the contract has it. */
export const millisecondsOf = (instant: string): number => new Date(instant).getTime();
/** The UTC text of a moment, as the contract has it. */
export const instantAt = (ms: number): string => new Date(ms).toISOString();

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU' };
/** Of a month's short name; engines differ in how short they make it (Sep, Sept; ноя, нояб.). */
const MONTH_LETTERS = 3;

type Part = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute';
const partsOf = (ms: number, zone: string, language: Language): Readonly<Record<Part, string>> => {
  const format = new Intl.DateTimeFormat(LOCALE[language], {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts: Partial<Record<string, string>> = Object.fromEntries(
    format.formatToParts(new Date(ms)).map(({ type, value }) => [type, value.replace(/\.$/, '')]),
  );
  const part = (name: Part): string => parts[name] ?? '';
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month').slice(0, MONTH_LETTERS),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
  };
};

/** `15:11`. */
export const timeOfDay = (instant: string, zone: string, language: Language): string => {
  const { hour, minute } = partsOf(millisecondsOf(instant), zone, language);
  return `${hour}:${minute}`;
};

/** `Wed 25 Nov`, with the year where it is not this one; `nowMs` says which year that is. */
export const day = (instant: string, zone: string, language: Language, nowMs: number): string => {
  const at = partsOf(millisecondsOf(instant), zone, language);
  const now = partsOf(nowMs, zone, language);
  const date = `${at.weekday} ${at.day} ${at.month}`;
  return at.year === now.year ? date : `${date} ${at.year}`;
};

/** `Wed 25 Nov, 09:00`. */
export const moment = (instant: string, zone: string, language: Language, nowMs: number): string =>
  `${day(instant, zone, language, nowMs)}, ${timeOfDay(instant, zone, language)}`;

/** `09:00` where that is today at the premises, else with its day: for the first line of a card. */
export const near = (instant: string, zone: string, language: Language, nowMs: number): string => {
  const [then, now] = [partsOf(millisecondsOf(instant), zone, language), partsOf(nowMs, zone, language)];
  const isToday = then.day === now.day && then.month === now.month && then.year === now.year;
  return isToday ? timeOfDay(instant, zone, language) : moment(instant, zone, language, nowMs);
};

/** `Wed 25 Nov, 09:00–13:00`, or both moments in full where the days differ. */
export const span = (from: string, to: string, zone: string, language: Language, nowMs: number): string =>
  day(from, zone, language, nowMs) === day(to, zone, language, nowMs)
    ? `${moment(from, zone, language, nowMs)}–${timeOfDay(to, zone, language)}`
    : `${moment(from, zone, language, nowMs)} – ${moment(to, zone, language, nowMs)}`;

/** `in 3 h 20 min`, `12 min ago`, `in 5 days`: said in brackets after the moment itself. */
export const relative = (instant: string, language: Language, nowMs: number): string => {
  const say = sayIn(words, language);
  const ahead = millisecondsOf(instant) - nowMs;
  const size = Math.abs(ahead);
  const way = ahead > 0 ? 'in' : 'ago';
  if (size < MINUTE) return say('now');
  if (size < HOUR) return say(`${way}.minutes`, { m: Math.floor(size / MINUTE) });
  if (size < 2 * DAY)
    return say(`${way}.hours`, { h: Math.floor(size / HOUR), m: Math.floor((size % HOUR) / MINUTE) });
  return say(`${way}.days`, { d: Math.floor(size / DAY) });
};
