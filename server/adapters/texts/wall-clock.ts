import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import 'dayjs/locale/es';
import 'dayjs/locale/ru';
import {
  atMinuteOfDay,
  civilDateIn,
  minuteOfDayIn,
  parseMoment,
  withOffset,
  type CivilDate,
  type Instant,
  type Window,
  type Zone,
} from '../../domain/time.js';
import type { Message } from './message.js';

dayjs.extend(utc);

/** Languages dayjs can name days and months in here. */
export const DAY_LANGUAGES: readonly string[] = ['en', 'ru', 'es'];

/** How one language tells times; the messages are compiled from config/templates/sentences.yaml. */
export interface TimeWords {
  readonly dayShort: string;
  readonly dayShortYear: string;
  readonly dayLong: string;
  readonly date: string;
  readonly windowShort: Message;
  readonly overnightShort: Message;
  readonly windowLong: Message;
  readonly overnightLong: Message;
  readonly moment: Message;
  readonly firstTime: Message;
  readonly secondTime: Message;
  readonly more: Message;
}

export interface WallClock {
  /** `Wed 25 Nov, 09:00–13:00; Thu 26 Nov, 10:00–12:00`. Days with the same hours share them. */
  windows(windows: readonly Window[]): string;
  /** The first window, and how many more there are: for a text with no room for all. */
  first(windows: readonly Window[]): string;
  /** One window a line, days in full. */
  windowsLong(windows: readonly Window[]): string;
  /** The days alone. */
  days(windows: readonly Window[]): string;
  /** `18:30 (Wed 25 Nov)` */
  moment(at: Instant): string;
  momentLong(at: Instant): string;
  /** `23 November 2026` */
  date(at: Instant): string;
  /** A civil date in the same three ways: it has no zone. */
  dateOf(day: CivilDate): string;
  dayShort(day: CivilDate): string;
  dayLong(day: CivilDate): string;
}

/** The same few windows are told to a hundred thousand customers; wording one anew each time would cost most of a render. */
const remember = <A>(key: (value: A) => string, tell: (value: A) => string): ((value: A) => string) => {
  const known = new Map<string, string>();
  return value => {
    const name = key(value);
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= 2000) known.clear();
    const now = tell(value);
    known.set(name, now);
    return now;
  };
};
const ofWindows = (windows: readonly Window[]): string =>
  windows.map(({ from, to }) => `${from} ${to}`).join();
const ofInstant = (at: Instant): string => at;
const ofDay = (day: CivilDate): string => day;

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * Tells instants by the wall clocks of one zone. dayjs only names days and months, of a civil date it takes for UTC:
 * its own zone arithmetic is wrong around clock changes.
 */
export const makeWallClock = (words: TimeWords, language: string, zone: Zone, on: Instant): WallClock => {
  const thisYear = civilDateIn(zone, on).slice(0, 4);
  const name = (day: CivilDate, pattern: string) => dayjs.utc(day).locale(language).format(pattern);
  // Short names of three letters, no dots, whatever the locale's own habit.
  const short = (day: CivilDate) =>
    name(day, day.startsWith(thisYear) ? words.dayShort : words.dayShortYear).replace(
      /(\p{L}{2,3})\p{L}*\./gu,
      '$1',
    );
  const long = (day: CivilDate) => name(day, words.dayLong);

  const time = (at: Instant): { readonly clock: string; readonly which: string } => {
    const minute = minuteOfDayIn(zone, at);
    return {
      clock: `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`,
      which: whichOfTwo(words, zone, at),
    };
  };
  const clock = (at: Instant): string => {
    const { clock: hour, which } = time(at);
    return which === '' ? hour : `${hour} (${which})`;
  };
  const moment = (at: Instant, day: string): string => {
    const { clock: hour, which } = time(at);
    return words.moment.format({ time: hour, day: which === '' ? day : `${which}; ${day}` });
  };
  const ends = ({ from, to }: Window, day: (date: CivilDate) => string) => {
    const fromDay = civilDateIn(zone, from);
    const toDay = civilDateIn(zone, to);
    const values = {
      from: clock(from),
      to: clock(to),
      day: day(fromDay),
      fromDay: day(fromDay),
      toDay: day(toDay),
    };
    return { overnight: fromDay !== toDay, values };
  };
  const windowLong = (window: Window): string => {
    const { overnight, values } = ends(window, long);
    return (overnight ? words.overnightLong : words.windowLong).format(values);
  };
  const windows = (list: readonly Window[]): string => {
    const groups: {
      readonly hours: string;
      readonly days: string[];
      readonly text: (days: string) => string;
    }[] = [];
    for (const window of list) {
      const { overnight, values } = ends(window, short);
      const hours = overnight ? '' : `${values.from}-${values.to}`;
      const last = groups.at(-1);
      if (last !== undefined && hours !== '' && last.hours === hours) last.days.push(values.day);
      else
        groups.push({
          hours,
          days: [values.day],
          text: days =>
            (overnight ? words.overnightShort : words.windowShort).format({ ...values, day: days }),
        });
    }
    return groups.map(group => group.text(group.days.join(', '))).join('; ');
  };
  const first = (list: readonly Window[]): string =>
    windows(list.slice(0, 1)) + (list.length > 1 ? words.more.format({ n: list.length - 1 }) : '');
  const days = (list: readonly Window[]): string =>
    [...new Set(list.map(({ from }) => short(civilDateIn(zone, from))))].join(', ');
  return {
    windows: remember(ofWindows, windows),
    first: remember(ofWindows, first),
    windowsLong: remember(ofWindows, list => list.map(windowLong).join('\n')),
    days: remember(ofWindows, days),
    moment: remember(ofInstant, at => moment(at, short(civilDateIn(zone, at)))),
    momentLong: remember(ofInstant, at => moment(at, long(civilDateIn(zone, at)))),
    date: remember(ofInstant, at => name(civilDateIn(zone, at), words.date)),
    dateOf: remember(ofDay, day => name(day, words.date)),
    dayShort: remember(ofDay, short),
    dayLong: remember(ofDay, long),
  };
};

/** Wall clocks by language, zone and the minute of the message, which decides what "this year" is. */
export const makeWallClocks = (): ((
  words: TimeWords,
  language: string,
  zone: Zone,
  on: Instant,
) => WallClock) => {
  const known = new Map<string, WallClock>();
  return (words, language, zone, on) => {
    const key = `${language} ${zone} ${on.slice(0, 16)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= 100) known.clear();
    const now = makeWallClock(words, language, zone, on);
    known.set(key, now);
    return now;
  };
};

/** As the clocks go back one hour comes twice: which of the two this is, or nothing. */
const whichOfTwo = (words: TimeWords, zone: Zone, at: Instant): string => {
  const wall = withOffset(at, zone).slice(0, 16);
  const read = parseMoment(wall, zone);
  if (read.ok || read.refusals[0].code !== 'time.overlap') return '';
  const first = atMinuteOfDay(zone, civilDateIn(zone, at), minuteOfDayIn(zone, at));
  return (first.slice(0, 16) === at.slice(0, 16) ? words.firstTime : words.secondTime).format({});
};
