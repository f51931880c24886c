import type { Change, ChangeSource } from '../state/changes.js';
import type { Subscription } from './subscriptions.js';

/** One element of the array that a target gets. */
export type WebhookEvent = Readonly<Record<string, unknown>> & {
  readonly eventId: number;
  readonly occurredAt: number;
};

export interface EventContext {
  readonly eventId: number;
  readonly subscriptionId: number;
  readonly portalId: number;
  readonly appId: number;
  readonly occurredAt: number;
  readonly source: ChangeSource;
}

export const eventOf = (
  { subscriptionType }: Subscription,
  change: Change,
  { source, ...context }: EventContext,
): WebhookEvent => ({
  ...context,
  subscriptionType,
  attemptNumber: 0,
  changeSource: source,
  ...(source === 'CRM_UI' ? { sourceId: 'userId:75514748' } : {}),
  objectTypeId: change.of.type.id,
  ...detailsOf(change),
});

function detailsOf(change: Change): Readonly<Record<string, unknown>> {
  const objectId = Number(change.of.id);
  switch (change.kind) {
    case 'creation':
      return { objectId, changeFlag: 'NEW' };
    case 'deletion':
      return { objectId, changeFlag: 'DELETED' };
    case 'restore':
    case 'privacyDeletion':
      return { objectId };
    case 'propertyChange':
      return {
        objectId,
        propertyName: change.property,
        propertyValue: change.value,
        isSensitive: false,
      };
    case 'merge':
      return {
        objectId,
        primaryObjectId: objectId,
        mergedObjectIds: change.merged.map(Number),
        newObjectId: objectId,
        numberOfPropertiesMoved: change.moved,
      };
    case 'associationChange':
      return {
        associationType: `${change.of.type.singular}_TO_${change.to.type.singular}`.toUpperCase(),
        fromObjectId: objectId,
        toObjectId: Number(change.to.id),
        fromObjectTypeId: change.of.type.id,
        toObjectTypeId: change.to.type.id,
        associationRemoved: change.removed,
        isPrimaryAssociation: false,
      };
  }
}
