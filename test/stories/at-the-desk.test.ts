import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { pipelinesPath } from '../../server/adapters/hubspot/paths.js';
import { problem } from '../../ui-extensions/contract/common.js';
import {
  complaintAnswer,
  contactCard,
  ticketCard,
  tryAnswer,
  type ComplaintRow,
  type TicketCard,
} from '../../ui-extensions/contract/customer.js';
import { missedList } from '../../ui-extensions/contract/campaign.js';
import { defaultToken } from '../portal/portal.js';
import { launchNow, need } from '../sandbox/scenario.js';
import { startNeighbourhood, type Neighbourhood } from './neighbourhood.js';

const UNREACHABLE = ['Otto Grau', 'Maria Lind'] as const;

/** What our pipeline calls its stages, as its owner sees them. */
const stageLabels = async (portalUrl: string): Promise<ReadonlyMap<string, string>> => {
  const answer = await fetch(`${portalUrl}${pipelinesPath('tickets')}`, {
    headers: { authorization: `Bearer ${defaultToken}` },
  });
  const { results } = pipelines.parse(await answer.json());
  const ours = results.find(({ label }) => label === 'Forewarn');
  return new Map(ours?.stages.map(({ id, label }) => [id, label]));
};
const pipelines = z.object({
  results: z.array(
    z.object({ label: z.string(), stages: z.array(z.object({ id: z.string(), label: z.string() })) }),
  ),
});

