import type { AffectedAccount } from '../account.js';
import type { PartyId } from '../ids.js';
import type { OutageNoticeKind } from '../notice/notice.js';
import type { Refusal } from '../outcome.js';
import type { Revision } from './outage.js';
import type { Planned } from './plan-notices.js';

/** How many customers a narrowed revision tells and leaves out. */
export interface NarrowedCount {
  readonly onList: number;
  /** Affected and not on the list, and told all the same: what they are told, everybody must be told. */
  readonly toldAnyway: number;
  /** Affected, not on the list, and not told this. */
  readonly leftOut: number;
}

/**
 * News besides what is owed: a better estimate, and that the power is back, whose home shows it. To announce, to move and
 * to take back an interruption is owed to everybody it touches; so is the first word of an emergency.
 */
const COURTESY: ReadonlySet<OutageNoticeKind> = new Set(['etr_update', 'restored']);

/** Owed to whoever is affected, list or no list; and who depends on power for life hears everything. */
const isOwed = ({ kind, lifeSupport }: Pick<Planned, 'kind' | 'lifeSupport'>): boolean =>
  lifeSupport || !COURTESY.has(kind);

/** Which of an account's notices go out when only those on a list are meant; null: everybody is. */
export const narrowTo = (
  account: Pick<AffectedAccount, 'addressees'>,
  planned: readonly Planned[],
  onList: ReadonlySet<PartyId> | null,
): { readonly told: readonly Planned[]; readonly leftOut: readonly Planned[]; readonly listed: boolean } => {
  const listed = onList === null || account.addressees.some(({ party }) => onList.has(party));
  return listed
    ? { told: planned, leftOut: [], listed }
    : { told: planned.filter(isOwed), leftOut: planned.filter(notice => !isOwed(notice)), listed };
};

/**
 * Whether a revision may be narrowed as it is. What is owed to all goes to all whatever the list says, so a list that
 * leaves somebody out of it promises what cannot be: it is refused instead of passed over.
 */
export const narrowingObstacles = (
  { kind, narrowedTo }: Pick<Revision, 'kind' | 'narrowedTo'>,
  counted: NarrowedCount | undefined,
): readonly Refusal[] => {
  const allOwed = kind === 'announce' || kind === 'change' || kind === 'cancel';
  const notOnList = counted?.toldAnyway ?? 0;
  if (narrowedTo === undefined || !allOwed || notOnList === 0) return [];
  return [
    {
      code: 'list.leavesOut',
      message: `This cannot be narrowed to the list "${narrowedTo.name}": ${notOnList} affected customers are not on it, and each of them must be told.`,
      lawful:
        'Send it to everybody who is affected. A list may narrow what is told besides: new estimates, and that the power is back.',
      because: [],
      details: { list: narrowedTo.list, name: narrowedTo.name, notOnList },
    },
  ];
};
