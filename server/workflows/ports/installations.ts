import type { PortalId } from '../../domain/ids.js';
import type { Instant } from '../../domain/time.js';

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
  /** Of the access token. */
  readonly expiresAt: Instant;
}
export interface Installation {
  readonly portal: PortalId;
  readonly tokens: Tokens;
  /** Grows with each renewal. */
  readonly version: number;
}

/** The accounts the app was installed into by consent, with their tokens; the one place that sees more than one portal. */
export interface Installations {
  /** Installed and not removed since. */
  list(): Promise<readonly PortalId[]>;
  find(portal: PortalId): Promise<Installation | null>;
  /** New, or installed anew. */
  save(row: {
    readonly portal: PortalId;
    readonly tokens: Tokens;
    readonly scopes: readonly string[];
    readonly at: Instant;
  }): Promise<void>;
  /** False: another process renewed it meanwhile, and what that one stored stays. */
  renew(portal: PortalId, version: number, tokens: Tokens): Promise<boolean>;
  /** Its tokens are overwritten; what was told and proved in the account stays in the ledger. */
  remove(portal: PortalId, at: Instant): Promise<void>;
}

/** HubSpot's side of an installation. Throws Fault: `rejected` for what will not be taken at another time either. */
export interface Consent {
  exchange(code: string): Promise<{
    readonly portal: PortalId;
    readonly tokens: Tokens;
    readonly scopes: readonly string[];
  }>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** The refresh token ends; HubSpot takes one that has ended too. */
  revoke(refreshToken: string): Promise<void>;
}
