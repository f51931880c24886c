import { inflateSync } from 'node:zlib';
import { readNotoSans } from '../../../server/adapters/letters/font.js';
import { DIN_5008_B } from '../../../server/adapters/letters/letter-form.js';
import { makeLetters } from '../../../server/adapters/letters/letters.js';
import { makeTexts } from '../../../server/adapters/texts/texts.js';
import type { PostalAddress } from '../../../server/domain/contact-point.js';
import type { OutageNoticeFacts, OutageNoticeKind } from '../../../server/domain/notice/notice.js';
import type { LetterText } from '../../../server/workflows/ports.js';
import { facts, HIGH_STREET, MONDAY, shippedBrand, shippedFiles, zone } from '../texts/shipped.js';
import { canRender, inkIn, pictures, type Picture } from './pixels.js';

const brand = shippedBrand();
const texts = makeTexts(shippedFiles(), brand);
const fonts = readNotoSans();
const letters = makeLetters({ brand, form: DIN_5008_B, fonts });

const written = (
  language: string,
  kind: OutageNoticeKind,
  over: Partial<OutageNoticeFacts> = {},
): LetterText => {
  const rendered = texts.render({
    channel: 'letter',
    language,
    zone: zone('Europe/Berlin'),
    on: MONDAY,
    facts: facts(kind, over),
  });
  if (rendered.channel !== 'letter') throw new Error('not a letter');
  return rendered;
};
const MARY = { name: 'Mary O’Neil', address: HIGH_STREET };
const MARIA = {
  name: 'Мария Щербакова',
  address: {
    line1: 'ул. Ленина, д. 10',
    line2: 'кв. 3',
    city: 'Екатеринбург',
    postcode: '620014',
    country: 'RU',
  },
};
const NUNEZ = {
  name: 'María Núñez',
  address: { line1: 'Calle Mayor 5', city: 'Madrid', postcode: '28013', country: 'ES' },
};
const samples = [
  ['en', 'planned', MARY],
  ['ru', 'emergency', MARIA],
  ['es', 'moved', NUNEZ],
] as const;

/** The objects of a PDF lie in deflated streams; what does not inflate to text is a font or a drawing. */
const inside = (pdf: Uint8Array): string =>
  Buffer.from(pdf)
    .toString('latin1')
    .split(/stream\r?\n/)
    .map(part => {
      try {
        return inflateSync(Buffer.from(part, 'latin1')).toString('latin1');
      } catch {
        return part;
      }
    })
    .join('\n');

describe('a letter as a file', () => {
  test('the same letter is the same file, byte for byte', async () => {
    const again = makeLetters({ brand, form: DIN_5008_B, fonts: readNotoSans() });
    const first = await letters.compose(written('ru', 'planned'), MARIA, 'F-1');
    await letters.compose(written('en', 'planned'), MARY, 'F-2');
    expect(
      Buffer.from((await letters.compose(written('ru', 'planned'), MARIA, 'F-1')).pdf).equals(
        Buffer.from(first.pdf),
      ),
    ).toBe(true);
    expect(
      Buffer.from((await again.compose(written('ru', 'planned'), MARIA, 'F-1')).pdf).equals(
        Buffer.from(first.pdf),
      ),
    ).toBe(true);
  });
  test('it has a language, a title, no date of the host, and is small', async () => {
    const { pdf, pages } = await letters.compose(written('es', 'planned'), NUNEZ, 'F-1');
    const objects = inside(pdf);
    expect(objects).toContain('/Lang (es)');
    const title = Buffer.from('\ufeffCorte de luz programado en 12 High St', 'utf16le')
      .swap16()
      .toString('hex')
      .toUpperCase();
    expect(objects).toContain(`/Title <${title}>`);
    expect(objects).not.toMatch(/CreationDate|ModDate/);
    expect([pages, objects.match(/\/Type \/Page\b/g)?.length]).toEqual([1, 1]);
    expect(pdf.length).toBeLessThan(25_000);
  });
  test.each(samples)('an ordinary notice of any kind takes one page: %s %s', async (language, _, to) => {
    for (const kind of ['planned', 'moved', 'cancelled', 'emergency', 'etr_update', 'restored'] as const) {
      const over = { alsoAffected: ['lift', 'water'], othersAffected: 22 };
      expect([kind, (await letters.compose(written(language, kind, over), to, 'F-1')).pages]).toEqual([
        kind,
        1,
      ]);
    }
  });
  test('forty sites take more pages, the signature never one of its own', async () => {
    const premises = Array.from({ length: 40 }, (_, n) => ({ ...HIGH_STREET, line1: `${n + 1} High St` }));
    expect((await letters.compose(written('en', 'planned', { premises }), MARY, 'F-1')).pages).toBe(2);
  });
});

