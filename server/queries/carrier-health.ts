import type { CarrierHealth } from '../../ui-extensions/contract/operations.js';
import { carrierStateOf, HEALTH_MINUTES, type KnownCarrier } from '../domain/office/carrier-health.js';
import type { Policy } from '../domain/policy.js';
import { addMinutes, type Instant } from '../domain/time.js';
import type { Reads } from '../workflows/ports/reads.js';

/** Each carrier that is set up, by what it did in the last minutes. */
export const carrierHealth = async (
  reads: Reads,
  carriers: readonly KnownCarrier[],
  { carriersOff = [] }: Policy,
  now: Instant,
): Promise<readonly CarrierHealth[]> => {
  const work = await reads.carrierWork(addMinutes(now, -HEALTH_MINUTES), now);
  return carriers.map(({ name, channel }) => {
    const own = work.find(({ carrier }) => carrier === name) ?? null;
    return {
      name,
      channel,
      state: carrierStateOf(own, carriersOff.includes(name)),
      attempts: own?.attempts ?? 0,
      accepted: own?.accepted ?? 0,
      rejected: own?.rejected ?? 0,
      putOff: own?.putOff ?? 0,
      unanswered: own?.unanswered ?? 0,
      lastAcceptedAt: own?.lastAcceptedAt ?? null,
    };
  });
};
