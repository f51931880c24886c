import type { Clock, Log } from '../../workflows/ports.js';
import type { Budgets } from '../../workflows/ports/budget.js';
import type { Crm } from '../../workflows/ports/crm.js';
import { writeActivities } from './activities.js';
import type { Sender } from './activity-properties.js';
import { completeAction } from './complete-action.js';
import { createCustomTypes, typeOfKind } from './custom-types.js';
import { correctContact } from './correct-contact.js';
import { findActivities } from './find-activities.js';
import { makeLists } from './lists.js';
import { linkOutages } from './link-outages.js';
import { makeApi, type ApiSettings } from './make-api.js';
import { writeOutages } from './outages.js';
import { readChangedIds } from './changed-ids.js';
import { readParties, readPartiesById } from './parties.js';
import { readRoles, readServicePointsOf } from './roles.js';
import { readServicePoints, readServicePointsById } from './service-points.js';
import { readContactsOfTicket } from './ticket-contacts.js';
import { createTicketStage } from './ticket-stage.js';
import { writeTickets } from './tickets.js';

export interface CrmSettings extends ApiSettings {
  /** Shown as the sender of logged e-mails. */
  readonly sender?: Sender;
}
export interface CrmParts {
  readonly clock: Clock;
  readonly budgets: Budgets;
  readonly log: Log;
  /** An outage's reason code in words, as `Texts.reason` gives them. */
  readonly reason: (code: string) => string;
  readonly settings: CrmSettings;
}

/** One per process, portal and app: the limiter inside counts the app's burst. */
export const makeCrm = ({ clock, budgets, log, reason, settings }: CrmParts): Crm => {
  const { sender = null } = settings;
  const api = makeApi({ clock, budgets, log, settings });
  const typeId = createCustomTypes(api);
  const typeOf = typeOfKind(typeId);
  return {
    lists: makeLists(api),
    parties: readParties(api),
    servicePoints: readServicePoints(api, typeId),
    partiesById: readPartiesById(api),
    servicePointsById: readServicePointsById(api, typeId),
    changedIds: readChangedIds(api, typeOf),
    servicePointsOf: readServicePointsOf(api, typeId),
    typeId: typeOf,
    roles: readRoles(api, typeId),
    writeActivities: writeActivities(api, sender),
    writeTickets: writeTickets(api, log, createTicketStage(api)),
    writeOutages: writeOutages(api, typeId, reason),
    linkOutages: linkOutages(api, typeId),
    findActivities: findActivities(api),
    completeAction: completeAction(api),
    contactsOfTicket: readContactsOfTicket(api),
    correctContact: correctContact(api),
    calls: () => api.calls(),
  };
};
