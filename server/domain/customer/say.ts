import type { Channel, PostalAddress } from '../contact-point.js';
import type { Instant, Zone } from '../time.js';
import type { PlaceState, Situation } from './situation.js';
import { spokenTimes, type SpokenLanguage, type SpokenTimes } from './spoken-times.js';

/** What there is to say about one place. */
export interface SayFacts {
  readonly address: PostalAddress;
  readonly zone: Zone;
  readonly situation: Situation;
  /** Why, in the words of the language asked; empty where nothing is going on. */
  readonly reason: string;
  /** What of ours arrived, or is on its way and not known to have failed; null: nothing has reached them. */
  readonly told: { readonly channel: Channel; readonly at: Instant } | null;
  readonly lifeSupport: boolean;
  /** The facts are no newer than this; null: they are of this moment. */
  readonly staleSince: Instant | null;
}

const CHANNEL: Readonly<Record<SpokenLanguage, Readonly<Record<Channel, string>>>> = {
  en: { email: 'e-mail', sms: 'text message', letter: 'letter' },
  ru: { email: 'по электронной почте', sms: 'по СМС', letter: 'письмом' },
};

/** Nobody at the phone needs the city of their own street. */
const street = ({ line1, line2 }: PostalAddress): string =>
  line2 === undefined || line2 === '' ? line1 : `${line1}, ${line2}`;

/**
 * What an agent can read out about one place: where, what, since or when, until when, what we told them and what comes
 * next. From the same facts as the notices, so that the two cannot disagree. Of debt it says nothing.
 */
export const sayOf = (facts: SayFacts, language: SpokenLanguage, now: Instant): string => {
  const times = spokenTimes(language, facts.zone, now);
  const { lifeSupport, situation, staleSince } = facts;
  const at = situation.state === 'off' && lifeSupport ? `${LIFE_SUPPORT[language]} ` : '';
  const asOf =
    staleSince === null
      ? ''
      : language === 'ru'
        ? `По данным на ${times.moment(staleSince)}. `
        : `As of ${times.moment(staleSince)}: `;
  return at + asOf + SENTENCES[language](facts, times);
};

const LIFE_SUPPORT: Readonly<Record<SpokenLanguage, string>> = {
  en: 'I see that someone at home depends on power. Are you safe now, and do you have a backup?',
  ru: 'Вижу, что дома есть человек, который зависит от электричества. Вы сейчас в безопасности, есть резервное питание?',
};

type Sentence = (facts: SayFacts, times: SpokenTimes) => string;

const english: Sentence = ({ address, situation, reason, told }, times) => {
  const place = street(address);
  switch (situation.state) {
    case 'supplied':
      return `There is no outage known at ${place}, and none is planned. If your power is off, please check your main switch; I can report it for you now.`;
    case 'planned': {
      const { window, formerWindow } = situation;
      const known =
        told === null
          ? 'Our notice has not reached you yet.'
          : `We told you by ${CHANNEL.en[told.channel]} on ${times.day(told.at)}.`;
      return formerWindow === null
        ? `Your power at ${place} will be off ${times.window(window)}. The reason: ${reason}. ${known} We'll write again if anything changes.`
        : `The outage at ${place} was moved from ${times.span(formerWindow)} to ${times.span(window)}. Please forget the first date. ${known}`;
    }
    case 'off': {
      const { since, etr, nextUpdateBy } = situation;
      const news =
        nextUpdateBy === null ? '' : ` The next news comes to you by ${times.moment(nextUpdateBy)}.`;
      return etr === null
        ? `The power at ${place} has been off since ${times.moment(since)}: ${reason}. I can't give you a time yet.${nextUpdateBy === null ? '' : ` You'll hear from us by ${times.moment(nextUpdateBy)}, even if there is nothing new.`}`
        : `The power at ${place} has been off since ${times.moment(since)}: ${reason}. We expect it back about ${times.moment(etr.at)}.${news}`;
    }
    case 'restored':
      return `Power at ${place} was restored at ${times.moment(situation.at)}. Is it on at your place? If not, I'll report it right now.`;
    case 'cancelled':
      return `The outage planned${situation.window === null ? '' : ` for ${times.day(situation.window.from)}`} at ${place} is cancelled. You don't need to do anything.`;
  }
};

