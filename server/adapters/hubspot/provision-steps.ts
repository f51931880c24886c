import { Fault } from '../../workflows/fault.js';
import type { Api } from './api.js';
import { OBJECTS, type PropertyDefinition } from './definitions.js';
import { createProperty, differenceOf, readProperties } from './provision-calls.js';

/** One thing the portal needs of us. */
export interface ProvisionRow {
  /** The object type it belongs to. */
  readonly on: string;
  readonly what: 'custom object' | 'property group' | 'property' | 'association' | 'label' | 'pipeline';
  readonly name: string;
  readonly state: 'there' | 'created' | 'missing' | 'differs' | 'refused';
  /** Why, for the last two. */
  readonly note?: string;
}

export type Part = Pick<ProvisionRow, 'on' | 'what' | 'name'>;

/** Kinds after which going on is of no use: the portal is away, or the token is not valid. */
const isFinal = (fault: Fault): boolean =>
  fault.kind === 'retry' || fault.kind === 'throttled' || fault.code === 'hubspot.token';

export const NO_ENTERPRISE =
  'HubSpot refuses custom objects to this account: they need an Enterprise subscription';

const noteOf = (fault: Fault, on: string): string =>
  fault.code === 'hubspot.forbidden' && OBJECTS.some(({ name }) => name === on)
    ? NO_ENTERPRISE
    : fault.message;

/** Runs one step; a refusal becomes rows of those parts. */
export const orRefused = async (
  parts: readonly Part[],
  step: () => Promise<readonly ProvisionRow[]>,
): Promise<readonly ProvisionRow[]> => {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof Fault) || isFinal(error)) throw error;
    return parts.map(part => ({ ...part, state: 'refused', note: noteOf(error, part.on) }));
  }
};

/**
 * Of a creation whose answer was lost the repeated call is refused, as what it makes is there: then the portal is
 * looked at once more.
 */
export const make = (
  part: Part,
  dryRun: boolean,
  create: () => Promise<unknown>,
  isThere: () => Promise<boolean>,
): Promise<readonly ProvisionRow[]> =>
  orRefused([part], async () => {
    if (dryRun) return [{ ...part, state: 'missing' }];
    try {
      await create();
    } catch (error) {
      if (!(error instanceof Fault) || isFinal(error) || !(await isThere())) throw error;
    }
    return [{ ...part, state: 'created' }];
  });

export const completeProperties = async (
  api: Api,
  on: string,
  path: string,
  wanted: readonly PropertyDefinition[],
  dryRun: boolean,
): Promise<readonly ProvisionRow[]> => {
  const parts = wanted.map(({ name }): Part => ({ on, what: 'property', name }));
  return orRefused(parts, async () => {
    const known = await readProperties(api, path);
    // A custom object's own group has a name that HubSpot chose: it is that of any property of ours.
    const groupName = wanted.flatMap(({ name }) => known.get(name)?.groupName ?? [])[0];
    const inGroup = (property: PropertyDefinition): PropertyDefinition =>
      groupName === undefined ? property : { groupName, ...property };
    const rows: ProvisionRow[] = [];
    for (const property of wanted) {
      const part: Part = { on, what: 'property', name: property.name };
      const there = known.get(property.name);
      const note = there && differenceOf(property, there);
      if (note !== undefined) rows.push({ ...part, state: 'differs', note });
      else if (there) rows.push({ ...part, state: 'there' });
      else {
        const isThere = async (): Promise<boolean> => (await readProperties(api, path)).has(property.name);
        rows.push(...(await make(part, dryRun, () => createProperty(api, path, inGroup(property)), isThere)));
      }
    }
    return rows;
  });
};
