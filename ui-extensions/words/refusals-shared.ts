import type { RefusalWords } from './refusal-words.js';

/** Of a case, wherever something is promised or held in it. */
export const CASE_REFUSALS = {
  'day.malformed': { message: 'Такого дня в календаре нет.', lawful: 'запишите день как 2026-11-25.' },
  'case.unknown': {
    message: 'Такого дела о долге нет.',
    lawful: 'откройте список дел и выберите его там.',
  },
  'case.closed': {
    message: 'Это дело закрыто.',
    lawful: 'новый долг откроет новое дело; здесь больше ничего делать не нужно.',
  },
  'case.nothingOwed': {
    message: 'Просроченного долга нет.',
    lawful: 'ничего делать не нужно: дело закроется само.',
  },
  'hold.past': {
    message: 'Этот день по местному времени уже прошёл.',
    lawful: 'укажите сегодняшний день или более поздний.',
  },
  'hold.*': {
    message: [
      'Дело приостановлено ({hold}), решение: {by}, по {until}.',
      'Дело приостановлено ({hold}), решение: {by}, до события: {event}.',
      'Уже действует: {hold}.',
    ],
    lawful: 'дождитесь конца или снимите паузу с пометкой, что изменилось.',
  },
  'promise.tooMuch': { message: 'Просрочено только {overdue}.', lawful: 'обещайте {overdue} или меньше.' },
} satisfies RefusalWords['said'];

const UNSURE = {
  message: 'Нельзя сказать, законно ли это: неизвестно {missing}.',
  lawful: 'попросите администратора дополнить свод правил или обойдитесь без этих мест.',
};

/** Of what the law of a place does not say. */
export const LAW_REFUSALS = {
  'jurisdiction.unknown': UNSURE,
  'rules.notInForce': UNSURE,
  'rule.missing': UNSURE,
  'fact.missing': UNSURE,
} satisfies RefusalWords['said'];
