import type { Json } from './golden-case.js';

/** How each counting of the set is written in the grammar. */
export const periodOf = (
  counting: string,
  n: number,
  more: Json = {},
): { readonly atLeast: unknown; readonly counting: string; readonly onlyOn?: string } => {
  switch (counting) {
    case 'ELAPSED_HOURS':
      return { atLeast: { count: n, unit: 'clockHours' }, counting: 'toTheDay' };
    case 'HOURS_SKIPPING_NONWORKING_DAYS':
      return { atLeast: { count: n, unit: 'hoursOfWorkingDays' }, counting: 'toTheDay' };
    case 'DAYS_EXCL_NOTICE_INCL_EVENT':
    case 'MIN_GAP':
      return { atLeast: { count: n, unit: 'days' }, counting: 'toTheDay' };
    case 'CLEAR_DAYS':
    case 'DAYS_THEN_NEXT_DAY':
      return { atLeast: { count: n, unit: 'days' }, counting: 'clear' };
    case 'BUSINESS_DAYS_EXCL_NOTICE_INCL_EVENT':
      return { atLeast: { count: n, unit: 'workingDays' }, counting: 'toTheDay' };
    case 'CLEAR_BUSINESS_DAYS':
    case 'BUSINESS_DAYS_THEN_NEXT_DAY':
      return { atLeast: { count: n, unit: 'workingDays' }, counting: 'clear' };
    case 'WEEKS_THEN_NEXT_DAY':
      return { atLeast: { count: n, unit: 'weeks' }, counting: 'clear' };
    case 'DAYS_THEN_NEXT_DAY_ROLL_FORWARD':
      return { atLeast: { count: n, unit: 'days', rollEnd: 'nextWorkingDay' }, counting: 'clear' };
    case 'MONTHS_DATE_TO_DATE_THEN_NEXT_DAY':
      return { atLeast: { count: n, unit: 'months' }, counting: 'clear' };
    case 'DAYS_THEN_BUSINESS_DAYS':
      return {
        atLeast: [
          { count: more['days'], unit: 'days' },
          { count: more['businessDays'], unit: 'workingDays' },
        ],
        counting: 'clear',
      };
    case 'SUSPENDABLE_PERIOD':
      return {
        atLeast: { count: n, unit: 'days', notCounting: { from: more['from'], to: more['to'] } },
        counting: 'clear',
      };
    default:
      throw new Error(`The counting ${counting} is not mapped.`);
  }
};

/** Conventions that are one wait and nothing else. */
export const CONVENTIONS_OF_ONE_WAIT: Readonly<Record<string, true>> = {
  HOURS_SKIPPING_NONWORKING_DAYS: true,
  CLEAR_DAYS: true,
  BUSINESS_DAYS_EXCL_NOTICE_INCL_EVENT: true,
  CLEAR_BUSINESS_DAYS: true,
  DAYS_THEN_NEXT_DAY: true,
  WEEKS_THEN_NEXT_DAY: true,
  DAYS_THEN_NEXT_DAY_ROLL_FORWARD: true,
  MONTHS_DATE_TO_DATE_THEN_NEXT_DAY: true,
  DAYS_THEN_BUSINESS_DAYS: true,
  SUSPENDABLE_PERIOD: true,
};
