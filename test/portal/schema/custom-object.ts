import type { PropertyDefinition } from './property.js';

/** A label a person can read on an association; `name` is its key in calls and seeds. */
export interface AssociationLabel {
  readonly name: string;
  readonly label: string;
  readonly inverseLabel?: string;
}

export interface AssociatedObject {
  /** Name, `0-N` id, or the name of another custom object of the same portal. */
  readonly objectType: string;
  readonly labels?: readonly AssociationLabel[];
}

export interface CustomObjectSchema {
  readonly name: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly description?: string;
  readonly primaryDisplayProperty: string;
  readonly secondaryDisplayProperties?: readonly string[];
  readonly requiredProperties: readonly string[];
  readonly searchableProperties?: readonly string[];
  readonly properties: readonly PropertyDefinition[];
  /** Activities are always associated; only other objects need to be named. */
  readonly associatedObjects: readonly AssociatedObject[];
}
