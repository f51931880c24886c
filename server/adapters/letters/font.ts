import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import type { Font, GlyphRun, Subset } from 'fontkit';
import type { PDFDocument } from 'pdf-lib';

type PdfFontkit = Parameters<PDFDocument['registerFontkit']>[0];

/** A font parsed once for all letters: parsing and layout are most of the cost of a letter. */
export interface LetterFont {
  readonly data: Uint8Array;
  /** What pdf-lib asks for; it always gets this font. */
  readonly fontkit: PdfFontkit;
  /** In points. */
  width(text: string, size: number): number;
  has(character: string): boolean;
}

/** pdf-lib reads a subset as a stream, which fontkit 2 no longer offers. */
const withStream = (subset: Subset): Subset => {
  subset.encodeStream = () => {
    const stream = new EventEmitter();
    setImmediate(() => {
      try {
        stream.emit('data', subset.encode());
        stream.emit('end');
      } catch (error) {
        stream.emit('error', error);
      }
    });
    return stream;
  };
  return subset;
};

/** Most lines come again in the next letter. */
const cacheLayout = (font: Font): void => {
  const layout = font.layout.bind(font);
  const known = new Map<string, GlyphRun>();
  font.layout = (text, features) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= 10_000) known.clear();
    const run = layout(text, features);
    known.set(text, run);
    return run;
  };
};

/**
 * fontkit 2 stands in for pdf-lib's own fork of it, which drops glyphs of a subset font: the text extracts, the page
 * is blank.
 */
export const readFont = (file: string): LetterFont => {
  const data = readFileSync(file);
  const font = fontkit.create(data);
  cacheLayout(font);
  const createSubset = font.createSubset.bind(font);
  font.createSubset = () => withStream(createSubset());
  const widthOf = (text: string): number =>
    font.layout(text).glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0);
  return {
    data,
    fontkit: { create: () => font } as unknown as PdfFontkit,
    width: (text, size) => (widthOf(text) * size) / font.unitsPerEm,
    has: character => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  };
};

export interface LetterFonts {
  readonly regular: LetterFont;
  readonly bold: LetterFont;
}
/** Noto Sans: Latin, Greek and Cyrillic, under the Open Font License. */
export const readNotoSans = (): LetterFonts => ({
  regular: readFont(require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')),
  bold: readFont(require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
});
