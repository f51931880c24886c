import { addHours, earliest, type CivilDate, type Instant } from '../time.js';
import type { Decision } from './decision.js';
import type { DebtCase, WrongAct } from './replay.js';

/** What the network is to be told of a case now. */
export type OrderDraft =
  | {
      readonly kind: 'act';
      readonly act: string;
      readonly on: CivilDate;
      readonly notBefore: Instant;
      readonly notAfter: Instant;
    }
  | {
      readonly kind: 'recall';
      readonly order: string;
      readonly act: string;
      readonly reasons: readonly string[];
    }
  | {
      readonly kind: 'reconnect';
      readonly act: string;
      /** Supply is off since then: once for each time it was ended. */
      readonly offSince: Instant;
      readonly by: Instant | null;
      readonly reasons: readonly string[];
      readonly wrong: WrongAct | null;
    };

/** The last lawful moment to have supply back; null: neither the law nor the utility sets one. */
export const reconnectBy = (decision: Decision): Instant | null => {
  if (decision.kind !== 'reconnect') return null;
  const [first, ...rest] = decision.by.map(({ last }) => last.at);
  return first === undefined ? null : earliest(first, ...rest);
};

/** How long before its deadline a reconnection that nobody has reported goes to a person. */
const WARN_HOURS = 4;

/**
 * When a person is asked to see that supply comes back; at once without a deadline, or where it should never have ended.
 * Null: it is not to come back.
 */
export const reconnectWarnAt = (decision: Decision, now: Instant): Instant | null => {
  if (decision.kind !== 'reconnect') return null;
  const by = reconnectBy(decision);
  return by === null || decision.wrong !== null ? now : addHours(by, -WARN_HOURS);
};

/** The act that ended supply, for the crew that undoes it. */
const lastAct = ({ acts }: DebtCase): string =>
  Object.entries(acts)
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .at(-1)?.[0] ?? 'disconnection';

/** Null: nothing. A warrant whose first moment has not come yet is no order. */
export const orderOf = (decision: Decision, state: DebtCase, now: Instant): OrderDraft | null => {
  switch (decision.kind) {
    case 'askToDisconnect': {
      const { act, on, from, until } = decision.warrant;
      return from > now ? null : { kind: 'act', act, on, notBefore: from, notAfter: until };
    }
    case 'recall':
      return {
        kind: 'recall',
        order: decision.order,
        act: state.order?.act ?? 'disconnection',
        reasons: decision.why.map(({ code }) => code),
      };
    case 'reconnect':
      return state.offSince === null
        ? null
        : {
            kind: 'reconnect',
            act: lastAct(state),
            offSince: state.offSince,
            by: reconnectBy(decision),
            wrong: decision.wrong,
            reasons: [...new Set([decision.why, ...(decision.wrong === null ? [] : [decision.wrong])])],
          };
    case 'wait':
    case 'give':
    case 'hold':
    case 'askForApproval':
    case 'close':
    case 'barred':
    case 'undetermined':
      return null;
  }
};
