import type { ToldOutage } from '../../../server/domain/customer/situation.js';
import type { PlaceRead } from '../../../server/workflows/ports/customer-reads.js';
import type { Revision } from '../../../server/domain/outage/outage.js';
import { instant, type Zone } from '../../../server/domain/time.js';

export const BERLIN = 'Europe/Berlin' as Zone;
/** Monday 23 November 2026, 15:11 in Berlin. */
export const NOW = instant('2026-11-23T15:11+01:00');

export const placeAt = (changes: Partial<PlaceRead> = {}): PlaceRead => ({
  id: 'place' as PlaceRead['id'],
  crmId: '501',
  address: { line1: 'Lindenstr. 5', city: 'Flussau', postcode: '00999', country: 'DE' },
  zone: BERLIN,
  feeder: 'F-12',
  lifeSupport: false,
  customerClass: 'residential',
  inArrears: false,
  account: { id: 'account' as PlaceRead['account']['id'], number: 'A-1' },
  role: 'holder',
  ...changes,
});

export const revisionOf = (changes: Partial<Revision> = {}): Revision => ({
  n: 1,
  kind: 'announce',
  feeders: ['F-12'],
  windows: [],
  since: null,
  detectedAt: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  reason: 'network_repair',
  alsoAffected: [],
  hasNewDate: false,
  ...changes,
});
/** From Wednesday the 25th, 09:00, to 13:00 in Berlin, unless days later. */
export const windowOn = (day: number) => ({
  from: instant(`2026-11-${day}T09:00+01:00`),
  to: instant(`2026-11-${day}T13:00+01:00`),
});

export const outageOf = (
  revision: Partial<Revision>,
  changes: Partial<Omit<ToldOutage, 'revision'>> = {},
): ToldOutage => ({
  id: 'outage' as ToldOutage['id'],
  ref: 'K7M2Q',
  kind: 'planned',
  status: 'announced',
  former: null,
  ...changes,
  revision: revisionOf(revision),
});
export const EMERGENCY: Partial<Revision> = {
  since: instant('2026-11-23T14:02+01:00'),
  detectedAt: instant('2026-11-23T14:05+01:00'),
  etr: { at: instant('2026-11-23T16:30+01:00'), quality: 'crew' },
  nextUpdateBy: instant('2026-11-23T15:30+01:00'),
  reason: 'damaged_cable',
};
