import type { AskedAction, KeptAction } from '../../domain/office/action-call.js';
import type { Outputs as ActionOutputs } from '../../domain/office/action-outputs.js';
import type { Instant } from '../../domain/time.js';

export type { Outputs as ActionOutputs } from '../../domain/office/action-outputs.js';

/** One run of what a workflow asked. Doing it twice must be harmless: after a crash nobody knows whether it was done. */
export type Act = (
  /** With when it was first asked: what is made of it takes its id from there. */
  call: AskedAction & { readonly at: Instant },
) => Promise<ActionOutputs>;

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
