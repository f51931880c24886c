import type { DebtSummary } from '../../ui-extensions/contract/debt-summary.js';
import type { CaseListed } from '../workflows/ports/debt-reads.js';

/** A case in a list, by its last look. */
export const debtSummaryOf = (row: CaseListed): DebtSummary => {
  const { standing } = row;
  return {
    case: row.id,
    ref: row.ref,
    account: row.account,
    address: row.address,
    zone: row.zone,
    holder: row.holder,
    lifeSupport: row.lifeSupport,
    rung: row.closedAt === null ? (standing?.rung ?? null) : 'closed',
    overdue: standing?.overdue ?? { minor: 0, currency: row.currency },
    asOf: row.heardAt,
    next: standing?.next ?? null,
    about: standing?.about ?? null,
    until: standing?.until ?? null,
    holds: [...(standing?.holds ?? [])],
    obstacles: [...(standing?.obstacles ?? [])],
    unproven: standing?.unproven ?? 0,
    returned: standing?.returned ?? 0,
    firstDay: standing?.firstDay ?? null,
    closedAt: row.closedAt,
  };
};
