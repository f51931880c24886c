export type PropertyType = 'string' | 'number' | 'bool' | 'enumeration' | 'date' | 'datetime';

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder?: number;
  readonly hidden?: boolean;
  readonly description?: string;
}

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType?: string;
  readonly groupName?: string;
  readonly description?: string;
  /** Needed for enumerations; the values a write may carry. */
  readonly options?: readonly PropertyOption[];
  /** A multi-select: values joined by semicolons. */
  readonly multiple?: boolean;
  /** Makes the property an upsert key. At most ten per object type; the portal checks that. */
  readonly hasUniqueValue?: boolean;
  readonly readOnly?: boolean;
  readonly hidden?: boolean;
  readonly displayOrder?: number;
  /** HubSpot's own: it can be neither removed nor given another type. */
  readonly hubspotDefined?: boolean;
}

type Extra = Partial<Omit<PropertyDefinition, 'name' | 'label' | 'type' | 'options'>>;

export const text = (name: string, label: string, extra: Extra = {}): PropertyDefinition => ({
  name,
  label,
  type: 'string',
  ...extra,
});
export const number = (name: string, label: string, extra: Extra = {}): PropertyDefinition => ({
  name,
  label,
  type: 'number',
  ...extra,
});
export const bool = (name: string, label: string, extra: Extra = {}): PropertyDefinition => ({
  name,
  label,
  type: 'bool',
  ...extra,
});
export const datetime = (name: string, label: string, extra: Extra = {}): PropertyDefinition => ({
  name,
  label,
  type: 'datetime',
  ...extra,
});
export const choice = (
  name: string,
  label: string,
  values: readonly string[],
  extra: Extra = {},
): PropertyDefinition => ({
  name,
  label,
  type: 'enumeration',
  options: values.map(value => ({ value, label: labelOf(value) })),
  ...extra,
});

function labelOf(value: string): string {
  const words = value.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
