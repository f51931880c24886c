import {
  afterQuietHours,
  lastHandOver,
  postedIfGivenAt,
  type HandOver,
} from '../../server/domain/calendar.js';
import { assessAct } from '../../server/domain/rules/assess-act.js';
import { earliest } from '../../server/domain/rules/earliest.js';
import { NO_FACTS } from '../../server/domain/rules/facts.js';
import { latest } from '../../server/domain/rules/latest.js';
import type { LawQuestion } from '../../server/domain/rules/law-question.js';
import type { Law, Wait } from '../../server/domain/rules/rulebook.js';
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

const because = { rule: 'r', rulebook: 'b@1', source: 's', confidence: 'verified' as const };
const wait = (atLeast: Wait['atLeast']): Law['rules']['waits'] => ({
  notice: { because, value: { from: 'notice', to: 'act', counting: 'toTheDay', atLeast } },
});
/** Every unit, a bar by the hour and one by the day. */
const law = (atLeast: Wait['atLeast']): Law => ({
  jurisdiction: 'XA',
  scenario: 'debtDisconnection',
  on: '2026-03-01' as Law['on'],
  rulebooks: ['b@1'],
  layers: [],
  content: {},
  calendar: { rule: { because, value: { holidaysWorkWhen: { all: [] } } }, years: [] },
  rules: {
    notices: { notice: { given: { because, value: { to: 'customer', order: 1 } } } },
    waits: wait(atLeast),
    bars: {
      early: { because, value: { kind: 'timeOfDay', before: 480, bans: ['act'] } },
      friday: { because, value: { kind: 'weekday', days: [5], bans: ['act'] } },
    },
  },
});
const UNITS = ['clockHours', 'hoursOfWorkingDays', 'days', 'workingDays', 'weeks', 'months'] as const;
const answers = (zone: Zone, at: (typeof NEAR)[number]): unknown =>
  UNITS.map(unit => {
    const asked: LawQuestion = {
      law: law([{ count: 2, unit }]),
      zone,
      facts: NO_FACTS,
      act: 'act',
      at: { at },
      now: null,
    };
    const given = {
      channel: null,
      sent: { at },
      served: { at },
      delivered: null,
      proof: null,
      failedAttempts: [],
    };
    const told = { ...asked, facts: { ...NO_FACTS, notices: { notice: [given] } } };
    const verdict = assessAct(told);
    return [
      latest(asked).notices[0]?.serveBy,
      earliest(told).at,
      verdict.reasons.map(({ code, message }) => [code, message]),
      verdict.missing,
    ];
  });

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
          answers(zone, at),
        ];
      }),
    ];
  });
  return JSON.stringify(lines, null, 1);
};
