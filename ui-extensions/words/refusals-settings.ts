import type { RefusalWords } from './refusal-words.js';

/** What is answered on the settings page. */
export const settingsRefusals: RefusalWords = {
  said: {
    'setting.unknown': {
      message: 'Такой настройки нет.',
      lawful: 'обновите страницу и выберите одну из показанных.',
    },
    'setting.bounds': {
      message: 'Такое значение здесь не подходит.',
      lawful: 'допустимые значения написаны у самой настройки.',
    },
    'setting.twice': { message: 'Одна настройка меняется дважды.', lawful: 'дайте каждой одно значение.' },
    'setting.conflict': {
      message: [
        '{by} сохраняет эту же настройку: {at}. Ваше не сохранено.',
        'Эту настройку ещё не меняли. Ваше не сохранено.',
      ],
      lawful: 'сравните оба значения и сохраните снова.',
    },
    'carrier.unknown': {
      message: 'Такого оператора нет.',
      lawful: 'обновите страницу и выберите один из показанных.',
    },
    'test.tooMany': {
      message:
        'Проверок за {minutes} мин. уже {most}: каждая стоит денег, а одинаковые сообщения операторы принимают за спам.',
      lawful: 'подождите {minutes} мин.',
    },
    'person.unreadable': {
      message: 'Это не электронный адрес.',
      lawful: 'укажите адрес, с которым человек входит в HubSpot.',
    },
    'role.named': {
      message: '{person}: администратор по настройкам сервера, здесь роль не снять.',
      lawful: 'уберите адрес из FOREWARN_ADMINS и перезапустите сервер.',
    },
    'role.lastAdmin': {
      message: '{person}: последний администратор, после этого никто не смог бы давать роли.',
      lawful: 'сначала сделайте администратором другого.',
    },
    'rules.notLoaded': {
      message: 'Такой свод правил дома не загружен: {rulebook}.',
      lawful: 'выберите один из: {known}.',
    },
    'rules.contradict': {
      message: 'Своды {house} и {law} противоречат друг другу ({place}): оба задают {rule}.',
      lawful: 'правила дома нужны там, где право места молчит; уберите своё здесь.',
    },
    'rules.nothingLeft': {
      message: 'В месте {place} стало бы нельзя объявить ничего.',
      lawful: 'оставьте там свод правил дома или сначала внесите правило в свод места.',
    },
  },
};
