import {
  afterQuietHours,
  lastHandOver,
  postedIfGivenAt,
  type HandOver,
} from '../../server/domain/calendar.js';
import {
  addDays,
  addHours,
  atMinuteOfDay,
  civilDateIn,
  dayOfWeek,
  instant,
  isCivilDate,
  isZone,
  minuteOfDayIn,
  parseMoment,
  withOffset,
  type Zone,
} from '../../server/domain/time.js';

const ZONES = ['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Pacific/Apia', 'UTC'] as Zone[];
const WALLS = [
  '2026-03-29T02:30',
  '2026-10-25T02:30',
  '2026-10-04T02:15',
  '2026-03-08T02:30',
  '2026-11-23T09:00',
  '2026-11-23',
  'tomorrow',
];
const NEAR = [
  '2026-03-29T00:30Z',
  '2026-10-25T00:30Z',
  '2026-10-25T01:30Z',
  '2026-04-04T14:45Z',
  '2026-03-08T06:59Z',
  '2026-12-31T23:59:59.999Z',
].map(instant);

/** A bit of all that turns moments into days and back, as text. */
export const sample = (): string => {
  const lines = ZONES.flatMap(zone => {
    const house: HandOver = { zone, weekdays: [1, 2, 3, 4, 5], closed: [], cutOff: 840, postedAt: 1020 };
    return [
      ...WALLS.map(text => parseMoment(text, zone)),
      ...NEAR.map(at => {
        const day = civilDateIn(zone, at);
        return [
          day,
          dayOfWeek(day),
          addDays(day, 1),
          isCivilDate(day),
          isZone(zone),
          minuteOfDayIn(zone, at),
          withOffset(addHours(at, 48), zone),
          atMinuteOfDay(zone, day, 150),
          postedIfGivenAt(house, at),
          lastHandOver(house, at),
          afterQuietHours({ from: 1260, to: 480 }, zone, at),
        ];
      }),
    ];
  });
  return JSON.stringify(lines, null, 1);
};
