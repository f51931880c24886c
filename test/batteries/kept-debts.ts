import type { BillingEvent } from '../../server/domain/debt/billing-row.js';
import type { CaseEvent } from '../../server/domain/debt/event.js';
import type { Standing } from '../../server/domain/debt/standing.js';
import type { AccountId, DebtCaseId, PortalId, ServicePointId } from '../../server/domain/ids.js';
import { addHours, type CivilDate } from '../../server/domain/time.js';
import type { CaseFilter } from '../../server/workflows/ports/debt-reads.js';
import type { Reads } from '../../server/workflows/ports/reads.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { accountOf, bill, DAY, EUR, TODAY, town } from './kept-billing.js';
import { AT, idOf } from './ledger-rows.js';

const pointOf = (house: number): ServicePointId => idOf(`point/${house}`);
const caseOf = (house: number, n = 1): DebtCaseId => idOf(`case/${house}/${n}`);
export const STANDING: Standing = {
  rung: 'grace',
  overdue: EUR(18000),
  next: 'wait',
  about: 'grace',
  until: null,
  holds: [],
  obstacles: [],
  unproven: 0,
  returned: 0,
  firstDay: null,
};

/** What the ledger owes to debt cases: one to a place, with all that happened in it. */
export const keepsDebts = ({
  newPortal,
  atWork,
  reads,
}: {
  readonly newPortal: () => PortalId;
  readonly atWork: (portal?: PortalId) => Promise<PortalStore>;
  readonly reads: (portal: PortalId) => Reads;
}): void => {
  it('opens one case to an account and place, and pages through those without one', async () => {
    const own = newPortal();
    const portal = await atWork(own);
    await portal.transact(tx =>
      town(
        tx,
        [1, 2, 3].map(house => [house, bill('b', '2026-11-01')] as const),
      ),
    );
    const page = (after: AccountId | null) => portal.transact(tx => tx.billing.overdue(TODAY, after, 2));
    const first = await page(null);
    const second = await page(first.last);
    expect(new Set([...first.places, ...second.places].map(({ account }) => account))).toEqual(
      new Set([1, 2, 3].map(accountOf)),
    );
    expect(await page(second.last)).toEqual({ places: [], last: null });
    const open = (n: number) =>
      portal.transact(tx =>
        tx.debtCases.open(
          [{ id: caseOf(1, n), account: accountOf(1), servicePoint: pointOf(1), ref: 'K7M2Q' }],
          AT,
        ),
      );
    expect(await open(1)).toEqual([caseOf(1)]);
    expect(await open(2)).toEqual([]);
    expect((await page(null)).places.map(({ account }) => account)).not.toContain(accountOf(1));
    await portal.transact(tx =>
      tx.debtCases.schedule([{ id: caseOf(1), nextAt: null, closedAt: addHours(AT, 1), standing: STANDING }]),
    );
    expect(await open(2)).toEqual([caseOf(1, 2)]);
  });

  it('gives a case as all that happened in it and to its account, each once', async () => {
    const portal = await atWork();
    const approved: CaseEvent = { type: 'approved', id: 'a', at: addHours(AT, 1), by: 'anna' };
    const held: BillingEvent = {
      type: 'held',
      id: 'h',
      at: AT,
      hold: {
        id: 'h',
        reason: 'plan',
        by: 'billing',
        until: { day: '2026-12-31' as CivilDate },
        effect: 'stopsClock',
      },
    };
    const events = await portal.transact(async tx => {
      await town(tx, [
        [1, bill('b', '2026-11-01')],
        [1, held],
        [2, bill('b', '2026-11-01')],
      ]);
      await tx.debtCases.open(
        [{ id: caseOf(1), account: accountOf(1), servicePoint: pointOf(1), ref: 'K7M2Q' }],
        AT,
      );
      expect(
        await tx.debtCases.append([{ id: caseOf(1), events: [approved, approved], because: [] }], AT),
      ).toBe(1);
      expect(await tx.debtCases.append([{ id: caseOf(1), events: [approved], because: [] }], AT)).toBe(0);
      return (await tx.debtCases.events([caseOf(1)])).get(caseOf(1));
    });
    expect(events).toEqual([
      bill('b', '2026-11-01'),
      held,
      { type: 'opened', id: 'opened', at: AT },
      approved,
    ]);
  });

  it('counts and finds open cases by their step, sum, missing proof and nearest date, and no closed one', async () => {
    const own = newPortal();
    const portal = await atWork(own);
    const standings: Readonly<Record<number, Standing>> = {
      1: { ...STANDING, rung: 'final_notice', unproven: 1, firstDay: '2026-11-30' as CivilDate },
      2: { ...STANDING, rung: 'final_notice', returned: 1, firstDay: '2026-12-01' as CivilDate },
      3: { ...STANDING, next: 'hold', overdue: EUR(99), firstDay: '2026-11-30' as CivilDate },
      // What is off is not to be cut any more, and its proofs were there.
      4: { ...STANDING, rung: 'disconnected', returned: 1, firstDay: DAY },
    };
    const houses = Object.keys(standings).map(Number);
    await portal.transact(async tx => {
      await town(
        tx,
        [1, 2, 3].map(house => [house, bill('b', '2026-11-01')] as const),
      );
      await tx.billing.heard([{ account: accountOf(4), currency: 'EUR' }], AT);
      const row = (house: number, n: number) => ({
        ...{ id: caseOf(house, n), ref: `R${house}${n}` },
        ...{ account: accountOf(house), servicePoint: pointOf(house) },
      });
      await tx.debtCases.open([row(1, 9)], AT);
      const unproven = { ...STANDING, unproven: 1, firstDay: DAY };
      await tx.debtCases.schedule([{ id: caseOf(1, 9), nextAt: null, closedAt: AT, standing: unproven }]);
      await tx.debtCases.open(
        houses.map(house => row(house, 1)),
        AT,
      );
      await tx.debtCases.schedule(
        houses.map(house => ({
          ...{ id: caseOf(house), nextAt: null, closedAt: null },
          standing: standings[house] ?? STANDING,
        })),
      );
    });
    const until = '2026-11-30' as CivilDate;
    const { rungCounts, caseCounts, casesListed, casesOfAccounts } = reads(own);
    expect(await caseCounts(until)).toEqual({
      ...{ unproven: 1, returned: 2, held: 1, cutThisWeek: 2, atRisk: 1, lettersAtPrinter: 0 },
    });
    expect(await rungCounts()).toEqual([
      { rung: 'disconnected', cases: 1, arrears: EUR(18000) },
      { rung: 'final_notice', cases: 2, arrears: EUR(36000) },
      { rung: 'grace', cases: 1, arrears: EUR(99) },
    ]);
    const found = async (filter: CaseFilter, rung: Standing['rung'] | null = null) =>
      (await casesListed({ filter, rung, text: null, until, after: null, limit: 10 }))
        .map(({ ref }) => ref)
        .sort();
    expect(await found('all')).toEqual(['R11', 'R21', 'R31', 'R41']);
    expect(await found('all', 'grace')).toEqual(['R31']);
    expect(await found('unproven')).toEqual(['R11']);
    expect(await found('returned')).toEqual(['R21', 'R41']);
    expect(await found('held')).toEqual(['R31']);
    expect(await found('cutThisWeek')).toEqual(['R11', 'R31']);
    expect(await found('atRisk')).toEqual(['R11']);
    expect(await found('atPrinter')).toEqual([]);
    const ofTwo = await casesOfAccounts([accountOf(1), accountOf(3)], addHours(AT, 1));
    expect(ofTwo.map(({ ref, lettersAtPrinter }) => [ref, lettersAtPrinter]).sort()).toEqual([
      ['R11', 0],
      ['R31', 0],
    ]);
  });

  it('is looked at when it is due, and when its account moves, even after it was closed', async () => {
    const portal = await atWork();
    const due = (hours: number) =>
      portal.transact(async tx =>
        (await tx.debtCases.lock(await tx.debtCases.takeDue(addHours(AT, hours), 10))).map(
          ({ id, heardAt }) => [id, heardAt],
        ),
      );
    await portal.transact(async tx => {
      await town(tx, [[1, bill('b', '2026-11-01')]]);
      await tx.debtCases.open(
        [{ id: caseOf(1), account: accountOf(1), servicePoint: pointOf(1), ref: 'K7M2Q' }],
        AT,
      );
      await tx.billing.heard([{ account: accountOf(1), currency: 'EUR' }], addHours(AT, 1));
      // An older word is no news.
      await tx.billing.heard([{ account: accountOf(1), currency: 'USD' }], AT);
    });
    const heard = [caseOf(1), addHours(AT, 1)];
    expect(await due(0)).toEqual([heard]);
    const schedule = (nextAt: number | null, closed = false) =>
      portal.transact(tx =>
        tx.debtCases.schedule([
          {
            id: caseOf(1),
            nextAt: nextAt === null ? null : addHours(AT, nextAt),
            closedAt: closed ? AT : null,
            standing: STANDING,
          },
        ]),
      );
    await schedule(24);
    expect(await due(23)).toEqual([]);
    expect(await due(24)).toEqual([heard]);
    await portal.transact(tx => tx.debtCases.wake([accountOf(1), accountOf(2)], addHours(AT, 2)));
    expect(await due(2)).toEqual([heard]);
    await schedule(24, true);
    expect(await due(24)).toEqual([]);
    await portal.transact(tx => tx.debtCases.wake([accountOf(1)], addHours(AT, 2)));
    expect(await due(2)).toEqual([heard]);
    const row = await portal.transact(tx => tx.debtCases.lock([caseOf(1)]));
    expect(row[0]).toMatchObject({ account: accountOf(1), servicePoint: pointOf(1), currency: 'EUR' });
  });
};
