import type { SpokenLanguage } from './spoken-times.js';

/** What a customer who complains hears at once: it is noted, under what, and what comes next. */
export const receiptOf = (ref: string, language: SpokenLanguage): string =>
  language === 'ru'
    ? `Ваша жалоба записана под номером ${ref}. Её получил наш сотрудник, он ответит вам. Назовите этот номер, если будете звонить.`
    : `Your complaint is noted under ${ref}. A colleague has it and will answer you. Please quote this number if you call.`;
