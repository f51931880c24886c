import type { Citation } from '../../../ui-extensions/contract/common.js';
import type { RehearsalView, VerdictView } from '../../../ui-extensions/contract/outage.js';
import { plusHours } from './times.js';

export const CITATION: Citation = {
  rule: 'plannedInterruption.lead',
  rulebook: 'baseline@2',
  source: 'Good practice: 48 hours',
  confidence: 'secondary',
};
const LEAD_HOURS = 48;

/** The one rule of the fake: 48 hours before. */
export const fakeVerdict = (start: string | null, now: string, zone: string): VerdictView => {
  const serveBy = start === null ? null : plusHours(start, -LEAD_HOURS);
  const late = serveBy !== null && now > serveBy;
  const earliestStart = plusHours(now, LEAD_HOURS);
  const kind = late ? 'unlawful' : 'lawful';
  const refusals = late
    ? [
        {
          code: 'schedule.tooLate',
          message:
            'Cannot announce for 2026-11-24T09:00+01:00: notice must be served 48 hours before, and that has passed.',
          lawful: 'Start at 2026-11-25T15:11+01:00 or later, if it is sent now.',
          because: [CITATION],
        },
      ]
    : [];
  return {
    kind,
    serveBy,
    earliestStart,
    refusals,
    judgements: [
      {
        jurisdiction: 'XA-N',
        zone,
        whom: [{ customerClass: 'residential', lifeSupport: false }],
        verdict: kind,
        serveBy,
        lastLawful: { email: serveBy },
        earliestStart,
        rulebooks: ['baseline@2'],
        because: [CITATION],
        trace: [{ step: 'minus 48 clock hours', result: '2026-11-22T09:00+01:00', because: CITATION }],
        refusals,
        missing: [],
      },
    ],
  };
};

export const fakeRehearsal = (
  now: string,
  serveBy: string | null,
  accounts: number,
  late: number,
): RehearsalView => ({
  at: now,
  by: 'ida@utility.example',
  fingerprint: 'f1',
  forecast: {
    at: now,
    channels: [
      {
        channel: 'letter',
        messages: 40,
        perSecond: 2,
        starts: now,
        lastHandedOver: now,
        lastServed: plusHours(now, 4),
        handOverBy: serveBy === null ? null : plusHours(serveBy, -20),
        launchBy: serveBy === null ? null : plusHours(serveBy, -20),
        late,
        onlyThis: serveBy === null ? 0 : 40,
      },
    ],
    late,
    launchBy: serveBy === null || late > 0 ? null : plusHours(serveBy, -20),
  },
  summary: {
    accounts,
    notices: accounts,
    byChannel: { email: 300, sms: 340, letter: 40 },
    byLanguage: { en: 320, ru: 90 },
    byClass: { residential: 380, business: 30 },
    byKind: { planned: accounts },
    lifeSupport: 5,
    unreachable: [{ reason: 'landlineOnly', notices: 2 }],
    unreachableNotices: 2,
    late,
    costMinor: 8_111,
    currency: 'EUR',
    actBy: serveBy === null ? [] : [{ channel: 'letter', actBy: plusHours(serveBy, -20), serveBy }],
    missingElements: [],
    smsSegments: [{ kind: 'planned', language: 'ru', encoding: 'UCS-2', characters: 124, segments: 2 }],
  },
});
