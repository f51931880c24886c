import { factsAsked } from '../rules/facts-asked.js';
import type { Law, LegalChannel } from '../rules/rulebook.js';
import type { Instant } from '../time.js';
import type { Decision } from './decision.js';
import { reconnectBy, reconnectWarnAt } from './network-order.js';
import type { CaseFacts } from './question.js';

/** What a person has to do in a case; one ticket for each, renewed where its details change. */
export const CASE_TASKS = [
  'approval',
  'secondApproval',
  'giveByHand',
  'noElectronicContact',
  'orderByHand',
  'recallConfirm',
  'reconnectBy',
  'orderRefused',
  'orderUnanswered',
  'undetermined',
] as const;
export type CaseTaskReason = (typeof CASE_TASKS)[number];
export interface CaseTask {
  readonly reason: CaseTaskReason;
  /** Codes, names, days and ids; nothing personal. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The law lets the post alone serve somebody who has no electronic address; that it was so is written down. */
const isException = (law: Law, notice: string, { values }: CaseFacts): boolean =>
  values['hasElectronicContact'] === false &&
  factsAsked(law.rules.notices?.[notice]).has('hasElectronicContact');

const backDetails = (decision: Extract<Decision, { readonly kind: 'reconnect' }>): CaseTask['details'] => {
  const { why, wrong } = decision;
  return { by: reconnectBy(decision), why, ...(wrong === null ? {} : { wrong }) };
};

/** What no look asks for, and stands until the network has spoken, a person has closed it, or the case is over. */
const UNTIL_CLOSED: readonly CaseTaskReason[] = ['noElectronicContact', 'orderRefused', 'orderUnanswered'];

/** A notice that a person has given, and that is not proved yet, is still theirs to prove. */
const isToBeProved = (decision: Decision): boolean =>
  decision.kind === 'wait' && /^(service|proof) of /.test(decision.for);

/**
 * Of what people were asked before, what there is nothing left to do about after this look. The recall of an order is
 * confirmed whatever became of the case.
 */
export const mootTasks = (decision: Decision, asked: readonly CaseTask[]): readonly CaseTaskReason[] => {
  const kept = new Set<CaseTaskReason>([
    'recallConfirm',
    ...asked.map(({ reason }) => reason),
    ...(decision.kind === 'close' ? [] : UNTIL_CLOSED),
    ...(isToBeProved(decision) ? (['giveByHand'] as const) : []),
  ]);
  return CASE_TASKS.filter(reason => !kept.has(reason));
};

/** What the decision asks of people. `byHand`: forms that nobody but a person can give. */
export const tasksOf = (
  decision: Decision,
  {
    facts,
    law,
    byHand,
    network,
    now,
  }: {
    readonly facts: CaseFacts;
    readonly law: Law | null;
    readonly byHand: readonly (readonly LegalChannel[])[];
    /** The network can be told by us. */
    readonly network: boolean;
    readonly now: Instant;
  },
): readonly CaseTask[] => {
  switch (decision.kind) {
    case 'askForApproval': {
      const { act, first, given, needed } = decision;
      return [
        { reason: given.length === 0 ? 'approval' : 'secondApproval', details: { act, first, needed } },
      ];
    }
    case 'give': {
      const { notice } = decision;
      return [
        ...(byHand.length === 0
          ? []
          : [{ reason: 'giveByHand', details: { notice, forms: byHand } } as const]),
        ...(law !== null && isException(law, notice, facts)
          ? [{ reason: 'noElectronicContact', details: { notice } } as const]
          : []),
      ];
    }
    case 'askToDisconnect':
      return network || decision.warrant.from > now
        ? []
        : [{ reason: 'orderByHand', details: { act: decision.warrant.act, on: decision.warrant.on } }];
    case 'reconnect': {
      const warnAt = reconnectWarnAt(decision, now);
      return (warnAt !== null && warnAt <= now) || !network
        ? [{ reason: 'reconnectBy', details: backDetails(decision) }]
        : [];
    }
    case 'undetermined':
      return [{ reason: 'undetermined', details: { missing: decision.missing } }];
    case 'wait':
    case 'hold':
    case 'recall':
    case 'close':
    case 'barred':
      return [];
  }
};
