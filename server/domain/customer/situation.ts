import type { PostalAddress } from '../contact-point.js';
import type { ServicePointId } from '../ids.js';
import type { Etr } from '../notice/notice.js';
import { isOffAlready, type Outage, type Revision } from '../outage/outage.js';
import { addHours, type Instant, type Window, type Zone } from '../time.js';

/** An outage as it was last told: the newest revision that was launched, and the one before it. */
export interface ToldOutage extends Outage {
  readonly revision: Revision;
  readonly former: Revision | null;
}
/** One place of a customer. */
export interface Place {
  readonly id: ServicePointId;
  readonly address: PostalAddress;
  readonly zone: Zone;
  readonly feeder: string;
  readonly lifeSupport: boolean;
}

/** What is going on at one place, as far as the ledger knows. */
export type Situation =
  | { readonly state: 'supplied' }
  | {
      readonly state: 'off';
      readonly outage: ToldOutage;
      readonly since: Instant;
      readonly etr: Etr | null;
      readonly nextUpdateBy: Instant | null;
    }
  | {
      readonly state: 'planned';
      readonly outage: ToldOutage;
      readonly window: Window;
      /** Windows after this one. */
      readonly more: number;
      /** What was told first, where it was moved. */
      readonly formerWindow: Window | null;
    }
  | { readonly state: 'restored'; readonly outage: ToldOutage; readonly at: Instant }
  | { readonly state: 'cancelled'; readonly outage: ToldOutage; readonly window: Window | null };
export type PlaceState = Situation['state'];

/** The worst first: what a card shows when there is room for one. */
export const PLACE_STATES: readonly PlaceState[] = ['off', 'planned', 'restored', 'cancelled', 'supplied'];

/** How long the end of an outage is still news. */
export const NEWS_HOURS = 24;

const touches = (revision: Revision | null, { feeder }: Place): boolean =>
  revision !== null && revision.feeders.includes(feeder);

/** What one outage does to one place now; null: nothing any more, or never. */
const inOutage = (outage: ToldOutage, place: Place, now: Instant): Situation | null => {
  const { revision, former } = outage;
  const lastNews = addHours(now, -NEWS_HOURS);
  if (!touches(revision, place)) return touches(former, place) ? calledOff(outage, former, now) : null;
  switch (revision.kind) {
    case 'restore':
      return revision.restoredAt !== null && revision.restoredAt > lastNews
        ? { state: 'restored', outage, at: revision.restoredAt }
        : null;
    case 'cancel':
      return calledOff(outage, former ?? revision, now);
    case 'announce':
    case 'change':
    case 'etr':
      return isOffAlready(outage, revision) ? offNow(outage) : byWindow(outage, now);
  }
};

/** Until the time it was to be: after that nobody expects it any more. */
const calledOff = (outage: ToldOutage, told: Revision | null, now: Instant): Situation | null => {
  const window = told?.windows.find(({ to }) => to > now) ?? null;
  return window === null ? null : { state: 'cancelled', outage, window };
};

const offNow = (outage: ToldOutage): Situation | null => {
  const { since, etr, nextUpdateBy } = outage.revision;
  return since === null ? null : { state: 'off', outage, since, etr, nextUpdateBy };
};

const byWindow = (outage: ToldOutage, now: Instant): Situation | null => {
  const { revision, former } = outage;
  const left = revision.windows.filter(({ to }) => to > now);
  const [window, ...more] = left;
  if (window === undefined) return null;
  if (window.from <= now)
    return {
      state: 'off',
      outage,
      since: window.from,
      etr: { at: window.to, quality: 'crew' },
      nextUpdateBy: null,
    };
  const [before] = former?.windows ?? [];
  const moved = before !== undefined && !revision.windows.some(({ from }) => from === before.from);
  return { state: 'planned', outage, window, more: more.length, formerWindow: moved ? before : null };
};

const startOf = (situation: Situation): string => {
  switch (situation.state) {
    case 'off':
      return situation.since;
    case 'planned':
      return situation.window.from;
    case 'restored':
      return situation.at;
    case 'cancelled':
      return situation.window?.from ?? '';
    case 'supplied':
      return '';
  }
};

/** The worse of two comes first; of the same kind the one that began, or begins, earlier. */
export const byUrgency = (a: Situation, b: Situation): number =>
  PLACE_STATES.indexOf(a.state) - PLACE_STATES.indexOf(b.state) ||
  (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0);

/** What is going on at a place now: of several outages the one that matters most. */
export const situationAt = (place: Place, outages: readonly ToldOutage[], now: Instant): Situation =>
  outages
    .map(outage => inOutage(outage, place, now))
    .filter(situation => situation !== null)
    .sort(byUrgency)[0] ?? { state: 'supplied' };
