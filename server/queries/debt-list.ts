import type { DebtList, DebtQuery } from '../../ui-extensions/contract/debt-list.js';
import type { MoneyView } from '../../ui-extensions/contract/debt-summary.js';
import type { RungName } from '../domain/debt/standing.js';
import { RUNGS } from '../domain/debt/standing.js';
import type { DebtCaseId } from '../domain/ids.js';
import type { Person } from '../domain/office/person.js';
import { whyNot } from '../domain/office/roles.js';
import type { CivilDate } from '../domain/time.js';
import { major } from '../domain/money.js';
import type { Clock } from '../workflows/ports.js';
import type { CaseFilter, CaseListed, RungCount } from '../workflows/ports/debt-reads.js';
import type { Reads } from '../workflows/ports/reads.js';
import { csvHead, csvLine } from './csv.js';
import type { Viewer } from './customer-now.js';
import { debtSummaryOf, isAtRisk, sumsOf, weekFrom } from './debt-summary.js';
import { placeOf } from './missed-people.js';

interface Needs {
  readonly reads: Reads;
  readonly clock: Clock;
}
interface ListNeeds extends Needs {
  readonly admins: readonly Person[];
}
const ROWS = 25;
const PAGE = 1000;
const POLL_SECONDS = 60;

const sumOf = (counts: readonly RungCount[]): MoneyView[] => sumsOf(counts.map(({ arrears }) => arrears));

/** A case that nobody has looked at yet is at the beginning. */
const FIRST: RungName = 'grace';

/** The page of debts: what there is by step, what needs a person, and one page of the cases asked for. */
export const debtList =
  ({ reads, clock, admins }: ListNeeds) =>
  async (
    { filter = 'all', rung, text, after }: DebtQuery,
    { person, language }: Viewer,
  ): Promise<DebtList> => {
    const now = clock.now();
    const until = weekFrom(now);
    const [grants, counts, figures, found] = await Promise.all([
      reads.roles(),
      reads.rungCounts(),
      reads.caseCounts(until),
      reads.casesListed({
        filter,
        rung: rung ?? null,
        text: text ?? null,
        until,
        after: (after as DebtCaseId | undefined) ?? null,
        limit: ROWS + 1,
      }),
    ]);
    const rows = found.slice(0, ROWS);
    return {
      serverNow: now,
      nextPollSeconds: POLL_SECONDS,
      byRung: RUNGS.flatMap(each => {
        const own = counts.filter(count => (count.rung ?? FIRST) === each);
        const cases = own.reduce((sum, count) => sum + count.cases, 0);
        return cases === 0 ? [] : [{ rung: each, cases, arrears: sumOf(own) }];
      }),
      figures: {
        ...figures,
        cases: counts.reduce((sum, count) => sum + count.cases, 0),
        arrears: sumOf(counts),
      },
      mayExport: whyNot({ grants, named: admins }, person, 'debt.advance', language),
      rows: rows.map(debtSummaryOf),
      next: found.length > ROWS ? (rows.at(-1)?.id ?? null) : null,
    };
  };

const COLUMNS = [
  'ref',
  'account',
  'holder',
  'premises',
  'life_support',
  'step',
  'overdue',
  'currency',
  'balance_as_of',
  'next',
  'about',
  'until',
  'holds',
  'obstacles',
  'not_proven',
  'returned',
  'letters_at_printer',
  'first_day_told',
  'date_at_risk',
  'opened_at',
] as const;

const rowOf = (row: CaseListed, until: CivilDate): string => {
  const { standing } = row;
  return csvLine([
    row.ref,
    row.account,
    row.holder,
    placeOf([row.address]),
    row.lifeSupport,
    standing?.rung ?? null,
    standing === null ? null : major(standing.overdue),
    row.currency,
    row.heardAt,
    standing?.next ?? null,
    standing?.about ?? null,
    standing?.until ?? null,
    standing?.holds.join(' ') ?? null,
    standing?.obstacles.join(' ') ?? null,
    standing?.unproven ?? null,
    standing?.returned ?? null,
    row.lettersAtPrinter,
    standing?.firstDay ?? null,
    standing !== null && isAtRisk(standing, until),
    row.openedAt,
  ]);
};

/** The open cases as CSV, a case a line, page by page; sums in the major unit, times in UTC. */
export const debtExport = ({ reads, clock }: Needs) =>
  async function* ({
    filter,
    rung,
  }: {
    readonly filter: CaseFilter;
    readonly rung: RungName | null;
  }): AsyncGenerator<string> {
    yield csvHead(COLUMNS);
    const until = weekFrom(clock.now());
    let after: DebtCaseId | null = null;
    for (;;) {
      const rows: readonly CaseListed[] = await reads.casesListed({
        filter,
        rung,
        text: null,
        until,
        after,
        limit: PAGE,
      });
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(row => rowOf(row, until)).join('');
      after = last.id;
    }
  };
