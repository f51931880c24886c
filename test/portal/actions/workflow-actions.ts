import { z } from 'zod';
import type { SignatureVersion } from '../../../server/http/request-signature.js';
import { apiVersion } from '../api-version.js';
import { bodyOf, answered, type Route } from '../http/route.js';
import { invalid, notFound, refused } from '../problem.js';
import type { Crm } from '../state/crm.js';
import { postSigned } from '../webhooks/post-signed.js';

export interface ActionDefinition {
  readonly actionDefinitionId: number;
  readonly actionUrl: string;
  readonly clientSecret: string;
  /** Properties of the enrolled record that go along. */
  readonly objectRequestProperties?: readonly string[];
  /** Workflow calls are signed with v2; a later HubSpot may send v3 beside it. */
  readonly signature?: readonly SignatureVersion[];
  readonly timeoutMs?: number;
}
export interface Enrolment {
  readonly objectType: string;
  readonly objectId: string;
  readonly workflowId?: number;
  readonly inputFields: Readonly<Record<string, string>>;
}

export type ExecutionState = 'SUCCESS' | 'FAIL_CONTINUE' | 'BLOCK' | 'FAILED' | 'RETRY' | 'EXPIRED';
export interface Execution {
  readonly callbackId: string;
  readonly state: ExecutionState;
  readonly outputFields: Readonly<Record<string, unknown>>;
  /** For a retry: when; for a blocked one: until when it waits. */
  readonly until?: string;
}

export interface FieldOption {
  readonly label: string;
  readonly value: string;
}

export interface WorkflowActions {
  execute(action: ActionDefinition, enrolment: Enrolment): Promise<Execution>;
  /** Once more with the same callback id, as after a lost answer or a 429. */
  repeat(callbackId: string): Promise<Execution>;
  execution(callbackId: string): Execution | undefined;
  options(
    action: ActionDefinition & { readonly optionsUrl: string },
    fetchOptions: { readonly q?: string; readonly after?: string },
  ): Promise<readonly FieldOption[]>;
  readonly routes: readonly Route[];
}

const outputFields = z.record(z.string(), z.unknown());
const actionAnswer = z.object({ outputFields: outputFields.optional() });
const completion = z.strictObject({ outputFields, failureReasonType: z.string().optional() });
const optionsAnswer = z.object({
  options: z.array(z.object({ label: z.string(), value: z.string() })),
  after: z.string().optional(),
});
const weekMs = 7 * 86_400_000;

interface Known {
  readonly action: ActionDefinition;
  readonly body: string;
  execution: Execution;
}

/** Calls a custom action as a workflow does, and keeps what became of each execution. */
export function createWorkflowActions(crm: Crm): WorkflowActions {
  const known = new Map<string, Known>();
  let executions = 0;

  const call = async (entry: Known): Promise<Execution> => {
    const { action, body } = entry;
    const { callbackId } = entry.execution;
    const answer = await postSigned({
      url: action.actionUrl,
      body,
      secret: action.clientSecret,
      versions: action.signature ?? ['v2'],
      timeoutMs: action.timeoutMs ?? 20_000,
    });
    entry.execution = judge(crm, callbackId, answer.status, answer.body, answer.headers.get('retry-after'));
    return entry.execution;
  };
  const current = (callbackId: string): Execution | undefined => {
    const execution = known.get(callbackId)?.execution;
    const expired =
      execution?.state === 'BLOCK' && execution.until !== undefined && execution.until <= crm.now();
    return expired ? { ...execution, state: 'EXPIRED' } : execution;
  };
  const complete = (callbackId: string, fields: Readonly<Record<string, unknown>>): boolean => {
    const entry = known.get(callbackId);
    if (entry === undefined || current(callbackId)?.state !== 'BLOCK') return false;
    const said = fields['hs_execution_state'];
    entry.execution = {
      callbackId,
      state: said === 'FAIL_CONTINUE' ? 'FAIL_CONTINUE' : 'SUCCESS',
      outputFields: { ...entry.execution.outputFields, ...fields },
    };
    return true;
  };
  const base = `/automation/actions/callbacks/${apiVersion}`;
  const noSuch = (callbackId: string) => refused(notFound(`No blocked execution ${callbackId}`));

  return {
    execute: async (action, enrolment) => {
      executions += 1;
      const callbackId = `ap-${String(crm.portalId)}-${String(403_081_688_000 + executions)}-1-0`;
      const entry: Known = {
        action,
        body: JSON.stringify(requestOf(crm, action, enrolment, callbackId)),
        execution: { callbackId, state: 'RETRY', outputFields: {} },
      };
      known.set(callbackId, entry);
      return call(entry);
    },
    repeat: callbackId => {
      const entry = known.get(callbackId);
      if (entry === undefined) throw new Error(`No execution ${callbackId}`);
      return call(entry);
    },
    execution: current,
    options: async (action, fetchOptions) => {
      const { status, body } = await postSigned({
        url: action.optionsUrl,
        body: JSON.stringify({ origin: originOf(crm, action), inputFields: {}, fetchOptions }),
        secret: action.clientSecret,
        versions: action.signature ?? ['v2'],
        timeoutMs: action.timeoutMs ?? 20_000,
      });
      if (status !== 200) throw new Error(`The options were answered with ${String(status)}`);
      return optionsAnswer.parse(JSON.parse(body)).options;
    },
    routes: [
      {
        method: 'POST',
        path: `${base}/complete`,
        answer: request => {
          const body = bodyOf(
            request,
            z.strictObject({ inputs: z.array(completion.extend({ callbackId: z.string() })).min(1) }),
          );
          if (!body.ok) return body;
          const missing = body.value.inputs.find(input => current(input.callbackId)?.state !== 'BLOCK');
          if (missing) return noSuch(missing.callbackId);
          for (const input of body.value.inputs) complete(input.callbackId, input.outputFields);
          return answered(204);
        },
      },
      {
        method: 'POST',
        path: `${base}/:callbackId/complete`,
        answer: request => {
          const body = bodyOf(request, completion);
          if (!body.ok) return body;
          const callbackId = request.params['callbackId'] ?? '';
          if (known.has(callbackId) && current(callbackId)?.state !== 'BLOCK')
            return refused(invalid(`Execution ${callbackId} does not wait any more`));
          return complete(callbackId, body.value.outputFields) ? answered(204) : noSuch(callbackId);
        },
      },
    ],
  };
}

