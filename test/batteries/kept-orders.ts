import type { DebtCaseId, PartyId, PortalId } from '../../server/domain/ids.js';
import { addMinutes, type CivilDate } from '../../server/domain/time.js';
import type { NewOrder } from '../../server/workflows/ports/orders.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import { AT, idOf, saveHouses } from './ledger-rows.js';

const CASE = idOf<DebtCaseId>('case/order');
const order = (word: string, kind: NewOrder['kind'] = 'act'): NewOrder => ({
  id: idOf(word),
  case: CASE,
  kind,
  recalls: kind === 'recall' ? idOf('o1') : null,
  act: 'disconnection',
  on: kind === 'act' ? ('2026-11-23' as CivilDate) : null,
  notBefore: null,
  notAfter: null,
  reasons: [],
});

/** What the ledger owes to the network and to people: each order once, and none forgotten by a crash. */
export const keepsOrders = ({
  atWork,
}: {
  readonly atWork: (portal?: PortalId) => Promise<PortalStore>;
}): void => {
  const withCase = async (): Promise<PortalStore> => {
    const portal = await atWork();
    await portal.transact(async tx => {
      await saveHouses(tx, 1, 2);
      await tx.billing.heard([{ account: idOf('account/1'), currency: 'EUR' }], AT);
      await tx.debtCases.open(
        [{ id: CASE, account: idOf('account/1'), servicePoint: idOf('point/1'), ref: 'K7M2Q' }],
        AT,
      );
    });
    return portal;
  };
  const due = (portal: PortalStore, minutes = 0) =>
    portal.transact(async tx => (await tx.orders.due(addMinutes(AT, minutes), 9)).map(({ id }) => id));

  it('hands an order out once, with where it is to be done', async () => {
    const portal = await withCase();
    expect(await portal.transact(tx => tx.orders.put([order('o1'), order('o2')], AT))).toBe(2);
    expect(await portal.transact(tx => tx.orders.put([order('o1')], AT))).toBe(0);
    const ids = [idOf<string>('o1')];
    const [claimed, again] = [
      await portal.transact(tx => tx.orders.claim(ids)),
      await portal.transact(tx => tx.orders.claim(ids)),
    ];
    expect(claimed).toMatchObject([
      { id: ids[0], ref: 'K7M2Q', on: '2026-11-23', feeder: 'F-01', attempts: 1 },
    ]);
    expect(again).toEqual([]);
    expect(await due(portal)).toEqual([idOf('o2')]);
    await portal.transact(tx => tx.orders.sent(ids, AT));
    expect(await portal.transact(tx => tx.orders.withdraw(idOf('o1'), AT))).toBe(true);
    expect(await portal.transact(tx => tx.orders.withdraw(idOf('o2'), AT))).toBe(false);
    expect(await due(portal, 60)).toEqual([]);
  });

  it('knows after a crash that an order may have left', async () => {
    const portal = await withCase();
    await portal.transact(tx => tx.orders.put([order('o1')], AT));
    await portal.transact(tx => tx.orders.claim([idOf('o1')]));
    await portal.workers.leave(addMinutes(AT, 1));
    expect(await due(portal)).toEqual([]);
    expect(await due(portal, 1)).toEqual([idOf('o1')]);
    expect(await portal.transact(tx => tx.orders.withdraw(idOf('o1'), AT))).toBe(true);
  });

  it('tries again later what was not taken, and keeps what the network says', async () => {
    const portal = await withCase();
    await portal.transact(tx => tx.orders.put([order('o1')], AT));
    await portal.transact(tx => tx.orders.claim([idOf('o1')]));
    const later = { id: idOf<string>('o1'), dueAt: addMinutes(AT, 5), error: 'network.down' };
    await portal.transact(tx => tx.orders.again([{ ...later, unknown: false }]));
    expect([await due(portal, 4), await due(portal, 5)]).toEqual([[], [later.id]]);
    const words = [{ order: later.id, event: 'done', at: AT }] as const;
    await portal.transact(tx => tx.orders.note([...words]));
    expect(await portal.transact(tx => tx.orders.known([later.id, idOf('stranger')]))).toEqual([
      { id: later.id, case: CASE, kind: 'act', act: 'disconnection', recalls: null },
    ]);
  });

  it('ends what a person need not do any more, which may be asked again', async () => {
    const portal = await withCase();
    const ask = (details: Readonly<Record<string, unknown>>) =>
      portal.transact(tx => tx.caseActs.ask([{ case: CASE, reason: 'recallConfirm', details }], AT));
    const settle = (order?: string) =>
      portal.transact(tx =>
        tx.caseActs.settle(
          [{ case: CASE, reasons: ['recallConfirm', 'approval'], ...(order === undefined ? {} : { order }) }],
          AT,
        ),
      );
    const told = [{ case: CASE, reason: 'recallConfirm' }];
    expect([await settle(), await ask({ order: 'o1' }), await settle('o2')]).toEqual([[], told, []]);
    expect([await settle('o1'), await settle(), await ask({ order: 'o1' })]).toEqual([told, [], told]);
    expect(await settle()).toEqual(told);
  });

  it('names once each order that nobody has answered by its last moment', async () => {
    const portal = await withCase();
    const until = (word: string, minutes: number) => ({ ...order(word), notAfter: addMinutes(AT, minutes) });
    await portal.transact(tx =>
      tx.orders.put([until('o1', 10), until('o2', 10), until('o3', 30), until('o4', 10)], AT),
    );
    const handed = ['o1', 'o2', 'o3'].map(word => idOf<string>(word));
    await portal.transact(tx => tx.orders.claim(handed));
    await portal.transact(tx => tx.orders.sent(handed, AT));
    await portal.transact(tx => tx.orders.note([{ order: idOf('o2'), event: 'received', at: AT }]));
    await portal.transact(tx => tx.orders.withdraw(idOf('o1'), AT));
    const silent = (minutes: number) =>
      portal.transact(async tx =>
        (await tx.orders.unanswered(addMinutes(AT, minutes))).map(({ id, on }) => [id, on]),
      );
    expect([await silent(9), await silent(10), await silent(20)]).toEqual([
      [],
      [[idOf('o1'), '2026-11-23']],
      [],
    ]);
    expect(await silent(30)).toEqual([[idOf('o3'), '2026-11-23']]);
  });

  it('forgets with a customer what was written and scanned about them, and about nobody else', async () => {
    const portal = await withCase();
    const [one, two] = [idOf<PartyId>('party/1'), idOf<PartyId>('party/2')];
    const act = (word: string, about: readonly PartyId[], scan: string | null) => ({
      ...({
        id: idOf<string>(word),
        case: CASE,
        at: AT,
        by: 'tom',
        act: 'proof',
        note: 'n',
        answer: {},
      } as const),
      ...{ about, scan },
    });
    await portal.transact(async tx => {
      await saveHouses(tx, 2, 3);
      for (const row of [act('a1', [one], 's1'), act('a2', [one], 'both'), act('a3', [two], 'both')])
        await tx.caseActs.add(row);
    });
    const erase = (party: PartyId) =>
      portal.transact(async tx => ({
        notes: (await tx.erasure.overwrite([party], { texts: false }, AT)).notes,
        files: await tx.erasure.files([party]),
      }));
    expect(await erase(one)).toEqual({ notes: 2, files: ['s1'] });
    // Done again after a crash, it names the same files.
    expect(await erase(one)).toEqual({ notes: 0, files: ['s1'] });
    expect(await erase(two)).toEqual({ notes: 1, files: ['both'] });
  });

  it('asks a person once for each reason, again where there is something new to say', async () => {
    const portal = await withCase();
    const ask = (details: Readonly<Record<string, unknown>>) =>
      portal.transact(
        async tx => (await tx.caseActs.ask([{ case: CASE, reason: 'approval', details }], AT)).length > 0,
      );
    expect([await ask({ first: 'a' }), await ask({ first: 'a' }), await ask({ first: 'b' })]).toEqual([
      true,
      false,
      true,
    ]);
    const act = {
      id: idOf<string>('act'),
      case: CASE,
      at: AT,
      by: 'tom',
      act: 'hold',
      note: 'n',
      about: [idOf<PartyId>('party/1')],
      scan: null,
    } as const;
    await portal.transact(tx => tx.caseActs.add({ ...act, answer: { hold: 'h' } }));
    await portal.transact(tx => tx.caseActs.add({ ...act, answer: { hold: 'other' } }));
    expect(await portal.transact(tx => tx.caseActs.done(act.id))).toEqual({ answer: { hold: 'h' } });
    expect(await portal.transact(tx => tx.caseActs.find('k7m2q'))).toBe(CASE);
    expect(await portal.transact(tx => tx.caseActs.find('nobody'))).toBeNull();
  });
};
