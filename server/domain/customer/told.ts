import type { Channel } from '../contact-point.js';
import type { Delivery } from '../notice/notice.js';
import type { Instant } from '../time.js';

type Step = Pick<Delivery, 'channel' | 'state' | 'acceptedAt' | 'postedAt' | 'deliveredAt'>;

/** What arrived says more than what is on its way; what failed, or whose outcome nobody knows, tells nobody anything. */
const WEIGHT: Readonly<Partial<Record<Delivery['state'], number>>> = { delivered: 0, posted: 1, accepted: 2 };

/** By what and when somebody was told, for a sentence that claims it; null: nothing that could be claimed. */
export const toldBy = (
  deliveries: readonly Step[],
): { readonly channel: Channel; readonly at: Instant } | null => {
  const [best] = deliveries
    .flatMap(({ channel, state, acceptedAt, postedAt, deliveredAt }) => {
      const weight = WEIGHT[state];
      const at = deliveredAt ?? postedAt ?? acceptedAt;
      return weight === undefined || at === null ? [] : [{ channel, at, weight }];
    })
    .sort((a, b) => a.weight - b.weight || (a.at < b.at ? -1 : 1));
  return best === undefined ? null : { channel: best.channel, at: best.at };
};

/** How well a notice has reached somebody, the best first. */
const REACHED = ['served', 'told', 'open', 'replaced', 'unserved', 'unreachable'] as const;
export type Reached = (typeof REACHED)[number];

/** Of the notices to several people about one place: that of whoever was reached best; the place knows through them. */
export const bestReached = <N extends { readonly state: Reached }>(notices: readonly N[]): N | null =>
  [...notices].sort((a, b) => REACHED.indexOf(a.state) - REACHED.indexOf(b.state))[0] ?? null;

export const isMissed = (notice: { readonly state: Reached } | null): boolean =>
  notice !== null && (notice.state === 'unreachable' || notice.state === 'unserved');
