import { isSystem, type Change } from '../state/changes.js';

export type SubscriptionType =
  | 'object.creation'
  | 'object.deletion'
  | 'object.merge'
  | 'object.restore'
  | 'object.propertyChange'
  | 'object.associationChange'
  | 'contact.privacyDeletion';

export interface Subscription {
  readonly subscriptionType: SubscriptionType;
  /** `0-1`, `2-41000001`; a privacy deletion is of contacts always. */
  readonly objectTypeId: string;
  /** For changes of a property: which one. */
  readonly propertyName?: string;
}

/** Those of one type: creation, deletion, merge, restore, associations, and a change of each of these properties. */
export const subscribeTo = (objectTypeId: string, properties: readonly string[]): readonly Subscription[] => [
  ...(['creation', 'deletion', 'merge', 'restore', 'associationChange'] as const).map(
    (name): Subscription => ({ subscriptionType: `object.${name}`, objectTypeId }),
  ),
  ...properties.map((propertyName): Subscription => ({
    subscriptionType: 'object.propertyChange',
    objectTypeId,
    propertyName,
  })),
];

export const wants = (subscription: Subscription, change: Change): boolean => {
  if (subscription.objectTypeId !== change.of.type.id) return false;
  const name = change.kind === 'privacyDeletion' ? 'contact.privacyDeletion' : `object.${change.kind}`;
  if (subscription.subscriptionType !== name) return false;
  if (change.kind !== 'propertyChange') return true;
  return !isSystem(change.of.type, change.property) && subscription.propertyName === change.property;
};
