import { Router, type Request, type RequestHandler, type Response } from 'express';
import {
  ACTION_NAMES,
  ACTIONS,
  actionAnswer,
  actionRequest,
  optionsAnswer,
  optionsRequest,
  type ActionDefinition,
  type ActionRequest,
} from '../../../ui-extensions/contract/actions.js';
import type { ActionRecord, AskedAction } from '../../domain/office/action-call.js';
import { outputsOf } from '../../domain/office/action-outputs.js';
import { refuse } from '../../domain/outcome.js';
import type { OutageChoice } from '../../queries/launchable-outages.js';
import type { Log } from '../../workflows/ports.js';
import type { takeAction } from '../../workflows/take-action.js';
import { HttpProblem, orRefuse, referenceOf } from '../problems.js';
import { parsedBody, rawBytes } from '../raw-body.js';
import { checkSignature, type SignatureOptions } from '../signature-check.js';

/** What the actions of one portal call. */
export interface ActionRoutes {
  readonly takeAction: ReturnType<typeof takeAction>;
  readonly launchableOutages: (search: string) => Promise<readonly OutageChoice[]>;
}
export interface ActionRouterOptions extends SignatureOptions {
  /** Null: the app is not set up for that account. */
  readonly actionsOf: (portal: string) => ActionRoutes | null;
  readonly log: Log;
}

/** HubSpot gives a blocked action a week unless it is told otherwise; `isOver` counts the same. */
const WAITS = 'P1W';

/**
 * What HubSpot's workflows call. The v2 signature they carry covers method, address and body but no time: a repeated
 * call is known by its callback id, and does nothing twice. Who asks is the workflow of the signed body; a person it
 * names counts for nothing.
 */
export const actionRoutes = (options: ActionRouterOptions): Router => {
  const router = Router();
  const inPortal = ({
    origin,
  }: {
    readonly origin: { readonly portalId: string | number };
  }): ActionRoutes => {
    const routes = options.actionsOf(String(origin.portalId));
    if (routes === null)
      throw new HttpProblem(403, 'portal.unknown', 'Forewarn is not set up for this HubSpot account.');
    return routes;
  };
  router.use(rawBytes, signedByWorkflow(options), parsedBody);
  for (const name of ACTION_NAMES)
    router.post(`/${name}`, async (request: Request, response: Response) => {
      const body = actionRequest.parse(request.body);
      const routes = inPortal(body);
      const asked = askedOf(name, body);
      const wrong = refusalOf(ACTIONS[name], asked);
      if (wrong !== null) {
        response.json(actionAnswer.parse({ outputFields: wrong }));
        return;
      }
      const taken = orRefuse(await routes.takeAction(asked));
      const outputFields =
        taken.answer === 'later'
          ? { hs_execution_state: 'BLOCK', hs_expiration_duration: WAITS }
          : taken.outputs;
      response.json(actionAnswer.parse({ outputFields }));
    });
  router.post('/options/outages', async (request: Request, response: Response) => {
    const body = optionsRequest.parse(request.body);
    const choices = await inPortal(body).launchableOutages(body.fetchOptions?.q ?? '');
    response.json(
      optionsAnswer.parse({ options: choices.map(({ ref, words }) => ({ label: words, value: ref })) }),
    );
  });
  return router;
};

const signedByWorkflow =
  (options: ActionRouterOptions): RequestHandler =>
  (request, response, next) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const verdict = checkSignature(options, request, bytes, ['v2']);
    if (verdict.ok) {
      next();
      return;
    }
    options.log.warn('signature refused', { reference: referenceOf(response), reason: verdict.reason });
    throw new HttpProblem(
      401,
      `signature.${verdict.reason}`,
      'This request was not signed by HubSpot for this app.',
    );
  };

const KINDS = { CONTACT: 'contact', COMPANY: 'company', '0-1': 'contact', '0-2': 'company' } as const;

const recordOf = ({ object, inputFields }: ActionRequest): ActionRecord | null => {
  const type = (object?.objectType ?? '').toUpperCase();
  if (object !== undefined && object !== null && type in KINDS)
    return { kind: KINDS[type as keyof typeof KINDS], crmId: String(object.objectId) };
  // An agent's tool is enrolled with nothing and names whom it means.
  const named = String(inputFields?.['contact_id'] ?? '').trim();
  return /^\d{1,19}$/.test(named) ? { kind: 'contact', crmId: named } : null;
};

const askedOf = (action: string, body: ActionRequest): AskedAction => ({
  callbackId: body.callbackId,
  action,
  by: byOf(body),
  record: recordOf(body),
  inputs: Object.fromEntries(
    Object.entries(body.inputFields ?? body.fields ?? {}).flatMap(([name, value]) => {
      const text = value === null || value === undefined ? '' : String(value).trim();
      return text === '' ? [] : [[name, text]];
    }),
  ),
});

const byOf = ({ context }: ActionRequest): string =>
  context?.workflowId === undefined
    ? `${(context?.source ?? 'agent').toLowerCase().slice(0, 40)} of HubSpot`
    : `workflow ${String(context.workflowId)}`;

/** What is missing or strange in the fields, told to the workflow: HubSpot tries a 4xx no more, and nobody would see why. */
const refusalOf = (definition: ActionDefinition, { inputs, record }: AskedAction) => {
  const { enrols } = definition;
  if (enrols.length > 0 && record === null)
    return told(
      'action.record',
      'This action needs a customer.',
      `Enrol ${enrols.join(' or ').toLowerCase()} records.`,
    );
  for (const [name, { isRequired, options }] of Object.entries(definition.inputs)) {
    const value = inputs[name];
    if (isRequired && value === undefined)
      return told(
        'input.missing',
        `The field "${name}" is empty.`,
        'Fill it in, in the workflow or on the record.',
      );
    if (value !== undefined && options !== undefined && !options.includes(value))
      return told(
        'input.unknown',
        `The field "${name}" does not know "${value.slice(0, 60)}".`,
        `One of: ${options.join(', ')}.`,
      );
  }
  return null;
};

const told = (code: string, message: string, lawful: string) =>
  outputsOf(refuse({ code, message, lawful, because: [] }), () => ({ result: 'refused' }));
