import type { OutageView } from '../../ui-extensions/contract/outage.js';
import type { NoticeRow } from '../../ui-extensions/contract/notice.js';
import { noticeList } from '../../ui-extensions/contract/notice.js';
import { debtList } from '../../ui-extensions/contract/debt-list.js';
import { DEBTORS } from './debtors.js';
import type { World } from './world.js';

type Count = Readonly<Record<string, number>>;

/** One campaign: one revision of an outage that was launched, or the draft that was refused. */
export interface CampaignFigures {
  readonly ref: string;
  readonly story: string;
  readonly revision: number;
  readonly kind: string;
  readonly feeders: readonly string[];
  readonly verdict: 'lawful' | 'unlawful' | 'undetermined';
  readonly lastLawful: string | null;
  readonly earliestStart: string | null;
  readonly refused: readonly string[];
  readonly approvedLate: string | null;
  readonly launched: boolean;
  readonly affected: number;
  readonly notices: number;
  readonly byChannel: Count;
  readonly deliveries: Count;
  readonly served: {
    readonly total: number;
    readonly proven: number;
    readonly byRule: number;
    readonly afterTheDeadline: number;
  };
  readonly replaced: number;
  readonly unreachable: readonly { readonly reason: string; readonly notices: number }[];
  readonly unserved: number;
}

/** A debt case as the run leaves it; closed ones are no longer on the list. */
export interface DebtFigures {
  readonly account: string;
  /** Where the town's past left it. */
  readonly story: string;
  readonly rung: string;
  readonly next: string;
  readonly until: string | null;
  readonly unproven: number;
  readonly returned: number;
}

export interface RunFigures {
  readonly town: { readonly customers: number; readonly servicePoints: number };
  readonly imported: { readonly parties: number; readonly servicePoints: number; readonly problems: Count };
  readonly endedAt: string;
  readonly campaigns: readonly CampaignFigures[];
  readonly debts: readonly DebtFigures[];
  readonly crmCalls: Count;
  readonly crmCallsTotal: number;
  readonly crmRecords: Count;
  readonly tickets: number;
  readonly messages: Count;
  readonly duplicates: number;
}

const everyNotice = async (world: World, outage: string, revision: number): Promise<readonly NoticeRow[]> => {
  const all: NoticeRow[] = [];
  let after = '';
  do {
    const { body } = await world.call(
      'GET',
      `/api/notices?outage=${outage}&revision=${revision}&limit=200&after=${after}`,
      undefined,
      'ida',
    );
    const page = noticeList.parse(body);
    all.push(...page.notices);
    after = page.next ?? '';
  } while (after !== '');
  return all;
};

/** The open debt cases of the town, each with what its past was. */
export const debtFiguresOf = async (world: World): Promise<readonly DebtFigures[]> => {
  const { body } = await world.call('GET', '/api/debts', undefined, 'ida');
  const { rows } = debtList.parse(body);
  return DEBTORS.map(({ account, stands }): DebtFigures => {
    const found = rows.find(row => row.account === account);
    return found === undefined
      ? { account, story: stands, rung: 'no open case', next: 'none', until: null, unproven: 0, returned: 0 }
      : {
          account,
          story: stands,
          rung: found.rung ?? 'not looked at yet',
          next: found.next ?? 'unknown',
          until: found.until,
          unproven: found.unproven,
          returned: found.returned,
        };
  });
};

const tally = (keys: readonly string[]): Count => {
  const counts: Record<string, number> = {};
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const reasonOf = (notice: NoticeRow): string =>
  notice.unreachable[0] ?? notice.deliveries.find(d => d.reason !== null)?.reason ?? 'no answer';

/** The figures of every revision of an outage, as its page and the ledger have them. */
export const figuresOf = async (
  world: World,
  outage: OutageView,
  story: string,
  refused: readonly string[],
): Promise<readonly CampaignFigures[]> => {
  const figures: CampaignFigures[] = [];
  for (const revision of outage.revisions) {
    const notices = revision.launchedAt === null ? [] : await everyNotice(world, outage.id, revision.n);
    const deliveries = notices.flatMap(notice => notice.deliveries);
    const reasons = tally(notices.filter(n => n.state === 'unreachable').map(reasonOf));
    figures.push({
      ref: outage.ref,
      story,
      revision: revision.n,
      kind: revision.kind,
      feeders: revision.feeders,
      verdict: revision.verdict?.kind ?? 'undetermined',
      lastLawful: revision.verdict?.serveBy ?? null,
      earliestStart: revision.verdict?.earliestStart ?? null,
      refused: revision.n === 1 ? refused : [],
      approvedLate: revision.approvals.find(approval => approval.kind === 'late')?.reason ?? null,
      launched: revision.launchedAt !== null,
      affected: revision.rehearsal?.summary.accounts ?? 0,
      notices: notices.length,
      byChannel: tally(deliveries.filter(d => d.state !== 'superseded').map(d => d.channel)),
      deliveries: tally(deliveries.map(d => `${d.channel} ${d.state}`)),
      served: {
        total: notices.filter(n => n.state === 'served').length,
        proven: notices.filter(n => n.state === 'served' && n.servedHow === 'proof').length,
        byRule: notices.filter(n => n.state === 'served' && n.servedHow === 'deemed').length,
        afterTheDeadline: notices.filter(
          n => n.servedAt !== null && n.serveBy !== null && n.servedAt > n.serveBy,
        ).length,
      },
      replaced: notices.filter(n => n.state === 'replaced').length,
      unreachable: Object.entries(reasons).map(([reason, count]) => ({ reason, notices: count })),
      unserved: notices.filter(n => n.state === 'unserved').length,
    });
  }
  return figures;
};
