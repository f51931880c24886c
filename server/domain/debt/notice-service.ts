import type { NoticeId } from '../ids.js';
import type { Service } from '../notice/service.js';
import { countingOf } from '../rules/law-question.js';
import { startOf } from '../rules/period.js';
import type { DebtProgress } from './notice-events.js';
import { servedOn } from './ladder.js';
import type { Asked } from './question.js';

export interface NoticeProgress extends DebtProgress {
  readonly notice: NoticeId;
  readonly noticeState: 'open' | 'served' | 'told' | 'unserved' | 'unreachable' | 'replaced';
  readonly service: Service;
  readonly revision: number;
}

export interface NoticeStanding {
  readonly id: NoticeId;
  readonly state: NoticeProgress['noticeState'];
  readonly service: Service;
}

const UNDONE: readonly string[] = ['failed', 'returned', 'superseded'];

const standingOfOne = (
  asked: Asked | null,
  own: readonly NoticeProgress[],
  isNewest: boolean,
): Omit<NoticeStanding, 'id'> => {
  const [first] = own;
  const standing = own.filter(({ state }) => !UNDONE.includes(state));
  const served = asked === null || first === undefined || !isNewest ? null : servedOn(asked, first.step);
  const by = standing.find(({ deliveredAt }) => deliveredAt !== null) ?? standing[0];
  if (asked !== null && served !== null && by !== undefined)
    return {
      state: 'served',
      service: {
        state: 'served',
        at: startOf(served, countingOf(asked)),
        how: standing.every(({ deliveredAt }) => deliveredAt !== null) ? 'proof' : 'deemed',
        by: by.id,
      },
    };
  if (own.every(({ state }) => state === 'superseded'))
    return { state: 'replaced', service: { state: 'failed' } };
  return standing.length === 0
    ? { state: 'unserved', service: { state: 'failed' } }
    : { state: 'open', service: { state: 'pending' } };
};

/**
 * What each notice of a case counts for in law now; only those of which that has changed. A notice that was given again
 * keeps what it was: what counts is the newest. `asked` null: no law is known.
 */
export const changedStandings = (
  asked: Asked | null,
  deliveries: readonly NoticeProgress[],
): readonly NoticeStanding[] => {
  const byNotice = new Map<NoticeId, NoticeProgress[]>();
  for (const each of deliveries) byNotice.set(each.notice, [...(byNotice.get(each.notice) ?? []), each]);
  return [...byNotice].flatMap(([id, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const isNewest = deliveries.every(
      ({ step, revision }) => step !== first.step || revision <= first.revision,
    );
    if (!isNewest && first.noticeState !== 'open') return [];
    const next = standingOfOne(asked, own, isNewest);
    return next.state === first.noticeState && next.service.state === first.service.state
      ? []
      : [{ id, ...next }];
  });
};
