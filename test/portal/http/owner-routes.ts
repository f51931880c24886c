import { apiVersion } from '../api-version.js';
import { notFound, refused } from '../problem.js';
import { answered, limitOf, type Route } from './route.js';

/** A user who can own records. */
export interface Owner {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly userId: number;
  readonly archived?: boolean;
}

const since = '2026-01-05T09:00:00.000Z';

const view = ({ archived = false, ...owner }: Owner): unknown => ({
  ...owner,
  type: 'PERSON',
  userIdIncludingInactive: owner.userId,
  teams: [],
  createdAt: since,
  updatedAt: since,
  archived,
});

/** Who may own a record. Read only: users are made in HubSpot's settings. */
export function ownerRoutes(owners: readonly Owner[]): readonly Route[] {
  const base = `/crm/owners/${apiVersion}`;
  const list: Route['answer'] = call => {
    const limit = limitOf(call, 100, 500);
    if (!limit.ok) return limit;
    const wantsArchived = call.query.get('archived') === 'true';
    const email = call.query.get('email');
    const after = call.query.get('after');
    const found = owners
      .filter(owner => (owner.archived ?? false) === wantsArchived)
      .filter(owner => !email || owner.email.toLowerCase() === email.toLowerCase());
    const start = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
    const page = found.slice(start, start + limit.value);
    const last = page.at(-1);
    const paging = last && start + limit.value < found.length ? { paging: { next: { after: last.id } } } : {};
    return answered(200, { results: page.map(view), ...paging });
  };
  const read: Route['answer'] = call => {
    const key = call.query.get('idProperty') === 'userId' ? 'userId' : 'id';
    const found = owners.find(owner => String(owner[key]) === call.params['ownerId']);
    return found ? answered(200, view(found)) : refused(notFound('resource not found'));
  };
  return [
    { method: 'GET', path: base, answer: list },
    { method: 'GET', path: `${base}/:ownerId`, answer: read },
  ];
}
