import { activityObjects } from './activity-objects.js';
import { bool, choice, datetime, number, text } from './property.js';
import type { StandardObject } from './standard-object.js';

const owner = text('hubspot_owner_id', 'Owner');

const contact: StandardObject = {
  id: '0-1',
  singular: 'contact',
  plural: 'contacts',
  label: 'Contact',
  pluralLabel: 'Contacts',
  createdName: 'createdate',
  modifiedName: 'lastmodifieddate',
  activity: false,
  primaryDisplayProperty: 'email',
  required: [],
  defaults: ['email', 'firstname', 'lastname'],
  properties: [
    text('email', 'Email'),
    text('firstname', 'First name'),
    text('lastname', 'Last name'),
    text('phone', 'Phone number'),
    text('mobilephone', 'Mobile phone number'),
    text('address', 'Street address'),
    text('city', 'City'),
    text('state', 'State or region'),
    text('zip', 'Postal code'),
    text('country', 'Country or region'),
    text('company', 'Company name'),
    text('hs_language', 'Preferred language'),
    choice('lifecyclestage', 'Lifecycle stage', [
      'subscriber',
      'lead',
      'marketingqualifiedlead',
      'salesqualifiedlead',
      'opportunity',
      'customer',
      'evangelist',
      'other',
    ]),
    owner,
    bool('hs_email_optout', 'Unsubscribed from all email', { readOnly: true }),
    number('hs_email_bounce', 'Marketing emails bounced', { readOnly: true }),
  ],
};

const company: StandardObject = {
  id: '0-2',
  singular: 'company',
  plural: 'companies',
  label: 'Company',
  pluralLabel: 'Companies',
  createdName: 'createdate',
  modifiedName: 'hs_lastmodifieddate',
  activity: false,
  primaryDisplayProperty: 'name',
  required: [],
  requiredAny: ['domain', 'name'],
  defaults: ['name', 'domain'],
  properties: [
    text('name', 'Company name'),
    text('domain', 'Company domain name'),
    text('phone', 'Phone number'),
    text('address', 'Street address'),
    text('city', 'City'),
    text('state', 'State or region'),
    text('zip', 'Postal code'),
    text('country', 'Country or region'),
    owner,
  ],
};

const ticket: StandardObject = {
  id: '0-5',
  singular: 'ticket',
  plural: 'tickets',
  label: 'Ticket',
  pluralLabel: 'Tickets',
  createdName: 'createdate',
  modifiedName: 'hs_lastmodifieddate',
  activity: false,
  primaryDisplayProperty: 'subject',
  required: ['subject', 'hs_pipeline', 'hs_pipeline_stage'],
  defaults: [
    'subject',
    'content',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_priority',
    'hs_ticket_category',
  ],
  properties: [
    text('subject', 'Ticket name'),
    text('content', 'Ticket description'),
    choice('hs_pipeline', 'Pipeline', ['0']),
    choice('hs_pipeline_stage', 'Ticket status', ['1', '2', '3', '4']),
    choice('hs_ticket_priority', 'Priority', ['LOW', 'MEDIUM', 'HIGH', 'URGENT']),
    choice(
      'hs_ticket_category',
      'Category',
      ['PRODUCT_ISSUE', 'BILLING_ISSUE', 'FEATURE_REQUEST', 'GENERAL_INQUIRY', 'OTHER'],
      { multiple: true },
    ),
    choice('source_type', 'Source', ['CHAT', 'EMAIL', 'FORM', 'PHONE']),
    text('hs_resolution', 'Resolution'),
    datetime('closed_date', 'Close date'),
    owner,
  ],
};

export const standardObjects: readonly StandardObject[] = [contact, company, ticket, ...activityObjects];
