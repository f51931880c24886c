import type { Person } from '../../domain/office/person.js';
import type { Grant, GrantedRole } from '../../domain/office/roles.js';
import type { Instant } from '../../domain/time.js';

export interface HeldRole extends Grant {
  readonly at: Instant;
  readonly by: string;
}
/** A role that somebody has or had. */
export interface RoleRecord extends HeldRole {
  readonly revokedAt: Instant | null;
  readonly revokedBy: string | null;
}

/** Who holds which role. Nothing is deleted: a role taken away stays as one that was held. */
export interface People {
  /** Held now, by person and role. `lock`: nobody else changes a role until the transaction ends. */
  held(lock?: 'lock'): Promise<readonly HeldRole[]>;
  grant(role: HeldRole): Promise<void>;
  revoke(role: {
    readonly person: Person;
    readonly role: GrantedRole;
    readonly at: Instant;
    readonly by: string;
  }): Promise<void>;
  /** The newest first. */
  history(limit: number): Promise<readonly RoleRecord[]>;
}
