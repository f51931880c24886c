import { withChoices } from '../../domain/office/brand.js';
import type { Letters, LetterText } from '../../workflows/ports.js';
import { addressBlock } from './address-block.js';
import { flow, SPACINGS, type WidthOf } from './flow.js';
import type { LetterFonts } from './font.js';
import { demandGlyphs, drawable, drawableLetter } from './glyphs.js';
import { points, type LetterForm } from './letter-form.js';
import { paginate, type PlacedLine } from './pages.js';
import { HAIR, makePaper, type Paper } from './paper.js';
import { postalLines } from './postal-lines.js';
import { drawSlip, setSlip } from './slip.js';
import {
  brandName,
  drawAddress,
  drawFooter,
  drawInfo,
  drawLetterhead,
  drawMarks,
  drawNextPageHead,
  stationeryTexts,
  type LetterBrand,
  type Stationery,
} from './stationery.js';

export interface LettersDeps {
  readonly brand: LetterBrand;
  readonly form: LetterForm;
  readonly fonts: LetterFonts;
  /** False embeds the fonts whole, thirty times the size: only to compare the pixels of both. */
  readonly subset?: boolean;
}

const drawBody = (paper: Paper, form: LetterForm, lines: readonly PlacedLine[]): void => {
  const left = points(form.margin.left);
  const right = points(form.page.width - form.margin.right);
  for (const line of lines) {
    for (const { x, text, weight, size } of line.cells)
      paper.text(line.page, { x: left + x, baseline: line.y + size + 1 }, text, { size, weight });
    if (line.rule)
      paper.rule(line.page, [left, line.y + line.height - 2], [right, line.y + line.height - 2], HAIR, 0.5);
  }
};

const pagesOf = (lines: readonly PlacedLine[]): number => (lines.at(-1)?.page ?? 0) + 1;

const describe = (paper: Paper, s: Stationery, subject: string): void => {
  const { document } = paper;
  document.setLanguage(s.language);
  document.setTitle(subject, { showInWindowTitleBar: true });
  document.setAuthor(brandName(s));
  document.setKeywords([s.reference]);
  document.setProducer('Forewarn');
};

/** Sets letters on paper. The same letter to the same addressee is the same file, byte for byte. */
export const makeLetters = (deps: LettersDeps): Letters => {
  const { brand, form, fonts, subset = true } = deps;
  const widthOf: WidthOf = (text, weight, size) => fonts[weight].width(text, size);
  const bodyWidth = points(form.page.width - form.margin.left - form.margin.right);
  const room = { first: points(form.body), next: points(form.nextPageBody), end: points(form.bodyEnd) };
  const limits = { width: points(form.address.width), lines: form.address.lines };

  const setBody = (letter: LetterText, slip: number): readonly PlacedLine[] => {
    const settings = SPACINGS.map(spacing =>
      paginate(flow(letter, { width: bodyWidth, widthOf, spacing }, slip), room),
    );
    const fewest = Math.min(...settings.map(pagesOf));
    return settings.find(lines => pagesOf(lines) === fewest) ?? [];
  };

  const letters: Letters = {
    as: choices =>
      choices === undefined ? letters : makeLetters({ ...deps, brand: withChoices(brand, choices) }),
    compose: async (text, to, reference, post) => {
      const letter = drawableLetter(text);
      const name = drawable(to.name).replace(/\s+/g, ' ').trim();
      const address = postalLines(to.address, brand.sender.country).map(drawable);
      const { language, dateLine, referenceLine } = letter;
      const s: Stationery = {
        brand,
        form,
        fonts,
        language,
        dateLine,
        referenceLine,
        reference: drawable(reference),
        registered: post?.registered === true,
      };
      demandGlyphs(fonts, letter, [name, ...address, ...stationeryTexts(s)]);

      const block = addressBlock(name, address, limits, (t, size) => widthOf(t, 'regular', size));
      const slip = letter.slip == null ? null : setSlip(letter.slip, { width: bodyWidth, widthOf });
      const lines = setBody(letter, slip?.height ?? 0);
      const count = pagesOf(lines);
      const { width, height } = form.page;
      const paper = await makePaper(fonts, { width: points(width), height: points(height), count, subset });
      drawLetterhead(paper, s);
      drawMarks(paper, form);
      drawAddress(paper, s, block);
      drawInfo(paper, s);
      drawBody(paper, form, lines);
      const place = lines.find(line => line.slip === true);
      if (slip !== null && place !== undefined)
        drawSlip(paper, { page: place.page, x: points(form.margin.left), y: place.y }, slip);
      drawNextPageHead(paper, s, letter.subject);
      drawFooter(paper, s);
      describe(paper, s, letter.subject);
      return { pdf: await paper.document.save(), pages: count };
    },
  };
  return letters;
};
