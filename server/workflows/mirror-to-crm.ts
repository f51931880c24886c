import { addSeconds, type Instant } from '../domain/time.js';
import { Fault } from './fault.js';
import { NO_CUSTOM_OBJECTS, type Written } from './ports/crm.js';
import type { ActivityFacts, ClaimedEntry, OutboxKind } from './ports/outbox.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'crm' | 'log'>;

/** Rows taken together; HubSpot's own batches are of 100 of one kind of activity, and these fill them. */
const BATCH = 500;
const BATCHES_PER_JOB = 10;

/**
 * Writes one kind of record back to the CRM in batches, from the ledger as it is now. What may or may not have been
 * written is looked for in the CRM before it is written again.
 */
export const mirrorToCrm =
  (deps: Needs) =>
  async ({ kind }: { readonly kind: OutboxKind }): Promise<void> => {
    const { store, clock } = deps;
    await settleUncertain(deps, kind);
    for (let batch = 0; batch < BATCHES_PER_JOB; batch += 1) {
      const claimed = await store.transact(tx => tx.outbox.claim(kind, clock.now(), BATCH));
      if (claimed.length === 0) return;
      await writeBatch(deps, kind, claimed);
    }
    await store.transact(tx =>
      tx.jobs.enqueue([
        { name: 'mirrorToCrm', key: `mirror/${kind}`, lane: 'bulk', dueAt: clock.now(), data: { kind } },
      ]),
    );
  };

const writeBatch = async (deps: Needs, kind: OutboxKind, claimed: readonly ClaimedEntry[]): Promise<void> => {
  const { store, clock, log } = deps;
  // Only the writing: a fault of the ledger while it is recorded must not have the same rows written again.
  const written = await write(deps, kind, claimed).catch(async (error: unknown) => {
    const fault = error instanceof Fault ? error : null;
    if (fault !== null)
      log.warn('write-back failed', { kind, rows: claimed.length, fault: fault.kind, code: fault.code });
    const dueAt = nextTry(
      clock.now(),
      Math.max(...claimed.map(entry => entry.attempts)),
      fault?.retryAfterSeconds,
    );
    await store.insist(tx =>
      tx.outbox.again(
        claimed.map(({ subject }) => ({
          kind,
          subject,
          dueAt,
          error: fault?.code ?? 'bug',
          uncertain: fault === null || fault.kind === 'unknown',
        })),
      ),
    );
    if (fault === null) throw error;
    return null;
  });
  if (written !== null) await record(deps, kind, claimed, written);
};

const write = async (
  { store, crm }: Needs,
  kind: OutboxKind,
  claimed: readonly ClaimedEntry[],
): Promise<readonly Written[]> => {
  const subjects = claimed.map(entry => entry.subject);
  switch (kind) {
    case 'activity': {
      const ids = new Map(claimed.map(entry => [entry.subject, entry.crmId]));
      const facts = await store.transact(tx => tx.outbox.activities(subjects));
      return crm.writeActivities(facts.map(row => ({ ...row, crmId: ids.get(row.delivery) ?? null })));
    }
    case 'ticket':
      return crm.writeTickets(await store.transact(tx => tx.outbox.tickets(subjects)));
    case 'outage':
      return crm.writeOutages(await store.transact(tx => tx.outbox.outages(subjects)));
    case 'link':
      return crm.linkOutages(await store.transact(tx => tx.outbox.links(subjects)));
    case 'debt':
      return crm.writeDebts(await store.transact(tx => tx.outbox.debts(subjects)));
  }
};

const record = async (
  { store, clock, log }: Needs,
  kind: OutboxKind,
  claimed: readonly ClaimedEntry[],
  written: readonly Written[],
): Promise<void> => {
  const results = new Map(written.map(row => [row.key, row]));
  const done = claimed.flatMap(({ subject, version }) => {
    const result = results.get(subject);
    return result !== undefined && 'crmId' in result ? [{ kind, subject, version, crmId: result.crmId }] : [];
  });
  const hopeless = claimed.flatMap(entry => {
    const error = hopelessBy(entry, results.get(entry.subject));
    return error === null ? [] : [{ kind, subject: entry.subject, error }];
  });
  const settled = new Set([...done, ...hopeless].map(row => row.subject));
  const open = claimed.filter(({ subject }) => !settled.has(subject));
  if (hopeless.length > 0) log.info('write-back given up', { kind, rows: hopeless.length });
  if (open.length > 0) log.warn('write-back not complete', { kind, rows: open.length });
  const strangers = open.filter(({ subject }) => isMissing(results.get(subject)));
  await store.insist(async tx => {
    await tx.outbox.done(done);
    await tx.outbox.giveUp(hopeless);
    if (kind === 'activity' && strangers.length > 0)
      await lookAgain(
        tx,
        strangers.map(({ subject }) => subject),
        clock.now(),
      );
    await tx.outbox.again(
      open.map(({ subject, attempts }) => ({
        kind,
        subject,
        ...fateOf(results.get(subject), attempts, clock.now()),
      })),
    );
  });
};

