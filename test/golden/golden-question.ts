import { rulebookFile, toRulebook } from '../../server/adapters/config/rulebook-file.js';
import type { CalendarYear } from '../../server/domain/rules/holidays.js';
import type { Given, Facts } from '../../server/domain/rules/facts.js';
import type { LawQuestion } from '../../server/domain/rules/law-question.js';
import type { Moment } from '../../server/domain/rules/period.js';
import { resolveLaw } from '../../server/domain/rules/resolve.js';
import type { FactValue, LegalChannel } from '../../server/domain/rules/rulebook.js';
import { civilDateIn, instant, type CivilDate, type Zone } from '../../server/domain/time.js';
import { channelOf, WEEKDAYS, weekday, type GoldenCase, type Json } from './golden-case.js';
import { fragmentOf } from './golden-fragment.js';

/** Every case lists the holidays it needs, so each year round it is known. */
const calendarsOf = ({ calendar }: GoldenCase): readonly CalendarYear[] => {
  if (calendar === undefined) return [];
  const because = { rule: 'days', rulebook: 'golden', source: 'golden', confidence: 'verified' as const };
  return [2025, 2026, 2027, 2028].map(year => ({
    id: `golden/${year}`,
    sha256: 'golden',
    year,
    weekend: calendar.nonWorking.map(weekday),
    places: [{ key: 'XA', lacks: null }],
    days: calendar.holidays
      .filter(date => date.startsWith(String(year)))
      .map(date => ({
        date: date as CivilDate,
        kind: 'holiday' as const,
        name: 'holiday',
        places: ['XA'],
        because,
      })),
    because,
  }));
};

const momentOf = (value: unknown): Moment | null => {
  if (typeof value !== 'string') return null;
  return value.includes('T') ? { at: instant(value) } : { on: value as CivilDate };
};
const firstMoment = (...values: readonly unknown[]): Moment | null =>
  values.map(momentOf).find(moment => moment !== null) ?? null;

const givenOn = (
  channel: LegalChannel | null,
  moment: Moment | null,
  changes: Partial<Given> = {},
): Given => ({
  channel,
  sent: moment,
  served: null,
  delivered: null,
  proof: null,
  failedAttempts: [],
  ...changes,
});

const noticesOf = ({ given, convention }: GoldenCase): Facts['notices'] => {
  const listed = given['notices'] as Json[] | undefined;
  if (listed !== undefined)
    return Object.fromEntries(
      listed.map(each => {
        const served = momentOf(each['servedDate']);
        const proof = each['deliveryProof'] === 'delivered' ? ('delivered' as const) : null;
        return [
          String(each['step']),
          (each['channels'] as string[]).map(name => givenOn(channelOf(name), served, { served, proof })),
        ];
      }),
    );
  const sent = firstMoment(given['sentAt'], given['startAt'], given['startDate']);
  const channels = (given['channels'] as string[] | undefined)?.map(channelOf) ?? [null];
  if (convention.kind === 'MAIL_OFFSET_THEN_DAYS') return { notice: [givenOn('letter', sent)] };
  if (convention.kind === 'FORM')
    return {
      notice: channels.map(channel => givenOn(channel, sent, { served: { on: '2026-01-01' as CivilDate } })),
    };
  if (sent === null) return {};
  const served = convention.kind === 'DEEMED_SERVICE' ? null : sent;
  return { notice: channels.map(channel => givenOn(channel, sent, { served })) };
};

const eventsOf = ({ given }: GoldenCase): Facts['events'] => {
  const named: (readonly [string, Moment | null])[] = [
    ['start', firstMoment(given['startAt'], given['startDate'])],
    ['prior', momentOf(given['priorDate'])],
    ['detectedAt', momentOf(given['detectedAt'])],
    ['complaintFiled', momentOf(given['complaintFiledDate'])],
    ...Object.entries((given['dates'] ?? {}) as Json).map(([name, date]) => [name, momentOf(date)] as const),
  ];
  return Object.fromEntries(named.flatMap(([name, moment]) => (moment === null ? [] : [[name, moment]])));
};

const valuesOf = ({ given }: GoldenCase): Facts['values'] =>
  Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, FactValue] => {
      const [, value] = entry;
      return (
        typeof value !== 'object' || (Array.isArray(value) && value.every(each => typeof each === 'string'))
      );
    }),
  );

/** The case as a question to the law: its fragment through the grammar, its facts as facts. */
export const questionOf = (golden: GoldenCase): LawQuestion => {
  const { act, rules } = fragmentOf(golden);
  const file = rulebookFile.parse({
    id: 'golden',
    version: '1',
    title: 'golden',
    jurisdictions: ['XA'],
    validFrom: '2020-01-01',
    sources: { golden: { title: 'The convention of the case', asOf: '2026-11-23', confidence: 'verified' } },
    debtDisconnection: rules,
  });
  const { given, timezone, calendar, convention } = golden;
  const zone = timezone as Zone;
  const at =
    convention.kind === 'MIN_GAP'
      ? momentOf(given['startDate'])
      : firstMoment(given['eventAt'], given['eventDate']);
  const law = resolveLaw(
    [toRulebook(file, calendarsOf(golden))],
    { jurisdiction: 'XA' },
    'debtDisconnection',
    dayOf(at, zone),
  );
  if (!law.known) throw new Error(law.missing.message);
  const noService = calendar?.noServiceDays;
  return {
    law: law.rules,
    zone,
    act,
    at,
    now: null,
    facts: {
      notices: noticesOf(golden),
      events: eventsOf(golden),
      values: valuesOf(golden),
      noServiceDays:
        noService === undefined
          ? null
          : {
              weekdays: noService.filter(each => WEEKDAYS.includes(each)).map(weekday),
              dates: noService.filter(each => !WEEKDAYS.includes(each)) as CivilDate[],
            },
    },
  };
};

const dayOf = (moment: Moment | null, zone: Zone): CivilDate =>
  moment === null ? ('2026-06-01' as CivilDate) : 'on' in moment ? moment.on : civilDateIn(zone, moment.at);
