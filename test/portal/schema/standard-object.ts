import type { PropertyDefinition } from './property.js';

/** An object type every portal has, as data. */
export interface StandardObject {
  readonly id: string;
  readonly singular: string;
  readonly plural: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly createdName: string;
  readonly modifiedName: string;
  readonly activity: boolean;
  readonly primaryDisplayProperty: string;
  readonly required: readonly string[];
  /** At least one of these on creation. */
  readonly requiredAny?: readonly string[];
  /** What an answer carries when the caller names no properties. */
  readonly defaults: readonly string[];
  readonly properties: readonly PropertyDefinition[];
}
