import { join } from 'node:path';
import type { z } from 'zod';
import { OBJECTS } from '../../server/adapters/hubspot/definitions.js';
import { PROPERTIES as PARTY } from '../../server/adapters/hubspot/parties.js';
import { PROPERTIES as SERVICE_POINT } from '../../server/adapters/hubspot/service-points.js';
import { subscribeTo } from '../portal/webhooks/subscriptions.js';
import { ROOT } from '../structure/project-files.js';
import type { webhooks } from './manifest-shapes.js';
import { readProjectTree } from './project-tree.js';

/** HubSpot keeps it itself and offers no subscription for it; a merge has an event of its own. */
const NOT_SUBSCRIBABLE = ['hs_merged_object_ids'];

const { metas } = readProjectTree(join(ROOT, 'plugin'));

describe('the objects that manifests name', () => {
  it('are HubSpot’s own, or made by npm run provision', () => {
    const named = metas.flatMap(({ config }) => [
      ...((config as { readonly objectTypes?: readonly string[] }).objectTypes ?? []),
      ...[...JSON.stringify(config).matchAll(/"objectType":"([^"]+)"/g)].map(([, name]) => name ?? ''),
    ]);
    const ours = OBJECTS.map(({ name }) => `p_${name}`);
    expect(named.filter(name => name.startsWith('p_') && !ours.includes(name))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['p_outage', 'p_debt_notice', 'p_service_point']));
  });
});

describe('the webhooks of the manifest', () => {
  const { subscriptions } = metas.find(({ type }) => type === 'webhooks')?.config as z.infer<typeof webhooks>;

  it.each([
    ['contact', PARTY.contact],
    ['company', PARTY.company],
    ['p_service_point', SERVICE_POINT],
  ])('tell of %s whatever the directory reads of it, and nothing else', (objectType, read) => {
    const asked = subscriptions.crmObjects
      .filter(each => each.objectType === objectType)
      .map(each => [each.subscriptionType, 'propertyName' in each ? each.propertyName : null]);
    const wanted = subscribeTo(
      objectType,
      read.filter(name => !NOT_SUBSCRIBABLE.includes(name)),
    ).map(each => [each.subscriptionType, each.propertyName ?? null]);
    expect(asked.map(each => each.join(' ')).sort()).toEqual(wanted.map(each => each.join(' ')).sort());
  });

  it('tell of no other object, and of each person who is to be forgotten', () => {
    expect([...new Set(subscriptions.crmObjects.map(({ objectType }) => objectType))].sort()).toEqual([
      'company',
      'contact',
      'p_service_point',
    ]);
    expect(subscriptions.hubEvents).toEqual([{ subscriptionType: 'contact.privacyDeletion', active: true }]);
    expect([...subscriptions.crmObjects, ...subscriptions.hubEvents].filter(({ active }) => !active)).toEqual(
      [],
    );
  });
});
