import type { Addressee } from '../account.js';
import { afterQuietHours, postedIfGivenAt } from '../calendar.js';
import { CHANNELS, channelOf, type Channel, type ContactPoint } from '../contact-point.js';
import type { ContactPointId } from '../ids.js';
import type { ChannelPlan, LetterCalendar, Policy } from '../policy.js';
import { formsOf } from '../rules/forms.js';
import type { ResolvedRules } from '../rules/rulebook.js';
import { addHours, type Instant, type Zone } from '../time.js';
import type { DeliveryDraft, Priority, UnreachableReason } from './notice.js';
import { deemedAt } from './service.js';

export interface ChannelQuestion {
  readonly addressee: Addressee;
  /** What reached them before; then exactly these are used again, as far as they still work. */
  readonly reached: readonly { readonly channel: Channel; readonly contactPoint: ContactPointId }[];
  readonly plan: ChannelPlan;
  readonly policy: Policy;
  readonly letters: LetterCalendar;
  readonly rules: ResolvedRules;
  readonly serveBy: Instant | null;
  readonly zone: Zone;
  readonly lifeSupport: boolean;
  /** Passes the quiet hours. */
  readonly urgent: boolean;
  readonly now: Instant;
  /** Where many are planned together: what is the same for all of them is worked out once. */
  readonly times?: TimesOf | undefined;
}

/** When a message on a channel leaves, and when it would then be served; null: nothing has to be served by a moment. */
export interface ChannelTimes {
  readonly sendAt: Instant;
  readonly servedAt: Instant | null;
}
type Timed = Pick<ChannelQuestion, 'policy' | 'letters' | 'rules' | 'serveBy' | 'zone' | 'urgent' | 'now'>;
export type TimesOf = (question: Timed, channel: Channel) => ChannelTimes;

/** A delivery before it has a key; `value` is the address itself, to see that two people share it. */
export type Choice = Omit<DeliveryDraft, 'key'> & { readonly value: string };
export interface Chosen {
  readonly deliveries: readonly Choice[];
  readonly unreachable: readonly UnreachableReason[];
  readonly serveBy: Instant | null;
  /** In some form of the law none of the deliveries can be served by the last lawful moment. */
  readonly late: boolean;
}

/** Why a contact point cannot carry this notice; null when it can. */
export const obstacle = (point: ContactPoint, addressee: Pick<Addressee, 'noInternet'>): string | null => {
  const channel = channelOf(point.kind);
  if (point.problem !== null) return point.problem;
  if (channel === null) return 'landlineOnly';
  if (point.optedOut.includes('outage')) return `optedOut.${channel}`;
  if (channel === 'email' && addressee.noInternet) return 'noInternet';
  return null;
};

/** Contact points that can carry a notice on this channel; letters only where somebody prints them. */
export const usable = (
  { addressee, letters }: Pick<ChannelQuestion, 'addressee' | 'letters'>,
  channel: Channel,
): readonly ContactPoint[] =>
  channel === 'letter' && letters === null
    ? []
    : addressee.contactPoints.filter(
        point => channelOf(point.kind) === channel && obstacle(point, addressee) === null,
      );

/** The law's own forms, where a deadline asks for them and none of the channels chosen is one. */
const writtenBesides = (
  question: ChannelQuestion,
  chosen: readonly ContactPoint[],
): readonly ContactPoint[] => {
  const { rules, plan, serveBy } = question;
  if (serveBy === null) return [];
  return formsOf(rules).flatMap(form => {
    const isOfForm = (channel: Channel | null): boolean => channel !== null && form.includes(channel);
    if (chosen.some(point => isOfForm(channelOf(point.kind)))) return [];
    const written = [...plan.thenOneOf, ...CHANNELS].filter(isOfForm);
    return written.map(channel => usable(question, channel)).find(points => points.length > 0) ?? [];
  });
};

const pointsToUse = (question: ChannelQuestion): readonly ContactPoint[] => {
  const chosen = byPolicy(question);
  return [...new Set([...chosen, ...writtenBesides(question, chosen)])];
};

const byPolicy = (question: ChannelQuestion): readonly ContactPoint[] => {
  const { addressee, plan, reached, lifeSupport } = question;
  const again = addressee.contactPoints.filter(
    point => obstacle(point, addressee) === null && reached.some(former => former.contactPoint === point.id),
  );
  if (again.length > 0) return again;
  const together = plan.together.flatMap(channel => usable(question, channel));
  const base =
    together.length > 0
      ? together
      : (plan.thenOneOf.map(channel => usable(question, channel)).find(points => points.length > 0) ?? []);
  const besides = lifeSupport ? plan.alsoForLifeSupport.flatMap(channel => usable(question, channel)) : [];
  return [...new Set([...base, ...besides])];
};

