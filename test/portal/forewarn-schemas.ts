import type { AssociationLabel, CustomObjectSchema } from './schema/custom-object.js';
import { bool, choice, datetime, number, text, type PropertyDefinition } from './schema/property.js';

/** Who a person is to a service point; a notice's addressee is chosen by it. */
export const servicePointLabels: readonly AssociationLabel[] = [
  { name: 'account_holder', label: 'Account holder', inverseLabel: 'Account holder of' },
  { name: 'occupant', label: 'Occupant', inverseLabel: 'Occupant of' },
  { name: 'nominated_carer', label: 'Nominated carer', inverseLabel: 'Nominated carer for' },
  { name: 'third_party', label: 'Third party', inverseLabel: 'Third party for' },
];

export const servicePointSchema: CustomObjectSchema = {
  name: 'service_point',
  labels: { singular: 'Service point', plural: 'Service points' },
  description: 'A place where supply is delivered and metered.',
  primaryDisplayProperty: 'service_point_id',
  secondaryDisplayProperties: ['address_line1', 'city'],
  requiredProperties: ['service_point_id'],
  searchableProperties: ['service_point_id', 'account_number', 'address_line1', 'postcode'],
  properties: [
    text('service_point_id', 'Service point ID', { hasUniqueValue: true }),
    text('account_number', 'Account number'),
    text('feeder', 'Feeder'),
    text('address_line1', 'Address line 1'),
    text('address_line2', 'Address line 2'),
    text('city', 'City'),
    text('postcode', 'Postcode'),
    text('country', 'Country', { description: 'ISO 3166-1 alpha-2' }),
    text('timezone', 'Time zone', { description: 'IANA name' }),
    text('jurisdiction', 'Jurisdiction', { description: 'ISO 3166-2, with a locality where one legislates' }),
    choice('customer_class', 'Customer class', ['residential', 'business']),
    bool('life_support', 'Life support'),
    bool('in_arrears', 'In arrears'),
  ],
  associatedObjects: [
    { objectType: 'contacts', labels: servicePointLabels },
    { objectType: 'companies', labels: servicePointLabels },
  ],
};

export const outageSchema: CustomObjectSchema = {
  name: 'outage',
  labels: { singular: 'Outage', plural: 'Outages' },
  description: 'A part of the network that is, or will be, without supply.',
  primaryDisplayProperty: 'outage_name',
  secondaryDisplayProperties: ['outage_status', 'window_start'],
  requiredProperties: ['forewarn_id'],
  searchableProperties: ['forewarn_id', 'outage_name', 'feeders'],
  properties: [
    text('forewarn_id', 'Forewarn ID', { hasUniqueValue: true }),
    text('outage_name', 'Name'),
    text('outage_kind', 'Kind'),
    text('outage_status', 'Status'),
    datetime('window_start', 'Window starts'),
    datetime('window_end', 'Window ends'),
    datetime('etr', 'Estimated time of restoration'),
    text('outage_reason', 'Reason'),
    text('feeders', 'Feeders'),
    number('affected_customers', 'Customers affected'),
    number('served_customers', 'Customers served with notice'),
    number('unreachable_customers', 'Customers not reached'),
    text('verdict', 'Verdict'),
    text('rulebook', 'Rulebook'),
  ],
  associatedObjects: [{ objectType: 'contacts' }, { objectType: 'companies' }, { objectType: 'tickets' }],
};

export const forewarnSchemas: readonly CustomObjectSchema[] = [servicePointSchema, outageSchema];

/** What the product adds to the portal's standard objects. */
export const forewarnProperties: Readonly<Record<string, readonly PropertyDefinition[]>> = {
  contacts: [
    text('preferred_language', 'Preferred language for notices'),
    bool('no_internet', 'No internet'),
    bool('outage_sms_opt_out', 'No outage texts'),
    bool('outage_email_opt_out', 'No outage emails'),
  ],
  companies: [text('preferred_language', 'Preferred language for notices')],
  tickets: [text('forewarn_key', 'Forewarn key', { hasUniqueValue: true })],
};
