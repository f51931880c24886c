import { DateInput } from '@hubspot/ui-extensions';

/** As HubSpot's inputs give a day; months begin with 0 there. */
export interface DateGiven {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const two = (n: number): string => String(n).padStart(2, '0');
/** `2026-11-25`. */
export const civilDayGiven = ({ year, month, date }: DateGiven): string =>
  `${year}-${two(month + 1)}-${two(date)}`;
const givenOf = (day: string): DateGiven => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
};

/** A civil day, chosen or typed; empty as long as there is none. */
export const DayInput = ({
  name,
  label,
  day,
  onDay,
}: {
  readonly name: string;
  readonly label: string;
  /** `2026-11-25`, or empty. */
  readonly day: string;
  readonly onDay: (day: string) => void;
}) => (
  <DateInput
    name={name}
    label={label}
    format="ll"
    required
    {...(day === '' ? {} : { value: givenOf(day) })}
    onChange={given => {
      onDay(civilDayGiven(given));
    }}
  />
);
