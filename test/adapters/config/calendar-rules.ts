import { day } from '../../domain/builders.js';
import {
  after,
  before,
  date,
  easter,
  last,
  nearest,
  nth,
  onOrAfter,
  orthodoxEaster,
  plus,
  weekday,
} from './day-rules.js';

const [MON, TUE, WED, THU, FRI, SAT, SUN] = [1, 2, 3, 4, 5, 6, 7] as const;

export const onWeekend = (of: string): boolean => weekday(of) >= SAT;
export const workdays = (days: readonly string[], year: number): readonly string[] =>
  [...new Set(days)].filter(of => !onWeekend(of) && of.startsWith(`${year}-`)).sort();
export const fixed = (year: number, ...days: readonly (readonly [month: number, day: number])[]): string[] =>
  days.map(([month, dayOfMonth]) => date(year, month, dayOfMonth));
/** Each holiday and, for one on a weekend, the next day that is neither a weekend nor taken. */
const inLieu = (days: readonly string[]): readonly string[] => {
  const taken = new Set(days);
  for (const holiday of [...days].sort())
    if (onWeekend(holiday)) {
      let next = plus(holiday, 1);
      while (onWeekend(next) || taken.has(next)) next = plus(next, 1);
      taken.add(next);
    }
  return [...taken];
};
/** On the Friday before, or on the Monday after. */
const observed = (holiday: string): string =>
  weekday(holiday) === SAT ? plus(holiday, -1) : weekday(holiday) === SUN ? plus(holiday, 1) : holiday;

export type Rule = (year: number) => readonly string[];
const germany: Rule = y => [
  ...fixed(y, [1, 1], [5, 1], [10, 3], [12, 25], [12, 26]),
  ...[-2, 1, 39, 50].map(n => plus(easter(y), n)),
];
const land =
  (days: readonly (readonly [number, number])[], ...easterDays: readonly number[]): Rule =>
  y => [...germany(y), ...fixed(y, ...days), ...easterDays.map(n => plus(easter(y), n))];
const REFORMATION = land([[10, 31]]);

const uk =
  (own: Rule): Rule =>
  y => [
    date(y, 1, 1),
    plus(easter(y), -2),
    nth(y, 5, MON, 1),
    last(y, 5, MON),
    ...inLieu(fixed(y, [12, 25], [12, 26])),
    ...own(y),
  ];
const rest: Rule = y => [plus(easter(y), 1), last(y, 8, MON)];

const usFloating: Rule = y => [
  nth(y, 1, MON, 3),
  nth(y, 2, MON, 3),
  last(y, 5, MON),
  nth(y, 9, MON, 1),
  nth(y, 11, THU, 4),
];
const sundayToMonday: (days: readonly string[]) => readonly string[] = days =>
  days.map(of => (weekday(of) === SUN ? plus(of, 1) : of));

const australia: Rule = y => [
  ...fixed(y, [1, 1], [4, 25]),
  weekday(date(y, 1, 26)) >= SAT ? after(date(y, 1, 26), MON) : date(y, 1, 26),
  plus(easter(y), -2),
  plus(easter(y), 1),
  ...inLieu(fixed(y, [12, 25], [12, 26])),
];
const anzacMonday = (y: number, ...from: readonly number[]): readonly string[] =>
  from.includes(weekday(date(y, 4, 25))) ? [after(date(y, 4, 25), MON)] : [];

/** A table in the law, to the year 2052. */
const MATARIKI: Readonly<Record<number, string>> = {
  2024: day('Friday 2024-06-28'),
  2025: day('Friday 2025-06-20'),
  2026: day('Friday 2026-07-10'),
  2027: day('Friday 2027-06-25'),
};
const newZealand: Rule = y => [
  ...inLieu(fixed(y, [1, 1], [1, 2])),
  ...inLieu(fixed(y, [2, 6])),
  ...inLieu(fixed(y, [4, 25])),
  ...inLieu(fixed(y, [12, 25], [12, 26])),
  plus(easter(y), -2),
  plus(easter(y), 1),
  nth(y, 6, MON, 1),
  nth(y, 10, MON, 4),
  MATARIKI[y] ?? '',
];