const isMissing = (result: Written | undefined): boolean =>
  result !== undefined && 'refused' in result && result.refused.endsWith('OBJECT_NOT_FOUND');

/** Nothing there can hold it, nobody of the notice is there any more, or somebody deleted the activity: not ours to undo. */
const hopelessBy = ({ kind, crmId }: ClaimedEntry, result: Written | undefined): string | null => {
  if (result === undefined || !('refused' in result)) return null;
  if (result.refused === NO_CUSTOM_OBJECTS) return result.refused;
  if (kind !== 'activity') return null;
  if (result.refused === 'hubspot.nobodyToLink') return result.refused;
  return crmId !== null && isMissing(result) ? result.refused : null;
};

/** The CRM does not know somebody whom we take for its contact: they were deleted or merged, and we have not heard of it. */
const lookAgain = async (tx: Tx, deliveries: readonly string[], at: Instant): Promise<void> => {
  const facts = await tx.outbox.activities(deliveries);
  await tx.upkeep.hint(
    facts.flatMap(({ contacts, companies }) => [
      ...contacts.map(crmId => ({ type: 'contact', crmId, erase: false })),
      ...companies.map(crmId => ({ type: 'company', crmId, erase: false })),
    ]),
    at,
  );
  await tx.jobs.enqueue([
    { name: 'refreshDirectory', key: 'refreshDirectory', lane: 'bulk', dueAt: at, data: {} },
  ]);
};

/** A row that was not written: refused it is tried again ever more rarely, unanswered it is looked for first. */
const fateOf = (
  result: Written | undefined,
  attempts: number,
  now: Instant,
): { readonly dueAt: Instant; readonly error: string; readonly uncertain: boolean } => {
  if (result === undefined)
    return { dueAt: nextTry(now, attempts, undefined), error: 'noAnswer', uncertain: true };
  if ('refused' in result)
    return { dueAt: nextTry(now, attempts, undefined), error: result.refused, uncertain: false };
  if ('fault' in result)
    return {
      dueAt: nextTry(now, attempts, result.fault.retryAfterSeconds),
      error: result.fault.code,
      uncertain: result.fault.kind === 'unknown',
    };
  return { dueAt: now, error: 'unread', uncertain: true };
};

/** 10 s, 20 s, 40 s … half an hour: the CRM is a mirror, it may lag. */
const nextTry = (now: Instant, attempts: number, retryAfterSeconds: number | undefined): Instant =>
  addSeconds(now, Math.max(retryAfterSeconds ?? 0, Math.min(1800, 5 * 2 ** Math.min(attempts, 9))));

const settleUncertain = async (deps: Needs, kind: OutboxKind): Promise<void> => {
  const { store, clock, crm, log } = deps;
  const now = clock.now();
  const entries = await store.transact(tx => tx.outbox.claimUncertain(kind, now, BATCH));
  if (entries.length === 0) return;
  // Tickets, outages and debts are upserted by our own key and known activities are updated: only a creation can be doubled.
  const doubtful = kind === 'activity' ? entries.filter(entry => entry.crmId === null) : [];
  try {
    const facts: readonly ActivityFacts[] =
      doubtful.length === 0
        ? []
        : await store.transact(tx => tx.outbox.activities(doubtful.map(entry => entry.subject)));
    const found = facts.length === 0 ? new Map<string, string>() : await crm.findActivities(facts);
    await store.insist(async tx => {
      await tx.outbox.done(
        entries.flatMap(({ subject, version }) => {
          const crmId = found.get(subject);
          return crmId === undefined ? [] : [{ kind, subject, version: version - 1, crmId }];
        }),
      );
      await tx.outbox.again(
        entries
          .filter(({ subject }) => !found.has(subject))
          .map(({ subject }) => ({ kind, subject, dueAt: now, error: 'reconciled', uncertain: false })),
      );
    });
    log.info('write-back reconciled', { kind, rows: entries.length, found: found.size });
  } catch (error) {
    const fault = error instanceof Fault ? error : null;
    await store.insist(tx =>
      tx.outbox.again(
        entries.map(({ subject, attempts }) => ({
          kind,
          subject,
          dueAt: nextTry(now, attempts, fault?.retryAfterSeconds),
          error: fault?.code ?? 'bug',
          uncertain: true,
        })),
      ),
    );
    if (fault === null) throw error;
  }
};
