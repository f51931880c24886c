export type Lang = 'en' | 'ru';

const WEEKDAYS = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  ru: ['вс', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб'],
} as const;
const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
} as const;
const UNITS = {
  en: { min: 'min', h: 'h', day: 'day', days: 'days', soon: 'less than a minute' },
  ru: { min: 'мин', h: 'ч', day: 'дн.', days: 'дн.', soon: 'меньше минуты' },
} as const;

interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: string;
  readonly minute: string;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The clock on the wall of that zone. */
const wallOf = (at: string, zone: string): Wall => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find(p => p.type === type)?.value ?? '';
  return {
    year: Number(part('year')),
    month: Number(part('month')),
    day: Number(part('day')),
    hour: part('hour'),
    minute: part('minute'),
  };
};

const dayWords = ({ year, month, day }: Wall, lang: Lang): string => {
  const weekday = WEEKDAYS[lang][new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  return `${weekday} ${String(day)} ${MONTHS[lang][month - 1] ?? ''}`;
};

/** `Wed 25 Nov, 09:00`; the year only where it is not the year of `now`. */
export const momentWords = (at: string, zone: string, lang: Lang, now: string): string => {
  const wall = wallOf(at, zone);
  const year = wall.year === wallOf(now, zone).year ? '' : ` ${String(wall.year)}`;
  return `${dayWords(wall, lang)}${year}, ${wall.hour}:${wall.minute}`;
};

/** `Wed 25 Nov, 09:00–13:00`; the day twice where the window passes midnight. */
export const windowWords = (from: string, to: string, zone: string, lang: Lang, now: string): string => {
  const start = wallOf(from, zone);
  const end = wallOf(to, zone);
  const sameDay = start.year === end.year && start.month === end.month && start.day === end.day;
  const last = sameDay ? `${end.hour}:${end.minute}` : ` ${momentWords(to, zone, lang, now)}`;
  return `${momentWords(from, zone, lang, now)}${sameDay ? '–' : ' –'}${last}`;
};

/** `17 h 19 min`, beyond 48 hours in days: how far two moments are apart, without a sign. */
export const spanWords = (from: string, to: string, lang: Lang): string => {
  const units = UNITS[lang];
  const minutes = Math.floor(Math.abs(Date.parse(to) - Date.parse(from)) / 60_000);
  if (minutes < 1) return units.soon;
  if (minutes < 60) return `${String(minutes)} ${units.min}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48)
    return minutes % 60 === 0
      ? `${String(hours)} ${units.h}`
      : `${String(hours)} ${units.h} ${String(minutes % 60)} ${units.min}`;
  const days = Math.floor(hours / 24);
  return `${String(days)} ${days === 1 ? units.day : units.days}`;
};

/** What a `datetime-local` field holds: wall-clock time in that zone. */
export const fieldValue = (at: string, zone: string): string => {
  const { year, month, day, hour, minute } = wallOf(at, zone);
  return `${String(year)}-${two(month)}-${two(day)}T${hour}:${minute}`;
};

/** Up to the next half hour that lies `minutes` or more ahead: a time a person would choose. */
export const roundedUp = (at: string, minutes: number): string => {
  const step = 30 * 60_000;
  return new Date(Math.ceil((Date.parse(at) + minutes * 60_000) / step) * step).toISOString();
};

export const plusHours = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * 3_600_000).toISOString();
export const shifted = (at: string, from: string, to: string): string =>
  new Date(Date.parse(at) + Date.parse(to) - Date.parse(from)).toISOString();

/** The city of a zone's name, `Berlin`: the way a zone is named in a table's head. */
export const zoneWords = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The server words its moments exactly, `2026-11-25T09:00+01:00`; on a screen they read as a wall clock does. */
export const plainMoments = (text: string, lang: Lang): string =>
  text.replace(
    /(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})/g,
    (_, y: string, mo: string, d: string, hour: string, minute: string, offset: string) => {
      const wall = { year: Number(y), month: Number(mo), day: Number(d), hour, minute };
      return `${dayWords(wall, lang)}, ${hour}:${minute}${offset === 'Z' ? ' UTC' : ''}`;
    },
  );