/** Whom no message reaches, people tell; whoever complains is answered. */
describe('at the desk', () => {
  let town: Neighbourhood;
  let outage: string;

  const act = (path: string, body: object) => town.world.call('POST', path, body, 'ida');
  const ticketsOf = (name: string) =>
    town.world.portal.records
      .list('tickets')
      .filter(({ id }) =>
        town.world.portal.records
          .associations('tickets', id, 'contacts')
          .some(({ id: contact }) => contact === town.id(name)),
      );
  const ticketOf = (name: string) => {
    const [ticket, ...more] = ticketsOf(name);
    if (ticket === undefined || more.length > 0) throw new Error(`${name} has not one ticket.`);
    return ticket;
  };
  const cardOf = async (ticket: string): Promise<TicketCard> =>
    ticketCard.parse((await town.world.call('GET', `/api/cards/tickets/${ticket}`, undefined, 'ida')).body);
  let stages: ReadonlyMap<string, string>;
  const stageOf = (name: string): string | undefined =>
    stages.get(ticketOf(name).properties['hs_pipeline_stage'] ?? '');
  const tried = (ticket: string, what: 'reached' | 'notReached', way = 'phoneCall', key = randomUUID()) =>
    act(`/api/tickets/${ticket}/tries`, { idempotencyKey: key, act: what, way });

  beforeAll(async () => {
    town = await startNeighbourhood(
      [
        { feeder: 'F-12', people: [{ name: 'Anna Keller', email: 'anna@mail.example', language: 'ru' }] },
        { feeder: 'F-12', people: [{ name: 'Otto Grau', phone: '+493023125001' }] },
        { feeder: 'F-12', lifeSupport: true, people: [{ name: 'Maria Lind', phone: '+493023125002' }] },
        { feeder: 'F-13', people: [{ name: 'Nora Weiss', email: 'nora@mail.example', language: 'ru' }] },
        { feeder: 'F-13', people: [{ name: 'Rolf Still', mobile: '+4917604060077', smsOptOut: true }] },
      ],
      { provision: true },
    );
    stages = await stageLabels(town.world.portalUrl);
    await town.world.call(
      'POST',
      '/api/roles/grant',
      { email: 'ida@utility.example', role: 'agent' },
      'marta',
    );
    const { id } = need(
      await town.desk.draft({
        kind: 'planned',
        feeders: ['F-12'],
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-27T09:00', to: '2026-11-27T13:00' }],
        reason: 'network_repair',
      }),
    );
    outage = id;
    await launchNow(town.world, id);
    await town.world.pump();
  });
  afterAll(() => town.close());

  it('asks a person where no message can reach, on a ticket that stands at its beginning', async () => {
    for (const name of UNREACHABLE) {
      const { task, mayServe } = await cardOf(ticketOf(name).id);
      expect(task).toMatchObject({ reason: 'unreachable', tries: [], after: null });
      expect(mayServe).toEqual({ allowed: true, why: null });
      expect(stageOf(name)).toBe('To do');
    }
    const strange = await tried('99999', 'reached');
    expect([strange.status, problem.parse(strange.body).refusals?.[0]?.code]).toEqual([
      422,
      'ticket.notOurs',
    ]);
    const marta = await town.world.call(
      'POST',
      `/api/tickets/${ticketOf('Otto Grau').id}/tries`,
      { act: 'reached', way: 'phoneCall' },
      'marta',
    );
    expect(marta.status).toBe(403);
  });

  it('keeps a call in vain, once for each press, and says what comes next', async () => {
    const { id } = ticketOf('Otto Grau');
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => tried(id, 'notReached', 'phoneCall', key)));
    for (const { status, body } of answers) {
      expect(status).toBe(201);
      expect(tryAnswer.parse(body)).toEqual({
        attempt: 1,
        after: { next: 'callAgain', at: town.at('2026-11-23T12:00+01:00') },
      });
    }
    await town.world.pump();
    expect(stageOf('Otto Grau')).toBe('Waiting for the customer');
    const { task } = await cardOf(id);
    expect(task?.tries).toMatchObject([{ act: 'notReached', way: 'phoneCall', by: 'ida@utility.example' }]);
    // A life depends on it: nobody waits for a second call, and the ticket is still to be done.
    const maria = tryAnswer.parse((await tried(ticketOf('Maria Lind').id, 'notReached')).body);
    expect(maria.after.next).toBe('sendSomebody');
    await town.world.pump();
    expect(stageOf('Maria Lind')).toBe('To do');
  });

  it('keeps under a person’s name that somebody was told: known, but not served in writing', async () => {
    const { id } = ticketOf('Otto Grau');
    const answer = tryAnswer.parse((await tried(id, 'reached')).body);
    expect(answer).toEqual({ attempt: 2, after: { next: 'nothing', at: null } });
    await town.world.pump();
    expect(stageOf('Otto Grau')).toBe('Done');
    expect(ticketOf('Otto Grau').properties['content']).toContain('Told by phone');
    const notices = await town.notices(outage);
    expect(notices.find(({ addressee }) => addressee === 'Otto Grau')).toMatchObject({
      state: 'told',
      servedAt: null,
    });
    const { body } = await town.world.call('GET', `/api/cards/outages/${outage}/missed`, undefined, 'ida');
    expect(missedList.parse(body).rows.map(({ addressee }) => addressee)).toEqual(['Maria Lind']);
    const again = await tried(id, 'notReached');
    expect([again.status, problem.parse(again.body).refusals?.[0]]).toMatchObject([
      422,
      { code: 'reach.already', details: { by: 'ida@utility.example' } },
    ]);
    const contact = await town.world.call(
      'GET',
      `/api/cards/contacts/${town.id('Otto Grau')}`,
      undefined,
      'ida',
    );
    expect(contactCard.parse(contact.body).counts).toMatchObject({ notReached: 0, underWay: 0 });
  });

  it('asks anew when there is news', async () => {
    need(
      await town.desk.revise(outage, {
        kind: 'change',
        zone: 'Europe/Berlin',
        windows: [{ from: '2026-11-28T09:00', to: '2026-11-28T13:00' }],
      }),
    );
    await launchNow(town.world, outage);
    await town.world.pump();
    expect(stageOf('Otto Grau')).toBe('To do');
    const { task } = await cardOf(ticketOf('Otto Grau').id);
    expect(task).toMatchObject({ tries: [], after: null });
  });

  describe('whoever complains', () => {
    const complain = async (name: string, about: string): Promise<string> => {
      const { body } = await act(`/api/contacts/${town.id(name)}/complaints`, {
        ...{ about, said: 'It is dark.' },
        outage: dark,
      });
      await town.world.pump();
      return complaintAnswer.parse(body).ref;
    };
    const complaintOf = async (name: string, ref: string): Promise<ComplaintRow> => {
      const path = `/api/cards/contacts/${town.id(name)}`;
      const { complaints } = contactCard.parse((await town.world.call('GET', path, undefined, 'ida')).body);
      const found = complaints.find(each => each.ref === ref);
      if (found === undefined) throw new Error(`${ref} is not on the card.`);
      return found;
    };
    const stageOfTicket = ({ ticket }: ComplaintRow): string | undefined =>
      stages.get(
        town.world.portal.records.get('tickets', ticket ?? '')?.properties['hs_pipeline_stage'] ?? '',
      );
    const restore = async (at: string): Promise<void> => {
      const zone = 'Europe/Berlin';
      need(await town.desk.revise(dark, { kind: 'restore', zone, restoredAt: at }));
      await launchNow(town.world, dark);
      await town.world.pump();
    };
    const subjects = async (to: string): Promise<readonly string[]> =>
      (await town.received(to)).map(content => ('subject' in content ? content.subject : ''));
    let dark: string;
    let first: string;

    beforeAll(async () => {
      const { id } = need(
        await town.desk.draft({
          kind: 'emergency',
          feeders: ['F-13'],
          zone: 'Europe/Berlin',
          since: '2026-11-23T09:30',
          etr: { at: '2026-11-23T12:30', quality: 'crew' },
          reason: 'damaged_cable',
        }),
      );
      dark = id;
      await launchNow(town.world, id);
      await town.world.pump();
    });

    it('hears at once that it is noted, in their language, and what holds of the outage', async () => {
      first = await complain('Nora Weiss', 'noPower');
      const mails = await town.received('nora@mail.example');
      const mail = mails.find(content => 'subject' in content && content.subject.includes(first));
      expect(mail).toMatchObject({ subject: `Мы записали вашу жалобу ${first}` });
      const text = mail !== undefined && 'text' in mail ? mail.text : '';
      expect(text).toContain('нет света, мы работаем над этим');
      expect(text).toContain('12:30');
      expect(text).toContain('не связано с вашим счётом');
      // Whoever stopped our texts gets none; there is a ticket all the same.
      const muted = await complain('Rolf Still', 'noPower');
      expect(await town.received('+4917604060077')).toEqual([]);
      const rolf = await complaintOf('Rolf Still', muted);
      expect(stageOfTicket(rolf)).toBe('To do');
      const path = `/api/cards/contacts/${town.id('Nora Weiss')}`;
      const { history } = contactCard.parse((await town.world.call('GET', path, undefined, 'ida')).body);
      expect(history.notices.find(({ kind }) => kind === 'complaint_received')).toMatchObject({
        kind: 'complaint_received',
        state: 'served',
        outage: null,
      });
    });

    it('is asked once supply is back, the ticket waits, and what nobody takes up is closed', async () => {
      const damage = await complain('Nora Weiss', 'damage');
      await town.world.advanceTo(town.at('2026-11-23T12:40+01:00'));
      await restore('2026-11-23T12:35');
      expect((await subjects('nora@mail.example')).filter(subject => subject.includes(first))).toEqual([
        `Мы записали вашу жалобу ${first}`,
        `Свет включили? Ваша жалоба ${first}`,
      ]);
      const asked = await complaintOf('Nora Weiss', first);
      expect([stageOfTicket(asked), asked.closedAt]).toEqual(['Waiting for the customer', null]);
      // Said again that it is dark: the first stays open until the second is answered.
      await town.world.advanceTo(town.at('2026-11-23T13:00+01:00'));
      const second = await complain('Nora Weiss', 'stillDark');
      await town.world.advanceTo(town.at('2026-11-26T09:00+01:00'));
      expect((await complaintOf('Nora Weiss', first)).closedAt).toBeNull();
      const rolf = (await cardComplaints('Rolf Still'))[0];
      expect([rolf?.closedBy, rolf === undefined ? null : stageOfTicket(rolf)]).toEqual([null, 'Done']);
      expect(rolf?.closedAt).not.toBeNull();
      // A damage, and what is said after the end was told, are a person's to end.
      for (const ref of [second, damage]) {
        const { id, askedAt } = await complaintOf('Nora Weiss', ref);
        expect(askedAt).toBeNull();
        const key = { idempotencyKey: randomUUID() };
        const answers = await Promise.all([1, 2].map(() => act(`/api/complaints/${id}/close`, key)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200]);
        const again = await act(`/api/complaints/${id}/close`, {});
        expect(problem.parse(again.body).refusals?.[0]?.code).toBe('complaint.closed');
      }
      await town.world.advanceTo(town.at('2026-11-27T14:00+01:00'));
      const last = await Promise.all([first, second].map(ref => complaintOf('Nora Weiss', ref)));
      expect(last.map(({ closedBy }) => closedBy)).toEqual([null, 'ida@utility.example']);
      expect(last.map(stageOfTicket)).toEqual(['Done', 'Done']);
      const { ticket } = await complaintOf('Nora Weiss', second);
      expect((await cardOf(ticket ?? '')).complaint).toMatchObject({ ref: second });
    });

    const cardComplaints = async (name: string): Promise<readonly ComplaintRow[]> => {
      const path = `/api/cards/contacts/${town.id(name)}`;
      return contactCard.parse((await town.world.call('GET', path, undefined, 'ida')).body).complaints;
    };
  });
});
