import type { OutageView } from '../../../ui-extensions/contract/outage.js';
import type { WordKey } from './say.js';

export interface Deadline {
  readonly at: string;
  readonly ref: string;
  readonly what: WordKey;
  readonly channel: 'email' | 'sms' | 'letter' | null;
}

const deadlinesOf = ({ ref, status, revisions }: OutageView): readonly Deadline[] => {
  const revision = revisions.at(-1);
  if (revision === undefined || status === 'cancelled' || status === 'restored') return [];
  const of = (
    what: WordKey,
    at: string | null | undefined,
    channel: Deadline['channel'] = null,
  ): readonly Deadline[] => (at === null || at === undefined ? [] : [{ at, ref, what, channel }]);
  return [
    ...of('deadline.serve', revision.verdict?.serveBy),
    ...(revision.rehearsal?.summary.actBy ?? []).flatMap(({ channel, actBy }) =>
      of('deadline.act', actBy, channel),
    ),
    ...revision.windows.flatMap(({ from, to }) => [...of('deadline.start', from), ...of('deadline.end', to)]),
    ...of('deadline.etr', revision.etr?.at),
    ...of('deadline.news', revision.nextUpdateBy),
  ];
};

/** The next moment at which something becomes too late, begins or ends. */
export const nextDeadline = (outages: readonly OutageView[], now: string): Deadline | null =>
  outages
    .flatMap(deadlinesOf)
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at.localeCompare(b.at))[0] ?? null;
