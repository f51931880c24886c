import type { OutageView, ProgressView } from '../../../ui-extensions/contract/outage.js';

export type Revision = OutageView['revisions'][number];

export const STEPS = ['draft', 'rehearse', 'approve', 'send', 'live', 'restored'] as const;
export type Step = (typeof STEPS)[number];

export const newestOf = (outage: OutageView): Revision | null => outage.revisions.at(-1) ?? null;
export const lastLaunchedOf = (outage: OutageView): Revision | null =>
  outage.revisions.filter(r => r.launchedAt !== null).at(-1) ?? null;
export const progressOf = (outage: OutageView, n: number): ProgressView | null =>
  outage.progress.find(p => p.revision === n) ?? null;

export const startOf = ({ kind }: Pick<OutageView, 'kind'>, revision: Revision): string | null =>
  kind === 'emergency' ? revision.since : (revision.windows[0]?.from ?? null);

/** Supply is interrupted now, as far as anybody was told. */
export const isOff = (outage: OutageView, now: string): boolean => {
  const launched = lastLaunchedOf(outage);
  if (launched === null || outage.status !== 'announced') return false;
  if (outage.kind === 'emergency') return true;
  return launched.windows.some(({ from, to }) => from <= now && now < to);
};

/** Whether the schedule, or what a rehearsal found of it, is too late for the law. */
export const isTooLate = ({ verdict, rehearsal }: Revision): boolean =>
  verdict?.kind === 'unlawful' || (rehearsal?.summary.late ?? 0) > 0;

/** The house's limit for one person alone is the server's to know: only a refusal, or lateness, asks for a second one. */
const draftStep = (revision: Revision, refused: boolean): Step => {
  const { rehearsal, verdict, approvals } = revision;
  if (rehearsal === null) return verdict?.kind === 'lawful' ? 'rehearse' : 'draft';
  const lateOpen = isTooLate(revision) && !approvals.some(({ kind }) => kind === 'late');
  return refused || lateOpen ? 'approve' : 'send';
};

/** The step at hand; null once the outage is cancelled and everybody was told so. */
export const stepOf = (outage: OutageView, now: string, refused: boolean): Step | null => {
  const newest = newestOf(outage);
  if (newest === null) return 'draft';
  if (newest.launchedAt === null) return draftStep(newest, refused);
  if (outage.status === 'cancelled') return null;
  if (outage.status === 'restored') return 'restored';
  const start = startOf(outage, newest);
  return start !== null && start <= now ? 'live' : 'send';
};

export interface Told {
  readonly reached: number;
  readonly underWay: number;
  readonly notReached: number;
  readonly replaced: number;
  readonly all: number;
}

/** The three numbers that are always given, even where the last is 0. Replaced notices count elsewhere. */
export const toldOf = ({ notices }: ProgressView): Told => {
  const of = (state: string): number => notices[state] ?? 0;
  const [reached, underWay, notReached] = [
    of('served') + of('told'),
    of('open'),
    of('unserved') + of('unreachable'),
  ];
  return { reached, underWay, notReached, replaced: of('replaced'), all: reached + underWay + notReached };
};