describe('what cannot be printed is refused, not printed as boxes', () => {
  const fault = (to: { readonly name: string; readonly address: PostalAddress }) =>
    letters.compose(written('en', 'planned'), to, 'F-1').then(
      () => null,
      (error: unknown) => error,
    );
  test.each(['Արամ', 'สมชาย', '王芳', 'Mary 😀'])('a name the font lacks: %s', async name => {
    const error = await fault({ ...MARY, name });
    expect(error).toMatchObject({
      name: 'Fault',
      kind: 'rejected',
      code: 'letter.glyphs',
      message: expect.stringMatching(/U\+[0-9A-F]{4,5}/),
    });
    // Faults are logged, names are not.
    expect((error as Error).message).not.toContain(name);
  });
  test.each(['Łukasz Żółć', 'Ђорђе', 'Γιώργος', 'Zoe\u0308', 'Қайрат', 'Anna\u200b\u0007 Ray'])(
    'a name it has: %s',
    async name => {
      expect(await fault({ ...MARY, name })).toBeNull();
    },
  );
  test('an address that would leave the window', async () => {
    const address = { ...HIGH_STREET, line1: 'Long Road '.repeat(60) };
    expect(await fault({ ...MARY, address })).toMatchObject({
      kind: 'rejected',
      code: 'letter.addressTooLong',
    });
  });
});

// A developer without poppler may still work; the build must not pass without having looked.
if (!canRender) {
  const why = 'pdftoppm (poppler-utils) is not installed, so no letter was looked at';
  console.warn(`The comparison of pixels did not run: ${why}.`);
  test('letters are looked at as pictures', () => {
    if (process.env['CI'] === 'true') throw new Error(why);
  });
}

(canRender ? describe : describe.skip)('a letter as a picture', () => {
  const whole = makeLetters({ brand, form: DIN_5008_B, fonts, subset: false });
  const first = (pdf: Uint8Array): Picture => {
    const [page] = pictures(pdf);
    if (page === undefined) throw new Error('no page');
    return page;
  };

  test.each(samples)(
    '%s %s: the subset font draws the same pixels as the whole one',
    async (language, kind, to) => {
      const letter = written(language, kind, { lifeSupport: true, inArrears: true });
      const small = first((await letters.compose(letter, to, 'F-1')).pdf);
      const full = first((await whole.compose(letter, to, 'F-1')).pdf);
      expect([small.width, small.height]).toEqual([full.width, full.height]);
      expect(small.rgb.equals(full.rgb)).toBe(true);
    },
  );

  test('there is ink where there should be, and none in the play of the window', async () => {
    const page = first((await letters.compose(written('en', 'planned'), MARY, 'F-1')).pdf);
    const regions = {
      letterhead: { x: 25, y: 12, width: 80, height: 16 },
      returnLine: { x: 25, y: 57, width: 75, height: 4 },
      address: { x: 25, y: 62, width: 40, height: 24 },
      info: { x: 125, y: 50, width: 65, height: 22 },
      subject: { x: 25, y: 98, width: 100, height: 7 },
      body: { x: 25, y: 110, width: 165, height: 100 },
      footer: { x: 25, y: 275, width: 165, height: 10 },
      foldAt105: { x: 4, y: 104, width: 8, height: 2 },
      holeAt148: { x: 4, y: 147.5, width: 9, height: 2 },
      foldAt210: { x: 4, y: 209, width: 8, height: 2 },
    };
    for (const [name, region] of Object.entries(regions))
      expect([name, inkIn(page, region) > 10]).toEqual([name, true]);
    const empty = {
      leftOfAddress: { x: 13, y: 42, width: 11.5, height: 51 },
      rightOfAddress: { x: 101, y: 42, width: 9, height: 51 },
      belowAddress: { x: 20, y: 90.5, width: 85, height: 6 },
      aboveAddress: { x: 20, y: 36, width: 85, height: 20 },
      rightMargin: { x: 191, y: 0, width: 19, height: 297 },
    };
    for (const [name, region] of Object.entries(empty))
      expect([name, inkIn(page, region)]).toEqual([name, 0]);
  });

  test('a long name and address stay inside the window', async () => {
    const to = {
      name: 'Gesellschaft für Grundstücksverwaltung und Wohnungsbauförderung Brandenburg-Mittelmark Süd mbH & Co. KG, Abteilung Rechnungswesen',
      address: {
        line1: 'An der alten Wassermühle am Donaudampfschifffahrtsgesellschaftskapitänsweg 142 b',
        line2: 'Hinterhaus, Aufgang C',
        city: 'Neustadt an der Weinstraße',
        postcode: '67433',
        country: 'DE',
      },
    };
    const page = first((await letters.compose(written('en', 'planned'), to, 'F-1')).pdf);
    expect(inkIn(page, { x: 25, y: 62, width: 75, height: 28 })).toBeGreaterThan(300);
    expect(inkIn(page, { x: 100.5, y: 42, width: 10, height: 51 })).toBe(0);
    expect(inkIn(page, { x: 20, y: 90.2, width: 85, height: 6 })).toBe(0);
  });
});
