import { PDFDocument, rgb, type PDFFont, type PDFPage, type RGB } from 'pdf-lib';
import type { Weight } from './flow.js';
import type { LetterFont, LetterFonts } from './font.js';

export const INK = rgb(0.07, 0.08, 0.1);
export const GREY = rgb(0.33, 0.36, 0.4);
export const HAIR = rgb(0.78, 0.8, 0.82);

export const colourOf = (hex: string): RGB => {
  const part = (from: number) => parseInt(hex.slice(from, from + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
};

/** Pages to draw on, in points from the top left corner: as people measure a letter, not as PDF does. */
export interface Paper {
  readonly document: PDFDocument;
  readonly pages: readonly PDFPage[];
  text(page: number, at: { readonly x: number; readonly baseline: number }, text: string, style: Style): void;
  /** A line, straight from one point to the other. */
  rule(
    page: number,
    from: readonly [number, number],
    to: readonly [number, number],
    colour: RGB,
    thickness: number,
  ): void;
  /** An SVG path with its origin at x, y. */
  shape(page: number, at: { readonly x: number; readonly y: number }, path: string, colour: RGB): void;
}
export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: RGB;
}

const embed = (document: PDFDocument, font: LetterFont, subset: boolean): Promise<PDFFont> => {
  // pdf-lib takes whichever fontkit was registered last; each of ours knows one font.
  document.registerFontkit(font.fontkit);
  return document.embedFont(font.data, { subset });
};

export const makePaper = async (
  fonts: LetterFonts,
  sheet: {
    readonly width: number;
    readonly height: number;
    readonly count: number;
    readonly subset: boolean;
  },
): Promise<Paper> => {
  // No dates of the host: the same letter is the same file, so its hash can be proved later.
  const document = await PDFDocument.create({ updateMetadata: false });
  const embedded = {
    regular: await embed(document, fonts.regular, sheet.subset),
    bold: await embed(document, fonts.bold, sheet.subset),
  };
  const pages = Array.from({ length: sheet.count }, () => document.addPage([sheet.width, sheet.height]));
  const on = (page: number): PDFPage => {
    const found = pages[page];
    if (found === undefined) throw new Error(`letters: no page ${page}`);
    return found;
  };
  return {
    document,
    pages,
    text: (page, { x, baseline }, text, { size, weight = 'regular', colour = INK }) => {
      on(page).drawText(text, { x, y: sheet.height - baseline, size, font: embedded[weight], color: colour });
    },
    rule: (page, [x1, y1], [x2, y2], colour, thickness) => {
      on(page).drawLine({
        start: { x: x1, y: sheet.height - y1 },
        end: { x: x2, y: sheet.height - y2 },
        color: colour,
        thickness,
      });
    },
    shape: (page, { x, y }, path, colour) => {
      on(page).drawSvgPath(path, { x, y: sheet.height - y, color: colour });
    },
  };
};
