import { newsNumber, planNews } from '../domain/debt/news.js';
import { identified, planInput } from './ports/plan-input.js';
import type { TellNews } from './ports/tell-news.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'ids' | 'texts' | 'letterCalendar'>;

/** See `TellNews`. */
export const tellNews =
  (deps: Needs): TellNews =>
  async (tx, look, news) => {
    const input = planInput(look, newsNumber(news, look.state), deps);
    if (input === null) return 0;
    const rows = planNews(news, input).map(notice => identified(notice, look, deps));
    return rows.length === 0 ? 0 : (await tx.debtCases.planNotices(rows, look.now)).length;
  };
