import { lastHandOver } from '../calendar.js';
import { CHANNELS, type Channel } from '../contact-point.js';
import { servedIfSentAt } from '../notice/choose-deliveries.js';
import type { NoticeDraft } from '../notice/notice.js';
import type { LetterCalendar, Policy } from '../policy.js';
import { formsOf } from '../rules/forms.js';
import { beforeQuietHours } from '../rules/quiet.js';
import { lastMoment } from '../rules/latest.js';
import { addSeconds, earliest, hoursBetween, latest, type Instant } from '../time.js';
import type { PinnedRules } from './plan-notices.js';

/** Messages a second that the preferred carrier of a channel takes; null: there is no carrier. */
export type Paces = Readonly<Record<Channel, number | null>>;

/** Notices that differ in nothing a forecast depends on. */
export interface Batch {
  readonly law: PinnedRules;
  /** The last lawful moment of service; null: the law sets none. */
  readonly serveBy: Instant | null;
  readonly lifeSupport: boolean;
  readonly notices: number;
  /** Of each notice. */
  readonly messages: readonly {
    readonly channel: Channel;
    readonly sendAt: Instant;
    readonly count: number;
  }[];
}

type Plan = Pick<NoticeDraft, 'serveBy' | 'lifeSupport' | 'deliveries'>;

const messagesOf = ({ deliveries }: Plan): Batch['messages'] =>
  CHANNELS.flatMap(channel => {
    const [first, ...more] = deliveries.filter(delivery => delivery.channel === channel);
    return first === undefined ? [] : [{ channel, sendAt: first.sendAt, count: more.length + 1 }];
  });

/** Counts notices into batches, so that a hundred thousand of them are a handful. */
export const makeBatches = () => {
  const batches = new Map<string, Batch>();
  return {
    add: (law: PinnedRules, notice: Plan): void => {
      const { serveBy, lifeSupport } = notice;
      const { jurisdiction, zone } = law.judgement;
      const messages = messagesOf(notice);
      const key = JSON.stringify([jurisdiction, zone, law.lawGroup, serveBy, lifeSupport, messages]);
      const notices = (batches.get(key)?.notices ?? 0) + 1;
      batches.set(key, { law, serveBy, lifeSupport, notices, messages });
    },
    all: (): readonly Batch[] => [...batches.values()],
  };
};

export interface ChannelForecast {
  readonly channel: Channel;
  readonly messages: number;
  readonly perSecond: number | null;
  /** When the first leaves. */
  readonly starts: Instant;
  /** When the last is handed to the carrier, and when it then counts as served; null: never. */
  readonly lastHandedOver: Instant | null;
  readonly lastServed: Instant | null;
  /** The first moment by which something must be with the carrier, to be planned by; null: there is no deadline. */
  readonly handOverBy: Instant | null;
  /** The latest launch with which this channel keeps every deadline. */
  readonly launchBy: Instant | null;
  /** Messages that are handed over too late to serve. */
  readonly late: number;
  /** Notices with a deadline that nothing but this channel can serve: they miss it if `handOverBy` passes. */
  readonly onlyThis: number;
}

/**
 * Whether everybody can be told in time at the pace of the carriers. A warning with numbers: it refuses nothing, for
 * to launch is to tell, and what is late becomes later by waiting.
 */
export interface Forecast {
  readonly at: Instant;
  readonly channels: readonly ChannelForecast[];
  /** Notices that no channel can serve by their last lawful moment. */
  readonly late: number;
  /** The latest launch with which nobody is late; null: there is no deadline, or some are late whenever it is. */
  readonly launchBy: Instant | null;
}

export interface ForecastQuestion {
  readonly batches: readonly Batch[];
  readonly paces: Paces;
  readonly policy: Pick<Policy, 'quietHours'>;
  readonly letters: LetterCalendar;
  readonly now: Instant;
}

const isWritten = ({ rules }: PinnedRules, channel: Channel): boolean =>
  formsOf(rules).some(form => form.includes(channel));

/** The last moment to hand a message of this batch to its carrier; null: nothing has to be served by then. */
const lastHandOverOf = (batch: Batch, channel: Channel, { letters }: ForecastQuestion): Instant | null => {
  const { law, serveBy } = batch;
  if (serveBy === null || !isWritten(law, channel)) return null;
  const event = law.judgement.lastLawful[channel] ?? serveBy;
  const takesPost = channel === 'letter' && law.rules.servedWhen.letter?.value.event !== 'accepted';
  return takesPost && letters !== null ? lastHandOver(letters, event) : event;
};

/** The same to plan by: nobody is woken for a deadline that was known the day before. */
const toPlanBy = (at: Instant, batch: Batch, channel: Channel, { policy }: ForecastQuestion): Instant =>
  policy.quietHours.channels.includes(channel)
    ? lastMoment(beforeQuietHours(policy.quietHours, batch.law.judgement.zone, { at, inclusive: true }))
    : at;

/** The messages of one batch on one channel, one behind the other. */
interface Slice {
  readonly batch: Batch;
  readonly channel: Channel;
  readonly messages: number;
  readonly first: Instant;
  readonly last: Instant;
  /** How many are handed over by the last lawful moment. */
  readonly inTime: number;
}

