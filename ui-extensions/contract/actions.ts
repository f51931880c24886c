import * as z from 'zod/mini';

/** As HubSpot types a field of a workflow action; dates and times travel as milliseconds since 1970, UTC. */
export type FieldType = 'string' | 'number' | 'datetime' | 'enumeration';

export interface InputField {
  readonly type: FieldType;
  readonly fieldType: 'text' | 'textarea' | 'date' | 'select';
  readonly isRequired: boolean;
  /** What an enumeration may hold. */
  readonly options?: readonly string[];
  /** Where HubSpot asks for the choices while a workflow is being written. */
  readonly optionsPath?: string;
}
export interface OutputField {
  readonly type: FieldType;
  readonly options?: readonly string[];
  /** What it means, for the documentation and for whoever writes the labels. */
  readonly about: string;
}
export interface ActionDefinition {
  /** Records it may be enrolled with; the server refuses others. Empty: it does not look at the record. */
  readonly enrols: readonly ('CONTACT' | 'COMPANY')[];
  /** HubSpot's own agents may use it as a tool: it reads and changes nothing. */
  readonly isAgentTool: boolean;
  /** Answered at once, or blocked and completed later by a callback. */
  readonly answers: 'atOnce' | 'later';
  readonly inputs: Readonly<Record<string, InputField>>;
  readonly outputs: Readonly<Record<string, OutputField>>;
}

const text = { type: 'string', fieldType: 'text', isRequired: false } as const;
const says = (about: string) => ({ type: 'string', about }) as const;

/** Of every action: whether it did it, and if not why and what would be lawful. */
const outcome = (...options: readonly string[]) =>
  ({
    result: { type: 'enumeration', options: [...options, 'refused'], about: 'What came of it.' },
    reason_code: says('Of a refusal: its stable code. Empty otherwise.'),
    explanation: says('What came of it, in a sentence for people.'),
    lawful: says('Of a refusal: what would be lawful or possible instead. Empty otherwise.'),
  }) as const;

const HOLD_REASONS = [
  'dispute',
  'payment_plan',
  'promise_to_pay',
  'life_support',
  'hardship',
  'other',
] as const;

const COMPLAINTS = ['no_power', 'not_told', 'still_dark', 'damage', 'bill', 'other'] as const;

/**
 * The workflow actions: the one table that the manifests in plugin/, the server's routes and the documentation are held
 * against. Each is called at `POST /actions/<name>`.
 */
