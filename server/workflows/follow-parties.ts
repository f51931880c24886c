import type { DeliveryId, DeliveryKey } from '../domain/ids.js';
import type { FollowParties } from './ports/directory-reader.js';
import type { Deps } from './ports/work.js';

/**
 * What is under way goes with the person: to the record they were merged into, and to the address they have now. Of two
 * notices that would tell a merged person the same, the one that has not begun is taken back.
 */
export const followParties =
  ({ clock, ids, log }: Pick<Deps, 'clock' | 'ids' | 'log'>): FollowParties =>
  async (tx, parties) => {
    const at = clock.now();
    const merges = parties
      .filter(({ mergedIds }) => mergedIds.length > 0)
      .map(({ kind, party, mergedIds }) => ({ kind, survivor: party, merged: mergedIds }));
    const survivors = merges.length === 0 ? [] : await tx.upkeep.merge(merges, at);
    if (survivors.length > 0) {
      const twins = await tx.upkeep.stopTwins(survivors, at);
      log.info('parties merged', { survivors: survivors.length, noticesTakenBack: twins });
    }
    const stranded = await tx.upkeep.stranded(parties.map(({ party }) => party));
    if (stranded.length === 0) return;
    await tx.upkeep.stopDeliveries(
      stranded.map(row => row.delivery),
      'contactPoint.gone',
      at,
    );
    await tx.notices.addDeliveries(
      stranded.flatMap(({ contactPoint, noticeKey, startedAt, notice, channel, sendAt, priority }) => {
        if (contactPoint === null) return [];
        const key = `${noticeKey}/${channel}/${contactPoint}/1` as DeliveryKey;
        const id = ids.ofKey(startedAt, key) as DeliveryId;
        return [{ id, key, notice, channel, contactPoint, sendAt, priority }];
      }),
      at,
    );
    await tx.notices.checkAt([...new Set(stranded.map(row => row.notice))], at);
    log.info('deliveries redirected', { deliveries: stranded.length });
  };