const originOf = ({ portalId }: Crm, { actionDefinitionId }: ActionDefinition) => ({
  portalId,
  actionDefinitionId,
  actionDefinitionVersion: 1,
});

function requestOf(crm: Crm, action: ActionDefinition, enrolment: Enrolment, callbackId: string): unknown {
  const { objectType, objectId, inputFields, workflowId = 1_646_725_400 } = enrolment;
  const type = crm.objects.find(objectType);
  const properties = (type && crm.table(type).getBy('hs_object_id', objectId)?.properties) ?? {};
  const asked = action.objectRequestProperties;
  return {
    callbackId,
    origin: {
      ...originOf(crm, action),
      actionExecutionIndexIdentifier: { enrollmentId: 1_200_000_001, actionExecutionIndex: 0 },
      extensionDefinitionId: action.actionDefinitionId,
      extensionDefinitionVersionId: 1,
    },
    context: { source: 'WORKFLOWS', workflowId },
    object: {
      objectId: Number(objectId),
      objectType: (type?.singular ?? objectType).toUpperCase(),
      ...(asked === undefined
        ? {}
        : { properties: Object.fromEntries(asked.map(name => [name, properties[name] ?? null])) }),
    },
    fields: inputFields,
    inputFields,
  };
}

/** A 4xx ends it; 429 and 5xx are tried again, after the milliseconds that `Retry-After` names. */
function judge(
  crm: Crm,
  callbackId: string,
  status: number | null,
  body: string,
  retryAfter: string | null,
): Execution {
  const at = (ms: number): string => new Date(Date.parse(crm.now()) + ms).toISOString();
  if (status === null || status === 429 || status >= 500)
    return { callbackId, state: 'RETRY', outputFields: {}, until: at(Number(retryAfter ?? 60_000)) };
  const parsed = parse(body);
  if (status >= 400 || parsed === undefined) return { callbackId, state: 'FAILED', outputFields: {} };
  const state = parsed['hs_execution_state'];
  if (state === 'BLOCK' || state === 'ASYNC') {
    const until = at(durationMs(parsed['hs_expiration_duration']) ?? weekMs);
    return { callbackId, state: 'BLOCK', outputFields: parsed, until };
  }
  return { callbackId, state: state === 'FAIL_CONTINUE' ? state : 'SUCCESS', outputFields: parsed };
}

function parse(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return actionAnswer.parse(JSON.parse(body)).outputFields ?? {};
  } catch {
    return undefined;
  }
}

/** `P1WT1H` and the like; undefined where it cannot be read. */
function durationMs(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const found = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!found || text.length < 3) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map(part => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
