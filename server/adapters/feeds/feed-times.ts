import { atWallClock, fromEpochMs, parseMoment, type Instant, type Zone } from '../../domain/time.js';
import type { FeedFile } from './feed-file.js';

/** Of an hour that comes twice: beginnings are taken for the first, ends for the second, so that nobody is promised too much. */
export type Which = 'first' | 'second';
export type ReadTime = (value: unknown, which: Which) => Instant | null;

/** The twentieth century and the twenty-third are mistakes. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

const msOf = (value: unknown, unit: number): number | null => {
  const number = typeof value === 'string' && /^\d{9,14}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  const ms = Math.floor(number * unit);
  return ms >= EARLIEST_MS && ms < LATEST_MS ? ms : null;
};

/** `03/10/2024 8:00 PM`, `2024-03-10 20:00:05` → ISO without a zone. */
const isoOf = (text: string): string => {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))? ?(AM|PM)?$/i.exec(text.trim());
  if (us === null) return text.trim();
  const [, month = '', day = '', year = '', hour = '', minute = '', second = '00', half] = us;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/pm/i.test(half) ? 12 : 0);
  const two = (part: string | number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
};

const readers = (zone: Zone): Readonly<Record<FeedFile['times'], ReadTime>> => {
  const epoch =
    (unit: number): ReadTime =>
    value => {
      const ms = msOf(value, unit);
      return ms === null ? null : fromEpochMs(ms);
    };
  // Some systems write what their wall clock shows as if it were UTC.
  const wallClock =
    (unit: number): ReadTime =>
    (value, which) => {
      const ms = msOf(value, unit);
      return ms === null ? null : atWallClock(zone, fromEpochMs(ms).slice(0, 19), which);
    };
  return {
    epochMs: epoch(1),
    epochSeconds: epoch(1000),
    wallClockEpochMs: wallClock(1),
    wallClockEpochSeconds: wallClock(1000),
    iso: value => {
      const moment = typeof value === 'string' ? parseMoment(value.trim()) : null;
      return moment?.ok === true ? moment.value : null;
    },
    local: (value, which) => (typeof value === 'string' ? atWallClock(zone, isoOf(value), which) : null),
  };
};

const MOST_REMEMBERED = 50_000;

/** Reads the feed's times. The same few thousand moments come in every snapshot, and to read one is slow. */
export const feedTimes = ({ times, zone }: Pick<FeedFile, 'times' | 'zone'>): ReadTime => {
  const read = readers(zone)[times];
  const known = new Map<string, Instant | null>();
  return (value, which) => {
    const key = `${which} ${typeof value} ${String(value)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const moment = read(value, which);
    known.set(key, moment);
    return moment;
  };
};

/** The moment a file's name tells; null: it does not. */
export const timeInName = (
  { fileName, zone }: { readonly fileName: string; readonly zone: Zone },
  name: string,
): Instant | null => {
  const {
    year,
    month,
    day,
    hour,
    minute,
    second = '00',
  } = new RegExp(fileName, 'u').exec(name)?.groups ?? {};
  if (year === undefined) return null;
  return atWallClock(
    zone,
    `${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second}`,
    'first',
  );
};
