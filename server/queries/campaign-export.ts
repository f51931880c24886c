import type { NoticeId, OutageId } from '../domain/ids.js';
import { reasonWords } from '../domain/notice/reasons.js';
import type { ExportRow } from '../workflows/ports/campaign-reads.js';
import type { Reads } from '../workflows/ports/reads.js';
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

/** A spreadsheet takes a cell that begins so for a formula; a name in the CRM must not run one. */
const FORMULA = /^[=+\-@\t\r]/;
const cell = (value: string | number | boolean | null): string => {
  const text = value === null ? '' : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const line = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cell).join(',')}\r\n`;

const rowOf = (ref: string, row: ExportRow): string =>
  line([
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
    yield `\uFEFF${line(COLUMNS)}`;
    let after: NoticeId | null = null;
    for (;;) {
      const rows: readonly ExportRow[] = await reads.exportPage(id, after, PAGE);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(row => rowOf(outage.ref, row)).join('');
      after = last.notice;
    }
  };
