import { afterErasure } from '../domain/notice/after-erasure.js';
import { ticketSubject } from '../domain/notice/notice.js';
import { withHouse } from '../domain/rules/house.js';
import { keptUntil } from '../domain/notice/retention.js';
import { accept, refuse, type Outcome } from '../domain/outcome.js';
import { addHours } from '../domain/time.js';
import type { EraseParty, OpenErasedNotice } from './ports/erasure.js';
import type { Tx } from './ports/store.js';
import type { Deps } from './ports/work.js';

type Needs = Pick<Deps, 'store' | 'clock' | 'crm' | 'policy' | 'blobs' | 'log' | 'rulebooks'>;

const refused = (code: string, message: string): Outcome<never> => refuse({ code, message, because: [] });

/**
 * Takes a person out of the ledger once the CRM has them no more: name, addresses and what was written to them are
 * overwritten; ids, hashes, moments, citations and outcomes stay, for they are the proof. What was planned for them is
 * told to somebody else of the account, or a person is asked. Doing it twice is doing it once.
 */
export const eraseParty =
  (deps: Needs): EraseParty =>
  async ({ kind, crmId, by }) => {
    const { store, clock, crm, blobs, log, rulebooks } = deps;
    // A wrong or forged word must not erase anybody: the CRM itself must have nobody of that id.
    if (!(await crm.partiesById(kind, [crmId])).gone.includes(crmId))
      return refused('erasure.stillInCrm', 'HubSpot still has this record: delete it for good there first.');
    const { erasure, houseRules } = await store.transact(deps.policy);
    const { keep, holdDays } = erasure;
    const outcome = await store.transact(
      async (tx): Promise<Outcome<{ already: boolean; files: readonly string[] }>> => {
        const at = clock.now();
        const found = await tx.erasure.find(kind, crmId);
        if (found === null) return accept({ already: true, files: [] });
        const { parties, handing, openDebt, lastNoticeAt, lastNotices, erasedAt } = found;
        if (handing)
          return refused('erasure.handing', 'A message to this customer is being sent this moment.');
        if (erasedAt === null && openDebt)
          return refused(
            'erasure.openDebt',
            'A debt of this customer is not settled: what was claimed, and how it was served, is needed until it is.',
          );
        if (erasedAt === null && lastNoticeAt !== null && addHours(lastNoticeAt, holdDays * 24) > at)
          return refused('erasure.held', `The last notice to this customer is not ${holdDays} days old yet.`);
        // Where the words stay, the proof stays with them.
        const kept = keep === 'texts' ? null : keptUntil(withHouse(rulebooks, houseRules), lastNotices, at);
        if (kept !== null)
          return refuse({
            code: 'erasure.retained',
            message: `The law has the proof of what was sent to this customer kept through ${kept.until}.`,
            lawful: 'Wait until then, or have the texts kept when a customer is erased (erasure.keep).',
            because: [kept.because],
            details: { until: kept.until },
          });
        const stopped = await tx.erasure.stop(parties, at);
        const notices = await tx.erasure.openNotices(parties);
        const fates = await settle(tx, notices, at);
        const overwritten = await tx.erasure.overwrite(parties, { texts: keep === 'texts' }, at);
        if (erasedAt === null)
          await tx.office.audit({
            at,
            by,
            act: 'party.erased',
            subject: parties[0] ?? '',
            details: { parties, stopped, keep, ...fates, ...overwritten },
          });
        const files = keep === 'texts' ? [] : await tx.erasure.files(parties);
        return accept({ already: erasedAt !== null, files });
      },
    );
    if (!outcome.ok) return outcome;
    // After the commit: a file gone while the ledger still shows its text would be a letter lost, not erased.
    for (const sha256 of outcome.value.files) await blobs.remove(sha256);
    log.info('party erased', { already: outcome.value.already, files: outcome.value.files.length });
    return accept({ already: outcome.value.already });
  };

const settle = async (
  tx: Tx,
  notices: readonly OpenErasedNotice[],
  at: Parameters<Tx['notices']['checkAt']>[1],
): Promise<Readonly<Record<'readdressed' | 'othersTold' | 'asked', number>>> => {
  const fates = notices.map(notice => ({ notice, fate: afterErasure(notice) }));
  const readdressed = fates.flatMap(({ notice, fate }) =>
    fate.do === 'readdress' ? [{ notice: notice.notice, to: fate.to }] : [],
  );
  const replaced = fates.filter(({ fate }) => fate.do === 'replace');
  const asked = fates.filter(({ fate }) => fate.do === 'askPerson');
  await tx.erasure.readdress(readdressed, at);
  await tx.erasure.settle([
    ...replaced.map(({ notice }) => ({ notice: notice.notice, state: 'replaced' as const })),
    ...asked.map(({ notice }) => ({ notice: notice.notice, state: 'unserved' as const })),
  ]);
  await tx.outbox.put(
    asked.map(({ notice }) => ({
      kind: 'ticket',
      subject: ticketSubject(notice.outage, notice.account, notice.addressee, 'unserved'),
      dueAt: at,
    })),
  );
  return { readdressed: readdressed.length, othersTold: replaced.length, asked: asked.length };
};
