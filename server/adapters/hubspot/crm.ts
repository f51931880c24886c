import type { Clock, Log } from '../../workflows/ports.js';
import type { Budgets } from '../../workflows/ports/budget.js';
import { NO_CUSTOM_OBJECTS, type Crm, type Written } from '../../workflows/ports/crm.js';
import { writeActivities } from './activities.js';
import type { Sender } from './activity-properties.js';
import { completeAction } from './complete-action.js';
import { createCustomTypes, createHasCustomObjects, typeOfKind } from './custom-types.js';
import { correctContact } from './correct-contact.js';
import { writeDebts } from './debts.js';
import { findActivities } from './find-activities.js';
import { makeLists } from './lists.js';
import { linkOutages } from './link-outages.js';
import { makeApi, type ApiSettings } from './make-api.js';
import { writeOutages } from './outages.js';
import { readChangedIds } from './changed-ids.js';
import { readParties, readPartiesById } from './parties.js';
import { recordPlaces } from './record-places.js';
import { readRoles, readServicePointsOf } from './roles.js';
import { readServicePoints, readServicePointsById } from './service-points.js';
import { readContactsOfTicket } from './ticket-contacts.js';
import { createTicketStages } from './ticket-stage.js';
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
  const changedIds = readChangedIds(api, typeOf);
  const askObjects = createHasCustomObjects(typeId);
  let objectsSeen: boolean | null = null;
  const hasCustomObjects = async (): Promise<boolean> => (objectsSeen = await askObjects());
  const onObjects = {
    servicePoints: readServicePoints(api, typeId),
    servicePointsById: readServicePointsById(api, typeId),
    changedIds,
    servicePointsOf: readServicePointsOf(api, typeId),
    roles: readRoles(api, typeId),
  };
  const onRecords = recordPlaces(api, changedIds);
  const places = async () => ((await hasCustomObjects()) ? onObjects : onRecords);
  /** Without custom objects nothing can show them, and no later try could. */
  const asObjects =
    <Row>(key: (row: Row) => string, write: (rows: readonly Row[]) => Promise<readonly Written[]>) =>
    async (rows: readonly Row[]): Promise<readonly Written[]> =>
      (await hasCustomObjects())
        ? write(rows)
        : rows.map((row): Written => ({ key: key(row), refused: NO_CUSTOM_OBJECTS }));
  return {
    customObjects: () => objectsSeen,
    lists: makeLists(api),
    parties: readParties(api),
    partiesById: readPartiesById(api),
    servicePoints: async after => (await places()).servicePoints(after),
    servicePointsById: async ids => (await places()).servicePointsById(ids),
    changedIds: async (kind, since, after) => (await places()).changedIds(kind, since, after),
    servicePointsOf: async (kind, parties) => (await places()).servicePointsOf(kind, parties),
    typeId: typeOf,
    roles: async points => (await places()).roles(points),
    writeActivities: writeActivities(api, sender),
    writeTickets: writeTickets(api, log, createTicketStages(api)),
    writeOutages: asObjects(({ id }) => id, writeOutages(api, typeId, reason)),
    linkOutages: asObjects(({ outage }) => outage, linkOutages(api, typeId)),
    writeDebts: asObjects(({ id }) => id, writeDebts(api, typeId)),
    findActivities: findActivities(api),
    completeAction: completeAction(api),
    contactsOfTicket: readContactsOfTicket(api),
    correctContact: correctContact(api),
    calls: () => api.calls(),
  };
};