/** When it leaves: at once, or after the quiet hours where that costs no deadline. */
export const sendMoment = (
  question: Pick<ChannelQuestion, 'urgent' | 'serveBy' | 'zone' | 'now'> & {
    readonly policy: Pick<Policy, 'quietHours'>;
  },
  channel: Channel,
): Instant => {
  const { policy, urgent, serveBy, zone, now } = question;
  // A letter wakes nobody, and waiting could cost it the print house's cut-off, which is long before its deadline.
  if (urgent || channel === 'letter' || !policy.quietHours.channels.includes(channel)) return now;
  const polite = afterQuietHours(policy.quietHours, zone, now);
  // An hour of room, so that courtesy never turns into lateness.
  return serveBy !== null && polite > addHours(serveBy, -1) ? now : polite;
};

/** The moment a delivery sent at `sendAt` would count as served, if all goes well. */
export const servedIfSentAt = (
  rules: ResolvedRules,
  letters: LetterCalendar,
  channel: Channel,
  sendAt: Instant,
  zone: Zone,
): Instant => {
  const rule = rules.servedWhen[channel]?.value;
  const event =
    channel === 'letter' && letters !== null && rule?.event !== 'accepted'
      ? postedIfGivenAt(letters, sendAt)
      : sendAt;
  return rule === undefined ? event : (deemedAt(rule, event, rules, zone) ?? event);
};

const timesOf: TimesOf = (question, channel) => {
  const { rules, letters, serveBy, zone } = question;
  const sendAt = sendMoment(question, channel);
  return {
    sendAt,
    servedAt: serveBy === null ? null : servedIfSentAt(rules, letters, channel, sendAt, zone),
  };
};

/** The same for all who are planned at one moment under one law, by one policy and one print house. */
export const timesOnce = (): TimesOf => {
  const known = new Map<ResolvedRules, Map<string, ChannelTimes>>();
  return (question, channel) => {
    const { rules, serveBy, zone, urgent, now } = question;
    const ofLaw = known.get(rules) ?? new Map<string, ChannelTimes>();
    known.set(rules, ofLaw);
    const key = [channel, zone, serveBy, urgent, now].join('/');
    const times = ofLaw.get(key) ?? timesOf(question, channel);
    ofLaw.set(key, times);
    return times;
  };
};

/** By which channels and when one person is told, or why they cannot be. */
export const chooseDeliveries = (question: ChannelQuestion): Chosen => {
  const { rules, serveBy, lifeSupport, urgent, times = timesOf } = question;
  const priority: Priority = lifeSupport ? 0 : urgent ? 1 : 2;
  const deliveries = pointsToUse(question).flatMap((point): readonly (Choice & ChannelTimes)[] => {
    const channel = channelOf(point.kind);
    return channel === null
      ? []
      : [
          {
            channel,
            contactPoint: point.id,
            ...times(question, channel),
            priority,
            value: point.value,
          },
        ];
  });
  const inTime =
    serveBy === null ||
    formsOf(rules).every(form =>
      deliveries.some(
        ({ channel, servedAt }) => form.includes(channel) && servedAt !== null && servedAt <= serveBy,
      ),
    );
  return {
    deliveries: deliveries.map(({ servedAt: _, ...choice }) => choice),
    unreachable: deliveries.length > 0 ? [] : reasons(question),
    serveBy,
    late: deliveries.length > 0 && !inTime,
  };
};

const reasons = ({ addressee, plan, letters }: ChannelQuestion): readonly UnreachableReason[] => {
  if (addressee.contactPoints.length === 0) return [{ code: 'noContactPoint', contactPoint: null }];
  const planned: readonly Channel[] = [...plan.together, ...plan.thenOneOf, ...plan.alsoForLifeSupport];
  const notPlanned = (channel: Channel | null): string => {
    if (channel === 'letter' && letters === null) return 'carrier.none';
    // A letter that would be fine takes longer than an emergency lasts.
    return channel !== null && planned.includes(channel) ? 'notTried' : 'tooSlow.letter';
  };
  return addressee.contactPoints.map(point => ({
    code: obstacle(point, addressee) ?? notPlanned(channelOf(point.kind)),
    contactPoint: point.id,
  }));
};
