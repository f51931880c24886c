import { CHANNELS } from '../../domain/contact-point.js';
import { Fault } from '../../workflows/fault.js';
import type { ActivityFacts } from '../../workflows/ports/outbox.js';
import { ACTIVITY_TYPES, type ActivityType } from './activity-properties.js';
import { refsIn } from './activity-text.js';
import { recordBatch, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { readLinks } from './links.js';
import { batchPath, chunksOf, MOST_OBJECTS } from './paths.js';
import { problemOf } from './problem.js';

/** An activity deleted meanwhile is gone; any other row left out could be the one we look for. */
const readBodies = async (
  api: Api,
  { type, bodies }: ActivityType,
  ids: readonly string[],
): Promise<readonly CrmRecord[]> => {
  const { results, errors } = await api.call({
    kind: `${type}.read`,
    method: 'POST',
    path: batchPath(type, 'read'),
    body: { properties: bodies, propertiesWithHistory: [], inputs: ids.map(id => ({ id })) },
    answer: recordBatch,
    repeatable: true,
  });
  if (errors.some(row => !problemOf(row).words.includes('OBJECT_NOT_FOUND')))
    throw new Fault('retry', 'hubspot.incomplete', `HubSpot left out rows of ${type}.read`);
  return results;
};

const activityIds = async (
  api: Api,
  { type }: ActivityType,
  rows: readonly ActivityFacts[],
): Promise<readonly string[]> => {
  // Every contact, as one may have been merged or taken off since; companies, whose timelines are long, only without any.
  const contacts = rows.flatMap(row => row.contacts);
  const companies = rows.flatMap(row => (row.contacts.length === 0 ? row.companies : []));
  const links = [
    ...(await readLinks(api, 'contacts', type, `contacts-${type}`, contacts)),
    ...(await readLinks(api, 'companies', type, `companies-${type}`, companies)),
  ];
  return [...new Set(links.map(({ to }) => to))];
};

/** The lower id where a message was logged twice, so that every look finds the same one. */
const older = (a: string | undefined, b: string): string =>
  a === undefined || b.length < a.length || (b.length === a.length && b < a) ? b : a;

/** Search lags behind writes, so the timelines themselves are read. */
export const findActivities =
  (api: Api) =>
  async (rows: readonly ActivityFacts[]): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    for (const channel of CHANNELS) {
      const ours = rows.filter(row => row.channel === channel);
      const wanted = new Set<string>(ours.map(({ delivery }) => delivery));
      const type = ACTIVITY_TYPES[channel];
      const ids = await activityIds(api, type, ours);
      const records = await Promise.all(
        chunksOf(ids, MOST_OBJECTS).map(chunk => readBodies(api, type, chunk)),
      );
      for (const record of records.flat())
        for (const ref of type.bodies.flatMap(body => refsIn(record.properties[body] ?? '')))
          if (wanted.has(ref)) found.set(ref, older(found.get(ref), record.id));
    }
    return found;
  };
