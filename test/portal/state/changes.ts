import type { ObjectType } from '../schema/object-types.js';
import type { Endpoint } from './links.js';

/** Who did it, as webhooks name it. */
export type ChangeSource = 'CRM_UI' | 'INTEGRATION';

export type Change =
  | { readonly kind: 'creation' | 'deletion' | 'restore' | 'privacyDeletion'; readonly of: Endpoint }
  | {
      readonly kind: 'propertyChange';
      readonly of: Endpoint;
      readonly property: string;
      readonly value: string;
    }
  | {
      readonly kind: 'merge';
      /** The record that is left. */
      readonly of: Endpoint;
      readonly merged: readonly string[];
      readonly moved: number;
    }
  | {
      readonly kind: 'associationChange';
      readonly of: Endpoint;
      readonly to: Endpoint;
      readonly removed: boolean;
      readonly name: string;
    };

export interface Changes {
  emit(change: Change): void;
  listen(listener: (change: Change, source: ChangeSource) => void): void;
  /** All that `work` changes was done by that source; null: nobody is told. */
  during<T>(source: ChangeSource | null, work: () => T): T;
}

/** What happens to records, for those who subscribed to it. All writes of the portal are synchronous. */
export function createChanges(): Changes {
  const listeners: ((change: Change, source: ChangeSource) => void)[] = [];
  let current: ChangeSource | null = 'INTEGRATION';
  return {
    emit: change => {
      const source = current;
      if (source !== null) for (const listener of listeners) listener(change, source);
    },
    listen: listener => {
      listeners.push(listener);
    },
    during: (source, work) => {
      const former = current;
      current = former === null ? null : source;
      try {
        return work();
      } finally {
        current = former;
      }
    },
  };
}

/** Properties that tell nothing new: their changes are not events of their own. */
export const isSystem = (type: ObjectType, name: string): boolean =>
  name === type.modifiedName || name === type.createdName || name === 'hs_object_id';
