import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approveActAnswer, holdAnswer, warrantAnswer } from '../../ui-extensions/contract/debt-acts.js';
import { PEOPLE } from '../sandbox/staff.js';
import { debtDesk, LADDER, refusalsOf, type OrderSeen } from './debt-desk.js';
import { startNeighbourhood, type House, type Neighbourhood } from './neighbourhood.js';

/** Nobody here has an address we could write to: a person gives every notice, and enters how it was served. */
const house = (name: string, lifeSupport = false): House => ({
  feeder: 'F-12',
  lifeSupport,
  people: [{ name }],
});
const NAMES = ['Anna Keller', 'Ben Holm', 'Cleo Lind', 'Dora Amsel', 'Emil Still'];

describe('debt cases in the hands of people and the network', () => {
  let town: Neighbourhood;
  let folder: string;
  let desk: ReturnType<typeof debtDesk>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'forewarn-network-'));
    town = await startNeighbourhood(
      NAMES.map((name, n) => house(name, n === 1)),
      { network: { folder } },
    );
    desk = debtDesk(town, NAMES);
    await desk.staff();
    await desk.say(...NAMES.map((_, n) => `bill,b${n},A-${n},184.20,EUR,2026-09-01,2026-10-01,,,`));
    for (const n of NAMES.keys()) await desk.serve(n, LADDER);
  });
  afterAll(async () => {
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const say: typeof desk.say = (...rows) => desk.say(...rows);
  const call: typeof desk.call = (...act) => desk.call(...act);
  const idOf: typeof desk.idOf = n => desk.idOf(n);
  const eventsOf: typeof desk.eventsOf = id => desk.eventsOf(id);
  const ticketOf: typeof desk.ticketOf = (...about) => desk.ticketOf(...about);
  const check = async (n: number) => warrantAnswer.parse((await call(n, 'check', {})).body);
  const orders = (n: number): readonly OrderSeen[] => {
    let names: readonly string[] = [];
    try {
      names = readdirSync(join(folder, 'orders'));
    } catch {
      // Nothing has been ordered yet.
    }
    return names
      .map(name => JSON.parse(readFileSync(join(folder, 'orders', name), 'utf8')) as OrderSeen)
      .filter(({ premises }) => premises.account === `A-${n}`)
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  };
  let replies = 0;
  const reply = async (order: string, event: string): Promise<void> => {
    mkdirSync(join(folder, 'replies'), { recursive: true });
    const file = join(folder, 'replies', `${(replies += 1)}.json`);
    writeFileSync(file, JSON.stringify({ order, event, at: town.world.clock.now() }));
    await town.world.pump();
  };
  it('asked a person for each notice that no carrier could give, and for each approval', () => {
    expect(ticketOf(0, 'Give a debt notice in person')).toHaveLength(1);
    expect(ticketOf(0, 'Only the registered letter')).toHaveLength(1);
    expect(ticketOf(0, 'Approve a disconnection')).toHaveLength(1);
    expect(ticketOf(1, 'LIFE SUPPORT – Approve a disconnection')).toHaveLength(1);
  });

  it('shows the proofs, and only an approval in the way', async () => {
    const found = await check(0);
    expect([found.lawful, found.approvable, found.act]).toEqual([false, true, 'disconnection']);
    expect(found.obstacles.map(({ code }) => code)).toEqual(['approval.missing']);
    expect(found.obstacles[0]?.lawful).toContain('Approver');
    expect(found.proofs.map(({ notice, proof }) => `${notice} ${proof ?? ''}`)).toEqual([
      'first receivedSigned',
      'final receivedSigned',
      'disconnectionLetter receivedSigned',
    ]);
  });

  it('lets an agent approve nothing', async () => {
    expect((await call(0, 'approve', { reason: 'late' })).status).toBe(403);
  });

  it('orders the act once it is approved, and takes the order back when the money comes after all', async () => {
    const id = await idOf(0);
    const approved = await call(0, 'approve', { reason: 'Checked the proofs.' }, 'marta');
    expect(approveActAnswer.parse(approved.body)).toMatchObject({ act: 'disconnection', needed: 1 });
    const [order] = orders(0);
    expect(order).toMatchObject({ kind: 'act', act: 'disconnection', on: '2026-11-23', urgent: false });
    await reply(order?.order ?? '', 'received');
    await say('payment,p0,A-0,184.20,EUR,2026-11-23,,,,');
    expect(orders(0).map(({ kind, recalls, reasons }) => [kind, recalls, reasons])).toEqual([
      ['act', null, []],
      ['recall', order?.order, ['case.nothingOwed']],
    ]);
    expect(orders(0)[1]?.urgent).toBe(true);
    expect(ticketOf(0, 'STOP – confirm the recall')).toHaveLength(1);
    expect(town.log.some(({ msg }) => msg === 'work order recalled after it was handed over')).toBe(true);
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['ordered', 'recalled', 'closed']));
    // The crew was faster: supply is ordered back, though the case was closed.
    await reply(order?.order ?? '', 'done');
    expect(orders(0).map(({ kind }) => kind)).toEqual(['act', 'recall', 'reconnect']);
    await reply(orders(0)[2]?.order ?? '', 'done');
    expect((await eventsOf(id)).filter(type => type === 'reconnected')).toHaveLength(1);
  });

  it('wants two people where somebody depends on supply, and reconnects when it is paid', async () => {
    const id = await idOf(1);
    const first = await call(1, 'approve', { reason: 'Checked.' }, 'marta');
    expect(approveActAnswer.parse(first.body)).toMatchObject({ needed: 2, given: [PEOPLE.marta] });
    expect(orders(1)).toEqual([]);
    expect(ticketOf(1, 'Second approval')).toHaveLength(1);
    const same = await call(1, 'approve', { reason: 'Again.' }, 'marta');
    expect([same.status, refusalsOf(same.body)]).toEqual([422, ['approval.same']]);
    expect((await call(1, 'approve', { reason: 'Checked too.' }, 'vera')).status).toBe(201);
    const [order] = orders(1);
    await reply(order?.order ?? '', 'done');
    expect(await eventsOf(id)).toContain('acted');
    await say('payment,p1,A-1,184.20,EUR,2026-11-23,,,,');
    const back = orders(1).find(({ kind }) => kind === 'reconnect');
    expect(back).toMatchObject({ urgent: true, act: 'disconnection', reasons: ['paid'] });
    // No law here sets a time, so a person is asked at once.
    expect(ticketOf(1, 'Supply must come back')).toHaveLength(1);
    const early = await call(1, 'reconnected', { at: '2026-11-22T09:00:00Z' }, 'vera');
    expect(refusalsOf(early.body)).toEqual(['act.moment']);
    await call(1, 'reconnected', { at: town.world.clock.now() }, 'vera');
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['reconnected', 'closed']));
  });

  it('takes a promise for what is owed and not more, once, and stands still', async () => {
    const today = await call(2, 'promise', { minor: 99999, on: '2026-11-24' });
    expect(refusalsOf(today.body)).toEqual(['promise.tooMuch']);
    const past = await call(2, 'promise', { minor: 18420, on: '2026-11-20' });
    expect(refusalsOf(past.body)).toEqual(['hold.past']);
    const held = await call(2, 'promise', { minor: 18420, on: '2026-11-24' });
    expect(holdAnswer.parse(held.body)).toMatchObject({ reason: 'promise', until: { day: '2026-11-24' } });
    const second = await call(2, 'promise', { minor: 100, on: '2026-11-25' });
    expect(refusalsOf(second.body)).toEqual(['hold.promise']);
    expect((await check(2)).obstacles.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['hold.promise']),
    );
    const refused = await call(2, 'approve', { reason: 'x' }, 'marta');
    expect(refusalsOf(refused.body)).toEqual(['hold.promise']);
  });

  it('holds until somebody releases it, and asks for the approval anew', async () => {
    await call(3, 'approve', { reason: 'Checked.' }, 'marta');
    expect(orders(3).map(({ kind }) => kind)).toEqual(['act']);
    const held = await call(3, 'holds', {
      reason: 'dispute',
      until: { event: 'decision' },
      effect: 'stopsClock',
      note: 'The meter is said to be wrong.',
    });
    const { hold } = holdAnswer.parse(held.body);
    expect(orders(3).map(({ kind, reasons }) => [kind, reasons])[1]).toEqual([
      'recall',
      ['approval.missing', 'hold.dispute'],
    ]);
    const id = await idOf(3);
    const unknown = await call(3, 'holds/nothing/release', { note: 'x' });
    expect(refusalsOf(unknown.body)).toEqual(['hold.unknown']);
    expect((await call(3, `holds/${hold}/release`, { note: 'The meter was right.' })).status).toBe(200);
    expect(await eventsOf(id)).toEqual(expect.arrayContaining(['held', 'released', 'recalled']));
    expect((await check(3)).approvable).toBe(true);
  });

  it('lets an approval lapse, and a promise be broken once billing has spoken', async () => {
    const id = await idOf(2);
    // Emil's order is never carried out: its day ends, and it comes back by itself.
    await call(4, 'approve', { reason: 'Checked.' }, 'marta');
    expect(orders(4).map(({ kind }) => kind)).toEqual(['act']);
    await town.world.advanceTo(town.at('2026-11-25T10:00+01:00'));
    expect(orders(4).map(({ kind }) => kind)).toContain('recall');
    // The day is over, but billing has not spoken since.
    expect(await eventsOf(id)).not.toContain('broken');
    await say('bill,other,A-2,10.00,EUR,2026-11-01,2026-12-24,,,');
    expect(await eventsOf(id)).toContain('broken');
    // The customer hears of it again before anything is done.
    const found = await check(2);
    expect(found.obstacles.map(({ code }) => code)).toEqual(expect.arrayContaining(['approval.missing']));
    expect(found.approvable).toBe(false);
  });

  it('answers the same press with the same act', async () => {
    const idempotencyKey = '0190f7a2-0000-7000-8000-0000000000aa';
    const body = {
      idempotencyKey,
      reason: 'manual',
      until: { day: '2026-11-30' },
      effect: 'barsAct',
      note: 'x',
    };
    const [one, two] = [await call(3, 'holds', body), await call(3, 'holds', body)];
    expect([one.status, two.body]).toEqual([201, one.body]);
  });

  it('refuses what makes no sense, and knows no other case', async () => {
    const stranger = await town.world.call('POST', '/api/debts/ZZZZZZZ/check', {}, 'tom');
    expect(refusalsOf(stranger.body)).toEqual(['case.unknown']);
    expect((await call(3, 'promise', { minor: 1, on: '2026-02-31' })).status).toBe(400);
    const short = await call(2, 'plan', { parts: [{ on: '2026-12-01', minor: 100 }] });
    expect(refusalsOf(short.body)).toEqual(['plan.short']);
  });
});
