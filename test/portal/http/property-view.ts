import type { ObjectType } from '../schema/object-types.js';
import type { PropertyDefinition, PropertyGroup } from '../schema/property.js';

const fieldTypes: Readonly<Record<PropertyDefinition['type'], string>> = {
  string: 'text',
  number: 'number',
  bool: 'booleancheckbox',
  enumeration: 'select',
  date: 'date',
  datetime: 'date',
};

const yesNo = [
  { label: 'Yes', value: 'true' },
  { label: 'No', value: 'false' },
];

export const fieldTypeOf = ({ type, fieldType, multiple }: PropertyDefinition): string =>
  fieldType ?? (multiple ? 'checkbox' : fieldTypes[type]);

export function propertyView(
  type: ObjectType,
  property: PropertyDefinition,
  archived = false,
): Readonly<Record<string, unknown>> {
  const { name, label, groupName, description, hasUniqueValue, readOnly, hubspotDefined = false } = property;
  const options = property.options ?? (property.type === 'bool' ? yesNo : []);
  const [firstGroup = ''] = type.groups.keys();
  return {
    name,
    label,
    type: property.type,
    fieldType: fieldTypeOf(property),
    groupName: groupName ?? firstGroup,
    description: description ?? '',
    options: options.map((option, displayOrder) => ({ displayOrder, hidden: false, ...option })),
    displayOrder: property.displayOrder ?? -1,
    hasUniqueValue: hasUniqueValue ?? false,
    calculated: property.fieldType === 'calculation_equation',
    hidden: property.hidden ?? false,
    formField: false,
    hubspotDefined,
    archived,
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyValue: readOnly ?? false,
    },
  };
}

export const groupView = (group: PropertyGroup): unknown => ({ ...group, archived: false });
