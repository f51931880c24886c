/** One date version for every path; HubSpot supports each for 18 months, the v3 and v4 paths only into 2027. */
export const API_VERSION = '2026-09';

/** `type` is `contacts`, `tickets`, … or, for a custom object, the portal's own `2-N`. */
export const objectsPath = (type: string): string => `/crm/objects/${API_VERSION}/${type}`;
export const batchPath = (type: string, verb: 'create' | 'read' | 'update' | 'upsert'): string =>
  `${objectsPath(type)}/batch/${verb}`;
export const searchPath = (type: string): string => `${objectsPath(type)}/search`;
export const associationsPath = (
  from: string,
  to: string,
  rest: 'batch/read' | 'batch/create' | 'batch/associate/default' | 'labels',
): string => `/crm/associations/${API_VERSION}/${from}/${to}/${rest}`;
export const schemasPath = `/crm-object-schemas/${API_VERSION}/schemas`;
export const schemaAssociationsPath = (typeId: string): string => `${schemasPath}/${typeId}/associations`;
export const propertiesPath = (type: string): string => `/crm/properties/${API_VERSION}/${type}`;
export const propertyGroupsPath = (type: string): string => `${propertiesPath(type)}/groups`;
export const accountPath = `/account-info/${API_VERSION}/details`;
export const actionCallbackPath = (callbackId: string): string =>
  `/automation/actions/callbacks/${API_VERSION}/${encodeURIComponent(callbackId)}/complete`;
export const pipelinesPath = (type: string): string => `/crm/pipelines/${API_VERSION}/${type}`;
export const listsPath = `/crm/lists/${API_VERSION}`;
export const listMembersPath = (list: string): string =>
  `${listsPath}/${encodeURIComponent(list)}/memberships`;

/** HubSpot's caps on one call. */
export const MOST_OBJECTS = 100;
export const MOST_SEARCH_RESULTS = 200;
export const MOST_ASSOCIATION_READS = 1000;
export const MOST_ASSOCIATION_WRITES = 2000;

export const chunksOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
