import { z } from 'zod';
import type { Crm } from '../state/crm.js';
import { lockKey } from '../state/locks.js';
import type { Call, Route } from './route.js';

const batchOfIds = z.object({
  inputs: z.array(
    z.object({ id: z.union([z.string(), z.number()]).transform(String), idProperty: z.string().optional() }),
  ),
});

/** Existing records a call is about to change or archive: those are what a lock can stand in the way of. */
export function writtenRecords(crm: Crm, route: Route, call: Call): readonly string[] {
  const type = crm.objects.find(call.params['objectType'] ?? '');
  if (!type || !route.path.startsWith('/crm/objects/')) return [];
  const key = (id: string, idProperty = 'hs_object_id'): readonly string[] => {
    const isKey = idProperty === 'hs_object_id' || type.unique.includes(idProperty);
    const record = isKey ? crm.table(type).getBy(idProperty, id) : undefined;
    return record ? [lockKey(type.id, record.id)] : [];
  };
  const { id } = call.params;
  if (id !== undefined && (route.method === 'PATCH' || route.method === 'DELETE'))
    return key(id, call.query.get('idProperty') ?? undefined);
  if (!/\/batch\/(update|upsert|archive)$/.test(route.path)) return [];
  const inputs = parsed(call.text);
  return inputs.flatMap(input => key(input.id, input.idProperty));
}

/** A body that does not parse writes nothing; the route will say what is wrong with it. */
function parsed(text: string): z.infer<typeof batchOfIds>['inputs'] {
  try {
    const body = batchOfIds.safeParse(JSON.parse(text));
    return body.success ? body.data.inputs : [];
  } catch {
    return [];
  }
}
