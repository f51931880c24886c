import type { PartyKind } from '../directory.js';
import { addHours, type Instant } from '../time.js';
import { isSameValue } from './settings.js';

/** The record a workflow runs for. */
export interface ActionRecord {
  readonly kind: PartyKind;
  readonly crmId: string;
}
/** One execution of a workflow action; HubSpot repeats it under the same id when our answer was lost. */
export interface AskedAction {
  readonly callbackId: string;
  readonly action: string;
  /** Who asks, for the record: `workflow 1646725400`. A workflow names no person. */
  readonly by: string;
  /** Null: none, or one of a kind we know nothing of. */
  readonly record: ActionRecord | null;
  readonly inputs: Readonly<Record<string, string>>;
}
export interface KeptAction extends AskedAction {
  readonly at: Instant;
  readonly completedAt: Instant | null;
}

/** So long HubSpot waits for a blocked action, and at most so long it repeats a call. */
export const WAITS_HOURS = 7 * 24;

/** `run`: do it, it is safe to repeat; `stale`: a call nobody makes any more; `reused`: the id stands for something else. */
export type CallMove = 'run' | 'stale' | 'reused';

/**
 * A v2 signature holds for ever, so whoever has seen one call can send it again. What was done is not done twice, and
 * after a week nothing is told either.
 */
export const judgeCall = (kept: KeptAction, asked: AskedAction, now: Instant): CallMove => {
  if (
    kept.action !== asked.action ||
    !isSameValue(kept.inputs, asked.inputs) ||
    !isSameValue(kept.record, asked.record)
  )
    return 'reused';
  return isOver(kept, now) ? 'stale' : 'run';
};

/** HubSpot has given the execution up. */
export const isOver = ({ at }: Pick<KeptAction, 'at'>, now: Instant): boolean =>
  addHours(at, WAITS_HOURS) <= now;
