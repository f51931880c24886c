import { sql } from 'kysely';
import type { Addressee, AddresseeRole } from '../../domain/account.js';
import type { ContactPoint } from '../../domain/contact-point.js';
import type { AccountId, ServicePointId } from '../../domain/ids.js';
import { groupBy, uuids } from './rows.js';
import type { Scope } from './scope.js';

/** The first one answers for the account; the same person in several roles counts in the first of them. */
const BY_RESPONSIBILITY: readonly AddresseeRole[] = ['holder', 'occupant', 'carer', 'thirdParty'];

interface AddresseeRow {
  account_id: AccountId;
  service_points: ServicePointId[];
  roles: AddresseeRole[];
  party_id: Addressee['party'];
  name: string;
  language: string | null;
  no_internet: boolean;
  contact_points: ContactPoint[];
}

const rowsOf = async ({ db, portal }: Scope, accounts: readonly AccountId[]) => {
  const { rows } = await sql<AddresseeRow>`
    select s.account_id, r.party_id, array_agg(r.service_point_id order by r.service_point_id) as service_points,
           array_agg(r.role) as roles, p.name, p.language, p.no_internet,
           (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'value', c.value,
                     'optedOut', c.opted_out, 'problem', c.problem) order by c.id), '[]')
              from contact_point c where c.portal = p.portal and c.party_id = p.id and not c.gone) as contact_points
      from supply s
      join party_role r on r.portal = s.portal and r.service_point_id = s.service_point_id
      join party p on p.portal = r.portal and p.id = r.party_id
     where s.portal = ${portal} and s.account_id = any(${uuids(accounts)}) and s.valid_to is null
     group by s.account_id, r.party_id, p.portal, p.id, p.name, p.language, p.no_internet
     order by r.party_id`.execute(db);
  return groupBy(rows, row => row.account_id);
};

const rank = (role: AddresseeRole): number => BY_RESPONSIBILITY.indexOf(role);
const byResponsibility = (a: Addressee, b: Addressee): number =>
  rank(a.role) - rank(b.role) || (a.party < b.party ? -1 : 1);

const toAddressee = (row: AddresseeRow): Addressee => ({
  party: row.party_id,
  name: row.name,
  language: row.language,
  role: [...row.roles].sort((a, b) => rank(a) - rank(b))[0] ?? 'thirdParty',
  noInternet: row.no_internet,
  contactPoints: row.contact_points,
  servicePoints: row.service_points,
});

/** Everybody to be told for these accounts, by account; who answers for it first. */
export const addresseesOf = async (
  scope: Scope,
  accounts: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, readonly Addressee[]>> =>
  new Map(
    [...(await rowsOf(scope, accounts))].map(([account, rows]) => [
      account,
      rows.map(toAddressee).sort(byResponsibility),
    ]),
  );
