import { z } from 'zod';
import { isArea } from '../../domain/debt/weather-row.js';
import { timeInFileName, zone } from './feed-file.js';

const hours = z.number('hours, above 0').positive('hours, above 0');

/** The grammar of config/billing.yaml. */
export const billingFile = z.strictObject({
  zone,
  fileTime: timeInFileName,
  silentAfterHours: hours,
});
export type BillingFile = z.output<typeof billingFile>;

const area = z
  .string()
  .refine(isArea, 'a jurisdiction such as US-TX:travis, or the beginning of a postcode such as US/787');

/** The grammar of config/weather.yaml. */
export const weatherFile = z.strictObject({
  stations: z.record(z.string().min(1), z.array(area).min(1)),
  everyMinutes: z.number('minutes, 5 or more').min(5, 'minutes, 5 or more'),
  mostBytes: z.int().positive(),
  silentAfterHours: hours,
});
export type WeatherFile = z.output<typeof weatherFile>;
