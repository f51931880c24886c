import type { OutageStatus } from '../../domain/outage/outage.js';
import type { Written } from '../../workflows/ports/crm.js';
import type { StoredRevision } from '../../workflows/ports/outages.js';
import type { OutageFacts } from '../../workflows/ports/outbox.js';
import type { CrmRecord } from './answers.js';
import type { Api } from './api.js';
import { throwIfAllStopped, writeBatches } from './batch-write.js';
import type { CustomType } from './custom-types.js';
import { batchPath } from './paths.js';

const KEY = 'forewarn_id';

const STATUS: Readonly<Record<OutageStatus, string>> = {
  draft: 'Draft',
  announced: 'Announced',
  cancelled: 'Cancelled',
  restored: 'Restored',
};
const VERDICT = { lawful: 'Lawful', unlawful: 'Unlawful', undetermined: 'Undetermined' } as const;

const verdictOf = ({ verdict, approvals }: StoredRevision): string => {
  if (verdict === null) return '';
  const late = verdict.kind === 'unlawful' && approvals.some(({ kind }) => kind === 'late');
  return late ? `${VERDICT[verdict.kind]}, approved to go ahead late` : VERDICT[verdict.kind];
};
const rulebooksOf = ({ verdict }: StoredRevision): string =>
  [...new Set(verdict?.judgements.flatMap(({ rulebooks }) => rulebooks) ?? [])].join(', ');

/** The outage as last said; '' clears what an earlier revision had set. */
const properties = (
  { id, outage, affected, served, unreachable }: OutageFacts,
  reason: (code: string) => string,
) => {
  const revision = outage.revisions.at(-1);
  const kind = outage.kind === 'planned' ? 'Planned' : 'Emergency';
  const feeders = revision?.feeders.join(', ') ?? '';
  return {
    [KEY]: id,
    outage_name: `${outage.ref} – ${kind.toLowerCase()}${feeders === '' ? '' : `, ${feeders}`}`,
    outage_kind: kind,
    outage_status: STATUS[outage.status],
    window_start: revision?.windows[0]?.from ?? revision?.since ?? '',
    window_end: revision?.restoredAt ?? revision?.windows.at(-1)?.to ?? '',
    etr: revision?.etr?.at ?? '',
    outage_reason: revision === undefined ? '' : reason(revision.reason),
    feeders,
    affected_customers: String(affected),
    served_customers: String(served),
    unreachable_customers: String(unreachable),
    verdict: revision === undefined ? '' : verdictOf(revision),
    rulebook: revision === undefined ? '' : rulebooksOf(revision),
  };
};

export const writeOutages =
  (api: Api, typeId: (name: CustomType) => Promise<string>, reason: (code: string) => string) =>
  async (rows: readonly OutageFacts[]): Promise<readonly Written[]> => {
    if (rows.length === 0) return [];
    const byKey = new Map<string, OutageFacts>(rows.map(row => [row.id, row]));
    const write = {
      kind: 'outage.upsert',
      path: batchPath(await typeId('outage'), 'upsert'),
      repeatable: true,
      namesIn: (record: CrmRecord) => [record.properties[KEY] ?? ''],
    };
    const inputs = [...byKey].map(([key, facts]) => ({
      key,
      input: { id: key, idProperty: KEY, properties: properties(facts, reason), objectWriteTraceId: key },
    }));
    return throwIfAllStopped(await writeBatches(api, write, inputs));
  };
