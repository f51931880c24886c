import type { Problem, PropertyFault } from '../problem.js';
import { done, invalidProperties, refused, type Outcome } from '../problem.js';
import type { ObjectType } from '../schema/object-types.js';
import type { PropertyDefinition } from '../schema/property.js';

/** What a write may carry; everything is kept as a string, and an empty one clears the property. */
export type WrittenValue = string | number | boolean | null;
export type WrittenProperties = Readonly<Record<string, WrittenValue>>;
/** Checked and normalised; null clears. */
export type CheckedProperties = Readonly<Record<string, string | null>>;

type Checked = { readonly value: string | null } | { readonly code: string; readonly message: string };

/**
 * Checks one record's written properties against its type. An update of an activity drops what it does not know
 * instead of refusing it, as HubSpot does.
 */
export function checkProperties(
  type: ObjectType,
  written: WrittenProperties,
  use: { readonly portalId: number; readonly lenient: boolean },
): Outcome<CheckedProperties> {
  const faults: PropertyFault[] = [];
  const checked: Record<string, string | null> = {};
  for (const [name, raw] of Object.entries(written)) {
    const property = type.properties.get(name);
    const result = property ? checkValue(property, raw) : unknown(name);
    if ('value' in result) checked[name] = result.value;
    else if (!use.lenient || (property && !property.readOnly)) faults.push({ name, ...result });
  }
  if (faults.length > 0) return refused(invalidProperties(faults, use.portalId));
  return done(type.id === '0-1' ? withEmail(checked) : checked);
}

/** For names in queries and filters. */
export function unknownProperty(name: string, portalId: number): Problem {
  return invalidProperties([{ name, ...unknown(name) }], portalId);
}

const unknown = (name: string): { readonly code: string; readonly message: string } => ({
  code: 'PROPERTY_DOESNT_EXIST',
  message: `Property "${name}" does not exist`,
});

function withEmail(checked: CheckedProperties): CheckedProperties {
  return checked['email'] ? { ...checked, email: checked['email'].toLowerCase() } : checked;
}

function checkValue(property: PropertyDefinition, raw: WrittenValue): Checked {
  if (property.readOnly) {
    return {
      code: 'READ_ONLY_VALUE',
      message: `"${property.name}" is a read only property; its value cannot be set.`,
    };
  }
  const value = raw === null ? '' : String(raw);
  if (value === '') return { value: null };
  if (property.name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return { code: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
  }
  return checkers[property.type](value, property);
}

const checkers: Readonly<
  Record<PropertyDefinition['type'], (value: string, of: PropertyDefinition) => Checked>
> = {
  string: value => tooLong(value) ?? { value },
  number: value =>
    Number.isFinite(Number(value)) && value.trim() !== ''
      ? { value }
      : { code: 'INVALID_DOUBLE', message: `${value} was not a valid number.` },
  bool: value =>
    /^(true|false)$/i.test(value) ? { value: value.toLowerCase() } : option(value, ['true', 'false']),
  enumeration: (value, { options = [], multiple }) => {
    const allowed = options.map(({ value: known }) => known);
    const parts = multiple ? value.split(';').filter(part => part !== '') : [value];
    const wrong = parts.find(part => !allowed.includes(part));
    return wrong === undefined ? { value } : option(wrong, allowed);
  },
  date: value => {
    const at = instantOf(value);
    if (at === undefined) return { code: 'INVALID_DATE', message: `${value} was not a valid date.` };
    if (at % 86_400_000 !== 0) return { code: 'INVALID_DATE', message: `${value} is not at midnight UTC.` };
    return { value: new Date(at).toISOString().slice(0, 10) };
  },
  datetime: value => {
    const at = instantOf(value);
    if (at === undefined) return { code: 'INVALID_DATE', message: `${value} was not a valid datetime.` };
    return { value: new Date(at).toISOString() };
  },
};

const longestText = 65_536;

function tooLong(value: string): Checked | undefined {
  if (value.length <= longestText) return undefined;
  return {
    code: 'PROPERTY_VALUE_TOO_LONG',
    message: `Value is longer than ${String(longestText)} characters`,
  };
}

const option = (value: string, allowed: readonly string[]): Checked => ({
  code: 'INVALID_OPTION',
  message: `${value} was not one of the allowed options: [${allowed.join(', ')}]`,
});

/** Milliseconds of an ISO date or instant, or of a number of milliseconds written as text. */
export function instantOf(value: string): number | undefined {
  if (/^-?\d+$/.test(value)) {
    const at = Number(value);
    return Math.abs(at) <= 8.64e15 ? at : undefined;
  }
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(value))
    return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}
