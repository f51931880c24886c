import { civilDateIn, dayOfWeek, withOffset, type Instant, type Zone } from '../../domain/time.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const dateWords = (iso: string): string =>
  `${String(Number(iso.slice(8, 10)))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`;

/** `23 Nov 2026 10:02 UTC`: an activity may belong to premises in several zones. */
export const inUtc = (at: Instant): string => `${dateWords(at)} ${at.slice(11, 16)} UTC`;

/** `Wed 25 Nov 2026 09:00 (UTC+01:00, Europe/Berlin)` */
export const inZone = (at: Instant, zone: Zone): string => {
  const local = withOffset(at, zone);
  const day = DAYS[dayOfWeek(civilDateIn(zone, at))] ?? '';
  return `${day} ${dateWords(local)} ${local.slice(11, 16)} (UTC${local.slice(16)}, ${zone})`;
};
