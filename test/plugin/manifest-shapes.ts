import { z } from 'zod';

/*
 * Every field of the manifests that we use, as HubSpot documents it (checked in November 2026). HubSpot's own schemas
 * are only to be had with an account; a field we do not know is a mistake here, so that a typing error is found before
 * an upload finds it.
 */

const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine(value => value === value.trim(), 'must not begin or end with a blank');
/** HubSpot takes https alone, and no localhost. */
const httpsUrl = z
  .string()
  .regex(/^https:\/\/(?!localhost|127\.)[a-z0-9.-]+(:\d+)?(\/\S*)?$/, 'must be an https URL');
const scope = z.string().regex(/^[a-z_]+([.][a-z_]+)*$/, 'is no name of a scope');

const app = z.strictObject({
  name: text(200),
  description: text(8192),
  distribution: z.literal('private'),
  auth: z.strictObject({ type: z.literal('static'), requiredScopes: z.array(scope).min(1) }),
  permittedUrls: z.strictObject({
    fetch: z.array(httpsUrl).min(1),
    iframe: z.array(httpsUrl),
    img: z.array(httpsUrl),
  }),
  support: z.strictObject({ supportEmail: z.email(), documentationUrl: httpsUrl }),
});

const entrypoint = (folder: string) =>
  z.string().regex(new RegExp(`^/app/${folder}/[A-Z]\\w+\\.tsx$`), `must be /app/${folder}/<Name>.tsx`);

/** Standard objects by name; a portal's own by `p_` and the name it was given, for its number differs by portal. */
const objectType = z.enum(['contacts', 'companies', 'tickets']).or(z.string().regex(/^p_[a-z_]+$/));
const card = z.strictObject({
  name: text(60),
  description: text(200),
  entrypoint: entrypoint('cards'),
  location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']),
  objectTypes: z.array(objectType).min(1),
});
const page = z.strictObject({ entrypoint: entrypoint('pages') });
const settings = z.strictObject({ entrypoint: entrypoint('settings') });

const ofObjects = z.strictObject({
  subscriptionType: z.enum([
    'object.creation',
    'object.deletion',
    'object.merge',
    'object.restore',
    'object.associationChange',
  ]),
  objectType: z.string().min(1),
  active: z.boolean(),
});
const ofProperties = z.strictObject({
  subscriptionType: z.literal('object.propertyChange'),
  objectType: z.string().min(1),
  propertyName: z.string().min(1),
  active: z.boolean(),
});
/** HubSpot's own limit for an app. */
const MOST_SUBSCRIPTIONS = 1000;
export const webhooks = z.strictObject({
  settings: z.strictObject({ targetUrl: httpsUrl, maxConcurrentRequests: z.int().min(5).max(100) }),
  subscriptions: z.strictObject({
    crmObjects: z.array(z.union([ofObjects, ofProperties])).max(MOST_SUBSCRIPTIONS),
    hubEvents: z.array(
      z.strictObject({ subscriptionType: z.literal('contact.privacyDeletion'), active: z.boolean() }),
    ),
  }),
});

const fieldName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be in snake_case');
const option = z.strictObject({ value: z.string().min(1), label: text(100) });
const typeDefinition = z
  .strictObject({
    name: fieldName,
    type: z.enum(['string', 'number', 'bool', 'datetime', 'enumeration']),
    fieldType: z.enum(['text', 'textarea', 'number', 'date', 'select', 'booleancheckbox']),
    options: z.array(option).min(1).optional(),
    optionsUrl: httpsUrl.optional(),
  })
  .refine(
    field => (field.type === 'enumeration') === (field.options !== undefined),
    'an enumeration, and nothing else, lists its options',
  );
const labels = z.strictObject({
  actionName: text(100),
  actionDescription: text(500),
  actionCardContent: text(200),
  inputFieldLabels: z.record(fieldName, text(100)),
  inputFieldDescriptions: z.record(fieldName, text(300)),
  inputFieldOptionLabels: z.record(fieldName, z.record(z.string(), text(100))).optional(),
  outputFieldLabels: z.record(fieldName, text(100)),
  executionRules: z.record(z.string(), text(300)),
});
export const workflowAction = z.strictObject({
  actionUrl: httpsUrl,
  isPublished: z.boolean(),
  supportedClients: z
    .array(
      z.discriminatedUnion('client', [
        z.strictObject({ client: z.literal('WORKFLOWS') }),
        z.strictObject({ client: z.literal('AGENTS') }),
      ]),
    )
    .min(1),
  toolType: z.enum(['GET_DATA', 'TAKE_ACTION']).optional(),
  llmConfig: z.strictObject({ actionDescription: text(2000) }).optional(),
  objectTypes: z.array(z.enum(['CONTACT', 'COMPANY', 'TICKET'])),
  inputFields: z.array(
    z.strictObject({
      typeDefinition,
      supportedValueTypes: z.array(z.enum(['STATIC_VALUE', 'OBJECT_PROPERTY'])).min(1),
      isRequired: z.boolean(),
    }),
  ),
  outputFields: z.array(z.strictObject({ typeDefinition })),
  labels: z.strictObject({ en: labels, ru: labels }),
  executionRules: z.array(
    z.strictObject({ labelName: z.string().min(1), conditions: z.record(fieldName, z.string()) }),
  ),
});

/** By the type that a manifest names. */
export const SHAPES: Readonly<Record<string, z.ZodType>> = {
  app,
  card,
  page,
  settings,
  webhooks,
  'workflow-action': workflowAction,
};
