import type { Portal } from '../portal.js';
import { subscribeTo, type Subscription } from './subscriptions.js';

const CONTACT = [
  ...['firstname', 'lastname', 'email', 'mobilephone', 'phone', 'address', 'city', 'zip', 'country'],
  ...['preferred_language', 'hs_language', 'no_internet', 'outage_sms_opt_out', 'outage_email_opt_out'],
];
const COMPANY = ['name', 'phone', 'address', 'city', 'zip', 'country', 'preferred_language'];
const SERVICE_POINT = [
  ...['account_number', 'feeder', 'timezone', 'jurisdiction', 'customer_class', 'life_support', 'in_arrears'],
  ...['address_line1', 'address_line2', 'city', 'postcode', 'country'],
];

/** What the app subscribes to: every property that the directory is made of. */
export const directorySubscriptions = (portal: Pick<Portal, 'records'>): readonly Subscription[] => {
  const custom = portal.records.types().find(({ name }) => name === 'service_point')?.id ?? '';
  return [
    ...subscribeTo('0-1', CONTACT),
    ...subscribeTo('0-2', COMPANY),
    ...subscribeTo(custom, SERVICE_POINT),
    { subscriptionType: 'contact.privacyDeletion', objectTypeId: '0-1' },
  ];
};
