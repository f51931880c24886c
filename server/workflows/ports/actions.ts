import type { AskedAction, KeptAction } from '../../domain/office/action-call.js';
import type { Outputs as ActionOutputs } from '../../domain/office/action-outputs.js';
import type { Instant } from '../../domain/time.js';

export type { Outputs as ActionOutputs } from '../../domain/office/action-outputs.js';

/** One run of what a workflow asked. Doing it twice must be harmless: after a crash nobody knows whether it was done. */
export type Act = (
  /** With when it was first asked: what is made of it takes its id from there. */
  call: AskedAction & { readonly at: Instant },
) => Promise<ActionOutputs>;

/**
 * `read` looks and changes nothing, so that it is answered anew each time and what it tells is not kept; `act` does
 * something and is answered at once, the same each time; `later` does something that may take long.
 */
export type ActionKind = 'read' | 'act' | 'later';
export interface KnownAction {
  readonly kind: ActionKind;
  readonly act: Act;
}
export type Actions = Readonly<Record<string, KnownAction>>;

/** The executions of workflow actions, by HubSpot's own name of each. */
export interface ActionCalls {
  /** False: it is known already. */
  begin(call: AskedAction, at: Instant): Promise<boolean>;
  find(callbackId: string): Promise<(KeptAction & { readonly outputs: ActionOutputs | null }) | null>;
  /** Whoever comes to an end first has done it. */
  answer(callbackId: string, outputs: ActionOutputs): Promise<void>;
  /** HubSpot has been told, or waits no more. */
  complete(callbackId: string, at: Instant): Promise<void>;
}
