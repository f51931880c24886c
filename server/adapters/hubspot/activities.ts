import { CHANNELS } from '../../domain/contact-point.js';
import type { Written } from '../../workflows/ports/crm.js';
import type { ActivityFacts } from '../../workflows/ports/outbox.js';
import { ACTIVITY_TYPES, activityProperties, type ActivityType, type Sender } from './activity-properties.js';
import { refsIn } from './activity-text.js';
import type { CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { throwIfAllStopped, writeBatches, type BatchRow } from './batch-write.js';
import { batchPath } from './paths.js';

export type ActivityRow = ActivityFacts & { readonly crmId: string | null };

const link = (id: string, associationTypeId: number) => ({
  to: { id },
  types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});
const linksOf = ({ contacts, companies }: ActivityFacts, { toContact, toCompany }: ActivityType) => [
  ...[...new Set(contacts)].map(id => link(id, toContact)),
  ...[...new Set(companies)].map(id => link(id, toCompany)),
];

const newRow = (facts: ActivityRow, type: ActivityType, sender: Sender | null): BatchRow => ({
  key: facts.delivery,
  input: {
    properties: activityProperties(facts, sender),
    associations: linksOf(facts, type),
    objectWriteTraceId: facts.delivery,
  },
});
const changedRow = (facts: ActivityRow, crmId: string, sender: Sender | null): BatchRow => ({
  key: facts.delivery,
  names: [crmId],
  input: { id: crmId, properties: activityProperties(facts, sender), objectWriteTraceId: facts.delivery },
});

/** Nobody's timeline would show it, and after a lost answer it could not be found again. */
const hasNobody = ({ contacts, companies, crmId }: ActivityRow): boolean =>
  crmId === null && contacts.length + companies.length === 0;

export const writeActivities =
  (api: Api, sender: Sender | null) =>
  async (rows: readonly ActivityRow[]): Promise<readonly Written[]> => {
    const writable = rows.filter(row => !hasNobody(row));
    const ends = CHANNELS.map(async channel => {
      const type = ACTIVITY_TYPES[channel];
      const ours = writable.filter(row => row.channel === channel);
      const namesIn = (record: CrmRecord): readonly string[] =>
        type.bodies.flatMap(body => refsIn(record.properties[body] ?? ''));
      const created = ours.flatMap(row => (row.crmId === null ? [newRow(row, type, sender)] : []));
      const changed = ours.flatMap(row => (row.crmId === null ? [] : [changedRow(row, row.crmId, sender)]));
      const create = {
        kind: `${type.type}.create`,
        path: batchPath(type.type, 'create'),
        repeatable: false,
        namesIn,
      };
      const update = {
        kind: `${type.type}.update`,
        path: batchPath(type.type, 'update'),
        repeatable: true,
        namesIn,
      };
      return [...(await writeBatches(api, create, created)), ...(await writeBatches(api, update, changed))];
    });
    const nobody = rows
      .filter(hasNobody)
      .map(({ delivery }): Written => ({ key: delivery, refused: 'hubspot.nobodyToLink' }));
    return throwIfAllStopped([...(await Promise.all(ends)).flat(), ...nobody]);
  };
