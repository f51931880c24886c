import {
  atWallMs,
  civilDateIn,
  dayOfWeek,
  minuteOfDayIn,
  wallMsIn,
  type CivilDate,
  type Instant,
  type Window,
  type Zone,
} from '../time.js';

/** What an agent can read out here; a text is written in more languages. */
export type SpokenLanguage = 'en' | 'ru';
export const SPOKEN: readonly SpokenLanguage[] = ['en', 'ru'];

/** `ru-RU` speaks Russian; whoever speaks neither is answered in English. */
export const spokenFor = (language: string | null): SpokenLanguage =>
  /^ru\b/i.test(language ?? '') ? 'ru' : 'en';

const DAYS = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
} as const;
const MONTHS = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
} as const;
/** For an hour that the clocks show twice. */
const TWICE = { en: ['the first time', 'the second time'], ru: ['первый раз', 'второй раз'] } as const;

const pad = (n: number): string => String(n).padStart(2, '0');

export interface SpokenTimes {
  /** `16:30` */
  time(at: Instant): string;
  /** `Wed 25 Nov`, with the year where it is another one. */
  day(at: Instant): string;
  /** `16:30`, or with its day where that is not today. */
  moment(at: Instant): string;
  /** `on Wed 25 Nov, from 09:00 to 13:00` */
  window(window: Window): string;
  /** `Wed 25 Nov, 09:00–13:00` */
  span(window: Window): string;
}

/** Times by the wall clock of the premises, as a person says them on the phone. */
export const spokenTimes = (language: SpokenLanguage, zone: Zone, now: Instant): SpokenTimes => {
  const today = civilDateIn(zone, now);
  const time = (at: Instant): string => {
    const minute = minuteOfDayIn(zone, at);
    const clock = `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
    const day = civilDateIn(zone, at);
    const ms = wallMsIn(zone, at);
    const [first, second] = [atWallMs(zone, day, ms, 'earlier'), atWallMs(zone, day, ms, 'later')];
    return first === second ? clock : `${clock} (${TWICE[language][at === first ? 0 : 1]})`;
  };
  const dayWords = (day: CivilDate): string => {
    const [year = '', month = '', date = ''] = day.split('-');
    const words = `${DAYS[language][dayOfWeek(day) - 1] ?? ''} ${Number(date)} ${MONTHS[language][Number(month) - 1] ?? ''}`;
    return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${year}`;
  };
  const day = (at: Instant): string => dayWords(civilDateIn(zone, at));
  const sameDay = ({ from, to }: Window): boolean => civilDateIn(zone, from) === civilDateIn(zone, to);
  const [on, from, to] = language === 'ru' ? ['', 'с', 'до'] : ['on ', 'from', 'to'];
  return {
    time,
    day,
    moment: at =>
      civilDateIn(zone, at) === today
        ? time(at)
        : language === 'ru'
          ? `${time(at)} (${day(at)})`
          : `${time(at)} on ${day(at)}`,
    window: window =>
      sameDay(window)
        ? `${on}${day(window.from)}, ${from} ${time(window.from)} ${to} ${time(window.to)}`
        : `${from} ${time(window.from)}, ${day(window.from)}, ${to} ${time(window.to)}, ${day(window.to)}`,
    span: window =>
      sameDay(window)
        ? `${day(window.from)}, ${time(window.from)}–${time(window.to)}`
        : `${day(window.from)}, ${time(window.from)} – ${day(window.to)}, ${time(window.to)}`,
  };
};
