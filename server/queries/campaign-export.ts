import type { NoticeId, OutageId } from '../domain/ids.js';
import { reasonWords } from '../domain/notice/reasons.js';
import type { ExportRow } from '../workflows/ports/campaign-reads.js';
import type { Reads } from '../workflows/ports/reads.js';
import { csvHead, csvLine } from './csv.js';
import { placeOf } from './missed-people.js';

const PAGE = 1000;
const COLUMNS = [
  'outage',
  'revision',
  'notice',
  'account',
  'addressee',
  'premises',
  'life_support',
  'in_law',
  'serve_by',
  'served_at',
  'served_how',
  'channel',
  'carrier_says',
  'sent_at',
  'delivered_at',
  'reason',
] as const;

const rowOf = (ref: string, row: ExportRow): string =>
  csvLine([
    ref,
    row.revision,
    row.kind,
    row.account,
    row.addressee,
    placeOf(row.premises),
    row.lifeSupport,
    row.noticeState,
    row.serveBy,
    row.servedAt,
    row.servedHow,
    row.channel,
    row.state,
    row.sentAt,
    row.deliveredAt,
    row.reason === null ? null : reasonWords(row.reason),
  ]);

/**
 * Everything sent of an outage as CSV, a message a line, page by page: a hundred thousand of them are never held at once.
 * Times in UTC. Begins with the mark by which a spreadsheet knows UTF-8.
 */
export const campaignExport = ({ reads }: { readonly reads: Reads }) =>
  async function* (id: OutageId): AsyncGenerator<string> {
    const outage = await reads.outage(id);
    if (outage === null) return;
    yield csvHead(COLUMNS);
    let after: NoticeId | null = null;
    for (;;) {
      const rows: readonly ExportRow[] = await reads.exportPage(id, after, PAGE);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(row => rowOf(outage.ref, row)).join('');
      after = last.notice;
    }
  };
