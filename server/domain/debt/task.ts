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
        ? [{ reason: 'reconnectBy', details: { by: reconnectBy(decision), why: decision.why } }]
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
