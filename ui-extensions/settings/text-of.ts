/** Names of fields, which say nothing to a reader; any other name in a value is one itself: a carrier, a place, a language. */
const FIELDS: ReadonlySet<string> = new Set([
  ...['channels', 'from', 'to', 'plannedHours', 'emergencyMinutes'],
  ...['customerPhone', 'emergencyPhone', 'email', 'sms'],
  ...['name', 'shortName', 'line1', 'postcode', 'city', 'country'],
]);

/** A value as a person reads it. */
export const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(textOf).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, each]) => (FIELDS.has(name) ? textOf(each) : `${name}: ${textOf(each)}`))
      .join(' · ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
};
