import type { NoticePanel } from '../../ui-extensions/contract/customer.js';
import type { NoticeView } from '../../ui-extensions/contract/notice.js';
import type { SpokenLanguage } from '../domain/customer/spoken-times.js';
import type { NoticeId } from '../domain/ids.js';
import type { CustomerReads } from '../workflows/ports/customer-reads.js';
import { contactPointViews } from './customer-now.js';

/** One notice with its proofs, and what a person may do with it now. */
export const noticePanel =
  ({
    reads,
    noticeDetail,
  }: {
    readonly reads: CustomerReads;
    readonly noticeDetail: (id: NoticeId, language: SpokenLanguage) => Promise<NoticeView | null>;
  }) =>
  async (id: NoticeId, language: SpokenLanguage): Promise<NoticePanel | null> => {
    const [detail, addressee, decisions] = await Promise.all([
      noticeDetail(id, language),
      reads.addresseeOf(id),
      reads.decisions(id),
    ]);
    if (detail === null || addressee === null) return null;
    const customer = await reads.customer(addressee.kind, addressee.crmId);
    return {
      detail,
      decisions: [...decisions],
      outdated: addressee.outdated,
      contactPoints: customer === null ? [] : [...contactPointViews(customer, language)],
    };
  };
