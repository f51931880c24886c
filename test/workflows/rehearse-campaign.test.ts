import type { PortalId } from '../../server/domain/ids.js';
import { rehearseCampaign } from '../../server/workflows/rehearse-campaign.js';
import type { SurveyResult } from '../../server/workflows/ports/work.js';
import { AT, outageId, revision, saveCampaign, saveHouses } from '../batteries/ledger-rows.js';
import { describePostgres, type Ledger } from '../engines/engines.js';

const PORTAL = '1' as PortalId;

describePostgres('a rehearsal beside other work', ({ makeLedger }) => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await makeLedger();
  });
  afterAll(() => ledger.drop());

  it('keeps a rehearsal only for the words that were counted', async () => {
    const a = (await ledger.open()).forPortal(PORTAL);
    const b = (await ledger.open()).forPortal(PORTAL);
    await a.transact(async tx => {
      await saveHouses(tx, 0, 1);
      await saveCampaign(tx);
      await tx.outages.addRevision(outageId, revision(2), AT, 'ida');
    });
    const clock = { now: () => AT, sleepUntil: () => Promise.resolve() };
    const counted = {
      judged: { verdict: {} },
      summary: {},
      fingerprint: 'of the first words',
    } as unknown as SurveyResult;
    const rewritten = await rehearseCampaign({
      store: a,
      clock,
      survey: async () => {
        await b.transact(async tx => {
          await tx.outages.find(outageId, 'lock');
          await tx.outages.dropRevision(outageId, 2);
          await tx.outages.addRevision(outageId, revision(2, 'F-02'), AT, 'ida');
        });
        return counted;
      },
    })({ outage: outageId, by: 'ida' });
    expect(rewritten).toMatchObject({ ok: false, refusals: [{ code: 'campaign.changed' }] });
    const launched = await rehearseCampaign({
      store: a,
      clock,
      survey: async () => {
        await b.transact(tx =>
          tx.outages.setLaunched(outageId, 2, { at: AT, by: 'ida', verdict: {} as never }),
        );
        return counted;
      },
    })({ outage: outageId, by: 'ida' });
    expect(launched).toMatchObject({ ok: false, refusals: [{ code: 'campaign.changed' }] });
    const newest = (await b.transact(tx => tx.outages.find(outageId)))?.revisions.at(-1);
    expect(newest?.rehearsal).toBeNull();
  });
});
