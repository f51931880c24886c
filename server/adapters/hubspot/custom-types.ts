import type { RecordKind } from '../../domain/directory.js';
import { Fault } from '../../workflows/fault.js';
import { schemaList } from './answers.js';
import type { Api } from './api.js';
import { once } from './once.js';
import { schemasPath } from './paths.js';

export type CustomType = 'service_point' | 'outage' | 'debt_notice';

/** The portal's own `2-N` of our custom objects: a bare name works on some paths only. Read once. */
export const createCustomTypes = (api: Api): ((name: CustomType) => Promise<string>) => {
  const ids = once(async () => {
    const { results } = await api.call({
      kind: 'schemas.list',
      method: 'GET',
      path: schemasPath,
      answer: schemaList,
      repeatable: true,
    });
    return new Map(results.map(({ name, objectTypeId }) => [name, objectTypeId]));
  });
  return async name => {
    const id = (await ids()).get(name);
    if (id !== undefined) return id;
    // Provisioning may come later: the next call looks again.
    ids.forget();
    throw new Fault(
      'rejected',
      'hubspot.notProvisioned',
      `The portal has no custom object ${name}: run the provisioning first`,
    );
  };
};

/** Whether the account has custom objects at all: they need an Enterprise subscription. Asked once. */
export const createHasCustomObjects = (
  typeId: (name: CustomType) => Promise<string>,
): (() => Promise<boolean>) =>
  once(async () => {
    try {
      await typeId('service_point');
      return true;
    } catch (error) {
      // A scope that is missing is called otherwise, and a portal that is not provisioned yet is no account without them.
      if (error instanceof Fault && error.code === 'hubspot.forbidden') return false;
      throw error;
    }
  });

/** HubSpot's own numbers of its standard types; ours are the portal's. */
export const typeOfKind =
  (typeId: (name: CustomType) => Promise<string>) =>
  (kind: RecordKind): Promise<string> =>
    kind === 'servicePoint' ? typeId('service_point') : Promise.resolve(kind === 'contact' ? '0-1' : '0-2');
