import fc from 'fast-check';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import { OUTAGE_NOTICE_KINDS, type OutageNoticeFacts } from '../../../server/domain/notice/notice.js';
import type { EmailText, LetterText } from '../../../server/workflows/ports.js';
import {
  facts,
  FRIDAY_NIGHT,
  HIGH_STREET,
  LANGUAGES,
  MONDAY,
  shippedBrand,
  shippedFiles,
  WEDNESDAY,
  zone,
} from './shipped.js';

const texts = makeTexts(shippedFiles(), shippedBrand());
const BERLIN = zone('Europe/Berlin');
const email = (language: string, of: OutageNoticeFacts): EmailText => {
  const rendered = texts.render({ channel: 'email', language, zone: BERLIN, on: MONDAY, facts: of });
  if (rendered.channel !== 'email') throw new Error('not an e-mail');
  return rendered;
};
const letter = (language: string, of: OutageNoticeFacts): LetterText => {
  const rendered = texts.render({ channel: 'letter', language, zone: BERLIN, on: MONDAY, facts: of });
  if (rendered.channel !== 'letter') throw new Error('not a letter');
  return rendered;
};
/** What a reader of the HTML part sees, as words. */
const readHtml = (html: string): readonly string[] =>
  html
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<\/?a\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .split(/\s+/)
    .filter(word => word !== '');
const readText = (text: string): readonly string[] =>
  text
    .replace(/^--$/m, '')
    .split(/\s+/)
    .filter(word => word !== '');
const wordy = (words: readonly string[]): string => words.join(' ').replace(/:(?= |$)/g, '');

