import { apiVersion } from '../api-version.js';

/**
 * Where a dated path stands in the releases before it, which HubSpot's own client still calls. The longest prefix that
 * fits decides; a path that is in none is served under its own name only.
 */
const older: readonly (readonly [dated: string, before: readonly string[]])[] = [
  [
    `/crm/objects/${apiVersion}/:fromType/:fromId/associations`,
    ['/crm/v4/objects/:fromType/:fromId/associations'],
  ],
  [`/crm/objects/${apiVersion}`, ['/crm/v3/objects']],
  [`/crm/associations/${apiVersion}`, ['/crm/v4/associations']],
  [`/crm-object-schemas/${apiVersion}/schemas`, ['/crm-object-schemas/v3/schemas', '/crm/v3/schemas']],
  [`/crm/properties/${apiVersion}`, ['/crm/v3/properties']],
  [`/crm/pipelines/${apiVersion}`, ['/crm/v3/pipelines']],
  [`/crm/owners/${apiVersion}`, ['/crm/v3/owners']],
  [`/crm/lists/${apiVersion}`, ['/crm/v3/lists']],
  [`/crm/limits/${apiVersion}`, ['/crm/v3/limits']],
  [`/files/${apiVersion}`, ['/files/v3']],
  [`/events/custom/${apiVersion}`, ['/events/v3']],
  [`/communication-preferences/${apiVersion}`, ['/communication-preferences/v4']],
  [`/account-info/${apiVersion}`, ['/account-info/v3']],
  [`/oauth/${apiVersion}`, ['/oauth/v3']],
];

/** Every path a route answers at: its own, then those of earlier releases. */
export function pathsOf(dated: string): readonly string[] {
  const known = older.find(([prefix]) => dated === prefix || dated.startsWith(`${prefix}/`));
  if (!known) return [dated];
  const [prefix, before] = known;
  return [dated, ...before.map(path => `${path}${dated.slice(prefix.length)}`)];
}
