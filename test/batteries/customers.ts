import type { Store } from '../../server/adapters/store/store.js';
import type { DeliveryId, DeliveryKey, PartyId, PortalId, ServicePointId } from '../../server/domain/ids.js';
import { addHours, addMinutes, addSeconds } from '../../server/domain/time.js';
import type { Complaint, Decision } from '../../server/workflows/ports/customers.js';
import type { HistoryFilter } from '../../server/workflows/ports/customer-reads.js';
import { complaintSubject } from '../../server/workflows/ports/outbox.js';
import type { PortalStore } from '../../server/workflows/ports/store.js';
import type { Engine, Ledger } from '../engines/engines.js';
import {
  announce,
  AT,
  FEEDER,
  idOf,
  mailOf,
  noticeId,
  noticeOf,
  outageId,
  saveCampaign,
} from './ledger-rows.js';
import { tellThemYourself } from './word-of-mouth.js';

const partyOf = (house: number): PartyId => idOf<PartyId>(`party/${house}`);
const pointOf = (house: number): ServicePointId => idOf<ServicePointId>(`point/${house}`);
const PAGE: HistoryFilter = {
  place: null,
  kinds: null,
  states: null,
  text: null,
  between: null,
  offset: 0,
  limit: 25,
};
const decision = (changes: Partial<Decision> = {}): Decision => ({
  id: idOf('decision'),
  at: AT,
  by: 'ida@utility.example',
  act: 'resend',
  party: partyOf(0),
  notice: noticeId(0),
  delivery: null,
  reason: 'lost it',
  details: {},
  ...changes,
});
const complaint = (changes: Partial<Complaint> = {}): Complaint => ({
  id: idOf('complaint'),
  ref: 'C-2345678',
  at: AT,
  by: 'ida@utility.example',
  party: partyOf(0),
  outage: outageId,
  place: null,
  about: 'notTold',
  said: 'Nobody told me.',
  ...changes,
});

