import { AssociationTypes } from '@hubspot/api-client';
import type { Channel } from '../../domain/contact-point.js';
import type { ActivityFacts } from '../../workflows/ports/outbox.js';
import { htmlWithEnding, plainText, withEnding } from './activity-text.js';

/** The standard activity of a channel. */
export interface ActivityType {
  readonly type: 'emails' | 'communications' | 'postal_mail';
  readonly toContact: number;
  readonly toCompany: number;
  /** The properties a `Ref` line may stand in. */
  readonly bodies: readonly string[];
}
export const ACTIVITY_TYPES: Readonly<Record<Channel, ActivityType>> = {
  email: {
    type: 'emails',
    toContact: AssociationTypes.emailToContact,
    toCompany: AssociationTypes.emailToCompany,
    bodies: ['hs_email_text', 'hs_email_html'],
  },
  sms: {
    type: 'communications',
    toContact: AssociationTypes.communicationToContact,
    toCompany: AssociationTypes.communicationToCompany,
    bodies: ['hs_communication_body'],
  },
  letter: {
    type: 'postal_mail',
    toContact: AssociationTypes.postalMailToContact,
    toCompany: AssociationTypes.postalMailToCompany,
    bodies: ['hs_postal_mail_body'],
  },
};

export interface Sender {
  readonly email: string;
  readonly name: string;
}

const cameBack = (reason: string | null): boolean =>
  reason !== null && /^email\.(mailbox|domain|moved)/.test(reason);

const emailStatus = ({ state, reason }: ActivityFacts): string => {
  switch (state) {
    case 'planned':
    case 'sending':
    case 'unknown':
      return 'SENDING';
    case 'accepted':
    case 'posted':
    case 'delivered':
      return 'SENT';
    case 'returned':
      return 'BOUNCED';
    case 'failed':
    case 'superseded':
      return cameBack(reason) ? 'BOUNCED' : 'FAILED';
  }
};

const emailHeaders = (to: string, sender: Sender | null): string =>
  JSON.stringify({
    ...(sender === null ? {} : { from: { email: sender.email, firstName: sender.name } }),
    to: [{ email: to }],
    cc: [],
    bcc: [],
  });

type Properties = Readonly<Record<string, string>>;

const emailProperties = (facts: ActivityFacts, sender: Sender | null): Properties => {
  const content = facts.content?.channel === 'email' ? facts.content : null;
  const html = content === null ? '' : htmlWithEnding(content.html, facts);
  return {
    hs_email_direction: 'EMAIL',
    hs_email_status: emailStatus(facts),
    hs_email_subject: content?.subject ?? `Notice ${facts.ref}`,
    hs_email_text: withEnding(plainText(content), facts),
    ...(html === '' ? {} : { hs_email_html: html }),
    hs_email_headers: emailHeaders(facts.to, sender),
  };
};

const ofChannel = (facts: ActivityFacts, sender: Sender | null): Properties => {
  switch (facts.channel) {
    case 'email':
      return emailProperties(facts, sender);
    case 'sms':
      return {
        hs_communication_channel_type: 'SMS',
        hs_communication_logged_from: 'CRM',
        hs_communication_body: withEnding(plainText(facts.content), facts),
      };
    case 'letter':
      return { hs_postal_mail_body: withEnding(plainText(facts.content), facts) };
  }
};

export const activityProperties = (facts: ActivityFacts, sender: Sender | null): Properties => ({
  hs_timestamp: facts.sentAt,
  ...ofChannel(facts, sender),
});
