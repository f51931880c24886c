import type { DebtSummary } from '../../ui-extensions/contract/debt-summary.js';
import type { MoneyView } from '../../ui-extensions/contract/debt-summary.js';
import type { Standing } from '../domain/debt/standing.js';
import type { Money } from '../domain/money.js';
import { addDays, civilDateIn, type CivilDate, type Instant, type Zone } from '../domain/time.js';
import type { CaseListed } from '../workflows/ports/debt-reads.js';

/** Of any zone it is that day by then, or the day after: a list may name a case a few hours early, never late. */
export const weekFrom = (now: Instant): CivilDate => addDays(civilDateIn('UTC' as Zone, now), 7);

/** Sums of different currencies stand side by side: they are never added. */
export const sumsOf = (amounts: readonly Money[]): MoneyView[] => {
  const sums = new Map<string, number>();
  for (const { minor, currency } of amounts)
    if (currency !== '') sums.set(currency, (sums.get(currency) ?? 0) + minor);
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
};

/** The first day on which supply may end, as it was told; what is off already is not to be cut any more. */
export const dayToBeCut = ({ firstDay, rung }: Standing): CivilDate | null =>
  rung === 'disconnected' ? null : firstDay;

/** Such a day within a week, while a notice below it is not proven. */
export const isAtRisk = (standing: Standing, until: CivilDate): boolean => {
  const day = dayToBeCut(standing);
  return day !== null && day <= until && standing.unproven + standing.returned > 0;
};

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
    holderRecord: row.holderRecord,
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
