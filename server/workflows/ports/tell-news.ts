import type { News } from '../../domain/debt/news.js';
import type { CaseLook } from './look-at-cases.js';
import type { Tx } from './store.js';

/** Plans news of a case for those who owe, in this transaction; the same news again is nothing new. Returns how many notices. */
export type TellNews = (tx: Tx, look: CaseLook, news: News) => Promise<number>;
