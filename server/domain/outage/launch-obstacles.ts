import type { Channel } from '../contact-point.js';
import type { Refusal } from '../outcome.js';
import type { Instant } from '../time.js';
import { isApproved } from './approval.js';
import type { Judged } from './judge.js';
import { narrowingObstacles, type NarrowedCount } from './narrowing.js';
import type { Revision } from './outage.js';

/** What of the figures of a survey counts when what it found is to be launched. */
export interface LaunchFigures {
  readonly accounts: number;
  /** Notices that no channel can serve by the last lawful moment. */
  readonly late: number;
  /** Per channel: the last moment to hand over and the last lawful moment behind it. */
  readonly actBy: readonly {
    readonly channel: Channel;
    readonly actBy: Instant;
    readonly serveBy: Instant;
  }[];
  readonly missingElements: readonly {
    readonly kind: string;
    readonly channel: string;
    readonly language: string;
    readonly element: string;
  }[];
  /** Of a revision that is narrowed to a list. */
  readonly narrowing?: NarrowedCount;
}
export interface Launchable {
  readonly judged: Judged;
  readonly fingerprint: string;
  readonly summary: LaunchFigures;
}

/** What a revision has behind it. */
type Rehearsed = Parameters<typeof isApproved>[0] &
  Pick<Revision, 'kind' | 'narrowedTo'> & {
    readonly rehearsal: { readonly summary: LaunchFigures } | null;
    readonly launchedAt: Instant | null;
  };

/** All that stands against a person launching this revision: the law, the house, and what has changed since the rehearsal. */
export const launchObstacles = (
  approvalAbove: number,
  revision: Rehearsed,
  result: Launchable,
  command: { readonly fingerprint: string },
): readonly Refusal[] => {
  if (revision.launchedAt !== null)
    return [
      {
        code: 'campaign.launched',
        message: 'This has been launched already.',
        lawful: 'Send an update instead.',
        because: [],
      },
    ];
  const { rehearsal } = revision;
  if (rehearsal === null)
    return [
      {
        code: 'campaign.notRehearsed',
        message: 'Nothing leaves unrehearsed.',
        lawful: 'Rehearse first.',
        because: [],
      },
    ];
  if (rehearsal.fingerprint !== command.fingerprint || rehearsal.fingerprint !== result.fingerprint)
    return [
      {
        code: 'campaign.changed',
        message: 'Not sent: something changed since the rehearsal.',
        lawful: 'Rehearse again and look at what changed.',
        because: [],
        details: { before: rehearsal.summary, now: result.summary },
      },
    ];
  const { verdict } = result.judged;
  const approved = (kind: 'size' | 'late') => isApproved(revision, kind);
  const emergency = result.judged.pinned.some(({ rules }) => rules.scenario === 'emergency');
  return [
    ...(verdict.kind === 'undetermined' ? verdict.refusals : []),
    ...narrowingObstacles(revision, result.summary.narrowing),
    ...(result.summary.missingElements.length > 0 ? [incomplete(result)] : []),
    ...(verdict.kind === 'unlawful' && !approved('late') ? verdict.refusals : []),
    ...(verdict.kind === 'lawful' && result.summary.late > 0 && !approved('late') ? [someLate(result)] : []),
    // In an emergency nobody waits for a signature.
    ...(!emergency && result.summary.accounts > approvalAbove && !approved('size')
      ? [tooLarge(result, approvalAbove)]
      : []),
  ];
};

const elementsOf = ({ missingElements }: LaunchFigures): readonly string[] => [
  ...new Set(missingElements.map(({ element }) => element)),
];
const incomplete = ({ summary }: Launchable): Refusal => ({
  code: 'text.incomplete',
  message: `The text is incomplete: ${summary.missingElements.map(m => `${m.element} (${m.kind}, ${m.channel}, ${m.language})`).join('; ')}.`,
  lawful: 'Add the missing parts to the templates.',
  because: [],
  details: { missing: summary.missingElements, elements: elementsOf(summary) },
});
const someLate = ({ summary, judged }: Launchable): Refusal => ({
  code: 'audience.late',
  message: `${summary.late} notices would be served too late: no channel that reaches those customers can still serve them in time.`,
  lawful:
    'Choose a later start, or let a second person approve it with a reason; the notices then leave at once and the breach is reported.',
  because: judged.verdict.judgements.flatMap(judgement => judgement.because),
  details: { n: summary.late, late: summary.late, actBy: summary.actBy },
});
const tooLarge = ({ summary }: Launchable, limit: number): Refusal => ({
  code: 'approval.size',
  message: `Someone else must approve: the campaign reaches ${summary.accounts} customers, and the limit is ${limit}.`,
  lawful: 'Ask an approver.',
  because: [],
  details: { customers: summary.accounts, limit },
});

/** What stands against launching what a feed brings: it waits for no signature, and is not stopped for being late. */
export const feedObstacles = (result: Launchable): readonly Refusal[] => [
  ...(result.judged.verdict.kind === 'undetermined' ? result.judged.verdict.refusals : []),
  ...(result.summary.missingElements.length > 0 ? [incomplete(result)] : []),
];
