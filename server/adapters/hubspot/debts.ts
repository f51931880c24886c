import type { RungName, Standing } from '../../domain/debt/standing.js';
import { major } from '../../domain/money.js';
import { Fault } from '../../workflows/fault.js';
import type { Written } from '../../workflows/ports/crm.js';
import type { DebtFacts } from '../../workflows/ports/outbox.js';
import { associationWrite, type CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { throwIfAllStopped, writeBatches } from './batch-write.js';
import type { CustomType } from './custom-types.js';
import { associationsPath, batchPath, chunksOf, MOST_ASSOCIATION_WRITES } from './paths.js';
import { problemOf } from './problem.js';

const KEY = 'forewarn_id';

const RUNG: Readonly<Record<RungName, string>> = {
  grace: 'Grace',
  initial_notice: 'First notice',
  final_notice: 'Final notice',
  disconnection_letter: 'Disconnection letter',
  approval: 'Waiting for approval',
  workOrder: 'Order given',
  disconnected: 'Disconnected',
  closed: 'Closed',
};
const STATUS: Readonly<Record<Standing['next'], string>> = {
  wait: 'Waiting',
  give: 'Notice being given',
  hold: 'On hold',
  askForApproval: 'A person must approve',
  askToDisconnect: 'Lawful today',
  recall: 'Order being recalled',
  reconnect: 'To be reconnected',
  close: 'Closed',
  barred: 'Not lawful',
  undetermined: 'Cannot be judged',
};

/** '' clears what an earlier look had set. */
const properties = ({
  id,
  ref,
  account,
  currency,
  closedAt,
  standing,
  payBy,
  servedAt,
  rules,
}: DebtFacts) => {
  const step = closedAt === null ? (standing?.rung ?? 'grace') : 'closed';
  return {
    [KEY]: id,
    debt_notice_name: `${ref} – ${RUNG[step].toLowerCase()}, account ${account}`,
    debt_ref: ref,
    account_number: account,
    debt_step: RUNG[step],
    debt_status: closedAt !== null ? STATUS.close : standing === null ? '' : STATUS[standing.next],
    amount_due: standing === null ? '' : String(major(standing.overdue)),
    currency,
    pay_by: payBy ?? '',
    served_at: servedAt ?? '',
    disconnect_from: standing?.firstDay ?? '',
    hold: standing?.holds.join(', ') ?? '',
    next_step: standing?.until ?? '',
    proofs_missing: String(standing?.unproven ?? 0),
    notices_returned: String(standing?.returned ?? 0),
    rulebook: rules.join(', '),
  };
};

const ENDS = ['contacts', 'companies', 'servicePoints'] as const;

/** Ties records to their people and places, by the plain association; tied already it stays so. */
const makeTie =
  (api: Api, typeId: (name: CustomType) => Promise<string>) =>
  async (end: (typeof ENDS)[number], links: readonly { readonly from: string; readonly to: string }[]) => {
    const to = end === 'servicePoints' ? await typeId('service_point') : end;
    for (const chunk of chunksOf(links, MOST_ASSOCIATION_WRITES)) {
      const { errors } = await api.call({
        kind: `debt-${end}.associate`,
        method: 'POST',
        path: associationsPath(await typeId('debt_notice'), to, 'batch/associate/default'),
        body: { inputs: chunk.map(link => ({ from: { id: link.from }, to: { id: link.to } })) },
        answer: associationWrite,
        repeatable: true,
      });
      // Deleted meanwhile: there is nothing to tie.
      if (errors.some(row => !problemOf(row).words.includes('OBJECT_NOT_FOUND')))
        throw new Fault('retry', 'hubspot.failed', `HubSpot failed rows of debt-${end}.associate`);
    }
  };

/** One record for each case, whatever its step; in calls of a hundred, then what they are tied to. */
export const writeDebts = (api: Api, typeId: (name: CustomType) => Promise<string>) => {
  const tie = makeTie(api, typeId);
  return async (rows: readonly DebtFacts[]): Promise<readonly Written[]> => {
    if (rows.length === 0) return [];
    const byKey = new Map<string, DebtFacts>(rows.map(row => [row.id, row]));
    const write = {
      kind: 'debt.upsert',
      path: batchPath(await typeId('debt_notice'), 'upsert'),
      repeatable: true,
      namesIn: (record: CrmRecord) => [record.properties[KEY] ?? ''],
    };
    const inputs = [...byKey].map(([key, facts]) => ({
      key,
      input: { id: key, idProperty: KEY, properties: properties(facts), objectWriteTraceId: key },
    }));
    const written = throwIfAllStopped(await writeBatches(api, write, inputs));
    for (const end of ENDS) {
      const links = written.flatMap(row =>
        'crmId' in row ? (byKey.get(row.key)?.[end] ?? []).map(to => ({ from: row.crmId, to })) : [],
      );
      if (links.length > 0) await tie(end, links);
    }
    return written;
  };
};