/** What every engine owes those who serve a customer. */
export const customerBattery = ({ makeLedger }: Engine): void => {
  let ledger: Ledger;
  let store: Store;
  let portals = 0;
  beforeAll(async () => {
    ledger = await makeLedger();
    store = await ledger.open();
  });
  afterAll(() => ledger.drop());

  /** Three houses told of one outage, in a portal of their own. */
  const town = async (): Promise<{ readonly portal: PortalStore; readonly id: PortalId }> => {
    const id = String((portals += 1)) as PortalId;
    const portal = store.forPortal(id);
    await portal.workers.renew(AT);
    await announce(portal, 3);
    return { portal, id };
  };

  describe('the customers of a ledger', () => {
    it('are found with their places and numbers, the merged ones as who they are now', async () => {
      const { portal, id } = await town();
      await portal.transact(tx =>
        tx.upkeep.merge([{ kind: 'contact', survivor: partyOf(0), merged: ['C-1'] }], AT),
      );
      const reads = store.reads(id);
      const merged = await reads.customer('contact', 'C-1');
      expect([merged?.crmId, [...(merged?.parties ?? [])].sort()]).toEqual([
        'C-0',
        [partyOf(0), partyOf(1)].sort(),
      ]);
      expect(
        merged?.places.map(({ id: place, role, account }) => [place, role, account.number]),
      ).toContainEqual([pointOf(0), 'holder', 'A-0']);
      expect(await reads.customer('contact', 'nobody')).toBeNull();
      expect(await reads.customer('company', 'C-0')).toBeNull();
      expect((await reads.history({ parties: merged?.parties ?? [] }, PAGE)).total).toBe(2);
    });

    it('have the outages of their feeders, as they were last told', async () => {
      const { portal, id } = await town();
      const reads = store.reads(id);
      expect(await reads.outagesAt(['F-99'], AT)).toEqual([]);
      const [first] = await reads.outagesAt([FEEDER], AT);
      expect([first?.id, first?.revision.n, first?.former]).toEqual([outageId, 1, null]);
      await portal.transact(tx => saveCampaign(tx, 2));
      const [second] = await reads.outagesAt([FEEDER, 'F-99'], AT);
      expect([second?.revision.n, second?.former?.n]).toEqual([2, 1]);
      expect(await reads.outagesAt([FEEDER], addHours(AT, 24 * 30))).toEqual([]);
    });

    it('have a history in pages, filtered where it lies, the newest first', async () => {
      const { portal, id } = await town();
      await portal.transact(async tx => {
        await saveCampaign(tx, 2);
        await tx.notices.plan([noticeOf(0, { revision: 2 })], addMinutes(AT, 5));
      });
      const reads = store.reads(id);
      const mine = { parties: [partyOf(0)] };
      const all = await reads.history(mine, PAGE);
      expect([all.total, all.rows.map(({ revision }) => revision).sort()]).toEqual([2, [1, 2]]);
      expect([...all.rows].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(all.rows);
      const totals = await Promise.all(
        [
          { place: pointOf(0) },
          { place: pointOf(1) },
          { states: ['open' as const] },
          { kinds: ['restored' as const] },
          { text: 'ref0' },
          { text: '%' },
          { between: { from: addMinutes(AT, 1), to: addMinutes(AT, 9) } },
        ].map(async filter => (await reads.history(mine, { ...PAGE, ...filter })).total),
      );
      expect(totals).toEqual([2, 0, 2, 0, 2, 0, 1]);
      const second = await reads.history(mine, { ...PAGE, limit: 1, offset: 1 });
      expect([second.total, second.rows.map(row => row.id)]).toEqual([2, [all.rows[1]?.id]]);
      expect(await reads.counts(mine, AT)).toEqual({ notices: 2, notReached: 0, underWay: 2 });
      expect((await reads.told(mine, [outageId])).map(({ revision }) => revision)).toEqual([2]);
      expect(await portal.transact(tx => tx.customers.newest(noticeId(0, 1)))).toBe(noticeId(0, 2));
      expect(await portal.transact(tx => tx.customers.newest(noticeId(0, 2)))).toBeNull();
    });

    it('are decided for once under one key, and what was sent by it is found again', async () => {
      const { portal, id } = await town();
      const key = 'n/1/0/email/again' as DeliveryKey;
      const delivery = idOf<DeliveryId>('again');
      const draft = {
        id: delivery,
        key,
        notice: noticeId(0),
        channel: 'email' as const,
        contactPoint: mailOf(0),
        sendAt: AT,
        priority: 1 as const,
      };
      for (const by of ['ida@utility.example', 'somebody.else@utility.example'])
        await portal.transact(async tx => {
          await tx.notices.addDeliveries([draft], AT);
          await tx.customers.decide(decision({ by, delivery }));
        });
      expect(await portal.transact(tx => tx.customers.sentBy(decision().id))).toEqual({
        notice: noticeId(0),
        delivery,
        channel: 'email',
        sendAt: AT,
      });
      expect(await portal.transact(tx => tx.customers.sentBy(idOf('another')))).toBeNull();
      expect((await store.reads(id).decisions(noticeId(0))).map(({ by }) => by)).toEqual([
        'ida@utility.example',
      ]);
    });

    it('that nobody could reach are at work again once a way is found', async () => {
      const { portal } = await town();
      const stateOf = async (): Promise<string | undefined> =>
        (await portal.transact(tx => tx.notices.atWork([noticeId(0)])))[0]?.state;
      await portal.transact(tx =>
        tx.notices.update([
          { id: noticeId(0), state: 'unreachable', service: { state: 'failed' }, checkAt: null, asked: true },
        ]),
      );
      expect(await stateOf()).toBe('unreachable');
      await portal.transact(tx => tx.customers.reopen([noticeId(0)]));
      expect(await stateOf()).toBe('open');
    });

    tellThemYourself(() => store, town, decision);

    it('complain once under one key; the ticket has their words until they are erased', async () => {
      const { portal, id } = await town();
      for (const said of ['Nobody told me.', 'Something else.'])
        await portal.transact(async tx => {
          await tx.customers.addComplaint(complaint({ said }));
          await tx.outbox.put([{ kind: 'ticket', subject: complaintSubject(complaint().id), dueAt: AT }]);
        });
      const ticket = async () =>
        (await portal.transact(tx => tx.outbox.tickets([complaintSubject(complaint().id)])))[0];
      expect(await ticket()).toMatchObject({
        complaint: 'C-2345678',
        said: 'Nobody told me.',
        ref: 'REF01',
        zone: 'Europe/Berlin',
        contacts: ['C-0'],
        companies: [],
        premises: [expect.objectContaining({ line1: 'Mühlenweg 0' })],
      });
      const [claimed] = await portal.transact(tx => tx.outbox.claim('ticket', AT, 10));
      await portal.transact(tx =>
        tx.outbox.done([
          {
            kind: 'ticket',
            subject: complaintSubject(complaint().id),
            version: claimed?.version ?? 0,
            crmId: '701',
          },
        ]),
      );
      expect(await store.reads(id).complaints([partyOf(0)], 5)).toMatchObject([
        { ref: 'C-2345678', ticket: '701' },
      ]);
      expect(await store.reads(id).ticketSubject('701')).toBe(complaintSubject(complaint().id));
      await portal.transact(async tx => {
        await tx.customers.decide(decision());
        await tx.erasure.overwrite([partyOf(0)], { texts: false }, AT);
      });
      expect(await portal.transact(tx => tx.customers.complaint(complaint().id))).toMatchObject({ said: '' });
      expect(await store.reads(id).decisions(noticeId(0))).toMatchObject([{ act: 'resend', reason: null }]);
      expect(await portal.transact(tx => tx.customers.party('contact', 'C-0'))).toBeNull();
    });

    it('have letters behind links that are good once, for their time, and in their portal', async () => {
      const { portal } = await town();
      const { portal: elsewhere } = await town();
      const what = { kind: 'letter' as const, notice: noticeId(0), delivery: idOf<DeliveryId>('letter') };
      const expiresAt = addMinutes(AT, 5);
      const add = (sha256: string): Promise<void> =>
        portal.transact(tx => tx.customers.addLink({ sha256, what, expiresAt }));
      const take = (from: PortalStore, sha256: string, at = AT) =>
        from.transact(tx => tx.customers.takeLink(sha256, at));
      await add('a');
      await add('b');
      expect(await take(elsewhere, 'a')).toBeNull();
      expect(await take(portal, 'a')).toEqual(what);
      expect(await take(portal, 'a')).toBeNull();
      expect(await take(portal, 'b', addSeconds(expiresAt, 0.001))).toBeNull();
    });
  });
};
