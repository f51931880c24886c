import { apiVersion } from '../api-version.js';
import type { Problem } from '../problem.js';
import type { ObjectType, ObjectTypes } from '../schema/object-types.js';

/** Any one of these scopes is enough. */
type Need = readonly string[];

interface Asked {
  readonly method: string;
  /** The route's own pattern. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly objects: ObjectTypes;
}

type Use = 'read' | 'write';

/** Which scopes each part of the API needs, by the prefix of its dated path. What is not listed needs none. */
const needs: readonly (readonly [prefix: string, need: (asked: Asked) => readonly Need[]])[] = [
  [`/crm/objects/${apiVersion}`, asked => typesOf(asked).map(type => objectScope(type, useOf(asked)))],
  [`/crm/associations/${apiVersion}`, asked => typesOf(asked).map(type => objectScope(type, useOf(asked)))],
  [
    `/crm/limits/${apiVersion}`,
    () => [['crm.objects.contacts.read', 'crm.objects.companies.read', 'crm.objects.custom.read', 'tickets']],
  ],
  [`/crm-object-schemas/${apiVersion}`, asked => [[`crm.schemas.custom.${plainUse(asked)}`]]],
  [`/crm/properties/${apiVersion}`, definitionNeeds],
  [`/crm/pipelines/${apiVersion}`, definitionNeeds],
  [`/crm/owners/${apiVersion}`, () => [['crm.objects.owners.read']]],
  [`/crm/lists/${apiVersion}`, asked => [[`crm.lists.${useOf(asked)}`]]],
  [
    `/files/${apiVersion}`,
    asked => [plainUse(asked) === 'read' ? ['files', 'files.ui_hidden.read'] : ['files']],
  ],
  [`/events/custom/${apiVersion}/send`, () => [['analytics.behavioral_events.send']]],
  [
    `/events/custom/${apiVersion}/event-definitions`,
    () => [['behavioral_events.event_definitions.read_write']],
  ],
  [
    `/communication-preferences/${apiVersion}/statuses/batch`,
    asked => [[`communication_preferences.statuses.batch.${useOf(asked)}`]],
  ],
  [
    `/communication-preferences`,
    asked => [
      [
        `communication_preferences.${plainUse(asked) === 'read' ? 'read' : 'read_write'}`,
        'communication_preferences.read_write',
      ],
    ],
  ],
];

/** Names every scope the call needs and the token has not; undefined lets it in. */
export function scopeProblem(asked: Asked, granted: readonly string[] | 'all'): Problem | undefined {
  if (granted === 'all') return undefined;
  const need = needs.find(([prefix]) => asked.route.startsWith(prefix))?.[1](asked) ?? [];
  const missing = need.filter(scopes => !scopes.some(scope => granted.includes(scope)));
  if (missing.length === 0) return undefined;
  return {
    status: 403,
    category: 'MISSING_SCOPES',
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: [...new Set(missing.flat())] },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  };
}

const plainUse = ({ method }: Asked): Use => (method === 'GET' ? 'read' : 'write');

/** Some reads are sent by POST: what is asked for does not fit a query string. */
const useOf = (asked: Asked): Use =>
  /\/(search|read|unsubscribe-all\/read)$/.test(asked.route) ? 'read' : plainUse(asked);

function typesOf({ params, objects }: Asked): readonly ObjectType[] {
  const names = [params['objectType'], params['fromType'], params['toType']];
  return names.flatMap(name => (name === undefined ? [] : (objects.find(name) ?? [])));
}

/** Tickets have one scope for all; activities are covered by that of contacts. */
function objectScope(type: ObjectType, use: Use): Need {
  if (type.id === '0-5') return ['tickets'];
  if (type.schema) return [`crm.objects.custom.${use}`];
  return [`crm.objects.${type.id === '0-2' ? 'companies' : 'contacts'}.${use}`];
}

/** Reading what a property is called is also open to who may read the records. */
function definitionNeeds(asked: Asked): readonly Need[] {
  const use = /\/batch\/read$/.test(asked.route) ? 'read' : plainUse(asked);
  return typesOf(asked).map(type => {
    if (type.id === '0-5') return ['tickets'];
    const family = type.schema ? 'custom' : type.id === '0-2' ? 'companies' : 'contacts';
    const own = `crm.schemas.${family}.${use}`;
    return use === 'read' ? [own, `crm.objects.${family}.read`] : [own];
  });
}
