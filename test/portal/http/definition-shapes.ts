import { z } from 'zod';

const propertyTypes = ['string', 'number', 'bool', 'enumeration', 'date', 'datetime'] as const;
const whole = z.number().int();

const option = z.strictObject({
  label: z.string().min(1),
  value: z.string().min(1),
  displayOrder: whole.optional(),
  hidden: z.boolean().optional(),
  description: z.string().optional(),
});

const looks = {
  description: z.string().optional(),
  options: z.array(option).optional(),
  hidden: z.boolean().optional(),
  displayOrder: whole.optional(),
  formField: z.boolean().optional(),
};

export const newProperty = z.strictObject({
  name: z.string(),
  label: z.string().min(1),
  type: z.enum(propertyTypes),
  fieldType: z.string(),
  groupName: z.string(),
  hasUniqueValue: z.boolean().optional(),
  calculationFormula: z.string().optional(),
  externalOptions: z.boolean().optional(),
  ...looks,
});
export type NewProperty = z.infer<typeof newProperty>;

/** Neither the name nor whether its values are unique can change. */
export const propertyChange = z.strictObject({
  label: z.string().min(1).optional(),
  type: z.enum(propertyTypes).optional(),
  fieldType: z.string().optional(),
  groupName: z.string().optional(),
  calculationFormula: z.string().optional(),
  ...looks,
});

export const propertyBatch = z.strictObject({ inputs: z.array(newProperty).min(1) });
export const propertyNames = z.strictObject({
  inputs: z.array(z.strictObject({ name: z.string() })).min(1),
  archived: z.boolean().optional(),
  dataSensitivity: z.string().optional(),
});

const groupName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores');
export const newGroup = z.strictObject({
  name: groupName,
  label: z.string().min(1),
  displayOrder: whole.optional(),
});
export const groupChange = z.strictObject({
  label: z.string().min(1).optional(),
  displayOrder: whole.optional(),
});

const labels = z.strictObject({ singular: z.string().min(1), plural: z.string().min(1) });
const names = z.array(z.string());

/** A property of a new schema may leave out what a property created by itself must say. */
const schemaProperty = newProperty.partial({ type: true, fieldType: true, groupName: true });

export const newSchema = z.strictObject({
  name: z.string(),
  labels,
  description: z.string().optional(),
  primaryDisplayProperty: z.string().optional(),
  secondaryDisplayProperties: names.optional(),
  requiredProperties: names,
  searchableProperties: names.optional(),
  properties: z.array(schemaProperty),
  associatedObjects: names,
  allowsSensitiveProperties: z.boolean().optional(),
  allowSensitiveProperties: z.boolean().optional(),
});
export type NewSchema = z.infer<typeof newSchema>;

export const schemaChange = z.strictObject({
  labels: labels.optional(),
  description: z.string().optional(),
  clearDescription: z.boolean().optional(),
  primaryDisplayProperty: z.string().optional(),
  secondaryDisplayProperties: names.optional(),
  requiredProperties: names.optional(),
  searchableProperties: names.optional(),
  restorable: z.boolean().optional(),
});

export const newAssociation = z.strictObject({
  fromObjectTypeId: z.string(),
  toObjectTypeId: z.string(),
  name: z.string().optional(),
});

const metadata = z.record(z.string(), z.string());
export const newStage = z.strictObject({
  label: z.string().min(1),
  displayOrder: whole,
  metadata: metadata.optional(),
  stageId: z.string().optional(),
});
export type NewStage = z.infer<typeof newStage>;
export const stageChange = z.strictObject({
  label: z.string().min(1).optional(),
  displayOrder: whole.optional(),
  metadata: metadata.optional(),
  archived: z.boolean().optional(),
});
export const newPipeline = z.strictObject({
  label: z.string().min(1),
  displayOrder: whole,
  stages: z.array(newStage).min(1),
  pipelineId: z.string().optional(),
});
export type NewPipeline = z.infer<typeof newPipeline>;
export const pipelineChange = z.strictObject({
  label: z.string().min(1).optional(),
  displayOrder: whole.optional(),
  archived: z.boolean().optional(),
});
