import { AssociationTypes } from '@hubspot/api-client';
import { ticketPlace, type TicketPlace } from '../../domain/customer/reach.js';
import { Fault } from '../../workflows/fault.js';
import type { Log } from '../../workflows/ports.js';
import type { Written } from '../../workflows/ports/crm.js';
import type { AnyTicketFacts, ComplaintFacts } from '../../workflows/ports/outbox.js';
import { associationWrite, recordBatch, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { throwIfAllStopped, writeBatches, type BatchRow } from './batch-write.js';
import { associationsPath, batchPath, chunksOf, MOST_ASSOCIATION_WRITES, MOST_OBJECTS } from './paths.js';
import { problemOf } from './problem.js';
import { ticketContent, ticketPriority, ticketSubject } from './ticket-text.js';
import type { TicketStage, TicketStages } from './ticket-stage.js';

const KEY = 'forewarn_key';
const PIPELINE = 'hs_pipeline';
const STAGE = 'hs_pipeline_stage';

type Facts = AnyTicketFacts;

type Standing = Readonly<Record<'pipeline' | 'stage', string | null>>;

/** Which of these keys have a ticket already, and where it stands. */
const existing = async (api: Api, keys: readonly string[]): Promise<ReadonlyMap<string, Standing>> => {
  const pages = chunksOf(keys, MOST_OBJECTS).map(chunk =>
    api.call({
      kind: 'tickets.read',
      method: 'POST',
      path: batchPath('tickets', 'read'),
      body: {
        idProperty: KEY,
        properties: [KEY, PIPELINE, STAGE],
        propertiesWithHistory: [],
        inputs: chunk.map(id => ({ id })),
      },
      answer: recordBatch,
      repeatable: true,
    }),
  );
  const batches = await Promise.all(pages);
  // A row that failed is not one that is missing: taken for new, a ticket at work would go back to its first stage.
  if (batches.flatMap(({ errors }) => errors).some(row => !problemOf(row).words.includes('OBJECT_NOT_FOUND')))
    throw new Fault('retry', 'hubspot.incomplete', 'HubSpot left out rows of tickets.read');
  return new Map(
    batches.flatMap(({ results }) =>
      results.map(
        ({ properties }) =>
          [
            properties[KEY] ?? '',
            { pipeline: properties[PIPELINE] ?? null, stage: properties[STAGE] ?? null },
          ] as const,
      ),
    ),
  );
};

const complaintPlace = ({ askedAt, closedAt }: ComplaintFacts): TicketPlace | null =>
  closedAt !== null ? 'done' : askedAt !== null ? 'waiting' : null;

/** Where our ticket is to stand; null: where people have put it. */
const placeOf = (facts: Facts): TicketPlace | null => {
  // Written only when somebody is asked, anew or for the first time, or when there is nothing left to do.
  if ('task' in facts) return facts.mootAt === null ? 'toDo' : 'done';
  if ('complaint' in facts) return complaintPlace(facts);
  return 'tries' in facts ? ticketPlace(facts.tries, facts.lifeSupport) : null;
};

/**
 * Of a ticket at work the words are renewed, and its stage where somebody decided here what became of it; else stage and
 * priority are the agents' by then. One that was moved to another pipeline is no longer ours to move.
 */
const stageFor = (
  facts: Facts,
  known: ReadonlyMap<string, Standing>,
  stages: TicketStages | null,
): Partial<TicketStage & { readonly hs_ticket_priority: string }> => {
  if (stages === null) return {};
  const place = placeOf(facts);
  const at = known.get(facts.subject);
  if (at === undefined) {
    const stage = (place === null ? null : stages[place]) ?? stages.toDo;
    return { hs_ticket_priority: ticketPriority(facts), ...stage };
  }
  if (at.pipeline !== stages.toDo.hs_pipeline || place === null) return {};
  // Somebody is at it already: only one that was done is to do again.
  if ('task' in facts && place === 'toDo' && at.stage !== stages.done?.hs_pipeline_stage) return {};
  return stages[place] ?? {};
};

const rowOf = (facts: Facts, stage: ReturnType<typeof stageFor>): BatchRow => ({
  key: facts.subject,
  input: {
    id: facts.subject,
    idProperty: KEY,
    properties: {
      [KEY]: facts.subject,
      subject: ticketSubject(facts),
      content: ticketContent(facts),
      ...stage,
    },
    objectWriteTraceId: facts.subject,
  },
});

interface Tie {
  readonly ticket: string;
  readonly party: string;
}
const tie = async (
  api: Api,
  log: Log,
  to: 'contacts' | 'companies',
  associationTypeId: number,
  ties: readonly Tie[],
): Promise<void> => {
  for (const chunk of chunksOf(ties, MOST_ASSOCIATION_WRITES)) {
    const { errors } = await api.call({
      kind: `tickets-${to}.associate`,
      method: 'POST',
      path: associationsPath('tickets', to, 'batch/create'),
      body: {
        inputs: chunk.map(({ ticket, party }) => ({
          from: { id: ticket },
          to: { id: party },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
        })),
      },
      answer: associationWrite,
      repeatable: true,
    });
    // A party deleted meanwhile: the ticket names the customer all the same.
    const gone = errors.filter(row => problemOf(row).words.includes('OBJECT_NOT_FOUND'));
    if (gone.length > 0) log.warn('hubspot.ticketWithoutParty', { parties: gone.length });
    if (gone.length < errors.length)
      throw new Fault('retry', 'hubspot.failed', `HubSpot failed rows of tickets-${to}.associate`);
  }
};

/** An upsert carries no associations, so they follow; when they fail the whole is done again, which changes nothing else. */
const tieAll = async (
  api: Api,
  log: Log,
  rows: ReadonlyMap<string, Facts>,
  ends: readonly Written[],
): Promise<readonly Written[]> => {
  const ties = (parties: (facts: Facts) => readonly string[]): readonly Tie[] =>
    ends.flatMap(end => {
      const facts = rows.get(end.key);
      return 'crmId' in end && facts !== undefined
        ? [...new Set(parties(facts))].map(party => ({ ticket: end.crmId, party }))
        : [];
    });
  try {
    await tie(
      api,
      log,
      'contacts',
      AssociationTypes.ticketToContact,
      ties(({ contacts }) => contacts),
    );
    await tie(
      api,
      log,
      'companies',
      AssociationTypes.ticketToCompany,
      ties(({ companies }) => companies),
    );
    return ends;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return ends.map(end => ('crmId' in end ? { key: end.key, fault } : end));
  }
};

export const writeTickets =
  (api: Api, log: Log, stagesOf: () => Promise<TicketStages>) =>
  async (rows: readonly Facts[]): Promise<readonly Written[]> => {
    if (rows.length === 0) return [];
    // The same key twice in one upsert is refused; the later row holds the newer facts.
    const byKey = new Map(rows.map(row => [row.subject, row]));
    const known = await existing(api, [...byKey.keys()]);
    const unmoved = [...byKey.values()].every(facts => known.has(facts.subject) && placeOf(facts) === null);
    const stages = unmoved ? null : await stagesOf();
    const inputs = [...byKey.values()].map(facts => rowOf(facts, stageFor(facts, known, stages)));
    const write = {
      kind: 'tickets.upsert',
      path: batchPath('tickets', 'upsert'),
      repeatable: true,
      namesIn: ({ properties }: CrmRecord) => [properties[KEY] ?? ''],
    };
    return throwIfAllStopped(await tieAll(api, log, byKey, await writeBatches(api, write, inputs)));
  };
