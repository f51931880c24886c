import type { CrmRecord } from './answers.js';

/** A property as trimmed text; '' when it is not set. */
export const text = ({ properties }: CrmRecord, name: string): string => (properties[name] ?? '').trim();
export const textOrNull = (record: CrmRecord, name: string): string | null => text(record, name) || null;
/** Imports leave more than HubSpot's own `true` behind. */
export const flag = (record: CrmRecord, name: string): boolean =>
  /^(true|yes|y|1)$/i.test(text(record, name));

export const pageQuery = (properties: readonly string[], after: string | null): string => {
  const query = new URLSearchParams({ limit: '100', properties: properties.join(',') });
  if (after !== null) query.set('after', after);
  return query.toString();
};
