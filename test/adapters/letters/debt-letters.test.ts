import jsQR from 'jsqr';
import { readNotoSans } from '../../../server/adapters/letters/font.js';
import { DIN_5008_B } from '../../../server/adapters/letters/letter-form.js';
import { makeLetters } from '../../../server/adapters/letters/letters.js';
import { qrPath } from '../../../server/adapters/letters/qr-path.js';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import {
  DEBT_NOTICE_KINDS,
  type DebtNoticeFacts,
  type DebtNoticeKind,
} from '../../../server/domain/debt/notice.js';
import { money } from '../../../server/domain/money.js';
import type { CivilDate } from '../../../server/domain/time.js';
import type { LetterText } from '../../../server/workflows/ports.js';
import { debtFacts } from '../texts/debt-facts.js';
import { HIGH_STREET, MONDAY, shippedBrand, shippedFiles, zone } from '../texts/shipped.js';
import { canRender, inkIn, pictures, type Picture } from './pixels.js';

const brand = shippedBrand();
const texts = makeTexts(shippedFiles(), brand);
const letters = makeLetters({ brand, form: DIN_5008_B, fonts: readNotoSans() });
const MARY = { name: 'Mary O’Neil', address: HIGH_STREET };

const written = (
  language: string,
  kind: DebtNoticeKind,
  over: Partial<DebtNoticeFacts> = {},
  currency = 'EUR',
): LetterText => {
  const rendered = texts.render({
    channel: 'letter',
    language,
    zone: zone('Europe/Berlin'),
    on: MONDAY,
    facts: debtFacts(kind, over, currency),
  });
  if (rendered.channel !== 'letter') throw new Error('not a letter');
  return rendered;
};

test.each(['en', 'ru', 'es'])(
  'a letter of any kind takes two pages at most, and is the same file again: %s',
  async language => {
    for (const kind of DEBT_NOTICE_KINDS) {
      const letter = written(language, kind, { lifeSupport: true, again: true });
      const first = await letters.compose(letter, MARY, 'F-1');
      expect([kind, first.pages <= 2]).toEqual([kind, true]);
      const again = await letters.compose(letter, MARY, 'F-1');
      expect(Buffer.from(again.pdf).equals(Buffer.from(first.pdf))).toBe(true);
    }
  },
);

test('a code is square, and its modules as wide as asked for', () => {
  const { modules, path } = qrPath('ST00012|Name=А', n => 100 / n);
  expect((modules - 17) % 4).toBe(0);
  const numbers = [...path.matchAll(/[\d.]+/g)].map(([text]) => Number(text));
  expect(Math.min(...numbers)).toBe(0);
  expect(Math.max(...numbers)).toBe(100);
});

if (!canRender)
  test('letters are looked at as pictures', () => {
    if (process.env['CI'] === 'true') throw new Error('pdftoppm (poppler-utils) is not installed');
  });

(canRender ? describe : describe.skip)('a debt letter as a picture', () => {
  const SCAN_DPI = 150;
  /** The right half of a page, where the code stands: to look through all of it takes seconds. */
  const rightHalf = ({ width, height, rgb }: Picture) => {
    const from = Math.floor(width / 2);
    const pixels = new Uint8ClampedArray((width - from) * height * 4).fill(255);
    for (let y = 0; y < height; y += 1)
      for (let x = from; x < width; x += 1) {
        const at = (y * width + x) * 3;
        pixels.set(rgb.subarray(at, at + 3), (y * (width - from) + x - from) * 4);
      }
    return { pixels, width: width - from, height };
  };
  /** What a telephone would read of the last page. */
  const scanned = (pdf: Uint8Array): string | null => {
    const page = pictures(pdf, SCAN_DPI).at(-1);
    if (page === undefined) return null;
    const half = rightHalf(page);
    const found = jsQR(half.pixels, half.width, half.height, { inversionAttempts: 'dontInvert' });
    return found === null ? null : Buffer.from(found.binaryData).toString('utf8');
  };

  test.each([
    ['en', 'final_notice', 'EUR', /^BCD\n002\n1\nSCT\n/],
    ['ru', 'disconnection_letter', 'RUB', /^ST00012\|Name=АО «Энергосеть Риверсайд»\|/],
    ['es', 'plan_confirmed', 'EUR', /\nEUR394\.73\n/],
  ] as const)(
    '%s %s: the code is read back from the paper, byte for byte',
    async (language, kind, currency, begins) => {
      const letter = written(language, kind, {}, currency);
      const { pdf } = await letters.compose(letter, MARY, 'F-1');
      const read = scanned(pdf);
      expect(read).toBe(letter.slip?.code?.payload);
      expect(read).toMatch(begins);
    },
  );

  test('the largest code that the standards allow is read back too', async () => {
    const payee = brand.payment['RUB'];
    if (payee?.form !== 'ru') throw new Error('no account in roubles');
    const long = { ...payee, payee: 'Щ'.repeat(90), bank: 'Б'.repeat(10) };
    const wide = makeTexts(shippedFiles(), { ...brand, payment: { RUB: long } });
    const letter = wide.render({
      channel: 'letter',
      language: 'ru',
      zone: zone('Europe/Moscow'),
      on: MONDAY,
      facts: debtFacts('final_notice', { owed: money(999_999_999_999, 'RUB') }, 'RUB'),
    });
    if (letter.channel !== 'letter') throw new Error('not a letter');
    const payload = letter.slip?.code?.payload ?? '';
    expect(Buffer.byteLength(payload)).toBeGreaterThan(400);
    expect(scanned((await letters.compose(letter, MARY, 'F-1')).pdf)).toBe(payload);
  });

  test('wherever the text ends, the slip stands whole on the last page', async () => {
    for (const count of [0, 8]) {
      const bills = Array.from({ length: count }, (_, n) => ({
        id: `2026-${n}`,
        issued: '2026-08-03' as CivilDate,
        due: '2026-08-24' as CivilDate,
        unpaid: money(1000, 'EUR'),
      }));
      const letter = written('en', 'plan_confirmed', {
        bills,
        premises: Array.from({ length: 1 + count * 2 }, () => HIGH_STREET),
      });
      const { pdf } = await letters.compose(letter, MARY, 'F-1');
      expect([count, scanned(pdf)]).toEqual([count, letter.slip?.code?.payload]);
      const page = pictures(pdf).at(-1);
      if (page === undefined) throw new Error('no page');
      // Nothing of it runs into the foot of the page.
      expect(inkIn(page, { x: 25, y: 272.5, width: 165, height: 1 })).toBe(0);
    }
  });

  test('the mark of registered mail stands above the address, and only where it is asked for', async () => {
    const zoneOfRemarks = { x: 25, y: 52.5, width: 60, height: 4.5 };
    const ink = async (post?: { registered: boolean }): Promise<number> => {
      const [page] = pictures((await letters.compose(written('en', 'final_notice'), MARY, 'F-1', post)).pdf);
      if (page === undefined) throw new Error('no page');
      // Still inside the window with the play of the paper.
      expect(inkIn(page, { x: 20, y: 40, width: 85, height: 10.5 })).toBe(0);
      return inkIn(page, zoneOfRemarks);
    };
    expect(await ink()).toBe(0);
    expect(await ink({ registered: false })).toBe(0);
    expect(await ink({ registered: true })).toBeGreaterThan(50);
  });
});
