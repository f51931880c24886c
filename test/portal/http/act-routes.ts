import { z } from 'zod';
import { apiVersion } from '../api-version.js';
import { notFound, refused } from '../problem.js';
import { erase, merge } from '../state/record-acts.js';
import { writtenView } from './record-view.js';
import { answered, bodyOf, typeOf, type Handling, type Route } from './route.js';

const id = z.union([z.string().min(1), z.number().int()]).transform(String);
const mergeBody = z.strictObject({ primaryObjectId: id, objectIdToMerge: id });
const eraseBody = z.strictObject({ objectId: id, idProperty: z.string().optional() });

/** What is done to whole records: merging two, and deleting a contact for good. */
export function actRoutes(handling: Handling): readonly Route[] {
  const { crm } = handling;
  return [
    {
      method: 'POST',
      path: `/crm/objects/${apiVersion}/:objectType/merge`,
      answer: call => {
        const type = typeOf(handling, call.params['objectType']);
        if (!type.ok) return type;
        const body = bodyOf(call, mergeBody);
        if (!body.ok) return body;
        const merged = merge(crm, type.value, body.value.primaryObjectId, body.value.objectIdToMerge);
        return merged.ok ? answered(200, writtenView(merged.value)) : merged;
      },
    },
    {
      method: 'POST',
      path: `/crm/objects/${apiVersion}/contacts/gdpr-delete`,
      answer: call => {
        const type = typeOf(handling, 'contacts');
        if (!type.ok) return type;
        const body = bodyOf(call, eraseBody);
        if (!body.ok) return body;
        const { objectId, idProperty = 'hs_object_id' } = body.value;
        const known =
          idProperty === 'hs_object_id'
            ? objectId
            : crm.table(type.value).getBy(idProperty, objectId.toLowerCase())?.id;
        return known !== undefined && erase(crm, type.value, known)
          ? answered(204)
          : refused(notFound(`No contact with ${idProperty} ${objectId}`));
      },
    },
  ];
}
