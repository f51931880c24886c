import { spokenTimes, type SpokenLanguage } from '../customer/spoken-times.js';
import { digitsOf, type Money } from '../money.js';
import { startOfDay, type CivilDate, type Instant, type Zone } from '../time.js';
import type { HoldReason } from './hold.js';
import type { DebtNoticeKind } from './notice.js';

/** What there is to say of one account's debt. */
export interface DebtToSay {
  readonly account: string;
  readonly zone: Zone;
  readonly overdue: Money;
  /** The last day to pay that the customer was told; null: none. */
  readonly payBy: CivilDate | null;
  /** The first day, ahead, on which supply may end and of which the customer was told; null: none was, or the law lets none be named. */
  readonly firstDay: CivilDate | null;
  /** Holds in force and their ends; with one of them nothing is threatened. */
  readonly holds: readonly { readonly reason: HoldReason; readonly until: CivilDate | null }[];
  /** Notices that were given and do not count as served. */
  readonly notServed: readonly DebtNoticeKind[];
  /** The law or the utility's own rule forbids the act, or it cannot be said whether it does: nothing is threatened. */
  readonly barred: boolean;
  /** Supply was cut for this debt, and is off since. */
  readonly offSince: Instant | null;
  /** By when it must be back after it was paid; null: not paid, or no deadline. */
  readonly reconnectBy: Instant | null;
}

/** `184.20 EUR` as a language writes it, with the code, so that no two currencies sound alike. */
export const spokenMoney = ({ minor, currency }: Money, language: SpokenLanguage): string =>
  new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    minimumFractionDigits: digitsOf(currency),
    maximumFractionDigits: digitsOf(currency),
  }).format(minor / 10 ** digitsOf(currency)) + ` ${currency}`;

const NOTICE: Readonly<Record<SpokenLanguage, Readonly<Partial<Record<DebtNoticeKind, string>>>>> = {
  en: {
    initial_notice: 'the first notice',
    final_notice: 'the final notice',
    disconnection_letter: 'the disconnection letter',
    plan_offer: 'the offer of a payment plan',
  },
  ru: {
    initial_notice: 'первое уведомление',
    final_notice: 'второе уведомление',
    disconnection_letter: 'письмо об отключении',
    plan_offer: 'предложение рассрочки',
  },
};

type Words = {
  readonly day: (day: CivilDate) => string;
  readonly moment: (at: Instant) => string;
  readonly sum: string;
};
type Sentences = Readonly<
  Record<'off' | 'back' | 'nothing' | 'held' | 'barred' | 'due', (facts: DebtToSay, words: Words) => string>
> & {
  readonly notServed: (names: readonly string[]) => string;
};

