import { join } from 'node:path';
import { moment, near, relative, span } from '../../ui-extensions/words/moments.js';
import { languageOf, sayIn, table, type Message, type Table } from '../../ui-extensions/words/say.js';
import { filesUnder, ROOT } from '../structure/project-files.js';

const textsOf = (message: Message): readonly string[] =>
  typeof message === 'string' ? [message] : Object.values(message as unknown as Record<string, string>);
const holesOf = (message: Message): readonly string[] =>
  [
    ...new Set(
      textsOf(message).flatMap(text => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
    ),
  ].sort();
const isTable = (exported: unknown): exported is Table =>
  typeof exported === 'object' && exported !== null && 'en' in exported && 'ru' in exported;

/** Every table of words there is, by the file and the name it has there. */
const tables = filesUnder('ui-extensions/words', '.ts').flatMap(file =>
  Object.entries(jest.requireActual<Record<string, unknown>>(join(ROOT, file)))
    .filter((entry): entry is [string, Table] => isTable(entry[1]))
    .map(([name, words]) => [`${file} ${name}`, words] as const),
);

describe('the words of the cards', () => {
  it('are some', () => {
    expect(tables.length).toBeGreaterThanOrEqual(2);
  });

  it.each(tables)('%s has each message in both languages, with the same values', (_, words) => {
    expect(Object.keys(words.ru).sort()).toEqual(Object.keys(words.en).sort());
    const apart = Object.keys(words.en).filter(
      key => holesOf(words.ru[key] ?? '').join() !== holesOf(words.en[key] ?? '').join(),
    );
    expect(apart).toEqual([]);
    for (const message of Object.values({ ...words.en, ...words.ru }).flatMap(textsOf))
      expect(message.trim()).not.toBe('');
  });

  it.each(tables)('%s counts with every form the language needs', (_, words) => {
    const counted = (messages: Table['ru'], forms: readonly string[]) =>
      Object.entries(messages).filter(
        ([, message]) => typeof message !== 'string' && forms.some(form => !(form in message)),
      );
    expect(counted(words.en, ['one', 'other'])).toEqual([]);
    expect(counted(words.ru, ['one', 'few', 'many', 'other'])).toEqual([]);
  });
});

describe('saying', () => {
  const words = table({
    en: { told: { one: '{n} customer by {how}', other: '{n} customers by {how}' } },
    ru: {
      told: {
        one: '{n} клиент, {how}',
        few: '{n} клиента, {how}',
        many: '{n} клиентов, {how}',
        other: '{n} клиента, {how}',
      },
    },
  });
  it.each([
    ['en', 1, '1 customer by SMS'],
    ['en', 9004, '9,004 customers by SMS'],
    ['ru', 1, '1 клиент, SMS'],
    ['ru', 22, '22 клиента, SMS'],
    ['ru', 11, '11 клиентов, SMS'],
    ['ru', 1.5, '1,5 клиента, SMS'],
    ['ru', 9004, '9\u00a0004 клиента, SMS'],
  ] as const)('in %s counts %d', (language, n, said) => {
    expect(sayIn(words, language)('told', { n, how: 'SMS' })).toBe(said);
  });

  it('speaks the reader’s own language where it has it', () => {
    expect(languageOf({ language: 'ru' })).toBe('ru');
    expect(languageOf({ locale: 'ru-ru' })).toBe('ru');
    expect(languageOf({ language: 'de', locale: 'ru' })).toBe('en');
    expect(languageOf({})).toBe('en');
  });
});

describe('a moment', () => {
  const now = Date.parse('2026-11-23T14:11:00Z');
  it('is said in the zone of the premises, with the year only where it is another', () => {
    expect(moment('2026-11-25T08:00:00Z', 'Europe/Berlin', 'en', now)).toBe('Wed 25 Nov, 09:00');
    expect(moment('2026-11-25T08:00:00Z', 'Europe/Berlin', 'ru', now)).toBe('ср 25 ноя, 09:00');
    expect(moment('2027-09-06T22:30:00Z', 'Europe/Berlin', 'en', now)).toBe('Tue 7 Sep 2027, 00:30');
  });

  it('is the time alone today, at the premises', () => {
    expect(near('2026-11-23T22:30:00Z', 'Europe/Berlin', 'en', now)).toBe('23:30');
    expect(near('2026-11-23T23:30:00Z', 'Europe/Berlin', 'en', now)).toBe('Tue 24 Nov, 00:30');
  });

  it('and another make a span of one day or of two', () => {
    const from = '2026-11-25T08:00:00Z';
    expect(span(from, '2026-11-25T12:00:00Z', 'Europe/Berlin', 'en', now)).toBe('Wed 25 Nov, 09:00–13:00');
    expect(span(from, '2026-11-26T12:00:00Z', 'Europe/Berlin', 'en', now)).toBe(
      'Wed 25 Nov, 09:00 – Thu 26 Nov, 13:00',
    );
  });

  it.each([
    ['2026-11-23T14:11:30Z', 'just now', 'только что'],
    ['2026-11-23T14:23:00Z', 'in 12 min', 'через 12 мин'],
    ['2026-11-23T13:59:00Z', '12 min ago', '12 мин назад'],
    ['2026-11-23T17:31:00Z', 'in 3 h 20 min', 'через 3 ч 20 мин'],
    ['2026-11-28T15:11:00Z', 'in 5 days', 'через 5 дн.'],
  ])('%s is %s from now', (instant, en, ru) => {
    expect([relative(instant, 'en', now), relative(instant, 'ru', now)]).toEqual([en, ru]);
  });
});
