import type { Store } from '../../server/adapters/store/store.js';
import type { PartyId, PortalId } from '../../server/domain/ids.js';
import { ticketSubject, type PersonReason } from '../../server/domain/notice/notice.js';
import { addMinutes } from '../../server/domain/time.js';
import type { Decision } from '../../server/workflows/ports/customers.js';
import type { PortalStore, Tx } from '../../server/workflows/ports/store.js';
import { AT, idOf, noticeId, noticeOf, outageId, saveCampaign } from './ledger-rows.js';

/** A part of the customers' battery: whom no message reaches, people tell. */
export const tellThemYourself = (
  store: () => Store,
  town: () => Promise<{ readonly portal: PortalStore; readonly id: PortalId }>,
  decision: (changes?: Partial<Decision>) => Decision,
): void => {
  it('are told by word of mouth: found by the ticket, kept with the notice, and on every ticket about them', async () => {
    const { portal, id } = await town();
    const subjectOf = (house: number, reason: PersonReason): string =>
      ticketSubject(outageId, idOf(`account/${house}`), idOf<PartyId>(`party/${house}`), reason);
    const subjects = [subjectOf(0, 'lifeSupportUnconfirmed'), subjectOf(0, 'unserved')];
    await portal.transact(tx =>
      tx.outbox.put(
        [...subjects, subjectOf(1, 'unserved')].map(subject => ({
          ...{ kind: 'ticket' as const, subject },
          dueAt: AT,
        })),
      ),
    );
    const claimed = await portal.transact(tx => tx.outbox.claim('ticket', AT, 10));
    await portal.transact(tx =>
      tx.outbox.done(
        claimed.map(({ subject, version }) => ({
          ...{ kind: 'ticket' as const, subject, version },
          crmId: subject === subjects[1] ? '701' : `other-${subject}`,
        })),
      ),
    );
    const inside = <T>(work: (customers: Tx['customers']) => Promise<T>): Promise<T> =>
      portal.transact(tx => work(tx.customers));
    expect(await inside(customers => customers.noticeOfTicket('999'))).toBeNull();
    expect(await inside(customers => customers.noticeOfTicket('701'))).toBe(noticeId(0));
    expect(await inside(customers => customers.ticketsOf(noticeId(0)))).toEqual(subjects);
    const missed = decision({ act: 'notReached', reason: null, details: { way: 'phoneCall' } });
    const reached = decision({
      ...{ id: idOf('reached'), act: 'reached', reason: null },
      at: addMinutes(AT, 5),
      details: { way: 'inPerson' },
    });
    for (const each of [missed, reached, decision({ id: idOf('resent') })])
      await inside(customers => customers.decide(each));
    await inside(customers => customers.told(noticeId(0)));
    const tries = await inside(customers => customers.tries(noticeId(0)));
    expect(tries).toEqual(
      [missed, reached].map(({ id: of, act, by, at, details }) => ({ id: of, act, by, at, ...details })),
    );
    const [atWork] = await portal.transact(tx => tx.notices.atWork([noticeId(0)]));
    expect([atWork?.state, atWork?.told]).toEqual([
      'told',
      [{ id: reached.id, way: 'inPerson', at: reached.at }],
    ]);
    const asked = async (): Promise<unknown> => {
      const [ticket] = await portal.transact(tx => tx.outbox.tickets([subjects[1] ?? '']));
      return ticket !== undefined && 'tries' in ticket
        ? ticket.tries.map(({ act, ofNewest }) => [act, ofNewest])
        : null;
    };
    expect(await asked()).toEqual([
      ['notReached', true],
      ['reached', true],
    ]);
    expect((await store().reads(id).decisions(noticeId(0))).map(({ way }) => way)).toContain('inPerson');
    // Newer news asks anew.
    await portal.transact(async tx => {
      await saveCampaign(tx, 2);
      await tx.notices.plan([noticeOf(0, { revision: 2 })], addMinutes(AT, 9));
    });
    expect(await inside(customers => customers.noticeOfTicket('701'))).toBe(noticeId(0, 2));
    expect(await asked()).toEqual([
      ['notReached', false],
      ['reached', false],
    ]);
  });
};
