/** A value as a person reads it. */
export const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object') return Object.values(value).map(textOf).join(' · ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
};
