import type { RefusalWords } from './refusal-words.js';

const NOT_OURS = {
  message: 'Сервер не признал этот запрос, ничего не сделано.',
  lawful: 'обновите страницу; если не поможет, позовите администратора.',
};

/** What every surface can be answered. */
export const commonRefusals: RefusalWords = {
  said: {
    'role.missing': {
      message: 'Для этого нужна роль: {roles}.',
      lawful: [
        'обратитесь к администратору: {admins}.',
        'администраторов здесь нет: укажите кого-нибудь в FOREWARN_ADMINS.',
      ],
    },
    'request.reused': {
      message: 'Это нажатие уже использовано для другого действия.',
      lawful: 'откройте форму заново и повторите.',
    },
    'request.running': {
      message: 'Это действие ещё выполняется.',
      lawful: 'подождите и обновите карточку.',
    },
    'request.malformed': {
      message: 'Сервер не понял этот запрос.',
      lawful: 'проверьте поля.',
    },
    notFound: { message: 'Такой записи у нас нет.', lawful: 'обновите карточку.' },
    'portal.unknown': {
      message: 'Forewarn в этом аккаунте HubSpot не настроен.',
      lawful: 'попросите администратора завершить настройку.',
    },
    'user.missing': NOT_OURS,
    'signature.*': NOT_OURS,
    'route.unknown': NOT_OURS,
    bug: { message: 'У нас что-то пошло не так.', lawful: 'сообщите администратору номер запроса.' },
  },
  names: {
    roles: {
      viewer: '«Просмотр»',
      agent: '«Оператор»',
      campaigns: '«Рассылки»',
      approver: '«Утверждающий»',
      debt: '«Долги»',
      admin: '«Администратор»',
    },
  },
};
