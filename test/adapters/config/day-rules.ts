/** Days worked out from their rules, for comparison with what the calendar files say. Weekdays: 1 Monday … 7 Sunday. */

const MS_PER_DAY = 86_400_000;
const text = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const ms = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const date = (year: number, month: number, day: number): string =>
  text(Date.UTC(year, month - 1, day));
export const plus = (from: string, days: number): string => text(ms(from) + days * MS_PER_DAY);
export const weekday = (of: string): number => new Date(ms(of)).getUTCDay() || 7;

/** The first such weekday on or after a day. */
export const onOrAfter = (from: string, day: number): string => plus(from, (day - weekday(from) + 7) % 7);
/** The first such weekday after a day. */
export const after = (from: string, day: number): string => onOrAfter(plus(from, 1), day);
/** The last such weekday before a day. */
export const before = (until: string, day: number): string => onOrAfter(plus(until, -7), day);
export const nth = (year: number, month: number, day: number, n: number): string =>
  plus(onOrAfter(date(year, month, 1), day), 7 * (n - 1));
export const last = (year: number, month: number, day: number): string =>
  onOrAfter(plus(date(year, month + 1, 1), -7), day);
/** The nearest such weekday, at most three days off. */
export const nearest = (to: string, day: number): string => onOrAfter(plus(to, -3), day);

export const everyDay = (year: number): readonly string[] => {
  const first = date(year, 1, 1);
  const count = (ms(date(year + 1, 1, 1)) - ms(first)) / MS_PER_DAY;
  return Array.from({ length: count }, (_, n) => plus(first, n));
};

/** The Sunday after the full moon of an epact, as Clavius reckons it; `sundays` is the year's place in the weeks. */
const sundayAfterMoon = (year: number, epact: number, sundays: number): string => {
  const moon = 44 - epact < 21 ? 74 - epact : 44 - epact;
  return date(year, 3, moon + 7 - ((sundays + moon) % 7));
};
const golden = (year: number): number => (year % 19) + 1;
const leapYears = (year: number): number => Math.floor((5 * year) / 4);

export const easter = (year: number): string => {
  const century = Math.floor(year / 100) + 1;
  const solar = Math.floor((3 * century) / 4) - 12;
  const lunar = Math.floor((8 * century + 5) / 25) - 5;
  const raw = (11 * golden(year) + 20 + lunar - solar) % 30;
  const epact = (raw === 25 && golden(year) > 11) || raw === 24 ? raw + 1 : raw;
  return sundayAfterMoon(year, epact, leapYears(year) - solar - 10);
};
/** By the old calendar, told in the new one, which is 13 days ahead until the year 2100. */
export const orthodoxEaster = (year: number): string =>
  plus(sundayAfterMoon(year, (11 * golden(year) - 4) % 30, leapYears(year)), 13);