const slicesOf = (channel: Channel, question: ForecastQuestion): readonly Slice[] => {
  const perSecond = question.paces[channel];
  const waiting = question.batches
    .flatMap(batch =>
      batch.messages.flatMap(({ channel: of, sendAt, count }) =>
        of === channel ? [{ batch, sendAt, messages: count * batch.notices }] : [],
      ),
    )
    .sort(
      (a, b) =>
        (a.sendAt < b.sendAt ? -1 : a.sendAt > b.sendAt ? 1 : 0) ||
        Number(b.batch.lifeSupport) - Number(a.batch.lifeSupport),
    );
  let free: Instant | null = null;
  return waiting.map(({ batch, sendAt, messages }): Slice => {
    const first = free === null ? sendAt : latest(free, sendAt);
    if (perSecond === null) return { batch, channel, messages, first, last: first, inTime: 0 };
    free = addSeconds(first, messages / perSecond);
    const by = lastHandOverOf(batch, channel, question);
    const inTime = by === null ? messages : Math.floor(hoursBetween(first, by) * 3600 * perSecond + 1e-6) + 1;
    return {
      ...{ batch, channel, messages, first, last: addSeconds(first, (messages - 1) / perSecond) },
      inTime: by !== null && by < first ? 0 : Math.min(messages, inTime),
    };
  });
};

/** Whatever is due first goes first: so many messages must be through by each deadline. */
const launchByOf = (slices: readonly Slice[], question: ForecastQuestion): Instant | null => {
  let before = 0;
  let launchBy: Instant | null = null;
  const due = slices
    .flatMap(({ batch, channel, messages }) => {
      const by = lastHandOverOf(batch, channel, question);
      return by === null ? [] : [{ batch, channel, messages, by: toPlanBy(by, batch, channel, question) }];
    })
    .sort((a, b) => (a.by < b.by ? -1 : 1));
  for (const { batch, channel, messages, by } of due) {
    const perSecond = question.paces[channel];
    if (perSecond === null) return null;
    before += messages;
    const start = toPlanBy(addSeconds(by, -(before - 1) / perSecond), batch, channel, question);
    launchBy = launchBy === null ? start : earliest(launchBy, start);
  }
  return launchBy;
};

const greatest = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((a, b) => (a === null ? b : latest(a, b)), null);
const least = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((a, b) => (a === null ? b : earliest(a, b)), null);
const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** The messages of a batch by the forms that must each have served: one of each is enough. */
const byForm = ({ law, messages }: Batch): readonly Batch['messages'][] =>
  formsOf(law.rules).map(form => messages.filter(({ channel }) => form.includes(channel)));

const dependsOn = (batch: Batch, channel: Channel): boolean =>
  batch.serveBy !== null &&
  byForm(batch).some(form => form.length > 0 && form.every(each => each.channel === channel));

const ofChannel = (
  channel: Channel,
  slices: readonly Slice[],
  question: ForecastQuestion,
): ChannelForecast | null => {
  const [first] = slices;
  if (first === undefined) return null;
  const { letters, paces } = question;
  const timed = slices.flatMap(slice => {
    const by = lastHandOverOf(slice.batch, channel, question);
    return by === null ? [] : [{ ...slice, by: toPlanBy(by, slice.batch, channel, question) }];
  });
  const going = paces[channel] === null ? [] : slices;
  return {
    channel,
    messages: sum(slices, ({ messages }) => messages),
    perSecond: paces[channel],
    starts: first.first,
    lastHandedOver: greatest(going.map(({ last }) => last)),
    lastServed: greatest(
      going.map(({ batch: { law }, last }) =>
        servedIfSentAt(law.rules, letters, channel, last, law.judgement.zone),
      ),
    ),
    handOverBy: least(timed.map(({ by }) => by)),
    launchBy: launchByOf(slices, question),
    late: sum(timed, ({ messages, inTime }) => messages - inTime),
    onlyThis: sum(slices, ({ batch }) => (dependsOn(batch, channel) ? batch.notices : 0)),
  };
};

/** Notices of a batch that are late, in one of the forms, on every channel of it they go by. */
const lateIn = (batch: Batch, slices: readonly Slice[]): number => {
  if (batch.serveBy === null || batch.messages.length === 0) return 0;
  const lateInForm = byForm(batch).map(form =>
    form.reduce((fewest, { channel, count }) => {
      const slice = slices.find(each => each.batch === batch && each.channel === channel);
      return Math.min(fewest, batch.notices - Math.floor((slice?.inTime ?? 0) / count));
    }, batch.notices),
  );
  return Math.max(...lateInForm);
};

/** When the last notice of each channel is handed over and served, who would be late, and by when it must be launched. */
export const forecast = (question: ForecastQuestion): Forecast => {
  const slices = CHANNELS.flatMap(channel => slicesOf(channel, question));
  const channels = CHANNELS.flatMap(
    channel =>
      ofChannel(
        channel,
        slices.filter(each => each.channel === channel),
        question,
      ) ?? [],
  );
  // Of the channels of one form the one that can be launched last saves a notice; every form must be saved.
  const bounds = question.batches
    .filter(({ serveBy, messages }) => serveBy !== null && messages.length > 0)
    .flatMap(batch =>
      byForm(batch).map(form =>
        greatest(
          form.flatMap(({ channel }) => channels.find(each => each.channel === channel)?.launchBy ?? []),
        ),
      ),
    );
  const known = bounds.filter(bound => bound !== null);
  return {
    at: question.now,
    channels,
    late: sum(question.batches, batch => lateIn(batch, slices)),
    launchBy: known.length < bounds.length ? null : least(known),
  };
};
