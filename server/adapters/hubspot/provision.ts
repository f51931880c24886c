import type { Api } from './api.js';
import {
  GROUP,
  PLACE_PROPERTIES,
  PROPERTIES,
  STANDARD_TYPES,
  TICKET_PIPELINE,
  type StandardType,
} from './definitions.js';
import { createGroup, createPipeline, readAccount, readGroups, readPipelines } from './provision-calls.js';
import { completeObjects } from './provision-objects.js';
import {
  completeProperties,
  make,
  NO_ENTERPRISE,
  orRefused,
  type Part,
  type ProvisionRow,
} from './provision-steps.js';

export interface ProvisionResult {
  readonly portal: string;
  readonly rows: readonly ProvisionRow[];
}

export interface ProvisionOptions {
  /** The account the settings name; another one is left alone. */
  readonly portal: string;
  readonly dryRun: boolean;
}

/** The token belongs to another account than the settings say. */
export class WrongPortal extends Error {
  override readonly name = 'WrongPortal';
}

/**
 * Creates what is missing and touches nothing that is there, so it may be run again at any time and completes a run
 * that was broken off. Only a refused token or a portal that is away ends it; what else is refused is a row.
 */
export const provision =
  (api: Api) =>
  async ({ portal, dryRun }: ProvisionOptions): Promise<ProvisionResult> => {
    const found = await readAccount(api);
    if (found !== portal)
      throw new WrongPortal(`The token is for account ${found}, HUBSPOT_PORTAL_ID says ${portal}`);
    const rows: ProvisionRow[] = [];
    for (const type of STANDARD_TYPES) rows.push(...(await completeStandard(api, type, dryRun)));
    rows.push(...(await completePipeline(api, dryRun)));
    const objects = await completeObjects(api, dryRun);
    rows.push(...objects);
    // Where service points cannot be records of their own, customers carry the place they are supplied at.
    if (objects.some(({ note }) => note === NO_ENTERPRISE))
      for (const type of ['contacts', 'companies'] as const)
        rows.push(...(await completeProperties(api, type, type, PLACE_PROPERTIES, dryRun)));
    return { portal: found, rows };
  };

/** An account may be entitled to no further pipeline: then it is refused, and our tickets go to the first one. */
const completePipeline = (api: Api, dryRun: boolean): Promise<readonly ProvisionRow[]> => {
  const part: Part = { on: 'tickets', what: 'pipeline', name: TICKET_PIPELINE.label };
  const isThere = async (): Promise<boolean> => (await readPipelines(api)).has(TICKET_PIPELINE.label);
  return orRefused([part], async () =>
    (await isThere())
      ? [{ ...part, state: 'there' }]
      : make(part, dryRun, () => createPipeline(api, TICKET_PIPELINE), isThere),
  );
};

const completeStandard = (
  api: Api,
  type: StandardType,
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const group: Part = { on: type, what: 'property group', name: GROUP.name };
  const hasGroup = async (): Promise<boolean> => (await readGroups(api, type)).includes(GROUP.name);
  return orRefused([group], async () => {
    const rows: readonly ProvisionRow[] = (await hasGroup())
      ? [{ ...group, state: 'there' }]
      : await make(group, dryRun, () => createGroup(api, type, GROUP), hasGroup);
    return [...rows, ...(await completeProperties(api, type, type, PROPERTIES[type], dryRun))];
  });
};
