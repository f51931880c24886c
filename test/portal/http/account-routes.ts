import { apiVersion } from '../api-version.js';
import type { Crm } from '../state/crm.js';
import { pairOf } from './association-pair.js';
import { answered, type Handling, type Route } from './route.js';

const near = 0.8;
const sampleSize = 10;

/** Who the portal is, and how full its records are of associations. */
export function accountRoutes(
  handling: Handling,
  { timeZone, dailyUse }: { readonly timeZone: string; readonly dailyUse: () => DailyUse },
): readonly Route[] {
  const { crm } = handling;
  const associationUse: Route['answer'] = call => {
    const pair = pairOf(handling, call);
    if (!pair.ok) return pair;
    const { from, to } = pair.value;
    return answered(200, usage(crm, [...crm.links.counts(from, to)]));
  };
  return [
    {
      method: 'GET',
      path: `/account-info/${apiVersion}/details`,
      answer: () => answered(200, details(crm, timeZone)),
    },
    {
      method: 'GET',
      path: `/account-info/${apiVersion}/api-usage/daily/private-apps`,
      answer: () => answered(200, { results: [dailyUsage(crm.now(), timeZone, dailyUse())] }),
    },
    {
      method: 'GET',
      path: `/crm/limits/${apiVersion}/associations/records/:fromType/:toType`,
      answer: associationUse,
    },
  ];
}

/** Calls of all private apps since midnight in the portal's zone. */
interface DailyUse {
  readonly used: number;
  readonly limit: number;
}

function dailyUsage(now: string, timeZone: string, { used, limit }: DailyUse): unknown {
  return {
    name: 'private-apps-api-calls-daily',
    usageLimit: limit,
    currentUsage: used,
    collectedAt: now,
    fetchStatus: 'SUCCESS',
    resetsAt: nextMidnight(now, timeZone),
  };
}

/** A day whose clocks change is taken for one of 24 hours. */
function nextMidnight(now: string, timeZone: string): string {
  const offset = offsetMs(now, timeZone);
  const dayMs = 86_400_000;
  const local = Date.parse(now) + offset;
  return new Date(local - (local % dayMs) + dayMs - offset).toISOString();
}

function details(crm: Crm, timeZone: string): unknown {
  return {
    portalId: crm.portalId,
    accountType: 'DEVELOPER_TEST',
    timeZone,
    companyCurrency: 'EUR',
    additionalCurrencies: [],
    utcOffset: utcOffset(crm.now(), timeZone),
    utcOffsetMilliseconds: offsetMs(crm.now(), timeZone),
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'eu1',
  };
}

function usage({ associationCap: limit }: Crm, counts: readonly (readonly [string, number])[]): unknown {
  const full = counts.filter(([, count]) => count >= limit);
  const nearly = counts.filter(([, count]) => count >= limit * near && count < limit);
  const sample = (rows: typeof counts): readonly unknown[] =>
    rows.slice(0, sampleSize).map(([objectId, count]) => ({ objectId, percentage: (count / limit) * 100 }));
  return {
    limit,
    totalRecordsAtLimit: full.length,
    totalRecordsNearLimit: nearly.length,
    recordsAtLimitSample: sample(full),
    recordsNearLimitSample: sample(nearly),
  };
}

function offsetMs(now: string, timeZone: string): number {
  const at = new Date(now);
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function utcOffset(now: string, timeZone: string): string {
  const minutes = offsetMs(now, timeZone) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}
