import type { CaseEvent } from '../../server/domain/debt/event.js';
import type { DebtCaseId } from '../../server/domain/ids.js';
import { addMinutes } from '../../server/domain/time.js';
import { problem, type Problem } from '../../ui-extensions/contract/common.js';
import { billing } from '../sandbox/billing-rows.js';
import { grantMoreRoles, PEOPLE } from '../sandbox/staff.js';
import type { Persona } from '../sandbox/stage.js';
import type { Neighbourhood } from './neighbourhood.js';

/** As a crew or its folder gets an order. */
export interface OrderSeen {
  readonly order: string;
  readonly kind: string;
  readonly act: string;
  readonly on: string | null;
  readonly notAfter: string | null;
  readonly urgent: boolean;
  readonly recalls: string | null;
  readonly reasons: readonly string[];
  /** Its reference. */
  readonly case: string;
  readonly premises: { readonly account: string };
}

/** How a notice was given by hand, and when it was served. */
export type ByHand = readonly (readonly [step: string, day: string])[];

export const refusalsOf = (body: unknown): readonly string[] =>
  ((problem.parse(body) as Problem).refusals ?? []).map(({ code }) => code);

/** What people and billing do in the cases of a neighbourhood; house `n` has account `A-n`. */
export const debtDesk = (town: Neighbourhood, names: readonly string[]) => {
  const { world } = town;
  const say = (...rows: readonly string[]) => billing(world)(...rows);
  const idOf = async (n: number): Promise<DebtCaseId> => {
    const [open] = await world.server.store.transact(tx =>
      tx.caseActs.openOf('contact', town.id(names[n] ?? ''), `A-${n}`),
    );
    if (open === undefined) throw new Error(`House ${n} has no case.`);
    return open.id;
  };
  const call = async (n: number, path: string, body: object, as: Persona = 'tom') => {
    // Nothing that people do happens in one moment.
    await world.advanceTo(addMinutes(world.clock.now(), 1));
    const answer = await world.call('POST', `/api/debts/${await idOf(n)}/${path}`, body, as);
    await world.pump();
    return answer;
  };
  const ticketsOf = (n: number, words: string) =>
    world.portal.records
      .list('tickets')
      .map(({ properties }) => properties)
      .filter(({ subject = '' }) => subject?.includes(names[n] ?? '') === true && subject.includes(words));
  return {
    say,
    idOf,
    call,
    /** Tom answers the phone, Marta and Vera approve. */
    staff: async (): Promise<void> => {
      await grantMoreRoles(world.call);
      for (const role of ['approver', 'debt'])
        await world.call('POST', '/api/roles/grant', { email: PEOPLE.vera, role }, 'marta');
    },
    eventsOf: async (id: DebtCaseId): Promise<readonly CaseEvent['type'][]> => {
      const events = await world.server.store.transact(tx => tx.debtCases.events([id]));
      return (events.get(id) ?? []).map(({ type }) => type);
    },
    /** By hand, one after the other. */
    serve: async (n: number, steps: ByHand): Promise<void> => {
      for (const [step, day] of steps) {
        const answer = await call(n, 'proofs', {
          step,
          form: 'registeredLetter',
          sentAt: `${day}T09:00:00Z`,
          served: { at: `${day}T15:00:00Z`, proof: 'receivedSigned' },
          note: 'Handed over at the door.',
        });
        if (answer.status !== 201) throw new Error(`${step}: ${JSON.stringify(answer.body)}`);
      }
    },
    /** Subjects. */
    ticketOf: (n: number, words: string) => ticketsOf(n, words).map(({ subject }) => subject ?? ''),
    /** The stage of the one ticket about this; '4' is the closed one. */
    stageOf: (n: number, words: string): string => {
      const [ticket, more] = ticketsOf(n, words);
      if (ticket === undefined || more !== undefined) throw new Error(`Not one ticket: ${words}`);
      return ticket['hs_pipeline_stage'] ?? '';
    },
  };
};

/** The baseline's ladder, the last of it long enough ago. */
export const LADDER: ByHand = [
  ['first', '2026-10-20'],
  ['final', '2026-10-30'],
  ['disconnectionLetter', '2026-11-10'],
];
