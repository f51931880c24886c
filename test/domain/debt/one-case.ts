import type { CaseEvent } from '../../../server/domain/debt/event.js';
import { decideNextStep } from '../../../server/domain/debt/decide.js';
import type { CaseFacts } from '../../../server/domain/debt/question.js';
import { replay } from '../../../server/domain/debt/replay.js';
import { warrantDisconnection } from '../../../server/domain/debt/warrant.js';
import { money } from '../../../server/domain/money.js';
import { resolveLaw } from '../../../server/domain/rules/resolve.js';
import { addHours, civilDateIn } from '../../../server/domain/time.js';
import { at, BASELINE, BERLIN, day } from '../builders.js';
import { POLICY } from './story.js';

/** One case under the baseline, as a list of what happened. */
export const law = (() => {
  const found = resolveLaw([BASELINE], { jurisdiction: 'XA' }, 'debtDisconnection', day('Monday 2026-03-02'));
  if (!found.known) throw new Error(found.missing.message);
  return found.rules;
})();
export const EUR = (minor: number) => money(minor, 'EUR');

export const bill = (id: string, due: string, minor: number): CaseEvent => ({
  type: 'billed',
  id,
  at: at('Thursday 2026-01-01T08:00Z'),
  amount: EUR(minor),
  issued: day('Thursday 2026-01-01'),
  due: day(due),
});
export const paid = (id: string, when: string, minor: number): CaseEvent => ({
  type: 'paid',
  id,
  at: at(when),
  amount: EUR(minor),
});
export const told = (notice: string, when: string, claimed = 18000, dateShown: string | null = null) =>
  (['email', 'registeredLetter'] as const).flatMap((channel): readonly CaseEvent[] => {
    const delivery = `${notice}/${channel}/${when}`;
    return [
      {
        type: 'sent',
        id: delivery,
        at: at(when),
        notice,
        delivery,
        channel,
        claimed: EUR(claimed),
        dateShown: dateShown === null ? null : day(dateShown),
      },
      { type: 'delivered', id: delivery, at: addHours(at(when), 24), delivery, proof: 'delivered' },
    ];
  });

/** Owed since Monday 12 January 2026; first told on 20 January, finally on the 30th, by letter on 10 February. */
export const LADDER: readonly CaseEvent[] = [
  bill('b1', 'Monday 2026-01-12', 18000),
  { type: 'opened', id: 'o', at: at('Tuesday 2026-01-13T06:00Z') },
  ...told('first', 'Tuesday 2026-01-20T09:00Z'),
  ...told('final', 'Friday 2026-01-30T09:00Z'),
  ...told('disconnectionLetter', 'Tuesday 2026-02-10T09:00Z'),
];
export const approved = (when: string, ...people: readonly string[]): readonly CaseEvent[] =>
  people.map((by, index) => ({ type: 'approved', id: `${by} ${when} ${index}`, at: at(when), by }));

export const FACTS: Omit<CaseFacts, 'balanceAsOf'> = {
  values: { hasElectronicContact: true },
  events: {},
  noServiceDays: null,
  vulnerable: false,
};
export const decideAt = (when: string, events: readonly CaseEvent[], facts: Partial<CaseFacts> = {}) => {
  const now = at(when);
  const state = replay(
    events.filter(each => each.at <= now),
    BERLIN,
    'EUR',
  );
  return decideNextStep(state, { ...FACTS, balanceAsOf: now, ...facts }, law, POLICY, now);
};
export const warrantAt = (when: string, events: readonly CaseEvent[], facts: Partial<CaseFacts> = {}) => {
  const now = at(when);
  const on = civilDateIn(BERLIN, now);
  const state = replay(events, BERLIN, 'EUR');
  const known = { ...FACTS, balanceAsOf: now, ...facts };
  return warrantDisconnection(state, known, law, POLICY, { act: 'disconnection', on, now });
};
export const MARCH = 'Monday 2026-03-02T09:00Z';
export const ONE = approved('Sunday 2026-03-01T09:00Z', 'anna');
