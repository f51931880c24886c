import { contentOf, type RequiredContent } from '../outage/required-content.js';
import type { Law } from '../rules/rulebook.js';
import type { DebtNoticeKind } from './notice.js';

/**
 * What a notice of a debt must contain: what the law asks of its kind, and of the notice itself, by its name in the
 * rulebook. Null: a notice that no law asks for, such as news of a payment.
 */
export const requiredDebtContent = (
  kind: DebtNoticeKind,
  law: Pick<Law, 'content' | 'rules'>,
  notice: string | null,
): RequiredContent => {
  const own = notice === null ? undefined : law.rules.notices?.[notice]?.content;
  return contentOf([law.content[kind] ?? [], own ?? []].flat());
};
