import { makeIds } from '../../server/adapters/ids.js';
import type { PortalId } from '../../server/domain/ids.js';
import { releaseDue } from '../../server/workflows/release-due.js';
import { announce, AT, noticeId } from '../batteries/ledger-rows.js';
import { EMBEDDED, type Ledger } from '../engines/engines.js';
import { seededRandom } from '../sandbox/seeded-random.js';

describe('what is due', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await EMBEDDED.makeLedger();
  });
  afterAll(() => ledger.drop());

  it('is never lost behind a job that waits: a batch that begins with the same notice is a job of its own', async () => {
    const store = (await ledger.open()).forPortal('1' as PortalId);
    const clock = { now: () => AT, sleepUntil: () => Promise.resolve() };
    const release = releaseDue({ store, clock, ids: makeIds(clock, seededRandom(1).bytes) });
    await announce(store, 2);
    const [first, second] = [noticeId(0), noticeId(1)].sort();
    if (first === undefined || second === undefined) throw new Error('Two notices are needed.');
    await store.transact(tx => tx.notices.checkAt([first], AT));
    await release();
    // A receipt has the first looked at once more, before anybody came to the job.
    await store.transact(tx => tx.notices.checkAt([first, second], AT));
    await release();
    const looked: string[] = [];
    for (;;) {
      const job = await store.transact(tx => tx.jobs.claim(AT, ['emergency', 'normal', 'bulk']));
      if (job === null) break;
      if (job.name === 'escalateUnserved') looked.push(...job.data.notices);
    }
    expect([...new Set(looked)].sort()).toEqual([first, second]);
  });
});
