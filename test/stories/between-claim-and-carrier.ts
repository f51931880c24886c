import type { Store } from '../../server/adapters/store/store.js';
import { EMBEDDED, type Engine } from '../engines/engines.js';

/** Something that happens once, when letters are claimed and rendered and not yet handed over. */
export interface Between {
  happens: (() => Promise<void>) | null;
}

const watched = (store: Store, between: Between): Store => ({
  ...store,
  forPortal: portal => {
    const inner = store.forPortal(portal);
    let rendered = false;
    return {
      ...inner,
      transact: async work => {
        const { happens } = between;
        if (rendered && happens !== null) {
          between.happens = null;
          await happens();
        }
        return inner.transact(tx =>
          work({
            ...tx,
            deliveries: {
              ...tx.deliveries,
              claim: async (ids, at) => {
                const claimed = await tx.deliveries.claim(ids, at);
                // With one worker the next transaction is the one that starts the hand-over.
                rendered = claimed.some(({ channel }) => channel === 'letter');
                return claimed;
              },
            },
          }),
        );
      },
    };
  },
});

/** The embedded ledger, through whose one door a test can step in at that moment. */
export const engineWith = (between: Between): Engine => ({
  ...EMBEDDED,
  makeLedger: async () => {
    const ledger = await EMBEDDED.makeLedger();
    return { ...ledger, open: async options => watched(await ledger.open(options), between) };
  },
});