const russian: Sentence = ({ address, situation, reason, told }, times) => {
  const place = street(address);
  switch (situation.state) {
    case 'supplied':
      return `По адресу: ${place} — отключений сейчас нет и не запланировано. Если света нет, проверьте вводной автомат; я могу сразу принять заявку.`;
    case 'planned': {
      const { window, formerWindow } = situation;
      const known =
        told === null
          ? 'Наше уведомление до вас пока не дошло.'
          : `Мы сообщили вам ${times.day(told.at)} ${CHANNEL.ru[told.channel]}.`;
      return formerWindow === null
        ? `По адресу: ${place} — электричество отключат ${times.window(window)}. Причина: ${reason}. ${known} Если что-то изменится, напишем ещё раз.`
        : `Отключение по адресу: ${place} — перенесено; было: ${times.span(formerWindow)}, будет: ${times.span(window)}. Первую дату не учитывайте. ${known}`;
    }
    case 'off': {
      const { since, etr, nextUpdateBy } = situation;
      const news = nextUpdateBy === null ? '' : ` Следующее сообщение — до ${times.moment(nextUpdateBy)}.`;
      return etr === null
        ? `По адресу: ${place} — нет электричества с ${times.moment(since)}. Причина: ${reason}. Время включения назвать пока нельзя.${nextUpdateBy === null ? '' : ` До ${times.moment(nextUpdateBy)} мы сообщим, даже если новостей не будет.`}`
        : `По адресу: ${place} — нет электричества с ${times.moment(since)}. Причина: ${reason}. Ожидаем включения около ${times.moment(etr.at)}.${news}`;
    }
    case 'restored':
      return `По адресу: ${place} — электричество включено в ${times.moment(situation.at)}. У вас свет есть? Если нет, я сразу передам заявку.`;
    case 'cancelled':
      return `Отключение${situation.window === null ? '' : ` ${times.day(situation.window.from)}`} по адресу: ${place} — отменено. Ничего делать не нужно.`;
  }
};

const SENTENCES: Readonly<Record<SpokenLanguage, Sentence>> = { en: english, ru: russian };

/** What a company's account manager can read out: how many sites, which are off, and how many are to come. */
export const sayOfSites = (
  sites: readonly { readonly name: string; readonly state: PlaceState }[],
  language: SpokenLanguage,
): string => {
  const off = sites.filter(({ state }) => state === 'off').map(({ name }) => name);
  const planned = sites.filter(({ state }) => state === 'planned').length;
  const named = off.slice(0, NAMED).join(', ');
  const rest = off.length - NAMED;
  if (language === 'ru')
    return [
      off.length === 0
        ? `Из ваших объектов (${sites.length}) сейчас не отключён ни один.`
        : `Из ваших объектов (${sites.length}) сейчас отключено ${off.length}: ${named}${rest > 0 ? ` и ещё ${rest}` : ''}.`,
      planned === 0 ? 'Плановых работ нет.' : `Плановые работы предстоят на объектах: ${planned}.`,
    ].join(' ');
  return [
    off.length === 0
      ? `None of your ${sites.length} sites is off now.`
      : `Of your ${sites.length} sites, ${off.length} ${off.length === 1 ? 'is' : 'are'} off now: ${named}${rest > 0 ? ` and ${rest} more` : ''}.`,
    planned === 0
      ? 'No work is planned.'
      : `Planned work is ahead at ${planned} ${planned === 1 ? 'site' : 'sites'}.`,
  ].join(' ');
};
/** More names than this nobody can listen to. */
const NAMED = 3;

/** An answer to a customer's ticket, built of what can be said now. */
export const replyOf = (
  facts: {
    readonly name: string;
    readonly say: string;
    /** What may be said of what they owe; null: nothing is owed, or they do not answer for the account. */
    readonly debt: string | null;
    readonly ticket: string;
    /** The power is off now, by a fault or by work on the network. */
    readonly off: boolean;
    /** Nothing is going on there: whoever owes asks of the bill, and must not read that no cut is planned. */
    readonly quiet: boolean;
    readonly nextUpdate: { readonly at: Instant; readonly zone: Zone } | null;
  },
  language: SpokenLanguage,
  now: Instant,
): string => {
  const { name, debt, ticket, nextUpdate } = facts;
  const say = facts.quiet && debt !== null ? '' : facts.say;
  // With a debt the sentence before has said whether the two are connected.
  const off = facts.off && debt === null;
  const news = nextUpdate === null ? null : spokenTimes(language, nextUpdate.zone, now).moment(nextUpdate.at);
  const lines =
    language === 'ru'
      ? [
          name === ''
            ? 'Здравствуйте! Спасибо за обращение.'
            : `Здравствуйте, ${name}! Спасибо за обращение.`,
          say,
          debt ?? '',
          off ? 'Отключение с оплатой не связано.' : '',
          `Ваша заявка — ${ticket}.${news === null ? '' : ` Напишем вам до ${news}.`}`,
        ]
      : [
          name === '' ? 'Hello, thank you for writing.' : `Dear ${name}, thank you for writing.`,
          say,
          debt ?? '',
          off ? 'This interruption has nothing to do with your bill.' : '',
          `We have noted your report under ${ticket}.${news === null ? '' : ` You'll hear from us by ${news}.`}`,
        ];
  return lines.filter(line => line !== '').join('\n');
};
