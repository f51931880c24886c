import type { DebtNotice, DebtPlanInput } from '../../domain/debt/plan-debt-notice.js';
import type { DeliveryId, NoticeId } from '../../domain/ids.js';
import type { IdentifiedDebtNotice } from './debt.js';
import type { CaseLook } from './look-at-cases.js';
import type { Deps } from './work.js';

/** What a notice of a case is planned from; `revision` sets it apart from those before. Null: its law is not known. */
export const planInput = (
  { row, state, place, law, policy, quietHours, now }: CaseLook,
  revision: number,
  { store, texts, letterCalendar }: Pick<Deps, 'store' | 'texts' | 'letterCalendar'>,
): DebtPlanInput | null =>
  law === null
    ? null
    : {
        portal: store.portal,
        id: row.id,
        ref: row.ref,
        revision,
        state,
        place,
        law,
        policy,
        quietHours,
        languageFor: texts.languageFor,
        letters: letterCalendar !== null,
        now,
      };

/** With the ids that follow from its keys and the case: the same notice has the same ones. */
export const identified = (
  notice: DebtNotice,
  { row }: CaseLook,
  { ids }: Pick<Deps, 'ids'>,
): IdentifiedDebtNotice => ({
  id: ids.ofKey(row.openedAt, notice.key) as NoticeId,
  notice,
  deliveries: notice.deliveries.map(delivery => ({
    ...delivery,
    id: ids.ofKey(row.openedAt, delivery.key) as DeliveryId,
  })),
});
