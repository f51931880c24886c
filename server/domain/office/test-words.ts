import type { CardLanguage } from '../notice/reasons.js';

/** What a test message says; whoever finds it in a mailbox or in the post must see at once that it is none of theirs. */
export interface TestWords {
  readonly subject: string;
  readonly salutation: string;
  readonly body: (by: string) => readonly string[];
  readonly closing: string;
  readonly sms: (name: string) => string;
  readonly dateLine: (place: string, day: string) => string;
}

export const TEST_WORDS: Readonly<Record<CardLanguage, TestWords>> = {
  en: {
    subject: 'TEST: this is not a notice',
    salutation: 'Hello,',
    body: by => [
      'this message is a test of the way notices are sent. It announces nothing, and you do not have to do anything.',
      `It was asked for in Forewarn by ${by}.`,
    ],
    closing: 'Forewarn',
    sms: name => `${name}: TEST. This message is a test and announces nothing.`,
    dateLine: (place, day) => `${place}, ${day}`,
  },
  ru: {
    subject: 'ПРОВЕРКА: это не уведомление',
    salutation: 'Здравствуйте!',
    body: by => [
      'Это проверка отправки уведомлений. Сообщение ни о чём не извещает, делать ничего не нужно.',
      `Проверку запросил(а) в Forewarn: ${by}.`,
    ],
    closing: 'Forewarn',
    sms: name => `${name}: ПРОВЕРКА. Это сообщение ни о чём не извещает.`,
    dateLine: (place, day) => `${place}, ${day}`,
  },
};
