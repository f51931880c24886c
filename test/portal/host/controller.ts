import { createController, type ComponentMapping } from '@remote-ui/react/host';
import { COMPONENTS, unsupported } from './registry.js';
import { WIRE_NAMES } from './wire-names.js';

/** Every name HubSpot's SDK can send: what is not drawn shows itself, what HubSpot does not know fails in the card. */
export const drawnNames: readonly string[] = WIRE_NAMES;

export const controller = createController(
  Object.fromEntries(
    WIRE_NAMES.map(name => [name, COMPONENTS[name] ?? unsupported(name)]),
  ) as ComponentMapping,
);
