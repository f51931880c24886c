import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../plugin/repository.js';
import type { Portal } from '../portal.js';
import type { Subscription, SubscriptionType } from './subscriptions.js';

const MANIFEST = 'plugin/src/app/webhooks/webhooks-hsmeta.json';
const manifest = z.object({
  config: z.object({
    subscriptions: z.object({
      crmObjects: z.array(
        z.object({
          subscriptionType: z.custom<SubscriptionType>(),
          objectType: z.string(),
          propertyName: z.string().optional(),
        }),
      ),
      hubEvents: z.array(z.object({ subscriptionType: z.custom<SubscriptionType>() })),
    }),
  }),
});

const CONTACT = '0-1';
const NUMBERS: Readonly<Record<string, string>> = { contact: CONTACT, company: '0-2' };

/** What the app subscribes to in this portal, as the manifest in plugin/ says it. */
export const directorySubscriptions = (portal: Pick<Portal, 'records'>): readonly Subscription[] => {
  const { subscriptions } = manifest.parse(
    JSON.parse(readFileSync(join(repositoryRoot(), MANIFEST), 'utf8')),
  ).config;
  /** A portal's own object has a number there; the manifest knows its name only. */
  const numberOf = (objectType: string): string =>
    NUMBERS[objectType] ??
    portal.records.types().find(({ name }) => `p_${name}` === objectType)?.id ??
    objectType;
  return [
    ...subscriptions.crmObjects.map(({ subscriptionType, objectType, propertyName }): Subscription => ({
      subscriptionType,
      objectTypeId: numberOf(objectType),
      ...(propertyName === undefined ? {} : { propertyName }),
    })),
    // A deletion for privacy is of contacts always.
    ...subscriptions.hubEvents.map(({ subscriptionType }): Subscription => ({
      subscriptionType,
      objectTypeId: CONTACT,
    })),
  ];
};
