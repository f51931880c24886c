import type { OutageId } from '../ids.js';
import type { Etr } from '../notice/notice.js';
import { refuse, accept, type Outcome, type Refusal } from '../outcome.js';
import { hoursBetween, withOffset, type Instant, type Window, type Zone } from '../time.js';

export type OutageKind = 'planned' | 'emergency';
export type RevisionKind = 'announce' | 'change' | 'etr' | 'cancel' | 'restore';
export type OutageStatus = 'draft' | 'announced' | 'cancelled' | 'restored';

/** A list of the CRM that the audience of a revision is narrowed to; by name as it was when it was chosen. */
export interface Narrowing {
  readonly list: string;
  readonly name: string;
}

/** What is said of an outage at one time. Each one that is launched becomes a campaign of its own. */
export interface Revision {
  readonly n: number;
  readonly kind: RevisionKind;
  readonly feeders: readonly string[];
  /** The planned windows, in order of time; empty in an emergency. */
  readonly windows: readonly Window[];
  /** When supply was lost, and when we knew: of an emergency, and of planned work that began before it was announced. */
  readonly since: Instant | null;
  readonly detectedAt: Instant | null;
  readonly restoredAt: Instant | null;
  readonly etr: Etr | null;
  readonly nextUpdateBy: Instant | null;
  readonly reason: string;
  readonly alsoAffected: readonly string[];
  readonly hasNewDate: boolean;
  /** The reference of the outage whose end was told too early: this one is its continuation. */
  readonly reopens?: string;
  /** Only those on this list are meant; who must be told is told all the same. */
  readonly narrowedTo?: Narrowing;
}

export interface Outage {
  readonly id: OutageId;
  /** Short public reference, unique in the portal. */
  readonly ref: string;
  readonly kind: OutageKind;
  readonly status: OutageStatus;
}

const refusal = (code: string, message: string, lawful: string, details?: Refusal['details']): Refusal => ({
  code,
  message,
  lawful,
  because: [],
  ...(details === undefined ? {} : { details }),
});

export const NO_OUTAGE: Refusal = refusal(
  'outage.unknown',
  'There is no such outage.',
  'Choose one from the list of outages.',
);

const LONGEST_WINDOW_HOURS = 31 * 24;

/** Work that has begun at the start people were told, and for nobody else: only its end can still move. */
const isUnderWay = (window: Window, revision: Revision, former: Revision | null, now: Instant): boolean =>
  former !== null &&
  window.from <= now &&
  isStartIn(former.windows, window) &&
  revision.feeders.every(feeder => former.feeders.includes(feeder));
/** By its start, not its place in the list: windows that are over drop out of it. */
const isStartIn = (windows: readonly Window[], { from }: Window): boolean =>
  windows.some(window => window.from === from);

const windowProblems = (
  revision: Revision,
  former: Revision | null,
  now: Instant,
  zone: Zone,
): readonly Refusal[] =>
  revision.windows.flatMap((window, index, windows) => {
    const name = `${withOffset(window.from, zone)} – ${withOffset(window.to, zone)}`;
    const details = { from: window.from, to: window.to, zone };
    const before = windows[index - 1];
    return [
      window.to <= window.from
        ? [
            refusal(
              'window.endsBeforeStart',
              `The window ${name} ends before it starts.`,
              'Correct its start or its end.',
              details,
            ),
          ]
        : [],
      window.to > window.from &&
      (window.to <= now || (window.from <= now && !isUnderWay(window, revision, former, now)))
        ? [
            refusal(
              'window.past',
              `The window ${name} has already begun.`,
              'Announce what has begun as an emergency, or give a later window.',
              details,
            ),
          ]
        : [],
      hoursBetween(window.from, window.to) > LONGEST_WINDOW_HOURS
        ? [
            refusal(
              'window.tooLong',
              `The window ${name} is longer than 31 days.`,
              'Divide the work.',
              details,
            ),
          ]
        : [],
      before !== undefined && window.from < before.to
        ? [
            refusal(
              'window.overlap',
              `The window ${name} overlaps the one before it.`,
              'Correct one of the two.',
              details,
            ),
          ]
        : [],
    ].flat();
  });