/** The rule of each calendar, written down once more; what is fixed by decree alone is a table of its own below. */
export const RULES: Readonly<Record<string, Rule>> = {
  'DE-BW': land(
    [
      [1, 6],
      [11, 1],
    ],
    60,
  ),
  'DE-BY': land(
    [
      [1, 6],
      [11, 1],
    ],
    60,
  ),
  'DE-BE': y => [...land([[3, 8]])(y), ...(y === 2025 ? fixed(y, [5, 8]) : [])],
  'DE-BB': REFORMATION,
  'DE-HB': REFORMATION,
  'DE-HH': REFORMATION,
  'DE-HE': land([], 60),
  'DE-MV': land([
    [3, 8],
    [10, 31],
  ]),
  'DE-NI': REFORMATION,
  'DE-NW': land([[11, 1]], 60),
  'DE-RP': land([[11, 1]], 60),
  'DE-SL': land(
    [
      [8, 15],
      [11, 1],
    ],
    60,
  ),
  'DE-SN': y => [...REFORMATION(y), before(date(y, 11, 23), WED)],
  'DE-ST': land([
    [1, 6],
    [10, 31],
  ]),
  'DE-SH': REFORMATION,
  'DE-TH': land([
    [9, 20],
    [10, 31],
  ]),
  FR: y => [
    ...fixed(y, [1, 1], [5, 1], [5, 8], [7, 14], [8, 15], [11, 1], [11, 11], [12, 25]),
    ...[1, 39, 50].map(n => plus(easter(y), n)),
  ],
  IT: y => [
    ...fixed(y, [1, 1], [1, 6], [4, 25], [5, 1], [6, 2], [8, 15], [11, 1], [12, 8], [12, 25], [12, 26]),
    ...(y >= 2026 ? fixed(y, [10, 4]) : []),
    plus(easter(y), 1),
  ],
  PL: y => [
    ...fixed(y, [1, 1], [1, 6], [5, 1], [5, 3], [8, 15], [11, 1], [11, 11], [12, 25], [12, 26]),
    ...(y >= 2025 ? fixed(y, [12, 24]) : []),
    plus(easter(y), 1),
    plus(easter(y), 60),
  ],
  UA: y =>
    inLieu([
      ...fixed(y, [1, 1], [3, 8], [5, 1], [5, 8], [6, 28], [7, 15], [8, 24], [10, 1], [12, 25]),
      orthodoxEaster(y),
      plus(orthodoxEaster(y), 49),
    ]),
  'GB-ENG': uk(rest),
  'GB-WLS': uk(rest),
  'GB-NIR': uk(y => [...rest(y), ...inLieu(fixed(y, [3, 17])), ...inLieu(fixed(y, [7, 12]))]),
  'GB-SCT': uk(y => [
    nth(y, 8, MON, 1),
    ...inLieu(fixed(y, [1, 1], [1, 2])),
    ...inLieu(fixed(y, [11, 30])),
    ...(y === 2026 ? fixed(y, [6, 15]) : []),
  ]),
  'NZ-AUK': y => [...newZealand(y), nearest(date(y, 1, 29), MON)],
  'NZ-WGN': y => [...newZealand(y), nearest(date(y, 1, 22), MON)],
  'AU-NSW': y => [
    ...australia(y),
    ...(y >= 2026 ? anzacMonday(y, SAT, SUN) : []),
    nth(y, 6, MON, 2),
    nth(y, 10, MON, 1),
  ],
  'AU-ACT': y => [
    ...australia(y),
    ...anzacMonday(y, SAT, SUN),
    nth(y, 3, MON, 2),
    onOrAfter(date(y, 5, 27), MON),
    nth(y, 6, MON, 2),
    nth(y, 10, MON, 1),
  ],
  'AU-SA': y => [
    ...australia(y),
    ...anzacMonday(y, SUN),
    nth(y, 3, MON, 2),
    nth(y, 6, MON, 2),
    nth(y, 10, MON, 1),
  ],
  'AU-QLD:brisbane': y => [
    ...australia(y),
    ...anzacMonday(y, SUN),
    nth(y, 5, MON, 1),
    nth(y, 10, MON, 1),
    plus(onOrAfter(date(y, 8, 5), FRI), 5),
  ],
  'AU-VIC:melbourne': y => [
    ...australia(y),
    nth(y, 3, MON, 2),
    nth(y, 6, MON, 2),
    nth(y, 11, TUE, 1),
    ...(y < 2027 ? [last(y, 9, SAT)].map(final => plus(final, -1)) : []),
  ],
  'AU-WA:perth': y => [
    ...australia(y),
    ...anzacMonday(y, SAT, SUN),
    nth(y, 3, MON, 1),
    nth(y, 6, MON, 1),
    // Proclaimed; the last Monday of September but for 2024.
    y === 2024 ? day('Monday 2024-09-23') : last(y, 9, MON),
  ],
  'AU-TAS:hobart': y => [
    ...australia(y),
    nth(y, 2, MON, 2),
    nth(y, 3, MON, 2),
    nth(y, 6, MON, 2),
    plus(nth(y, 10, SAT, 4), -2),
  ],
  'AU-NT:darwin': y => [
    ...australia(y),
    ...anzacMonday(y, SUN),
    nth(y, 5, MON, 1),
    nth(y, 6, MON, 2),
    nth(y, 7, FRI, 4),
    nth(y, 8, MON, 1),
  ],
  'US:federal': y => [
    ...usFloating(y),
    nth(y, 10, MON, 2),
    ...fixed(y, [1, 1], [6, 19], [7, 4], [11, 11], [12, 25]).map(observed),
    observed(date(y + 1, 1, 1)),
  ],
  'US-NY': y => [
    ...usFloating(y),
    nth(y, 10, MON, 2),
    plus(nth(y, 11, MON, 1), 1),
    ...sundayToMonday(fixed(y, [1, 1], [2, 12], [6, 19], [7, 4], [11, 11], [12, 25])),
  ],
  'US-CA': y => [...usFloating(y), ...sundayToMonday(fixed(y, [1, 1], [3, 31], [7, 4], [11, 11], [12, 25]))],
  'US-TX': y => [
    ...usFloating(y),
    plus(nth(y, 11, THU, 4), 1),
    ...fixed(y, [1, 1], [7, 4], [11, 11], [12, 24], [12, 25], [12, 26]),
  ],
  'US-OH': y => [
    ...usFloating(y),
    nth(y, 10, MON, 2),
    ...sundayToMonday(fixed(y, [1, 1], [6, 19], [7, 4], [11, 11], [12, 25])),
  ],
  'US-IL': y => [
    ...usFloating(y),
    nth(y, 10, MON, 2),
    ...fixed(y, [1, 1], [2, 12], [6, 19], [7, 4], [11, 11], [12, 25]),
    ...(y % 2 === 0 ? [plus(nth(y, 11, MON, 1), 1)] : []),
  ],
  'CA-ON': y => [
    ...fixed(y, [1, 1], [7, 1], [12, 25], [12, 26]),
    plus(easter(y), -2),
    nth(y, 2, MON, 3),
    before(date(y, 5, 25), MON),
    nth(y, 9, MON, 1),
    nth(y, 10, MON, 2),
    ...(weekday(date(y, 12, 25)) === SAT ? fixed(y, [12, 27]) : []),
  ],
};