describe('e-mail', () => {
  test('planned, Wednesday: subject and the facts in a table', () => {
    const { subject, text, html } = email('en', facts('planned', { alsoAffected: ['lift', 'water'] }));
    expect(subject).toBe('Planned power cut: Wed 25 Nov, 09:00–13:00, 12 High St');
    expect(text).toContain(
      'When: Wednesday 25 November 2026, from 09:00 to 13:00\nHow long: About 4 hours\n' +
        'Where: 12 High St, Flat 3, London, SE1 0AA\nYour account: Ending in 4821\nWhy: Network repairs\nAlso affected: Lift and water\n',
    );
    expect(html).toContain('<html lang="en">');
    expect(html).toMatch(
      /<th scope="row"[^>]*>When<\/th><td[^>]*>Wednesday 25 November 2026, from 09:00 to 13:00<\/td>/,
    );
    expect(html).toContain('<a href="https://riverside.example/terms"');
  });
  test('in Russian the month is declined and the hours counted', () => {
    const { text } = email('ru', facts('planned', { windows: [WEDNESDAY, FRIDAY_NIGHT] }));
    expect(text).toContain('среда, 25 ноября 2026 г., с 09:00 до 13:00');
    expect(text).toContain('с 22:00 (пятница, 27 ноября 2026 г.) до 06:00 (суббота, 28 ноября 2026 г.)');
    expect(text).toContain('Как долго: До 8 часов каждый раз');
  });
  test.each([
    [1, 'Ещё около 1 клиента'],
    [2, 'Ещё около 2 клиентов'],
    [21, 'Ещё около 21 клиента'],
    [25, 'Ещё около 25 клиентов'],
    [101, 'Ещё около 101 клиента'],
  ])('%i others without power, in Russian', (othersAffected, words) => {
    expect(email('ru', facts('emergency', { othersAffected })).text).toContain(words);
  });
  test('nobody else: the row is left out', () => {
    expect(email('ru', facts('emergency', { othersAffected: 0 })).text).not.toContain('Без света рядом');
  });
  test.each(LANGUAGES)('both parts say the same, one h1, a subject of 70 at most: %s', language => {
    for (const kind of OUTAGE_NOTICE_KINDS)
      for (const customerClass of ['residential', 'business'] as const) {
        const { subject, text, html } = email(
          language,
          facts(kind, { customerClass, inArrears: true, lifeSupport: true }),
        );
        expect(subject.length).toBeLessThanOrEqual(70);
        expect(html.match(/<h1/g)).toHaveLength(1);
        const name = shippedBrand().name[language] ?? '';
        const words = wordy(readHtml(html));
        expect(words.startsWith(name)).toBe(true);
        expect(words).toBe(wordy(readText(text)));
      }
  });
  test('a hostile name is text, no markup and no syntax', () => {
    const name = "<b>O'Neil & {x}";
    const { text, html } = email('en', facts('planned', { addresseeName: name }));
    expect(text).toContain(`Dear ${name},`);
    expect(html).toContain('Dear &lt;b&gt;O&#39;Neil &amp; {x},');
    expect(html).not.toContain('<b>');
  });
  test('a line break in a street opens no header, and a foreign address becomes no link', () => {
    const { subject, html } = email(
      'en',
      facts('emergency', {
        premises: [{ ...HIGH_STREET, line1: '1 St\r\nBcc: x@evil.example https://evil.example' }],
      }),
    );
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('href="https://evil');
  });
  test('any name and address keep their letters in both parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), addresseeName => {
        const { text, html } = email('es', facts('restored', { addresseeName }));
        expect(wordy(readHtml(html).filter(w => !w.includes('<')))).toBe(
          wordy(readText(text).filter(w => !w.includes('<'))),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is told to whom', () => {
  const debt = 'The outage is a network matter and has nothing to do with your bill.';
  test.each([
    ['holder', true],
    ['thirdParty', true],
    ['occupant', false],
    ['carer', false],
  ] as const)('the bill and the account to a %s: %s', (role, told) => {
    const { text } = email('en', facts('planned', { role, inArrears: true }));
    expect(text.includes(debt)).toBe(told);
    expect(text.includes('4821')).toBe(told);
  });
  test.each(LANGUAGES)('that an outage has nothing to do with a debt, in every kind: %s', language => {
    const words = {
      en: debt,
      ru: 'С вашими счетами оно не связано',
      es: 'no tiene nada que ver con su factura',
    }[language];
    for (const kind of OUTAGE_NOTICE_KINDS)
      for (const customerClass of ['residential', 'business'] as const)
        for (const inArrears of [true, false]) {
          const of = facts(kind, { inArrears, customerClass });
          expect([kind, email(language, of).text.includes(words)]).toEqual([kind, inArrears]);
          expect([kind, JSON.stringify(letter(language, of)).includes(words)]).toEqual([kind, inArrears]);
        }
  });
  test('no word of the bill where nothing is owed', () => {
    expect(email('en', facts('planned')).text).not.toContain(debt);
  });
  test('life support is told to the household, not to a third party', () => {
    const told = 'depends on electrical medical equipment';
    expect(email('en', facts('planned', { lifeSupport: true })).text).toContain(told);
    expect(email('en', facts('planned', { lifeSupport: true, role: 'thirdParty' })).text).not.toContain(told);
  });
  test('a business reads of machines and cold rooms', () => {
    expect(email('en', facts('planned', { customerClass: 'business' })).text).toContain('shut down machines');
    expect(email('en', facts('planned')).text).toContain('charge phones');
  });
  test('every site of a company is listed', () => {
    const premises = ['1 A St', '2 B St', '3 C St'].map(line1 => ({ ...HIGH_STREET, line1 }));
    expect(email('en', facts('planned', { premises })).text).toContain(
      'Where:\n  1 A St, Flat 3, London, SE1 0AA\n  2 B St,',
    );
  });
});

describe('letter', () => {
  test('planned, Wednesday', () => {
    const written = letter('en', facts('planned'));
    expect(written).toMatchObject({
      language: 'en',
      subject: 'Planned power cut at 12 High St',
      dateLine: 'London, 23 November 2026',
      referenceLine: 'Reference K7M2Q',
      salutation: 'Dear Mary O’Neil,',
      closing: 'Yours sincerely,\nAnna Morris, Customer Care\nRiverside Power',
    });
    expect(written.body[1]).toContainEqual({
      label: 'When',
      value: 'Wednesday 25 November 2026, from 09:00 to 13:00',
    });
  });
  test('a customer without a name', () => {
    expect(letter('en', facts('planned', { addresseeName: ' ' })).salutation).toBe('Dear customer,');
  });
});
