import { OBJECTS, PROPERTIES } from '../../server/adapters/hubspot/definitions.js';
import type { CustomObjectSchema } from './schema/custom-object.js';
import type { PropertyDefinition } from './schema/property.js';

/** A portal as `npm run provision` leaves it: the seed and the command share their definitions. */
export const forewarnSchemas: readonly CustomObjectSchema[] = OBJECTS;
export const forewarnProperties: Readonly<Record<string, readonly PropertyDefinition[]>> = PROPERTIES;
