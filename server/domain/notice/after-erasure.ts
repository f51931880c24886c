import type { PartyId } from '../ids.js';

/** A notice whose addressee has been erased before it was served. */
export interface ErasedNotice {
  /** Something has left and may still serve it. */
  readonly begun: boolean;
  /** Somebody of the account who was to hear of it by this very notice, on the same number or address. */
  readonly sharer: PartyId | null;
  /** Another addressee of the account has a notice of their own that says the same. */
  readonly othersTold: boolean;
}

export type AfterErasure =
  | { readonly do: 'leave' }
  | { readonly do: 'readdress'; readonly to: PartyId }
  | { readonly do: 'replace' }
  | { readonly do: 'askPerson' };

/** The place still loses its supply: somebody of the account is told in their stead, else a person goes and sees. */
export const afterErasure = ({ begun, sharer, othersTold }: ErasedNotice): AfterErasure => {
  if (begun) return { do: 'leave' };
  if (sharer !== null) return { do: 'readdress', to: sharer };
  return othersTold ? { do: 'replace' } : { do: 'askPerson' };
};
