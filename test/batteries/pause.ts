import type { PortalId } from '../../server/domain/ids.js';
import type { Engine, Ledger } from '../engines/engines.js';
import {
  announce,
  AT,
  campaignId,
  deliveryId,
  noticeId,
  noticeOf,
  outageId,
  saveHouses,
} from './ledger-rows.js';

/** What every engine owes a campaign that is paused. */
export const pauseBattery = ({ makeLedger }: Engine): void => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await makeLedger();
  });
  afterAll(() => ledger.drop());

  it('releases and claims nothing of a paused campaign, and all of it once when it goes on', async () => {
    const portal = (await ledger.open()).forPortal('1' as PortalId);
    await portal.workers.renew(AT);
    await announce(portal, 3);
    // One is with a worker already, one is released and waits in a job, one is not released.
    await portal.transact(tx => tx.deliveries.release(AT, 2));
    await portal.transact(tx => tx.deliveries.claim([deliveryId(0)], AT));
    const pause = { at: AT, by: 'ida@utility.example', reason: 'wrong street' };
    await portal.transact(async tx => {
      await tx.outages.setPause(campaignId(1), pause);
      expect(await tx.deliveries.hold(campaignId(1))).toBe(2);
    });
    expect(await portal.transact(tx => tx.outages.newestCampaign(outageId))).toMatchObject({
      id: campaignId(1),
      revision: 1,
      pause,
    });
    expect(await portal.transact(tx => tx.deliveries.held(campaignId(1)))).toEqual([
      { channel: 'email', deliveries: 2, firstServeBy: '2026-11-25T08:00:00.000Z' },
    ]);
    const rest = [deliveryId(1), deliveryId(2)];
    expect(await portal.transact(tx => tx.deliveries.claim(rest, AT))).toEqual([]);
    expect(await portal.transact(tx => tx.jobs.nextDue())).toBeNull();
    // What comes back from the worker, and what is planned meanwhile, waits as well.
    await portal.transact(async tx => {
      await tx.deliveries.giveBack([deliveryId(0)], AT);
      await saveHouses(tx, 3, 4);
      await tx.notices.plan([noticeOf(3)], AT);
    });
    expect(await portal.transact(tx => tx.deliveries.claim([deliveryId(0), deliveryId(3)], AT))).toEqual([]);
    expect(await portal.transact(tx => tx.deliveries.release(AT, 10))).toEqual([]);
    const [notice] = await portal.transact(tx => tx.notices.atWork([noticeId(3)]));
    expect(notice?.paused).toBe(true);
    await portal.transact(async tx => {
      await tx.outages.setPause(campaignId(1), null);
      expect(await tx.deliveries.letGo(campaignId(1))).toBe(4);
      await tx.notices.checkAll(campaignId(1), AT);
    });
    const released = await portal.transact(tx => tx.deliveries.release(AT, 10));
    const all = [0, 1, 2, 3].map(house => deliveryId(house));
    expect(released.map(row => row.id).sort()).toEqual([...all].sort());
    const claimed = await portal.transact(tx => tx.deliveries.claim(all, AT));
    expect(claimed).toHaveLength(4);
    expect(await portal.transact(tx => tx.notices.takeDue(AT, 10))).toHaveLength(4);
  });
};
