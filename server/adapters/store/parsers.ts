/** By the type's oid. int8 is a number, timestamptz the domain's instant, a date stays the text it is; numeric stays text. */
export const PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  20: Number,
  1082: value => value,
  1184: value => new Date(value).toISOString(),
};

/** PostgreSQL's text has no NUL: one in a name from a form must not stop the whole batch it came in. */
export const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value;
