/** Filled in when this is bundled (`assets.ts`): read from the SDK itself, which keeps the list to itself. */
declare const SDK_COMPONENT_NAMES: readonly string[];

/** Every component the SDK can send. */
export const WIRE_NAMES = SDK_COMPONENT_NAMES;
