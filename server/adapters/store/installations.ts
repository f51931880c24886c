import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { PortalId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';
import type { Installations, Tokens } from '../../workflows/ports/installations.js';
import { texts } from './rows.js';
import { asStoreFault } from './store-fault.js';

/** How tokens lie in the ledger: sealed for one portal, under a key that has a name. */
export interface TokenSeal {
  seal(text: string, portal: string): { readonly keyId: string; readonly sealed: string };
  open(row: { readonly keyId: string; readonly sealed: string }, portal: string): string;
}

interface Row {
  readonly keyId: string;
  readonly sealed: string;
  readonly expiresAt: Instant;
  readonly version: number;
}
const secrets = z.object({ access: z.string(), refresh: z.string() });

/** Of all portals: it says which there are. */
export const installations = (db: Kysely<unknown>, seal: TokenSeal): Installations => {
  const sealed = ({ access, refresh }: Tokens, portal: PortalId) =>
    seal.seal(JSON.stringify({ access, refresh }), portal);
  const asFault = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw asStoreFault(error);
    });
  return {
    list: async () => {
      const { rows } = await asFault(
        sql<{
          portal: PortalId;
        }>`select portal from oauth_token where removed_at is null order by portal`.execute(db),
      );
      return rows.map(row => row.portal);
    },
    find: async portal => {
      const { rows } = await asFault(
        sql<Row>`select key_id as "keyId", sealed, expires_at as "expiresAt", version
          from oauth_token where portal = ${portal} and removed_at is null`.execute(db),
      );
      const [row] = rows;
      if (row === undefined) return null;
      const { expiresAt, version } = row;
      return {
        portal,
        version,
        tokens: { ...secrets.parse(JSON.parse(seal.open(row, portal))), expiresAt },
      };
    },
    save: async ({ portal, tokens, scopes, at }) => {
      const row = sealed(tokens, portal);
      await asFault(
        sql`insert into oauth_token (portal, key_id, sealed, expires_at, version, scopes, installed_at)
          values (${portal}, ${row.keyId}, ${row.sealed}, ${tokens.expiresAt}, 1, ${texts(scopes)}, ${at})
          on conflict (portal) do update set key_id = excluded.key_id, sealed = excluded.sealed,
            expires_at = excluded.expires_at, version = oauth_token.version + 1, scopes = excluded.scopes,
            installed_at = excluded.installed_at, removed_at = null`.execute(db),
      );
    },
    renew: async (portal, version, tokens) => {
      const row = sealed(tokens, portal);
      const { rows } = await asFault(
        sql`update oauth_token set key_id = ${row.keyId}, sealed = ${row.sealed}, expires_at = ${tokens.expiresAt},
            version = version + 1
          where portal = ${portal} and version = ${version} and removed_at is null returning portal`.execute(
          db,
        ),
      );
      return rows.length === 1;
    },
    remove: async (portal, at) => {
      await asFault(
        sql`update oauth_token set removed_at = ${at}, sealed = '', key_id = '', version = version + 1
          where portal = ${portal} and removed_at is null`.execute(db),
      );
    },
  };
};
