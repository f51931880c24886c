import type { RefusalView } from '../contract/common.js';
import type { Language } from './say.js';

interface Said {
  readonly message: string;
  readonly lawful?: string;
}

/**
 * Refusals of what people do for customers, for readers of Russian; the server words them in English. One that is not
 * here, or that holds numbers and dates of its own, is shown as the server said it.
 */
const RUSSIAN: Readonly<Record<string, Said>> = {
  'notice.superseded': {
    message: 'Это уведомление устарело: по тому же отключению отправлено более новое.',
    lawful: 'отправьте повторно самое новое или скажите клиенту, как обстоит дело сейчас.',
  },
  'notice.past': {
    message:
      'Отключение, о котором предупреждает уведомление, уже началось: опоздавшее ввело бы в заблуждение.',
    lawful: 'скажите клиенту, как обстоит дело сейчас.',
  },
  'notice.underWay': {
    message: 'Это уведомление как раз отправляется по этому адресу.',
    lawful: 'подождите, пока карточка покажет результат.',
  },
  'notice.unknown': {
    message: 'Возможно, оно дошло: ответ оператора потерян, мы его выясняем.',
    lawful: 'используйте другой канал или дождитесь ответа.',
  },
  'notice.sentAlready': {
    message: 'По этому адресу уведомление уже ушло.',
    lawful: 'укажите причину, чтобы отправить второй раз.',
  },
  'contactPoint.unknown': {
    message: 'У клиента нет такого адреса или номера, или его уже удалили.',
    lawful: 'обновите карточку и выберите один из показанных.',
  },
  'contactPoint.unusable': {
    message: 'На этот адрес или номер отправить нельзя.',
    lawful: 'исправьте его или используйте другой канал.',
  },
  'carrier.none': {
    message: 'Типография не подключена, отправить письмо нельзя.',
    lawful: 'используйте другой канал.',
  },
  'contact.unknown': {
    message: 'Forewarn не знает этого клиента, или его уже нет.',
    lawful: 'привяжите адрес снабжения и проверьте снова через минуту.',
  },
  'contact.refused': {
    message: 'HubSpot не принял это значение, ничего не изменено.',
    lawful: 'проверьте, нет ли его у другого контакта; объедините контакты или укажите другое.',
  },
  'email.malformed': { message: 'Это не электронный адрес.', lawful: 'например: anna@mail.example.' },
  'phone.malformed': {
    message: 'Такого номера телефона не бывает.',
    lawful: 'запишите с кодом страны, например: +49 170 1234567.',
  },
  'phone.notPersonal': {
    message: 'Это служебный номер, а не личный.',
    lawful: 'укажите номер клиента с кодом страны.',
  },
  'address.incomplete': {
    message: 'Почтовый адрес неполный.',
    lawful: 'заполните улицу, индекс, город и страну.',
  },
  'debt.noLadder': {
    message: 'Записать это пока нельзя: долги здесь ещё не ведутся.',
    lawful: 'запишите в биллинге; через Forewarn никого не отключают.',
  },
};

/** A refusal in the reader's language, as far as there are words. */
export const refusalIn = (refusal: RefusalView, language: Language): RefusalView => {
  const said = language === 'ru' ? RUSSIAN[refusal.code] : undefined;
  return said === undefined ? refusal : { ...refusal, ...said };
};