const list = (names: readonly string[], and: string): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`;

/** The day until which all holds last; null: one of them ends with an event. */
const heldUntil = ({ holds }: DebtToSay): CivilDate | null => {
  const ends = holds.map(({ until }) => until);
  return ends.includes(null)
    ? null
    : (ends
        .flatMap(day => day ?? [])
        .sort()
        .at(-1) ?? null);
};

const english: Sentences = {
  off: ({ offSince, account }, { moment, sum }) =>
    `The supply was cut at ${offSince === null ? '' : moment(offSince)} because of the unpaid bill on account ${account}. ${sum} is to be paid; once it is, supply comes back.`,
  back: ({ reconnectBy }, { moment }) =>
    reconnectBy === null
      ? 'The debt is settled, and supply will be switched on again.'
      : `The debt is settled. Supply must be back by ${moment(reconnectBy)}.`,
  nothing: ({ account }) => `Nothing is overdue on account ${account}.`,
  held: (facts, { day, sum }) => {
    const until = heldUntil(facts);
    return `There is ${sum} to pay on account ${facts.account}. The case is on hold${until === null ? '' : ` until ${day(until)}`}; no step is taken while it is.`;
  },
  barred: ({ account }, { sum }) =>
    `There is ${sum} to pay on account ${account}. We can agree on a plan today. No step to end supply is open now.`,
  due: ({ account, payBy, firstDay }, { day, sum }) =>
    [
      `There is ${sum} to pay on account ${account}.`,
      payBy === null
        ? 'If it is paid, or we agree on a plan today, nothing happens.'
        : `If it is paid by ${day(payBy)}, or we agree on a plan today, nothing happens.`,
      firstDay === null ? '' : `The earliest day on which supply may be cut is ${day(firstDay)}.`,
    ]
      .filter(part => part !== '')
      .join(' '),
  notServed: names =>
    `${list(names, 'and').replace(/^t/, 'T')} ${names.length === 1 ? 'has' : 'have'} not been served yet; nothing goes on before that.`,
};

const russian: Sentences = {
  off: ({ offSince, account }, { moment, sum }) =>
    `Электричество отключено ${offSince === null ? '' : moment(offSince)} за неоплату по лицевому счёту ${account}. Нужно оплатить ${sum}; после оплаты подключим снова.`,
  back: ({ reconnectBy }, { moment }) =>
    reconnectBy === null
      ? 'Долга больше нет, электричество подключат снова.'
      : `Долга больше нет. Подключить обязаны до ${moment(reconnectBy)}.`,
  nothing: ({ account }) => `По лицевому счёту ${account} просрочки нет.`,
  held: (facts, { day, sum }) => {
    const until = heldUntil(facts);
    return `По лицевому счёту ${facts.account} нужно оплатить ${sum}. Дело приостановлено${until === null ? '' : ` до ${day(until)}`}: пока это так, никаких шагов не будет.`;
  },
  barred: ({ account }, { sum }) =>
    `По лицевому счёту ${account} нужно оплатить ${sum}. Сегодня можем согласовать рассрочку. Шагов к отключению сейчас нет.`,
  due: ({ account, payBy, firstDay }, { day, sum }) =>
    [
      `По лицевому счёту ${account} нужно оплатить ${sum}.`,
      payBy === null
        ? 'Если оплатить или сегодня согласовать рассрочку, отключения не будет.'
        : `Если оплатить до ${day(payBy)} или сегодня согласовать рассрочку, отключения не будет.`,
      firstDay === null ? '' : `Раньше ${day(firstDay)} отключить не могут.`,
    ]
      .filter(part => part !== '')
      .join(' '),
  notServed: names => {
    const all = list(names, 'и');
    return `Пока не вручено: ${all}. До вручения дальше ничего не будет.`;
  },
};
const SENTENCES: Readonly<Record<SpokenLanguage, Sentences>> = { en: english, ru: russian };

const isOff = ({ offSince }: DebtToSay): boolean => offSince !== null;

/**
 * What may be said of a debt to whoever answers for the account: the sum, until when it helps to pay, and the earliest
 * day on which supply may end, as it was told; nothing of an end where a hold or the law forbids it.
 */
export const sayOfDebt = (facts: DebtToSay, language: SpokenLanguage, now: Instant): string => {
  const times = spokenTimes(language, facts.zone, now);
  const words: Words = {
    day: day => times.day(startOfDay(facts.zone, day)),
    moment: at => times.moment(at),
    sum: spokenMoney(facts.overdue, language),
  };
  const say = SENTENCES[language];
  if (facts.overdue.minor === 0) return isOff(facts) ? say.back(facts, words) : say.nothing(facts, words);
  if (isOff(facts)) return say.off(facts, words);
  if (facts.holds.length > 0) return say.held(facts, words);
  const names = [...new Set(facts.notServed.flatMap(kind => NOTICE[language][kind] ?? []))];
  const sentence = facts.barred ? say.barred(facts, words) : say.due(facts, words);
  return names.length === 0 || facts.barred ? sentence : `${sentence} ${say.notServed(names)}`;
};

/** To whoever is in arrears and without power: whether the two are connected. */
export const sayOfBoth = (
  { connected, planned }: { readonly connected: boolean; readonly planned: boolean },
  language: SpokenLanguage,
): string => {
  if (connected) return '';
  if (language === 'ru')
    return planned
      ? 'Это плановые работы в сети. С оплатой они не связаны.'
      : 'Это авария в сети. С оплатой она не связана.';
  return planned
    ? 'This is planned work on the network. It has nothing to do with your bill.'
    : 'This outage is a fault in the network. It has nothing to do with your bill.';
};
