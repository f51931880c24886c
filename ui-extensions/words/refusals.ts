import type { RefusalView } from '../contract/common.js';
import type { Language } from './say.js';

export interface Said {
  readonly message: string;
  readonly lawful?: string;
}

/**
 * Refusals of what people do with campaigns and in debt cases, for readers of Russian; the server words them in English.
 * One that is not here, or that holds numbers and dates of its own, is shown as the server said it.
 */
const RUSSIAN: Readonly<Record<string, Said>> = {
  'campaign.notLaunched': { message: 'Ничего ещё не отправлено.' },
  'campaign.launched': {
    message: 'Это уже отправлено.',
    lawful: 'сообщите об изменении.',
  },
  'campaign.notRehearsed': { message: 'Без проверки ничего не уходит.', lawful: 'сначала проверьте.' },
  'campaign.changed': {
    message: 'Не отправлено: после проверки что-то изменилось.',
    lawful: 'проверьте заново и посмотрите, что изменилось.',
  },
  'campaign.paused': {
    message: 'Рассылка приостановлена, из неё ничего не уходит.',
    lawful: 'сначала продолжите отправку.',
  },
  'pause.reason': { message: 'Укажите причину: её увидит тот, кто найдёт рассылку остановленной.' },
  'pause.overtaken': {
    message: 'То, что ждёт отправки, объявляет отключение, которое уже началось.',
    lawful: 'сообщите, как обстоит дело сейчас: это уйдёт всем, кого затронуло.',
  },
  'approval.secondPerson': {
    message: 'Утвердить должен другой человек: вы сами готовили эту рассылку.',
    lawful: 'попросите утверждающего.',
  },
  'approval.notRehearsed': {
    message: 'Утверждать нечего: проверки ещё не было.',
    lawful: 'сначала проверьте.',
  },
  'approval.reason': {
    message: 'Чтобы начать с опозданием, нужна причина: она сохраняется и попадает в отчёт.',
  },
  'outage.notDraft': { message: 'Это уже объявлено и больше не черновик.', lawful: 'сообщите об изменении.' },
  'outage.nobody': {
    message: 'Эти линии не питают ни одной точки поставки.',
    lawful: 'проверьте названия линий.',
  },
  'window.missing': { message: 'Для плановых работ нужно точное время.' },
  'list.unknown': {
    message: 'В HubSpot нет такого списка контактов.',
    lawful: 'выберите список контактов; списки компаний и обращений не подходят.',
  },
  'missed.nobody': { message: 'Нет ни одного контакта HubSpot, до которого не дошло.' },
  'later.publicPage': {
    message: 'Публичной страницы отключений в этой версии ещё нет.',
    lawful: 'сообщите рассылкой тем, кого затронуло.',
  },
  'later.evidence': {
    message: 'Файл с доказательствами эта версия ещё не готовит.',
    lawful: 'сделайте выгрузку: в ней каждое сообщение и когда оно вручено.',
  },
  'later.regulatorReport': {
    message: 'Отчёт регулятору эта версия ещё не пишет.',
    lawful: 'сделайте выгрузку: в ней цифры для отчёта.',
  },
  'case.none': {
    message: 'У клиента нет открытого дела о долге: приостанавливать нечего.',
    lawful: 'ничего делать не нужно: без дела никого не отключают за долг.',
  },
  'case.unknown': {
    message: 'Такого дела о долге нет.',
    lawful: 'откройте список дел и выберите его там.',
  },
  'case.closed': {
    message: 'Это дело закрыто.',
    lawful: 'новый долг откроет новое дело; здесь больше ничего делать не нужно.',
  },
  'case.nothingOwed': { message: 'Просроченного долга нет.', lawful: 'дело закроется само.' },
  'case.notOff': {
    message: 'По нашим записям снабжение есть.',
    lawful: 'сначала внесите, что было сделано.',
  },
  'hold.past': {
    message: 'Этот день по местному времени уже прошёл.',
    lawful: 'укажите сегодняшний день или более поздний.',
  },
  'hold.unknown': {
    message: 'Такой паузы в этом деле сейчас нет.',
    lawful: 'обновите карточку: возможно, она уже закончилась.',
  },
  'plan.sameDay': {
    message: 'На один день приходится две части.',
    lawful: 'сложите их или перенесите одну.',
  },
  'approval.same': {
    message: 'Вы это уже одобрили.',
    lawful: 'если нужно второе одобрение, его даёт другой человек.',
  },
  'approval.enough': { message: 'Это уже одобрено.', lawful: 'больше ничего не нужно.' },
  'approval.missing': {
    message: 'С последнего изменения дела никто этого не одобрил.',
    lawful: 'пусть одобрит человек с ролью «Утверждающий».',
  },
  'proof.moments': {
    message: 'Нельзя вручить раньше, чем отправлено, и позже, чем сейчас.',
    lawful: 'исправьте время.',
  },
  'act.moment': {
    message: 'Это не могло быть сделано ни до начала дела, ни позже, чем сейчас.',
    lawful: 'исправьте время.',
  },
  'act.already': { message: 'Это уже внесено.', lawful: 'больше ничего вносить не нужно.' },
  'balance.unknown': {
    message: 'Биллинг ещё не сообщил, сколько должен этот лицевой счёт.',
    lawful: 'дождитесь данных биллинга; препятствие снимется само.',
  },
  'law.unknown': {
    message: 'Право этого места неизвестно.',
    lawful: 'исправьте юрисдикцию точки снабжения или добавьте свод правил.',
  },
};

/** A refusal in the reader's language, as far as there are words: those here, or `more` of the surface. */
export const refusalIn = (
  refusal: RefusalView,
  language: Language,
  more: Readonly<Record<string, Said>>,
): RefusalView => {
  const said = language === 'ru' ? (RUSSIAN[refusal.code] ?? more[refusal.code]) : undefined;
  return said === undefined ? refusal : { ...refusal, ...said };
};
