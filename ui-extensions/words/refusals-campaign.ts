import type { RefusalWords, Said } from './refusal-words.js';
import { LAW_REFUSALS } from './refusals-shared.js';

const START: Said['lawful'] = [
  'начать {earliestStart} или позже, если отправить сейчас.',
  'законного начала в ближайший год нет.',
];

const MEND = 'исправьте одно из них.';
const REHEARSE = 'сначала проверьте.';
const REASON = 'впишите причину и повторите.';
const ASK = 'попросите утверждающего.';
const NO_WORDS: Said = { message: 'Для этого нет понятных слов.', lawful: 'выберите одно из: {known}.' };

/** What is answered about an outage and its campaign. */
export const campaignRefusals: RefusalWords = {
  said: {
    ...LAW_REFUSALS,
    'outage.unknown': {
      message: 'Такого отключения у нас нет.',
      lawful: 'выберите его в списке отключений.',
    },
    'outage.notDraft': {
      message: 'Это уже объявлено и больше не черновик.',
      lawful: 'сообщите об изменении.',
    },
    'outage.nobody': {
      message: 'Эти линии никого не питают.',
      lawful: 'проверьте названия линий.',
    },
    'outage.closed': { message: 'Отключение уже отменено или закончено.', lawful: 'объявите новое.' },
    'outage.noArea': {
      message: 'Не названа ни одна линия.',
      lawful: 'назовите линии.',
    },
    'outage.notAnnounced': { message: 'Это отключение ещё не объявлено.', lawful: 'измените черновик.' },
    'window.missing': {
      message: 'Для плановых работ нужно точное время.',
      lawful: 'укажите начало и конец.',
    },
    'window.endsBeforeStart': { message: '{from} – {to}: конец раньше начала.', lawful: MEND },
    'window.past': {
      message: '{from} – {to} уже началось.',
      lawful: 'объявите это аварией или укажите более позднее время.',
    },
    'window.tooLong': { message: '{from} – {to}: больше 31 дня.', lawful: 'разделите работы на части.' },
    'window.overlap': { message: '{from} – {to} пересекается с предыдущим.', lawful: MEND },
    'emergency.notBegun': {
      message: 'Аварией можно назвать только то, что началось.',
      lawful: 'объявите как плановые работы.',
    },
    'emergency.notDetected': {
      message: 'Аварией можно назвать только обнаруженное.',
      lawful: 'укажите, когда вы о ней узнали.',
    },
    'etr.past': {
      message: 'Оценка времени включения уже прошла.',
      lawful: 'дайте более позднюю или никакой.',
    },
    'etr.notEmergency': { message: 'У плановых работ есть время, а не оценка.', lawful: 'измените время.' },
    'restore.future': {
      message: 'О включении сообщают, когда оно произошло.',
      lawful: 'укажите прошедшее время.',
    },
    'restore.beforeStart': {
      message: 'Включение оказалось раньше начала.',
      lawful: 'исправьте время или отмените отключение.',
    },
    'reason.unknown': NO_WORDS,
    'service.unknown': NO_WORDS,
    'later.*': {
      message: 'Этого в этой версии ещё нет.',
      lawful: 'сделайте выгрузку: в ней каждое сообщение и цифры.',
    },
    'time.gap': {
      message: 'Времени «{text}» в этот день нет: часы переводят вперёд через него.',
      lawful: 'выберите одно из: {choices}.',
    },
    'time.overlap': {
      message: 'Время «{text}» в этот день бывает дважды: часы переводят назад.',
      lawful: 'укажите, какое из них: {choices}.',
    },
    'campaign.notLaunched': { message: 'Ничего ещё не отправлено.', lawful: REHEARSE },
    'campaign.launched': {
      message: 'Это уже отправлено.',
      lawful: 'сообщите об изменении.',
    },
    'campaign.notRehearsed': { message: 'Без проверки ничего не уходит.', lawful: REHEARSE },
    'campaign.changed': {
      message: 'Не отправлено: после проверки что-то изменилось.',
      lawful: 'проверьте заново и посмотрите, что изменилось.',
    },
    'campaign.paused': {
      message: 'Рассылка приостановлена, из неё ничего не уходит.',
      lawful: 'сначала продолжите отправку.',
    },
    'pause.reason': { message: 'Укажите причину паузы.', lawful: REASON },
    'pause.overtaken': {
      message: 'То, что ждёт отправки, объявляет отключение, которое уже началось.',
      lawful: 'сообщите всем, как обстоит дело сейчас.',
    },
    'approval.secondPerson': {
      message: 'Утвердить должен другой человек: рассылку готовили вы.',
      lawful: ASK,
    },
    'approval.notRehearsed': { message: 'Утверждать нечего: проверки ещё не было.', lawful: REHEARSE },
    'approval.reason': {
      message: 'Чтобы начать с опозданием, нужна причина: она попадёт в отчёт.',
      lawful: REASON,
    },
    'approval.size': {
      message: 'Утвердить должен другой человек: клиентов {customers}, а без утверждения можно {limit}.',
      lawful: ASK,
    },
    'audience.late': {
      message: 'Слишком поздно были бы вручены уведомления: {n}. Ни один канал уже не успеет.',
      lawful:
        'начните позже, или пусть другой человек утвердит опоздание с причиной: нарушение попадёт в отчёт.',
    },
    'text.incomplete': { message: 'Текст неполон, не хватает: {elements}.', lawful: 'дополните шаблоны.' },
    'list.unknown': {
      message: 'В HubSpot нет такого списка контактов.',
      lawful: 'выберите список контактов; списки компаний и обращений не подходят.',
    },
    'list.leavesOut': {
      message:
        'До списка «{name}» сузить нельзя: затронуто и не в нём: {notOnList}, а сообщить нужно каждому.',
      lawful: 'отправьте всем; списком можно сузить только новые оценки и весть о включении.',
    },
    'missed.nobody': {
      message: 'Нет ни одного контакта HubSpot, до которого не дошло.',
      lawful: 'ничего делать не нужно.',
    },
    'schedule.tooLate': {
      message:
        'Объявить на {start} нельзя: вовремя уже не уведомить, последний законный срок был {serveBy}. Место: {jurisdiction}.',
      lawful: START,
    },
    'schedule.*': {
      message: 'Объявить на {start} нельзя: этого не допускает право места ({jurisdiction}).',
      lawful: START,
    },
  },
};