const emergencyProblems = (revision: Revision, now: Instant): readonly Refusal[] => [
  ...(revision.since === null || revision.since > now
    ? [
        refusal(
          'emergency.notBegun',
          'An outage may be called an emergency only if it has begun.',
          'Announce it as planned work.',
        ),
      ]
    : []),
  ...(revision.detectedAt === null || revision.detectedAt > now
    ? [
        refusal(
          'emergency.notDetected',
          'An outage may be called an emergency only if it has been detected.',
          'Say when you knew of it.',
        ),
      ]
    : []),
  ...(revision.etr !== null && revision.etr.at <= now
    ? [
        refusal(
          'etr.past',
          'The estimated time of restoration has passed already.',
          'Give a later estimate, or none: the next news is then promised instead.',
        ),
      ]
    : []),
];

/** Whether a revision makes sense after the former one, before any law is asked. `zone` only words the answer. */
export const checkRevision = (
  outage: Pick<Outage, 'kind' | 'status'>,
  revision: Revision,
  former: Revision | null,
  now: Instant,
  zone: Zone,
): Outcome<Revision> => {
  const closed = outage.status === 'cancelled' || outage.status === 'restored';
  const problems = [
    ...(closed
      ? [
          refusal(
            'outage.closed',
            `The outage is ${outage.status}; nothing more can be said of it.`,
            'Announce a new outage.',
            { status: outage.status },
          ),
        ]
      : []),
    ...(revision.feeders.length === 0
      ? [refusal('outage.noArea', 'No feeder is named, so nobody would be told.', 'Name the feeders.')]
      : []),
    ...(revision.n > 1 && outage.status === 'draft'
      ? [
          refusal(
            'outage.notAnnounced',
            'The outage has not been announced yet.',
            'Change the draft instead.',
          ),
        ]
      : []),
    ...(revision.kind === 'restore' ? restoreProblems(outage, revision, now) : []),
    ...(revision.kind === 'etr' && !isOffAlready(outage, revision)
      ? [refusal('etr.notEmergency', 'Planned work has a window, not an estimate.', 'Change the window.')]
      : []),
    ...(revision.kind === 'announce' || revision.kind === 'change' || revision.kind === 'etr'
      ? !isOffAlready(outage, revision)
        ? revision.windows.length === 0
          ? [refusal('window.missing', 'Planned work needs its exact window.', 'Give its start and its end.')]
          : windowProblems(revision, former, now, zone)
        : emergencyProblems(revision, now)
      : []),
  ];
  const [first, ...rest] = problems;
  return first === undefined ? accept(revision) : refuse(first, ...rest);
};

/** Supply is off already when it is first told: an emergency, or work that began unannounced. */
export const isOffAlready = (outage: Pick<Outage, 'kind'>, revision: Pick<Revision, 'since'>): boolean =>
  outage.kind === 'emergency' || revision.since !== null;

const restoreProblems = (
  outage: Pick<Outage, 'kind'>,
  revision: Revision,
  now: Instant,
): readonly Refusal[] => {
  if (revision.restoredAt === null || revision.restoredAt > now)
    return [
      refusal(
        'restore.future',
        'Power can be reported back only once it is back.',
        'Give a moment that has been.',
      ),
    ];
  const start = isOffAlready(outage, revision) ? revision.since : (revision.windows[0]?.from ?? null);
  return start !== null && revision.restoredAt < start
    ? [
        refusal(
          'restore.beforeStart',
          'The restoration lies before the outage began.',
          outage.kind === 'planned' ? 'Cancel the outage instead.' : 'Correct the time.',
        ),
      ]
    : [];
};

/**
 * Work under way gets another end, and all that is still to come stays as it was: people are told a new time of
 * restoration, no new date.
 */
export const isExtension = (revision: Revision, former: Revision | null, now: Instant): boolean => {
  const [first] = revision.windows;
  return (
    revision.kind === 'change' &&
    former !== null &&
    first !== undefined &&
    isUnderWay(first, revision, former, now) &&
    revision.windows
      .slice(1)
      .every(window => former.windows.some(({ from, to }) => from === window.from && to === window.to)) &&
    former.windows.every(window => window.from <= now || isStartIn(revision.windows, window))
  );
};

/** The moment the law counts from: the first moment without supply that people have not lived through already. */
export const startOf = (
  outage: Pick<Outage, 'kind'>,
  revision: Revision,
  former: Revision | null,
  now: Instant,
): Instant | null =>
  isOffAlready(outage, revision)
    ? revision.since
    : (revision.windows.find(window => !isUnderWay(window, revision, former, now))?.from ?? null);