export const ACTIONS = {
  'send-outage-notice': {
    enrols: [],
    isAgentTool: false,
    answers: 'later',
    inputs: {
      /** Its reference, or the Forewarn ID of its record. */
      outage: { ...text, isRequired: true, optionsPath: '/actions/options/outages' },
    },
    outputs: {
      ...outcome('launched', 'launched_before'),
      outage_ref: says('The reference customers are told.'),
      customers: { type: 'number', about: 'Customers who are told.' },
      serve_by: {
        type: 'datetime',
        about: 'The last lawful moment for the notice to be served; empty: none.',
      },
    },
  },
  'check-compliance-window': {
    enrols: ['CONTACT', 'COMPANY'],
    isAgentTool: false,
    answers: 'atOnce',
    inputs: {
      /** When supply would be interrupted. */
      start: { type: 'datetime', fieldType: 'date', isRequired: true },
      /** Without one: where the enrolled customer is supplied. */
      jurisdiction: text,
      time_zone: text,
    },
    outputs: {
      ...outcome('lawful', 'unlawful', 'undetermined'),
      serve_by: { type: 'datetime', about: 'The last lawful moment for the notice to be served.' },
      hours_left: { type: 'number', about: 'Hours from now until then; below zero: too late.' },
      earliest_start: { type: 'datetime', about: 'The earliest start that would be lawful now.' },
      rules: says('The rules that decide, with their rulebooks and sources.'),
    },
  },
  'place-hold': {
    enrols: ['CONTACT', 'COMPANY'],
    isAgentTool: false,
    answers: 'atOnce',
    inputs: {
      reason: { type: 'enumeration', fieldType: 'select', isRequired: true, options: HOLD_REASONS },
      account_number: text,
      until: { type: 'datetime', fieldType: 'date', isRequired: false },
    },
    outputs: outcome('placed', 'placed_before'),
  },
  'release-hold': {
    enrols: ['CONTACT', 'COMPANY'],
    isAgentTool: false,
    answers: 'atOnce',
    inputs: {
      reason: { type: 'enumeration', fieldType: 'select', isRequired: true, options: HOLD_REASONS },
      account_number: text,
    },
    outputs: outcome('released', 'released_before'),
  },
  'open-outage-complaint': {
    enrols: ['CONTACT', 'COMPANY'],
    isAgentTool: false,
    answers: 'atOnce',
    inputs: {
      about: { type: 'enumeration', fieldType: 'select', isRequired: true, options: COMPLAINTS },
      /** In the customer's words. */
      said: { type: 'string', fieldType: 'textarea', isRequired: true },
      /** Without one: the outage that touches the customer now or did last. */
      outage: { ...text, optionsPath: '/actions/options/outages' },
    },
    outputs: {
      ...outcome('opened', 'opened_before'),
      complaint_ref: says('The reference of the complaint, which the ticket carries too.'),
      outage_ref: says('The outage it is about; empty: none is known.'),
    },
  },
  'customer-situation': {
    enrols: ['CONTACT', 'COMPANY'],
    isAgentTool: true,
    answers: 'atOnce',
    inputs: {
      /** For an agent, which has no enrolled record: the HubSpot id of the contact. */
      contact_id: text,
      /** Of the sentence; without one the customer's own. */
      language: { type: 'enumeration', fieldType: 'select', isRequired: false, options: ['en', 'ru'] },
    },
    outputs: {
      ...outcome('supplied', 'planned', 'off', 'restored', 'cancelled'),
      outage_ref: says('The outage that touches the customer now or did last; empty: none.'),
      say: says('What can be said to the customer, in their language or the one asked for.'),
      window_start: { type: 'datetime', about: 'When supply ends, or ended.' },
      window_end: { type: 'datetime', about: 'When it is planned to be back, or came back.' },
      estimate: { type: 'datetime', about: 'The estimated time of restoration; empty: there is none.' },
      next_update: { type: 'datetime', about: 'When the next news is promised.' },
      told: {
        type: 'enumeration',
        options: ['served', 'told_by_person', 'under_way', 'not_reached', 'nothing_sent'],
        about: 'Whether the newest notice counts as served.',
      },
      told_at: { type: 'datetime', about: 'When it was served.' },
      told_by: says('The channels of the newest notice, and how far each has come.'),
    },
  },
} as const satisfies Readonly<Record<string, ActionDefinition>>;

export type ActionName = keyof typeof ACTIONS;
export const ACTION_NAMES = Object.keys(ACTIONS) as readonly ActionName[];
export const actionPath = (name: ActionName): string => `/actions/${name}`;

/** HubSpot sends a field's value as text, number or flag; none and an empty one are the same. */
const fieldValue = z.nullable(z.union([z.string().check(z.maxLength(20_000)), z.number(), z.boolean()]));
const id = z.union([z.number(), z.string().check(z.regex(/^\d{1,19}$/))]);

/** What HubSpot sends to execute an action; more than this is passed over, for the forms differ by age. */
export const actionRequest = z.looseObject({
  callbackId: z.string().check(z.minLength(1), z.maxLength(200)),
  origin: z.looseObject({ portalId: id }),
  /** Missing where it is no workflow that calls. */
  context: z.optional(z.looseObject({ source: z.optional(z.string()), workflowId: z.optional(id) })),
  object: z.optional(
    z.nullable(z.looseObject({ objectId: id, objectType: z.string().check(z.maxLength(100)) })),
  ),
  inputFields: z.optional(z.record(z.string(), z.optional(fieldValue))),
  /** The same under its older name. */
  fields: z.optional(z.record(z.string(), z.optional(fieldValue))),
});
export type ActionRequest = z.infer<typeof actionRequest>;

/** Outputs as they travel: text and numbers; nothing for a field that has no value. */
export const actionOutputs = z.record(z.string(), z.union([z.string(), z.number()]));
export type ActionOutputs = z.infer<typeof actionOutputs>;

export const actionAnswer = z.object({
  outputFields: z.intersection(
    z.record(z.string(), z.union([z.string(), z.number()])),
    z.object({ hs_execution_state: z.enum(['SUCCESS', 'FAIL_CONTINUE', 'BLOCK']) }),
  ),
});

/** What HubSpot asks for the choices of a field, and what it is told. */
export const optionsRequest = z.looseObject({
  origin: z.looseObject({ portalId: id }),
  fetchOptions: z.optional(
    z.nullable(
      z.looseObject({ q: z.optional(z.nullable(z.string())), after: z.optional(z.nullable(z.string())) }),
    ),
  ),
});
export const optionsAnswer = z.object({
  options: z.array(z.object({ label: z.string(), value: z.string() })),
});
