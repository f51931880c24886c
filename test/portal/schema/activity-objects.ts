import { choice, datetime, number, text, type PropertyDefinition } from './property.js';
import type { StandardObject } from './standard-object.js';

const common: readonly PropertyDefinition[] = [
  datetime('hs_timestamp', 'Activity date'),
  text('hubspot_owner_id', 'Owner'),
  text('hs_attachment_ids', 'Attached files'),
];

interface Activity {
  readonly id: string;
  readonly singular: string;
  readonly plural: string;
  readonly label: string;
  readonly display: string;
  readonly required?: readonly string[];
  readonly properties: readonly PropertyDefinition[];
}

const activity = (of: Activity): StandardObject => ({
  id: of.id,
  singular: of.singular,
  plural: of.plural,
  label: of.label,
  pluralLabel: `${of.label}s`,
  createdName: 'hs_createdate',
  modifiedName: 'hs_lastmodifieddate',
  activity: true,
  primaryDisplayProperty: of.display,
  required: ['hs_timestamp', ...(of.required ?? [])],
  defaults: [],
  properties: [...common, ...of.properties],
});

const note = activity({
  id: '0-46',
  singular: 'note',
  plural: 'notes',
  label: 'Note',
  display: 'hs_note_body',
  properties: [text('hs_note_body', 'Note')],
});

const communication = activity({
  id: '0-18',
  singular: 'communication',
  plural: 'communications',
  label: 'Communication',
  display: 'hs_communication_body',
  required: ['hs_communication_channel_type'],
  properties: [
    choice('hs_communication_channel_type', 'Channel', ['WHATS_APP', 'LINKEDIN_MESSAGE', 'SMS']),
    choice('hs_communication_logged_from', 'Logged from', ['CRM']),
    text('hs_communication_body', 'Message'),
  ],
});

const email = activity({
  id: '0-49',
  singular: 'email',
  plural: 'emails',
  label: 'Email',
  display: 'hs_email_subject',
  required: ['hs_email_direction'],
  properties: [
    choice('hs_email_direction', 'Direction', ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL']),
    choice('hs_email_status', 'Send status', ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT']),
    text('hs_email_subject', 'Subject'),
    text('hs_email_text', 'Text body'),
    text('hs_email_html', 'HTML body'),
    text('hs_email_headers', 'Headers'),
    text('hs_email_from_email', 'From', { readOnly: true }),
    text('hs_email_to_email', 'To', { readOnly: true }),
  ],
});

const call = activity({
  id: '0-48',
  singular: 'call',
  plural: 'calls',
  label: 'Call',
  display: 'hs_call_title',
  properties: [
    text('hs_call_title', 'Title'),
    text('hs_call_body', 'Notes'),
    choice('hs_call_direction', 'Direction', ['INBOUND', 'OUTBOUND']),
    choice('hs_call_status', 'Status', [
      'BUSY',
      'CALLING_CRM_USER',
      'CANCELED',
      'COMPLETED',
      'CONNECTING',
      'FAILED',
      'IN_PROGRESS',
      'NO_ANSWER',
      'QUEUED',
      'RINGING',
    ]),
    number('hs_call_duration', 'Duration in milliseconds'),
    text('hs_call_from_number', 'From number'),
    text('hs_call_to_number', 'To number'),
    text('hs_call_recording_url', 'Recording'),
    text('hs_call_source', 'Source'),
    text('hs_call_callee_object_id', 'Callee'),
    text('hs_call_callee_object_type_id', 'Callee type'),
    text('hs_call_disposition', 'Outcome'),
    text('hs_activity_type', 'Call type'),
  ],
});

const letter = activity({
  id: '0-116',
  singular: 'postal_mail',
  plural: 'postal_mail',
  label: 'Postal mail',
  display: 'hs_postal_mail_body',
  properties: [text('hs_postal_mail_body', 'Letter')],
});

const task = activity({
  id: '0-27',
  singular: 'task',
  plural: 'tasks',
  label: 'Task',
  display: 'hs_task_subject',
  properties: [
    text('hs_task_subject', 'Title'),
    text('hs_task_body', 'Notes'),
    choice('hs_task_status', 'Status', ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED']),
    choice('hs_task_priority', 'Priority', ['NONE', 'LOW', 'MEDIUM', 'HIGH']),
    choice('hs_task_type', 'Type', ['EMAIL', 'CALL', 'TODO']),
  ],
});

/** Their writes are laxer than those of CRM objects: an update drops what it does not know. */
export const activityObjects: readonly StandardObject[] = [note, communication, email, call, letter, task];
