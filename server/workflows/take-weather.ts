import type { WeatherRow } from '../domain/debt/weather.js';
import { isArea, readWeatherRow } from '../domain/debt/weather-row.js';
import { addDays, addMinutes, civilDateIn, type Zone } from '../domain/time.js';
import type { FeedLine, LineRefused } from './ports/billing-feed.js';
import type { Deps } from './ports/work.js';

const BATCH = 500;
/** Longer than any law looks back. */
const KEPT_DAYS = 60;
const AHEAD_MINUTES = 5;
const UTC = 'UTC' as Zone;

export interface WeatherReport {
  readonly lines: number;
  readonly refused: number;
  /** Areas of which something is new. */
  readonly areas: number;
}

const unread = { code: 'row.fields', message: 'The line does not have the fields of the first row.' };
const unknownArea = {
  code: 'weather.area',
  message: 'area: it is no area, and no station of config/weather.yaml.',
};
const future = { code: 'weather.future', message: 'issued: that moment has not come.' };

type Read = { readonly rows: readonly WeatherRow[] } | { readonly refused: readonly LineRefused[] };

/**
 * Takes what a weather feed says: the newest word on each day of each area is kept. New weather wakes the cases there
 * for which the network has an order, so that the order is called back before it is carried out.
 */
export const takeWeather = (
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  stations: Readonly<Record<string, readonly string[]>>,
) => {
  const areasOf = (name: string): readonly string[] =>
    Object.hasOwn(stations, name) ? (stations[name] ?? []) : isArea(name) ? [name] : [];
  const read = ({ line, fields, why }: FeedLine): Read => {
    const tell = (all: readonly { readonly code: string; readonly message: string }[]): Read => ({
      refused: all.map(({ code, message }) => ({ line, code, message })),
    });
    if (fields === null) return tell([why ?? unread]);
    const row = readWeatherRow(fields);
    if (!row.ok) return tell(row.refusals);
    if (row.value.issuedAt > addMinutes(clock.now(), AHEAD_MINUTES)) return tell([future]);
    const areas = areasOf(row.value.area);
    return areas.length === 0 ? tell([unknownArea]) : { rows: areas.map(area => ({ ...row.value, area })) };
  };
  const keep = (rows: readonly WeatherRow[]): Promise<readonly string[]> =>
    rows.length === 0
      ? Promise.resolve([])
      : store.transact(async tx => {
          const changed = await tx.weather.save(rows);
          await tx.debtCases.wakeOrdered(changed, clock.now());
          return changed;
        });
  return async (
    lines: AsyncIterable<FeedLine>,
    onRefused?: (refused: readonly LineRefused[]) => Promise<void>,
  ): Promise<WeatherReport> => {
    const areas = new Set<string>();
    let [count, refused] = [0, 0];
    let batch: WeatherRow[] = [];
    for await (const line of lines) {
      count += 1;
      const found = read(line);
      if ('refused' in found) {
        refused += 1;
        await onRefused?.(found.refused);
      } else batch.push(...found.rows);
      if (batch.length < BATCH) continue;
      for (const area of await keep(batch)) areas.add(area);
      batch = [];
    }
    for (const area of await keep(batch)) areas.add(area);
    await store.transact(tx => tx.weather.prune(addDays(civilDateIn(UTC, clock.now()), -KEPT_DAYS)));
    const report = { lines: count, refused, areas: areas.size };
    log.info('weather taken', report);
    return report;
  };
};
