import { newsNumber, planNews } from '../domain/debt/news.js';
import type { DeliveryId, NoticeId } from '../domain/ids.js';
import type { TellNews } from './ports/tell-news.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'ids' | 'texts' | 'letterCalendar'>;

/** See `TellNews`. */
export const tellNews =
  ({ store, ids, texts, letterCalendar }: Needs): TellNews =>
  async (tx, { row, state, place, law, policy, now }, news) => {
    if (law === null) return 0;
    const notices = planNews(news, {
      portal: store.portal,
      id: row.id,
      ref: row.ref,
      revision: newsNumber(news, state),
      state,
      place,
      law,
      policy,
      languageFor: texts.languageFor,
      letters: letterCalendar !== null,
      now,
    });
    const rows = notices.map(notice => ({
      id: ids.ofKey(row.openedAt, notice.key) as NoticeId,
      notice,
      deliveries: notice.deliveries.map(delivery => ({
        ...delivery,
        id: ids.ofKey(row.openedAt, delivery.key) as DeliveryId,
      })),
    }));
    return rows.length === 0 ? 0 : (await tx.debtCases.planNotices(rows, now)).length;
  };
