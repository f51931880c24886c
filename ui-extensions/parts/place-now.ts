import type { PlaceNow } from '../contract/customer.js';
import { customerWords } from '../words/customer.js';
import { near, span } from '../words/moments.js';
import { sayIn, type Language } from '../words/say.js';
import type { Told } from './notice-states.js';

export const placeName = ({ address }: Pick<PlaceNow, 'address'>): string =>
  [address.line1, address.line2].filter(part => part !== undefined && part !== '').join(', ');
export const siteName = ({ address }: Pick<PlaceNow, 'address'>): string =>
  `${address.line1}, ${address.city}`;

/** The state of a place, as staff and public see it: amber is being worked on, red is kept for what a person must do. */
export const placeTold = ({ situation }: PlaceNow, language: Language): Told => {
  const words = sayIn(customerWords, language)(`state.${situation.state}`);
  switch (situation.state) {
    case 'off':
      return { words, variant: 'warning' };
    case 'planned':
      return { words, variant: 'default', hollow: true };
    case 'restored':
      return { words, variant: 'success', hollow: true };
    case 'cancelled':
      return { words, variant: 'default' };
    case 'supplied':
      return { words, variant: 'success' };
  }
};

export interface Headline {
  readonly title: string;
  readonly variant: 'warning' | 'info' | 'success';
  /** Where, since when, why. */
  readonly lines: readonly string[];
}

/** The first line of a card: what is going on and until when; null: nothing is. */
export const headlineOf = (place: PlaceNow, language: Language, nowMs: number): Headline | null => {
  const say = sayIn(customerWords, language);
  const { situation, zone } = place;
  const at = (instant: string): string => near(instant, zone, language, nowMs);
  const name = placeName(place);
  const because = say('place.reason', { place: name, reason: situation.reason });
  switch (situation.state) {
    case 'off':
      return {
        title: offTitle(situation, say, at),
        variant: 'warning',
        lines: [
          situation.since === null ? name : say('place.since', { place: name, when: at(situation.since) }),
          situation.reason,
          ...(place.lifeSupport ? [say('alert.life')] : []),
        ],
      };
    case 'planned': {
      const { window, formerWindow, more } = situation;
      const spanOf = (each: { readonly from: string; readonly to: string }): string =>
        span(each.from, each.to, zone, language, nowMs);
      return {
        title: say('alert.planned', { when: window === null ? '' : spanOf(window) }),
        variant: 'info',
        lines: [
          because,
          ...(formerWindow === null ? [] : [say('place.moved', { when: spanOf(formerWindow) })]),
          ...(more === 0 ? [] : [say('place.more', { n: more })]),
        ],
      };
    }
    case 'restored':
      return {
        title: say('alert.restored', { when: situation.restoredAt === null ? '' : at(situation.restoredAt) }),
        variant: 'success',
        lines: [name],
      };
    case 'cancelled':
      return {
        title: say('alert.cancelled', {
          when:
            situation.window === null
              ? ''
              : span(situation.window.from, situation.window.to, zone, language, nowMs),
        }),
        variant: 'info',
        lines: [name],
      };
    case 'supplied':
      return null;
  }
};

const offTitle = (
  { etr, nextUpdateBy }: PlaceNow['situation'],
  say: ReturnType<typeof sayIn<(typeof customerWords)['en']>>,
  at: (instant: string) => string,
): string => {
  if (etr !== null) return say('alert.off', { when: at(etr) });
  return nextUpdateBy === null ? say('alert.off.noEtr') : say('alert.off.news', { when: at(nextUpdateBy) });
};

/** Until or when, for a table's cell. */
export const untilWords = ({ situation, zone }: PlaceNow, language: Language, nowMs: number): string => {
  const { etr, nextUpdateBy, window, restoredAt } = situation;
  if (etr !== null) return near(etr, zone, language, nowMs);
  if (window !== null) return span(window.from, window.to, zone, language, nowMs);
  if (restoredAt !== null) return near(restoredAt, zone, language, nowMs);
  return nextUpdateBy === null ? '—' : near(nextUpdateBy, zone, language, nowMs);
};
