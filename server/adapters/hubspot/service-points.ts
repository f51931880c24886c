import type { ServicePointRecord } from '../../domain/directory.js';
import type { ById, Page } from '../../workflows/ports/crm.js';
import { recordPage, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import type { CustomType } from './custom-types.js';
import { balanceProperties } from './definitions.js';
import { objectsPath } from './paths.js';
import { readById } from './read-by-id.js';
import { balanceOf, flag, pageQuery, text } from './values.js';

export const PROPERTIES = [
  ...[
    'service_point_id',
    'account_number',
    'feeder',
    'timezone',
    'jurisdiction',
    'customer_class',
    'life_support',
    'in_arrears',
    'rule_facts',
  ],
  ...balanceProperties().map(({ name }) => name),
  ...['address_line1', 'address_line2', 'city', 'postcode', 'country'],
];

const servicePointOf = (record: CrmRecord): ServicePointRecord => ({
  crmId: record.id,
  code: text(record, 'service_point_id'),
  accountNumber: text(record, 'account_number'),
  feeder: text(record, 'feeder'),
  address: {
    line1: text(record, 'address_line1'),
    line2: text(record, 'address_line2'),
    city: text(record, 'city'),
    postcode: text(record, 'postcode'),
    country: text(record, 'country'),
  },
  zone: text(record, 'timezone'),
  jurisdiction: text(record, 'jurisdiction'),
  // Where nothing is said the better protected class holds.
  customerClass: text(record, 'customer_class').toLowerCase() === 'business' ? 'business' : 'residential',
  lifeSupport: flag(record, 'life_support'),
  inArrears: flag(record, 'in_arrears'),
  balance: balanceOf(record),
  ...(text(record, 'rule_facts') === '' ? {} : { ruleFacts: text(record, 'rule_facts') }),
});

export const readServicePoints =
  (api: Api, typeId: (name: CustomType) => Promise<string>) =>
  async (after: string | null): Promise<Page<ServicePointRecord>> => {
    const page = await api.call({
      kind: 'service_point.list',
      method: 'GET',
      path: `${objectsPath(await typeId('service_point'))}?${pageQuery(PROPERTIES, after)}`,
      answer: recordPage,
      repeatable: true,
    });
    return { items: page.results.map(servicePointOf), next: page.paging?.next?.after ?? null };
  };

export const readServicePointsById =
  (api: Api, typeId: (name: CustomType) => Promise<string>) =>
  async (ids: readonly string[]): Promise<ById<ServicePointRecord>> => {
    if (ids.length === 0) return { found: [], gone: [] };
    const { found, gone } = await readById(
      api,
      await typeId('service_point'),
      'service_point',
      PROPERTIES,
      ids,
    );
    return { found: found.map(servicePointOf), gone };
  };
