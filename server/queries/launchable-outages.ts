import type { Texts } from '../workflows/ports.js';
import type { Reads } from '../workflows/ports/reads.js';

export interface OutageChoice {
  readonly ref: string;
  readonly words: string;
}

/** The newest outages are the ones anybody looks for in a list. */
const MOST = 50;

/** Outages that whoever writes a workflow can choose from, the newest first; `search` is a part of the words. */
export const launchableOutages =
  ({ reads, texts }: { readonly reads: Pick<Reads, 'outages'>; readonly texts: Texts }) =>
  async (search: string): Promise<readonly OutageChoice[]> => {
    const outages = await reads.outages(MOST);
    return outages
      .filter(({ status }) => status === 'draft' || status === 'announced')
      .map(({ ref, kind, status, revisions }) => {
        const { reason = '', feeders = [] } = revisions.at(-1) ?? {};
        return {
          ref,
          words: `${ref} – ${kind}, ${texts.reason(reason, 'en')}, ${feeders.join(', ')} (${status})`,
        };
      })
      .filter(({ words }) => words.toLowerCase().includes(search.trim().toLowerCase()));
  };
